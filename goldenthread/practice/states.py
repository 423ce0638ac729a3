"""The few words of the hours log. Pure."""

from __future__ import annotations

from enum import StrEnum


class Setting(StrEnum):
    """With whom hours were spent: one person, or a group."""

    INDIVIDUAL = "individual"
    GROUP = "group"
