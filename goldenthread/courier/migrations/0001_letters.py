"""Letters, and who wants them."""

import django.db.models.deletion
from django.db import migrations, models

import goldenthread.core.ids
import goldenthread.courier.states
import goldenthread.courier.wording


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "__first__")]

    operations = [
        migrations.CreateModel(
            name="LetterChoice",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("wanted", models.BooleanField(default=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("mark", models.BinaryField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "uid",
                    models.UUIDField(
                        default=goldenthread.core.ids.new_uid,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=goldenthread.courier.wording.words, max_length=32),
                ),
                (
                    "state",
                    models.CharField(
                        choices=goldenthread.courier.states.words,
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("envelope", models.BinaryField(null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("not_before", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("envelope__isnull", False), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("envelope__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_keeps_its_envelope_only_while_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_sent_has_its_moment",
                    ),
                ],
            },
        ),
    ]
