"""The page that says who has seen what, as each of the five meets it."""

import html
import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry
from goldenthread.vault import api as vault
from tests.cast import invite_and_accept, make_member

# Session, person, lines, relationships, names, heads, and the visit kept alive.
QUERIES = 7

SENTENCE = re.compile(r'<li class="measure"><p(?: class="soft")?>(.*?)</p>', re.DOTALL)


def sentences(response):
    return SENTENCE.findall(response.content.decode())


def body(response):
    return b"".join(response.streaming_content).decode()


@pytest.fixture
def five(db, at):
    """The five with their browsers, and Ben with Alma."""
    vault.found_house()
    long_ago = at - timedelta(days=9)
    members = {
        name: make_member(name, long_ago, coaches=name in {"Alma", "Cleo"})
        for name in ("Alma", "Ben", "Cleo", "Dara", "Enzo")
    }
    pair = invite_and_accept(members["Alma"], members["Ben"], long_ago)
    return SimpleNamespace(**{name.lower(): who for name, who in members.items()}, pair=pair.uid)


def lived(five, at):
    """Alma looks twice at what Ben shared; Ben looks at his own journal."""
    for minutes, someone, code in [
        (0, five.alma, "test.passage.opened"),
        (9, five.alma, "test.passage.opened"),
        (20, five.ben, "test.entry.opened"),
    ]:
        ledger.witness(
            code,
            stream=five.pair,
            by=someone.person,
            at=at + timedelta(minutes=minutes),
            about=five.ben.uid,
            covers=[five.pair],
        )


@pytest.mark.row("INV-3", "S0.15", "S1.4")
def test_the_client_reads_who_has_seen_what(five, at):
    lived(five, at)

    response = five.ben.client.get(reverse("ledger:mine"))

    assert response.status_code == 200
    assert sentences(response)[:2] == [
        "You opened your journal.",
        "Alma opened a passage you shared.",
    ]
    text = response.content.decode()
    assert "twice between 10:00 and 10:09" in text
    assert "Monday, 2 March 2026" in text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.row("INV-13")
def test_what_the_client_did_is_on_no_one_elses_page(five, at):
    lived(five, at)
    everywhere = {}
    for name in ("alma", "ben", "cleo", "dara", "enzo"):
        client = getattr(five, name).client
        pages = [client.get(reverse(f"ledger:{page}")) for page in ("mine", "deeds")]
        everywhere[name] = [sentence for page in pages for sentence in sentences(page)]

    assert "You opened your journal." in everywhere["ben"]
    for name in ("alma", "cleo", "dara", "enzo"):
        assert [s for s in everywhere[name] if not s.startswith(("You ", "The house"))] == []
        assert [s for s in everywhere[name] if "opened your journal" in s] == []
    assert "You opened a passage Ben shared." in everywhere["alma"]
    assert [s for s in everywhere["cleo"] if "Ben" in s or "Alma" in s] == []


@pytest.mark.row("INV-13")
def test_the_chain_of_the_pair_is_there_for_the_client_alone(five, at):
    lived(five, at)
    address = reverse("ledger:copy_chain", args=[five.pair])
    unknown = reverse("ledger:copy_chain", args=["01890000-0000-7000-8000-000000000000"])

    taken = {name: getattr(five, name).client.get(address) for name in ("alma", "ben", "cleo")}

    document = json.loads(body(taken["ben"]))
    assert ledger.verify(document).good
    assert taken["ben"].headers["Content-Disposition"] == 'attachment; filename="ledger.json"'
    nowhere = five.alma.client.get(unknown)
    assert {taken["alma"].status_code, taken["cleo"].status_code, nowhere.status_code} == {404}
    mask = re.compile(rb'nonce[^ >]*|value="[^"]*"')
    assert mask.sub(b"", taken["alma"].content) == mask.sub(b"", nowhere.content)


def test_what_is_kept_agrees_with_the_copy(five, at):
    lived(five, at)
    page = five.ben.client.get(reverse("ledger:mine")).content.decode()
    kept = re.findall(r"<code>(\d+-[0-9a-f]{64})</code>", page)
    short = re.findall(r"<code>(\d+-[0-9a-f]{4}(?: [0-9a-f]{4}){4})</code>", page)
    key = re.findall(r"<code>([0-9a-f]{64})</code>", page)

    copies = [
        json.loads(body(five.ben.client.get(reverse("ledger:copy_chain", args=[head.stream]))))
        for head in ledger.heads_for(five.ben.uid)
    ]

    assert len(kept) == len(short) == len(copies) == 2
    for text, by_hand, document in zip(kept, short, copies, strict=True):
        assert ledger.verify(document, kept=text, key=key[0]).good
        assert ledger.verify(document, kept=by_hand).good
        bent = by_hand[:-1] + ("0" if by_hand[-1] != "0" else "1")
        assert ledger.verify(document, kept=bent).code == 1


@pytest.mark.row("INV-3")
@pytest.mark.parametrize(
    ("page", "name"),
    [("copy", "who-has-seen-what.json"), ("copy_deeds", "what-i-did.json")],
)
def test_a_copy_is_written_down_before_it_is_given(five, at, page, name):
    lived(five, at)

    response = five.alma.client.get(reverse(f"ledger:{page}"))

    assert Entry.objects.filter(verb="ledger.copy.taken", actor_uid=five.alma.uid).count() == 1
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    document = json.loads(body(response))
    assert ledger.verify(document).good
    assert {row["actor"] for row in document["rows"]} == {str(five.alma.uid)}


def test_the_verifier_can_be_taken(five):
    response = five.ben.client.get(reverse("ledger:verifier"))

    assert response.content.decode() == ledger.verifier_text()
    assert response.headers["Content-Disposition"] == 'attachment; filename="verify_ledger.py"'


def test_older_lines_are_a_page_further(five, at):
    for minutes in range(70):
        ledger.record(
            "test.passage.answered" if minutes % 2 else "test.passage.shared",
            stream=five.pair,
            by=five.alma.person,
            at=at + timedelta(minutes=minutes),
            about=five.ben.uid,
        )
    first = five.ben.client.get(reverse("ledger:mine"))
    [older] = re.findall(r'href="(\?before=[^"]+)"', first.content.decode())

    second = five.ben.client.get(reverse("ledger:mine") + older)

    assert len(sentences(first)) == 60
    assert sentences(second)[:10] == ["Alma answered you.", "Alma shared a passage."] * 5
    assert "Keep this" not in second.content.decode()


def test_before_the_first_line_there_is_nothing(five, at):
    response = five.ben.client.get(reverse("ledger:mine") + f"?before=1.{five.pair.hex}")

    assert (response.status_code, sentences(response)) == (200, [])
    assert "Nothing is written here yet." in response.content.decode()


@pytest.mark.parametrize("before", ["x", "1.2", "9" * 60, "%00", "1.zz"])
def test_a_bent_link_gives_the_newest_lines(five, at, before):
    lived(five, at)

    response = five.ben.client.get(reverse("ledger:mine") + f"?before={before}")

    assert (response.status_code, sentences(response)[0]) == (200, "You opened your journal.")


@pytest.mark.parametrize("page", ["mine", "deeds", "copy", "copy_deeds", "verifier"])
def test_nobody_reads_it_without_signing_in(five, client, page):
    response = client.get(reverse(f"ledger:{page}"), secure=True, headers={"host": "localhost"})

    assert response.status_code in {303, 302}
    assert b"Alma" not in response.content


@pytest.mark.parametrize("lines", [1, 3])
def test_the_page_takes_the_same_queries_for_one_line_and_three(
    five, at, lines, django_assert_num_queries
):
    for minutes in range(lines):
        ledger.record(
            "test.passage.answered",
            stream=five.pair,
            by=five.alma.person,
            at=at + timedelta(hours=minutes),
            about=five.ben.uid,
        )
    five.ben.client.get(reverse("ledger:mine"))

    with django_assert_num_queries(QUERIES):
        five.ben.client.get(reverse("ledger:mine"))


@pytest.mark.row("INV-3", "G9")
def test_what_cannot_be_written_down_is_not_given(five, at):
    lived(five, at)
    statements = []

    def full(execute, sql, params, many, context):
        statements.append(sql)
        if sql.startswith('INSERT INTO "ledger_entry"'):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full), transaction.atomic():
        response = five.ben.client.get(reverse("ledger:copy"))
        transaction.set_rollback(True)

    assert response.status_code == 503
    text = html.unescape(response.content.decode())
    assert "We couldn't write down that you opened this, so we didn't open it." in text
    assert str(five.pair) not in text


@pytest.mark.row("G9")
@pytest.mark.parametrize("page", ["copy", "copy_chain"])
def test_a_ledger_that_was_tampered_with_is_said_to_be_so_and_not_signed(five, at, page):
    lived(five, at)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE verb = 'test.entry.opened'")

    response = five.ben.client.get(
        reverse(f"ledger:{page}", args=[five.pair] if page == "copy_chain" else [])
    )

    assert response.status_code == 503
    assert "Lines here were changed after they were written, so we sign no copy." in (
        html.unescape(response.content.decode())
    )
