"""Promises between two people, their words sealed."""

import django.db.models.deletion
import goldenthread.core.ids
import goldenthread.promises.states
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("vault", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
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
                ("epoch", models.PositiveIntegerField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("sealed", models.BinaryField()),
                ("relationship_uid", models.UUIDField(db_index=True)),
                ("maker_uid", models.UUIDField()),
                ("receiver_uid", models.UUIDField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=goldenthread.promises.states.words, default="open", max_length=16
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("form_mark", models.BinaryField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.compartment",
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="promise_is_open_until_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("maker_uid", models.F("receiver_uid")), _negated=True),
                        name="promise_is_made_to_the_other",
                    ),
                    models.UniqueConstraint(
                        fields=("relationship_uid", "maker_uid", "form_mark"),
                        name="promise_is_made_once_from_one_form",
                    ),
                ],
            },
        ),
    ]
