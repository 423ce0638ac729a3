"""The door of the courier."""

from goldenthread.courier.actions import turn_letters_off, turn_letters_on
from goldenthread.courier.carriers import carrier_of
from goldenthread.courier.carrying import own_address
from goldenthread.courier.choices import choice_token, own_choice_token, wants_letters
from goldenthread.courier.models import Letter
from goldenthread.courier.outbox import (
    UnfitAddress,
    UnfitToken,
    post,
    post_meeting,
    post_to,
    resume,
    tell_something_new,
)
from goldenthread.courier.policy import may_be_an_address
from goldenthread.courier.wording import LetterKind, in_one_line

__all__ = [
    "Letter",
    "LetterKind",
    "UnfitAddress",
    "UnfitToken",
    "carrier_of",
    "choice_token",
    "in_one_line",
    "may_be_an_address",
    "own_address",
    "own_choice_token",
    "post",
    "post_meeting",
    "post_to",
    "resume",
    "tell_something_new",
    "turn_letters_off",
    "turn_letters_on",
    "wants_letters",
]
