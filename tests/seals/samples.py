"""One sample of each sealed format, and what opens it."""

from dataclasses import dataclass, replace
from typing import Any

from goldenthread.seals import api as seals

KEY = bytes(range(32))
INSTANCE, COMPARTMENT, RECORD = b"i" * 16, b"c" * 16, b"r" * 16
CONTEXT = seals.Context(INSTANCE, COMPARTMENT, 2, "journal.entry/1", RECORD, 3)
PAYLOAD = b'{"body":"I said I would call her. I did not."}'

BEN = seals.new_sealing_pair()
ALMA_SIGNS = seals.new_signing_pair()
CLEO, CLEO_SIGNS = seals.new_sealing_pair(), seals.new_signing_pair()
SECRET = b"M" * 32
GRANT_CONTEXT = seals.GrantContext(
    INSTANCE, COMPARTMENT, 2, b"b" * 16, BEN.public, "client", b"a" * 16, 1, 1_700_000_000
)

LETTER_BOX = seals.new_sealing_pair()
LETTER_CONTEXT = seals.LetterContext(INSTANCE, COMPARTMENT, 2, "pulse.answer/1", b"l" * 16, "link")


@dataclass(frozen=True)
class Sample:
    """A sealed value, what it holds, and the two ways to try and open it."""

    name: str
    sealed: bytes
    holds: bytes
    context: Any

    def opened(self, sealed, context=None):
        context = context or self.context
        if self.name.startswith("cG"):
            return seals.open_grant(sealed, context, BEN.private, ALMA_SIGNS.public)
        if self.name.startswith("cD"):
            return seals.open_letter(LETTER_BOX.private, context, sealed)
        return seals.unseal(KEY, context, sealed)

    def changed_contexts(self):
        """Give the context with each of its fields changed in turn, by name."""
        for field in self.context.__dataclass_fields__:
            value = getattr(self.context, field)
            for other in _others(value):
                yield field, replace(self.context, **{field: other})


def _others(value):
    if isinstance(value, int):
        return [value + 1, value - 1, value + 2**32, -1, 2**64, None]
    if isinstance(value, str):
        return [value + " ", value[:-1], value.upper(), "", "\ud800"]
    return [bytes([value[0] ^ 1]) + value[1:], value[:-1], value + b"\x00", b""]


def samples():
    for deflate in (False, True):
        for pad in (False, True):
            payload = b"again " * 12 if deflate else PAYLOAD
            sealed = seals.seal(KEY, CONTEXT, payload, deflate=deflate, pad=pad)
            yield Sample(f"cE deflate={deflate} pad={pad}", sealed, payload, CONTEXT)
    grant = seals.seal_grant(SECRET, GRANT_CONTEXT, ALMA_SIGNS.private)
    yield Sample("cG", grant, SECRET, GRANT_CONTEXT)
    letter = seals.seal_letter(LETTER_BOX.public, LETTER_CONTEXT, PAYLOAD)
    yield Sample("cD", letter, PAYLOAD, LETTER_CONTEXT)


SAMPLES = list(samples())
