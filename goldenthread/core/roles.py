"""The roles people have towards a relationship. Pure words, the same in every domain."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to a relationship: one of the pair, or somebody with a seat beside it."""

    COACH = "coach"
    CLIENT = "client"
    SPONSOR = "sponsor"
    SUPERVISOR = "supervisor"
    INTERPRETER = "interpreter"
    ASSISTANT = "assistant"
    TRUSTEE = "trustee"
    SECOND_TRUSTEE = "second_trustee"


PAIR = frozenset({Role.COACH, Role.CLIENT})
BESIDE = frozenset(Role) - PAIR


def beside_words() -> list[tuple[str, str]]:
    """For `choices=`: the roles of those with a seat beside the pair."""
    return [(role.value, role.value) for role in Role if role in BESIDE]
