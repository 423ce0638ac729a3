"""Everything a clause can do on screen, told heading by heading, to choose from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from goldenthread.agreements.headings import HEADINGS
from goldenthread.agreements.terms import KINDS, people_only_of, sentence_of


@dataclass(frozen=True, slots=True, repr=False)
class KindToChoose:
    """One kind of term: its key, its name, what it means on screen, what only people can keep."""

    key: str
    name: str
    means: str
    people_only: str


def kinds_to_choose(
    taken: Collection[str], names: Mapping[str, str]
) -> list[tuple[str, list[KindToChoose]]]:
    """Give the kinds no clause of the version has yet, under the heading each belongs to."""
    found = []
    for heading in HEADINGS:
        kinds = [
            KindToChoose(
                kind.key,
                gettext(kind.name).format(**names),
                sentence_of(kind.default, names, gettext),
                people_only_of(kind.default, names, gettext),
            )
            for kind in KINDS.values()
            if kind.heading == heading.key and kind.key not in taken
        ]
        if kinds:
            found.append((gettext(heading.word), kinds))
    return found
