"""Telling the other that there is something new, within the hours that both agreed (A6, S1.13)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from goldenthread.agreements.hours import opens_at
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.core.persons import HasUid
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships


def opens_next(relationship: relationships.Relationship, at: datetime) -> datetime:
    """Give the moment from which a letter to the other may leave: in the hours both signed, or now."""
    hours = terms_in_force(relationship.uid, at=at).hours
    moment = at
    if hours is not None:
        whose = relationship.client_uid if hours.zone == "client" else relationship.coach_uid
        zone = people.the_person(whose or relationship.coach_uid).zone
        moment = opens_at(hours, at, ZoneInfo(zone))
    return moment


def tell_and_say(relationship: relationships.Relationship, *, by: HasUid, at: datetime) -> str:
    """Tell the other, and give the sentence for the one who wrote about when; mostly nothing."""
    return said_of(relationships.tell_the_other(relationship, by=by, at=at), at=at)


def said_of(moment: datetime, *, at: datetime) -> str:
    """Say to the one who wrote when the other may hear of it; nothing when that is at once.

    By the writer's own clock, and the same whether the other gets letters or not (INV-13).
    """
    if moment <= at:
        return ""
    local = timezone.localtime(moment)
    day, hour = formats.date_format(local, "l"), formats.time_format(local, "H:i")
    return " " + _(
        "It's outside the hours you two agreed, so no letter says so before %(day)s, %(hour)s."
    ) % {"day": day, "hour": hour}
