"""Cleo, Dara and Enzo try every door of Alma and Ben, and find what nobody ever wrote but their own windows."""

import re
import uuid

import pytest

from tests.journeys.visitor import UID, Visitor

VARIES = re.compile(rb'(nonce|hx-nonce|value|content)="[\w+/=-]{16,}"')
# What would tell Alma when Ben was here, or what he read or wrote for himself.
SIGNALS = re.compile(
    r"\bBen (?:opened|looked|searched|signed in|was here|is here|is writing|has read)"
    # One of six words to compare may well be “online” or “typing”: said of nobody, it says nothing.
    r"|[Ll]ast (?:seen|active|here)|\bOnline\b|\b(?:is|was|are) (?:now )?(?:online|typing)",
)
STRANGERS = ("Cleo", "Dara", "Enzo")
# Who has a seat beside the two. Cleo has none.
BESIDE = ("Dara", "Enzo")
# What every person and everybody else may read: how a coach works, published by her.
PUBLISHED = "/how-i-work/"


@pytest.fixture(scope="module")
def doors(demo) -> tuple[set[str], set[str]]:
    """Every address of Alma's and Ben's that names a thing: those that pages have, and those forms go to."""
    pages, forms = set(), set()
    for name in ("Alma", "Ben"):
        visitor = Visitor(demo, demo.guests()[name])
        found, sent = visitor.everything()
        opened = {a.path for a in visitor.answers if a.status == 200 and a.method == "GET"}
        pages |= {
            path for path in found & opened if UID.search(path) and not path.startswith(PUBLISHED)
        }
        forms |= {path for path in sent if UID.search(path)}
    # They are there, and open to the two.
    assert {
        *("journal", "agreement", "promises", "plan", "sessions", "releases", "seats"),
        *("opened-together", "see-as"),
    } <= {p.split("/")[3] for p in pages if p.count("/") > 4}
    assert len(pages) > 60
    assert len(forms) > 30
    return pages, forms


@pytest.fixture(scope="module")
def windows_of(demo) -> dict[str, set[str]]:
    """Every address that names a thing and opens to each of the two who sit beside Alma and Ben."""
    found = {}
    for name in BESIDE:
        visitor = Visitor(demo, demo.guests()[name])
        visitor.everything()
        opened = {a.path for a in visitor.answers if a.status == 200 and a.method == "GET"}
        found[name] = {path for path in opened if UID.search(path)}
    return found


@pytest.mark.row("INV-3", "S1.11")
@pytest.mark.parametrize("name", STRANGERS)
def test_every_page_of_the_two_is_nothing_to_a_stranger(demo, doors, name):
    stranger = Visitor(demo, demo.guests()[name])

    told = {path: _seen(stranger.get(path)) for path in sorted(doors[0])}
    never_was = {path: _seen(stranger.get(_elsewhere(path))) for path in told}

    assert {status for status, _ in told.values()} == {404}
    assert [path for path in told if told[path] != never_was[path]] == []


@pytest.mark.row("S1.11")
@pytest.mark.parametrize("name", STRANGERS)
def test_every_form_of_the_two_goes_nowhere_for_a_stranger(demo, doors, name):
    stranger = Visitor(demo, demo.guests()[name])

    told = {path: _seen(stranger.post(path)) for path in sorted(doors[1])}
    never_was = {path: _seen(stranger.post(_elsewhere(path))) for path in told}

    assert {status for status, _ in told.values()} == {404}
    assert [path for path in told if told[path] != never_was[path]] == []


@pytest.mark.row("INV-3", "INV-4", "INV-5", "S2.14")
@pytest.mark.parametrize("name", BESIDE)
def test_who_sits_beside_the_two_opens_their_own_window_and_nothing_else(doors, windows_of, name):
    relationship = next(path for path in doors[0] if path.startswith("/together/")).split("/")[2]
    windows = {path for path in windows_of[name] if path.startswith("/windows/")}

    # Each names one seat, and it is their own; what names nothing of the two is how Alma works, and
    # the holder's own lines of the ledger.
    assert len({path.split("/")[2] for path in windows}) == 1
    assert any("/released/" in path for path in windows)
    others = {UID.split(path)[0] for path in windows_of[name] - windows}
    assert others <= {PUBLISHED, "/ledger/copy/"}
    assert [path for path in windows_of[name] if relationship in path] == []


@pytest.mark.row("INV-3", "INV-4", "INV-5", "S2.14")
@pytest.mark.parametrize("name", ["Alma", "Ben", *STRANGERS])
def test_a_window_opens_to_its_holder_alone(demo, windows_of, name):
    other = Visitor(demo, demo.guests()[name])
    closed = {
        path
        for holder, paths in windows_of.items()
        for path in paths
        if holder != name and path.startswith("/windows/")
    }
    assert len(closed) >= 3

    told = {path: _seen(other.get(path)) for path in sorted(closed)}
    never_was = {path: _seen(other.get(_elsewhere(path))) for path in told}

    assert {status for status, _ in told.values()} == {404}
    assert [path for path in told if told[path] != never_was[path]] == []


@pytest.mark.row("INV-13", "S1.8")
def test_alma_finds_nothing_at_the_doors_that_are_bens_alone(demo, doors):
    ben, alma = (Visitor(demo, demo.guests()[name]) for name in ("Ben", "Alma"))
    his_alone = {
        path
        for path in doors[0]
        if "/journal/" in path and "/shared/" not in path and ben.get(path).status == 200
    }
    assert len(his_alone) > 5

    told = {path: _seen(alma.get(path)) for path in sorted(his_alone)}
    never_was = {path: _seen(alma.get(_elsewhere(path))) for path in told}

    assert {status for status, _ in told.values()} == {404}
    assert [path for path in told if told[path] != never_was[path]] == []


@pytest.mark.row("INV-13")
def test_no_page_of_almas_says_when_ben_was_here_or_read(demo):
    alma = Visitor(demo, demo.guests()["Alma"])
    pages, _ = alma.everything()
    said = {
        answer.path: re.sub(r"<[^>]+>", " ", answer.body.decode())
        for answer in alma.answers
        if answer.is_page
    }
    assert len(pages) > 10
    assert "You opened" in said["/ledger/deeds/"]

    told = {path: SIGNALS.findall(text) for path, text in said.items() if SIGNALS.search(text)}

    assert told == {}


def _elsewhere(path: str) -> str:
    """Give an address of the same shape whose things never were."""
    return UID.sub(lambda _: str(uuid.uuid4()), path)


def _seen(answer) -> tuple[int, bytes]:
    """Give what a stranger can tell from an answer: its status and its page, without what is drawn anew each time."""
    body = answer.body.replace(answer.path.encode(), b"*")
    return answer.status, VARIES.sub(b"", UID.sub("*", body.decode()).encode())
