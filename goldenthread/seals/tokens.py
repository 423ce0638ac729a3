"""Tokens: what a link or a cookie carries, and the only form in which we keep it."""

from __future__ import annotations

import secrets

from goldenthread.seals.primitives import sha256

TOKEN_BYTES = 32


def new_token() -> str:
    """Draw 256 bits as 43 characters of URL-safe base 64."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Give the 32 bytes a token is kept and found by: SHA-256("id" ‖ token) (security.md 2.3).

    Takes any text a request can bring, so that a wrong token is merely not found.
    """
    return sha256(b"id" + token.encode("utf-8", "surrogatepass"))
