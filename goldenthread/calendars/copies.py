"""What somebody takes along of their calendars. No password, and no address that opens a feed."""

from __future__ import annotations

from typing import Any

from goldenthread.calendars import queries
from goldenthread.core.persons import HasUid


def copy_for(*, by: HasUid) -> dict[str, Any]:
    """Give one's own choices, and where a coach's busy times are read; {} where nothing was chosen."""
    choice = queries.choice_of(by)
    busy = [
        {
            "uid": str(each.row.uid),
            "name": each.name,
            "how": each.row.kind,
            "address": each.address,
            "account": each.account,
            "since": each.row.made_at.isoformat(),
        }
        for each in queries.busy_calendars(by)
    ]
    if choice.revision == choice.nth == 0 and not choice.letters and not busy:
        return {}
    return {
        "title": queries.title_of(choice),
        "feed": choice.mark is not None,
        "meeting_letters": choice.letters,
        "busy_calendars": busy,
    }
