"""Where a try to sign in comes from. Kept only as keyed marks, for slowing those who guess."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from goldenthread.seals import api as seals

DEVICE_COOKIE = "__Host-d"
ONE_YEAR_SECONDS = 365 * 24 * 3600


def network_of(request: HttpRequest) -> str:
    """Give the network a request comes from: the /64 of an IPv6 address, an IPv4 address as it is."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY:
        given = request.headers.get("X-Forwarded-For", given).rpartition(",")[2].strip()
    try:
        address = ip_address(given)
    except ValueError:
        return "somewhere"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)


def is_path_here(url: str) -> bool:
    """Say whether an address that came with a request stays in this house, whoever reads it."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def is_from_this_house(request: HttpRequest) -> bool:
    """Say whether a page of ours sent this form, as far as the browser tells; an old one says nothing."""
    sent_by = request.headers.get("Sec-Fetch-Site")
    if sent_by is not None:
        return sent_by in {"same-origin", "none"}
    ours = {f"{request.scheme}://{request.get_host()}", settings.BASE_URL}
    return request.headers.get("Origin", settings.BASE_URL) in ours


def windows_url() -> str:
    """Give the home of those who hold a seat beside somebody."""
    return reverse("sharing:windows")


def device_of(request: HttpRequest) -> str:
    """Give the token of a device that somebody has signed in from before; empty when there is none."""
    return request.COOKIES.get(DEVICE_COOKIE, "")


def new_device() -> str:
    """Give a token for a device."""
    return seals.new_token()


def mark_device(response: HttpResponse, token: str) -> None:
    """Let this device be known to its owner's account for a year."""
    response.set_cookie(
        DEVICE_COOKIE,
        token,
        max_age=ONE_YEAR_SECONDS,
        path="/",
        secure=True,
        httponly=True,
        samesite="Lax",
    )


def knows_device(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a device carries such a mark, or is about to."""
    return DEVICE_COOKIE in request.COOKIES or DEVICE_COOKIE in response.cookies


def forget_device(response: HttpResponse) -> None:
    """Take the mark of a known device off it, and give it none."""
    response.delete_cookie(DEVICE_COOKIE, path="/", samesite="Lax")
    response.cookies[DEVICE_COOKIE]["secure"] = True
