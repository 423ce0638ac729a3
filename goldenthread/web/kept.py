"""What somebody had typed when something went wrong. It goes back to them on the page, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from goldenthread.web import where

# Never put back on a page: what proves who someone is, and Django's own token.
NEVER_KEPT = frozenset(
    {"csrfmiddlewaretoken", "passphrase", "new_passphrase", "again", "code", "proof", "words_given"}
)
PREFIX = "kept:"
# What the sign-in page adds to the fields it carries: where they were going, and whose they are.
OURS = (f"{PREFIX}action", f"{PREFIX}writer")
# A choice or a hidden mark is short; anything longer was written by somebody.
LONGEST_CHOICE = 40


@dataclass(frozen=True, slots=True)
class KeptField:
    """One field as it was typed."""

    name: str
    words: str

    @property
    def is_writing(self) -> bool:
        """Whether these are words somebody would miss, rather than a choice or a hidden mark."""
        return len(self.words) > LONGEST_CHOICE or "\n" in self.words or " " in self.words.strip()

    def __repr__(self) -> str:
        return f"KeptField({self.name})"


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that did not reach its place: where it was going, what was in it, and a mark of whose it was."""

    action: str
    fields: tuple[KeptField, ...]
    writer: str = ""

    @property
    def has_writing(self) -> bool:
        """Whether anything in it was written rather than chosen."""
        return any(field.is_writing for field in self.fields)


def typed_in(request: HttpRequest) -> Kept | None:
    """Give what this request was carrying, None when it carried nothing to keep."""
    if request.method != "POST":
        return None
    fields = tuple(
        KeptField(name, words)
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT
        for words in values
    )
    return Kept(request.path, fields) if fields else None


def carried_on(request: HttpRequest) -> Kept | None:
    """Give what the sign-in page carried along for somebody whose visit had ended."""
    action, writer = (request.POST.get(name, "") for name in OURS)
    fields = tuple(
        KeptField(name.removeprefix(PREFIX), words)
        for name, values in request.POST.lists()
        if name.startswith(PREFIX) and name not in OURS
        for words in values
    )
    if not fields or not where.is_path_here(action):
        return None
    return Kept(action, fields, writer)
