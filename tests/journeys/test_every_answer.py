"""Every answer of a house in use: its headers, its cookies, and the letters it sends (G20, G25)."""

import re

import pytest

from tests.journeys import story
from tests.journeys.house import Guest
from tests.journeys.someone import Someone
from tests.journeys.visitor import Visitor

CAST = ("Alma", "Ben", "Cleo", "Dara", "Enzo")
CANARY = "Cormorant"
# A file that never changes under its name may be kept; a page never.
KEPT = re.compile(r"^/static/")
COOKIE = re.compile(
    r"^__Host-[\w-]+=[^;]*; (?!.*Domain)(?=.*Path=/)(?=.*Secure)(?=.*SameSite=(Lax|Strict))"
)


@pytest.fixture(scope="module")
def answers(demo):
    """Everything the five and somebody outside are answered, errors and files included."""
    given = []
    for name in CAST:
        visitor = Visitor(demo, demo.guests()[name])
        visitor.everything()
        visitor.post("/account/name/", name="")
        visitor.get("/nothing-here/")
        visitor.post("/copy/")
        given += visitor.answers
    outside = Visitor(demo)
    outside.everything()
    for path in ("/healthz", "/begin/x/", "/invitation/x/", "/letters/x/", "/ui/", "/my-space/"):
        outside.get(path)
    outside.take_token("/sign-in/")
    outside.post("/sign-in/", address="nobody@example.org", passphrase="wrong wrong wrong wrong")
    outside.post("/my-space/")
    outside.post("/account/name/", name="Nobody")
    outside.token = "none"
    outside.post("/sign-in/")
    outside.get("/static/nothing.css")
    given += outside.answers
    assert {200, 303, 401, 403, 404, 405, 422} <= {one.status for one in given}
    assert len(given) > 150
    return given


@pytest.mark.row("G20")
def test_every_answer_carries_the_headers(answers):
    lacking = {}
    for one in answers:
        wrong = [name for name, holds in _headers(one).items() if not holds]
        if wrong:
            lacking[f"{one.method} {one.path} {one.status}"] = wrong

    assert lacking == {}


@pytest.mark.row("G20")
def test_every_cookie_is_bound_to_this_host(answers):
    cookies = [cookie for one in answers for cookie in one.cookies()]

    assert len(cookies) > 10
    assert [cookie.split("=")[0] for cookie in cookies if not COOKIE.match(cookie)] == []


@pytest.mark.row("G20")
def test_leaving_clears_what_the_browser_holds(demo):
    ben = Visitor(demo, demo.guests()["Ben"])

    left = ben.post("/sign-out/")

    assert (left.status, left.header("Clear-Site-Data")) == (200, '"cache", "storage"')
    assert ben.get("/my-space/").status == 303


@pytest.mark.row("G25", "INV-14")
@pytest.mark.slow
def test_no_letter_of_a_whole_relationship_says_a_name_or_a_word(new_house, windows):
    alma = Someone(windows(new_house), new_house, Guest("Almandine", "a@example.org", ""))
    ben = Someone(windows(new_house), new_house, Guest("Benedict", "b@example.org", ""))
    _live_through_it(alma, ben)

    letters = new_house.letters()
    said = "\n".join(str(letter) + str(letter.get_content()) for letter in letters)

    assert len(letters) >= 2
    for canary in (CANARY, "Almandine", "Benedict", "coach", "journal", "agreement"):
        assert canary.lower() not in said.lower()
    links = re.findall(r"https?://[^\s/]+", said)
    assert set(links) == {new_house.address}


def _live_through_it(alma, ben) -> None:
    alma.go(new_link := alma.house.first_link)
    assert new_link
    alma.introduce_themselves()
    alma.press("Make my account")
    alma.keep_code()
    story.do_own_part(alma)
    link = story.invite(alma, ben)
    ben.go(link)
    ben.say_a_name()
    ben.introduce_themselves()
    ben.press("Make my own space")
    ben.keep_code()
    story.write(ben, f"{CANARY}\n\nThe {CANARY} again.")
    story.keep(ben)
    ben.follow("My space")
    ben.follow("Together, with Almandine")
    room = f"{ben.page.url}agreement/"
    alma.go(room)
    alma.press("Propose them to Benedict")
    ben.go(room)
    ben.follow("Put it in other words")
    ben.fill("In your words", f"{CANARY} clause")
    ben.press("These are my words")
    ben.go("/account/")
    ben.fill("Your passphrase so far", ben.passphrase)
    ben.fill("A new passphrase", "six other words for this one")
    ben.press("Change my passphrase")
    ben.is_told("passphrase")


def _headers(one) -> dict[str, bool]:
    """Say of each header of security.md 2.11-8 whether an answer carries it as it must."""
    policy = one.header("Content-Security-Policy")
    page = one.is_page
    return {
        "nosniff": one.header("X-Content-Type-Options") == "nosniff",
        "referrer": one.header("Referrer-Policy") in {"same-origin", "no-referrer"},
        "opener": one.header("Cross-Origin-Opener-Policy") == "same-origin",
        "resource": one.header("Cross-Origin-Resource-Policy") == "same-origin",
        "permissions": "camera=()" in one.header("Permissions-Policy"),
        "cache": bool(KEPT.match(one.path)) or "no-store" in one.header("Cache-Control"),
        "no server": not re.search(r"\d", one.header("Server")),
        "policy": not page or _is_strict(policy),
    }


def _is_strict(policy: str) -> bool:
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    everything = " ".join(parts.values())
    return (
        parts.get("default-src") == "'none'"
        and parts.get("frame-ancestors") == "'none'"
        and parts.get("base-uri") == "'none'"
        and parts.get("form-action") == "'self'"
        and parts.get("require-trusted-types-for") == "'script'"
        and "unsafe" not in everything
        and "*" not in everything
        and "http" not in everything
    )
