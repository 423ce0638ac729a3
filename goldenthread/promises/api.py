"""The door of promises."""

from goldenthread.promises.actions import (
    make_promise,
    renegotiate_promise,
    reopen_promise,
    settle_promise,
    withdraw_promise,
)
from goldenthread.promises.envelopes import Said
from goldenthread.promises.lines import PromiseLine
from goldenthread.promises.models import Promise
from goldenthread.promises.queries import (
    copy_for,
    open_promises,
    promises_between,
    the_promise,
)
from goldenthread.promises.states import Arrangement, PromiseState

__all__ = [
    "Arrangement",
    "Promise",
    "PromiseLine",
    "PromiseState",
    "Said",
    "copy_for",
    "make_promise",
    "open_promises",
    "promises_between",
    "renegotiate_promise",
    "reopen_promise",
    "settle_promise",
    "the_promise",
    "withdraw_promise",
]
