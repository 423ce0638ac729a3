"""What the journal's tests begin from: a signed agreement, and something written."""

import pytest

from goldenthread.journal import api as journal

BODY = (
    "Lena asked whether I'd take over the Porto account as well, and I said yes before she'd "
    "finished the sentence. I remember thinking: there it is again.\n\n"
    "What I wanted to say was: not this quarter.\n\n"
    "Tunnel after tunnel."
)
WORDS = "there it is again"


@pytest.fixture
def as_ben_does(ben_member, at):
    """Who Ben is to an action or a query: by, at and his keys."""
    return {"by": ben_member.person, "at": at, "keyring": ben_member.keyring}


@pytest.fixture
def as_alma_does(alma_member, at):
    """Who Alma is to an action or a query."""
    return {"by": alma_member.person, "at": at, "keyring": alma_member.keyring}


@pytest.fixture
def kept(relationship, as_ben_does):
    """An entry of Ben's."""
    return journal.keep_entry(
        relationship, journal.Writing.of("The Tuesday meeting", BODY), **as_ben_does
    )


@pytest.fixture
def shared(agreed, kept, as_ben_does):
    """A passage that Ben shares with Alma, until he takes it back."""
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)
    return journal.share_passage(agreed, entry, WORDS, closes_at=None, **as_ben_does)
