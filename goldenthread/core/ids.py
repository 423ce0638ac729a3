"""Sortable public identifiers. They name things; they are never secrets (ASVS 11.5.1)."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_uid() -> UUID:
    """Give a new UUID version 7: unique, and in the order of its making."""
    return uuid7()
