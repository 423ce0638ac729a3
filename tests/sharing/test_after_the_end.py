"""What the coach opens once it is over, or once a clause is closed: on every page, and in a copy alike."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.courier.models import Letter
from goldenthread.hats import actions as hats
from goldenthread.hats.states import OtherRole
from goldenthread.relationships import api as relationships
from goldenthread.sharing.states import HopePart
from tests.sharing.conftest import close_term

pytestmark = pytest.mark.django_db

DRAFT, OUT = "Zz1: drafted by Ben, not let out", "Zz2: that Ben let out to Dara"
ANSWER, HOPE = "Zz3: an answer of Ben's among three", "Zz4: a hope of Dara's"
ROLE = "Zz5: a role Ben told of"


@pytest.fixture
def lived(with_dara):
    """Ben and Dara have written in every room that isn't the agreement, the journal or a promise."""
    three = with_dara
    three.hope(HOPE)
    three.hope(ANSWER, by=three.ben, part=HopePart.ANSWER)
    three.release(OUT)
    three.draft(DRAFT)
    looking = three.looking(three.ben)
    hats.tell_role(three.pair, OtherRole.FRIEND, ROLE, **looking)
    return three


def read_by(client, three):
    """Give which of these words stand on any page of the pair, or in a copy, for one of the two."""
    rel = three.pair.uid
    pages = [reverse(f"sharing:{name}", args=[rel]) for name in ("releases", "outside")]
    pages += [reverse("sharing:beside", args=[rel, three.seat_uid]), f"/together/{rel}/"]
    pages += [reverse("hats:roles", args=[rel]), "/desk/"]
    shown = "".join(client.get(page).content.decode() for page in pages)
    shown += "".join(
        client.get(link).content.decode()
        for link in set(re.findall(rf'href="(/together/{rel}/releases/[0-9a-f-]+/)"', shown))
    )
    return set(re.findall(r"Zz\d(?=:)", shown)), set(re.findall(r"Zz\d(?=:)", copy_of(client)))


def copy_of(client):
    answer = client.post("/copy/take/")
    zipped = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    return "".join(zipped.read(name).decode("utf-8", "ignore") for name in zipped.namelist())


ALL = {f"Zz{number}" for number in range(1, 6)}


@pytest.mark.row("INV-6", "INV-20", "A26")
def test_after_the_end_the_coach_opens_nothing_of_these_and_the_client_all(lived, as_alma, as_ben):
    assert read_by(as_alma, lived) == (ALL, ALL)
    as_ben.post(reverse("exits:end", args=[lived.pair.uid]))

    assert read_by(as_alma, lived) == (set(), set())
    assert read_by(as_ben, lived)[1] == ALL


@pytest.mark.row("INV-6", "INV-7")
def test_a_clause_closed_alone_closes_the_room_of_three_in_a_copy_too(lived, as_alma, as_dara):
    close_term(lived, "A4")
    lived.pair.refresh_from_db()

    on_pages, in_copy = read_by(as_alma, lived)
    assert {"Zz3", "Zz4"} & (on_pages | in_copy) == set()
    assert {"Zz3", "Zz4"} & set(re.findall(r"Zz\d(?=:)", copy_of(as_dara))) == set()


@pytest.mark.row("INV-4", "INV-6")
def test_a_text_that_nothing_opens_now_is_not_said_to_be_open(lived, as_ben):
    page = reverse("sharing:releases", args=[lived.pair.uid])
    assert "Open to its reader" in as_ben.get(page).content.decode()

    close_term(lived, "A2")

    shown = as_ben.get(page).content.decode()
    assert "Open to its reader" not in shown
    assert "Released. Nothing opens it to its reader now" in shown


@pytest.mark.row("G26", "INV-14")
def test_no_letter_tells_a_sponsor_whose_seat_is_paused_that_somebody_wrote(lived, as_ben):
    relationships.suspend_seat(seat=lived.seat, by=lived.ben.person, at=now())
    before = Letter.objects.count()

    said = as_ben.post(
        reverse("sharing:say", args=[lived.pair.uid, lived.seat_uid]),
        {"part": "answer", "words": "Not for Dara today", "form_uid": str(new_uid())},
        follow=True,
    )

    assert "The two of you can read it now" in said.content.decode()
    assert Letter.objects.count() == before + 1  # the one for Alma


@pytest.mark.row("S2.25", "G26")
def test_no_page_of_the_house_says_ben_s_name_to_a_supervisor_who_may_not_hear_it(
    with_enzo, as_enzo
):
    pages = ["/windows/", "/ledger/", "/ledger/deeds/"]
    pages += [reverse(f"sharing:{name}", args=[with_enzo.seat_uid]) for name in ("window", "paper")]
    said = "".join(as_enzo.get(page).content.decode() for page in pages)
    assert "the client" in said
    assert "Ben" not in said

    relationships.revoke_seat(seat=with_enzo.seat, by=with_enzo.ben.person, at=now())
    assert "Ben" not in as_enzo.get("/ledger/deeds/").content.decode()
