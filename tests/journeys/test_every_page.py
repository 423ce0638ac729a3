"""Every page the five can reach in the demo: for axe, for width, in light and dark, on a phone and at a desk."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.journeys.conftest import signed_in
from tests.journeys.looking import DESK, PHONE, Scheme, faults_of, too_faint, too_wide
from tests.journeys.visitor import UID, Visitor

# Shapes of pages somebody has looked at: what a scheme alone can change is the same for the next.
SEEN: set[str] = set()
Look = tuple[ViewportSize, Scheme, Callable[[Page], list[str]]]
CAST = ("Alma", "Ben", "Cleo", "Dara", "Enzo")
# Addresses that differ in their last word and are the same page: a heading, a line, a number.
DRAWN_ALIKE = [
    re.compile(pattern)
    for pattern in (
        r"^(/together/\*/opened-together/promises-)[\w-]+",
        r"^(/together/\*/agreement/versions/)\d+",
        r"^(/desk/starting-words/)(?!add/|drafts/)[\w-]+",
        r"^(/desk/starting-words/drafts/\*/lines/)[\w-]+",
        r"^(/desk/how-i-work/add/)[\w-]+",
        r"^(/desk/how-i-work/)(?!add/|preview/)[\w-]+",
    )
]
# Everything at both sizes and in both schemes; the two that are left can differ in contrast alone.
LOOKS: tuple[Look, ...] = (
    (PHONE, "light", faults_of),
    (PHONE, "dark", too_faint),
    (DESK, "dark", faults_of),
    (DESK, "light", too_faint),
)


def pages_of(demo, name: str) -> list[str]:
    """One address of each shape of page this person can reach from home."""
    visitor = Visitor(demo, demo.guests()[name])
    visitor.everything()
    shapes: dict[str, str] = {}
    for answer in visitor.answers:
        if answer.method == "GET" and answer.status == 200 and answer.is_page:
            shapes.setdefault(_shape(answer.path), answer.path)
    assert len(shapes) > 3
    return [path for path in shapes.values() if path != "/sign-in/"]


def _shape(path: str) -> str:
    bare = UID.sub("*", path.partition("?")[0])
    for same in DRAWN_ALIKE:
        bare = same.sub(r"\1*", bare)
    return bare


@pytest.mark.slow
@pytest.mark.parametrize("name", CAST)
def test_every_page_is_for_everyone(demo, windows, name):
    page = signed_in(windows(demo), demo, name)
    faults = {}

    for path in pages_of(demo, name):
        page.goto(path)
        looks = [look for look in LOOKS if look[2] is faults_of or _shape(path) not in SEEN]
        SEEN.add(_shape(path))
        for size, scheme, faults_at in looks:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            found = faults_at(page)
            if found:
                faults[f"{path} {size['width']} {scheme}"] = found
        wide = too_wide(page)
        if wide:
            faults[path] = wide

    assert faults == {}


@pytest.mark.parametrize(
    "path", ["/sign-in/", "/come-back/", "/begin/x/", "/invitation/x/", "/nothing/"]
)
def test_every_page_for_somebody_outside_is_for_everyone(demo, windows, path):
    page = windows(demo)
    page.goto(path)
    for size, scheme, faults_at in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert faults_at(page) == []
    assert too_wide(page) == []
