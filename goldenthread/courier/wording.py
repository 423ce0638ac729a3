"""The words of every letter there is: fixed, with three variables (security.md 2.6, INV-14)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALLOWED_VARIABLES = frozenset({"site_name", "base_url", "token"})
"""Adding a word here would put it on postcards. Golden files and a test hold the list."""


class LetterKind(StrEnum):
    """What a letter is for. No kind exists for anything a person decided or promised (INV-1)."""

    INVITATION = "invitation"
    SOMETHING_NEW = "something_new"
    SECURITY_CHANGED = "security_changed"
    AHEAD = "ahead"
    BEFORE = "before"
    MEETING = "meeting"
    CALENDAR = "calendar"


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(kind.value, kind.value) for kind in LetterKind]


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject that never varies and a body with at most the allowed variables in it."""

    subject: str | Promise
    body: str | Promise

    @property
    def variables(self) -> set[str]:
        """The variables that the body asks for."""
        return {name for _text, name, _spec, _how in Formatter().parse(str(self.body)) if name}

    @property
    def has_token(self) -> bool:
        """Whether a letter of this kind holds a link token."""
        return "token" in self.variables


WORDINGS: dict[LetterKind, Wording] = {
    LetterKind.INVITATION: Wording(
        _("A link for you"),
        _(
            "There's a link for you from {site_name}. It opens a page that says who\n"
            "asked for it to be sent, and what happens to anything you write there:\n"
            "\n"
            "{base_url}/invitation/{token}/\n"
            "\n"
            "The link works once, and not for ever. If it has stopped working, ask for\n"
            "another. If you weren't expecting it, leave it: nothing happens by itself.\n"
            "\n"
            "We never put what anyone writes into an email.\n"
        ),
    ),
    LetterKind.SOMETHING_NEW: Wording(
        _("Something new in your space"),
        _(
            "There's something new in your space at {site_name}. Sign in to see it:\n"
            "\n"
            "{base_url}/\n"
            "\n"
            "We never put what anyone writes into an email.\n"
            "\n"
            "You can turn these letters off without signing in:\n"
            "{base_url}/letters/{token}/\n"
        ),
    ),
    LetterKind.SECURITY_CHANGED: Wording(
        _("A setting of your account changed"),
        _(
            "A setting of your account at {site_name} changed. If that was you, there's\n"
            "nothing to do. If it wasn't, sign in and look at your account:\n"
            "\n"
            "{base_url}/account/\n"
            "\n"
            "We never put what anyone writes into an email.\n"
        ),
    ),
    LetterKind.AHEAD: Wording(
        _("As you asked: something is ahead"),
        _(
            "You asked {site_name} to write to you when something is ahead. Sign in to\n"
            "see what, and when:\n"
            "\n"
            "{base_url}/\n"
            "\n"
            "Nobody but you can set these letters. You can stop them without signing in:\n"
            "{base_url}/ahead/{token}/\n"
        ),
    ),
    LetterKind.BEFORE: Wording(
        _("As you asked: a question"),
        _(
            "You asked {site_name} for a question before something that is ahead. Here\n"
            "you can answer it in one sentence, without signing in. You needn't:\n"
            "\n"
            "{base_url}/before/{token}/\n"
            "\n"
            "With this link something can be written, and nothing can be read. You can\n"
            "stop these letters on the same page.\n"
        ),
    ),
    LetterKind.CALENDAR: Wording(
        _("The time of a meeting"),
        _(
            "You asked {site_name} to tell your calendar when the time of a meeting is set,\n"
            "changed or called off. This letter does. It holds the time and the title you\n"
            "chose, and nothing else. If your calendar didn't take it in, open the part\n"
            "called invite.ics.\n"
            "\n"
            "You can turn these letters off, or choose another title:\n"
            "{base_url}/account/calendars/\n"
        ),
    ),
    LetterKind.MEETING: Wording(
        _("About a time"),
        _(
            "Something about a time changed at {site_name}: one was put, moved or called\n"
            "off, or has come free. This page shows it, and what you can do about it:\n"
            "\n"
            "{base_url}/m/{token}/\n"
            "\n"
            "It shows times and nothing else, and works until the time has begun. It needs\n"
            "no signing in, so pass this letter on only to somebody who may use it.\n"
            "\n"
            "We never put what anyone writes into an email.\n"
            "\n"
            "You can turn these letters off on the page of your account:\n"
            "{base_url}/account/\n"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's subject and body. Holds a link, so it keeps quiet when printed."""

    subject: str
    body: str

    def __repr__(self) -> str:
        return "Words(…)"


def words_of(kind: LetterKind, *, site_name: str, base_url: str, token: str | None) -> Words:
    """Write a letter. `base_url` ends without a slash; `site_name` is put in one line."""
    wording = WORDINGS[kind]
    body = str(wording.body).format(
        site_name=in_one_line(site_name), base_url=base_url, token=token or ""
    )
    return Words(str(wording.subject), body)


def in_one_line(text: str) -> str:
    """Give the text with every run of spaces, line ends and control characters as one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
