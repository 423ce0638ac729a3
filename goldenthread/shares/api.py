"""The door of the shares."""

from goldenthread.shares.keeping import (
    forget_epoch_shares,
    found_store,
    let_go_of_epoch_shares,
    new_epoch_share,
    new_person_share,
)
from goldenthread.shares.queries import (
    Secrets,
    ShareForgotten,
    ShareHeld,
    StoreMissing,
    epoch_shares,
    person_share,
    secrets,
    secrets_kept,
)
from goldenthread.shares.router import STORE

__all__ = [
    "STORE",
    "Secrets",
    "ShareForgotten",
    "ShareHeld",
    "StoreMissing",
    "epoch_shares",
    "forget_epoch_shares",
    "found_store",
    "let_go_of_epoch_shares",
    "new_epoch_share",
    "new_person_share",
    "person_share",
    "secrets",
    "secrets_kept",
]
