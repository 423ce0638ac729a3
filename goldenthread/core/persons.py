"""Anyone who can be named as the doer of a deed."""

from typing import Protocol
from uuid import UUID


class HasUid(Protocol):
    """Whoever acts or reads: all that lower layers need to know of a person."""

    @property
    def uid(self) -> UUID: ...
