"""Two implementations that share no library open what the other sealed, ten thousand times (G6)."""

import random

import pytest

from goldenthread.seals import api as seals
from tests.seals import independent

pytestmark = pytest.mark.row("G6")

MANY = 10_000
WORDS = "why I what said did not would when she asked again nothing and then".split()


@pytest.fixture
def chance():
    return random.Random(20261122)


def _payload(chance):
    size = chance.choice((0, 1, chance.randrange(40), chance.randrange(400), 2048))
    if chance.random() < 0.5:
        return " ".join(chance.choices(WORDS, k=size // 4)).encode()
    return chance.randbytes(size)


def _context(chance):
    return {
        "instance": chance.randbytes(16),
        "compartment": chance.randbytes(16),
        "epoch": chance.randrange(2 ** chance.choice((1, 8, 32, 64))),
        "kind": chance.choice(("journal.entry/1", "slot.pw/1", "ü/2", "")),
        "record": chance.randbytes(16),
        "revision": chance.randrange(2 ** chance.choice((1, 8, 32, 64))),
    }


def test_they_open_each_others_envelopes(chance):
    opened = 0
    for _ in range(MANY):
        key, context, payload = chance.randbytes(32), _context(chance), _payload(chance)
        flags = chance.randrange(4)
        ours = seals.seal(
            key,
            seals.Context(**context),
            payload,
            deflate=bool(flags & 1),
            pad=bool(flags & 2),
        )
        opened += independent.open_envelope(key, context, ours) == payload
        if flags & 1 and len(independent.raw_deflate(payload)) >= len(payload):
            flags &= 2
        theirs = independent.make_envelope(
            key, context, payload, flags=flags, salt=chance.randbytes(24)
        )
        opened += seals.unseal(key, seals.Context(**context), theirs) == payload

    assert opened == 2 * MANY


def test_they_make_the_same_envelope_from_the_same_salt(chance):
    for _ in range(500):
        key, context, payload = chance.randbytes(32), _context(chance), _payload(chance)
        flags, salt = chance.choice((0, 2)), chance.randbytes(24)

        ours = seals.seal(key, seals.Context(**context), payload, pad=bool(flags), salt=salt)

        assert ours == independent.make_envelope(key, context, payload, flags=flags, salt=salt)


def test_they_open_each_others_grants(chance):
    for _ in range(150):
        recipient, granter = seals.new_sealing_pair(), seals.new_signing_pair()
        secret, ids = chance.randbytes(32), [chance.randbytes(16) for _ in range(4)]
        context = {
            "instance": ids[0],
            "compartment": ids[1],
            "epoch": chance.randrange(2**64),
            "recipient": ids[2],
            "recipient_key": recipient.public,
            "role": chance.choice(("client", "coach", "")),
            "granter": ids[3],
            "history_from_epoch": chance.randrange(2**64),
            "created": chance.randrange(2**40),
        }
        ours = seals.seal_grant(secret, seals.GrantContext(**context), granter.private)
        theirs = independent.make_grant(secret, context, granter.private, chance.randbytes(32))

        assert len(ours) == len(theirs) == 147
        assert independent.open_grant(ours, context, recipient.private, granter.public) == secret
        assert (
            seals.open_grant(
                theirs, seals.GrantContext(**context), recipient.private, granter.public
            )
            == secret
        )


def test_they_open_each_others_letters(chance):
    for _ in range(150):
        box, payload = seals.new_sealing_pair(), _payload(chance)
        context = {
            "instance": chance.randbytes(16),
            "compartment": chance.randbytes(16),
            "epoch": chance.randrange(2**64),
            "kind": "pulse.answer/1",
            "letter": chance.randbytes(16),
            "writer": chance.choice(("link", "server", "")),
        }
        ours = seals.seal_letter(box.public, seals.LetterContext(**context), payload)
        theirs = independent.make_letter(box.public, context, payload, chance.randbytes(32))

        assert independent.open_letter(box.private, context, ours) == payload
        opened = seals.open_letter(box.private, seals.LetterContext(**context), theirs)
        assert opened == payload


def test_they_pad_every_length_to_the_same_size():
    from goldenthread.seals.framing import padme

    lengths = [
        *range(1, 5000),
        *(2**power + step for power in range(13, 40) for step in (-1, 0, 1)),
    ]

    assert [padme(length) for length in lengths] == list(map(independent.padded_size, lengths))
