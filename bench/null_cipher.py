"""The same build without ciphers: what is sealed is only framed. For measuring, never for a house.

`replace_ciphers` swaps the functions behind the door of seals before anything else is imported:
seal and unseal keep the layout, the padding and the JSON, but encrypt, mark and check nothing;
grants carry their secret in clear, so no key is agreed on and no signature is looked at. It lives
outside the package, and nothing in the package knows of it.
"""

from __future__ import annotations

import sys

from goldenthread.seals import api as seals
from goldenthread.seals.envelope import HEADER_BYTES
from goldenthread.seals.framing import framed, unframed
from goldenthread.seals.primitives import GCM_TAG_BYTES

HEAD = b"cE\x01\x01\x02" + bytes(HEADER_BYTES - 5)
TAG = bytes(GCM_TAG_BYTES)


def seal(
    key: bytes,  # noqa: ARG001 (as the real one)
    context: seals.Context,  # noqa: ARG001
    payload: bytes,
    *,
    deflate: bool = False,  # noqa: ARG001
    pad: bool = True,  # noqa: ARG001
    salt: bytes | None = None,  # noqa: ARG001
) -> bytes:
    """Frame, and write as many bytes as a sealed one has."""
    return HEAD + framed(payload, pad=True) + TAG


def unseal(key: bytes, context: seals.Context, envelope: bytes) -> bytes:  # noqa: ARG001
    """Take the frame off."""
    return unframed(bytes(envelope)[HEADER_BYTES:-GCM_TAG_BYTES], pad=True)


def seal_grant(
    epoch_secret: bytes,
    context: seals.GrantContext,  # noqa: ARG001
    granter_private: bytes,  # noqa: ARG001
) -> bytes:
    """Give the secret as it is."""
    return epoch_secret


def open_grant(
    grant: bytes,
    context: seals.GrantContext,  # noqa: ARG001
    recipient_private: bytes,  # noqa: ARG001
    granter_public: bytes,  # noqa: ARG001
) -> bytes:
    """Take the secret as it is."""
    return grant


def replace_ciphers() -> None:
    """Swap the ciphers in this process. Refused once any domain has been imported."""
    if any(name.startswith(("goldenthread.vault", "goldenthread.people")) for name in sys.modules):
        raise RuntimeError("too late: the house is already awake")
    seals.seal, seals.unseal = seal, unseal
    seals.seal_grant, seals.open_grant = seal_grant, open_grant
