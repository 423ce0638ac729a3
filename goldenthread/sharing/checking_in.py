"""A coach's own check-in: the day they last signed in, one date, for the sake of A24. Nobody else's is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.people import api as people
from goldenthread.sharing.models import CheckIn


@transaction.atomic
def check_in(person: people.Person, *, at: datetime) -> None:
    """Keep today's date for a coach who signs in, in place of the one before. Nothing for anyone else."""
    if person.coaches:
        CheckIn.objects.update_or_create(coach_uid=person.uid, defaults={"day": at.date()})
