"""Goals, their wordings, suggestions, lines both settle, and looks at the plan."""

import django.db.models.deletion
import goldenthread.core.ids
import goldenthread.plans.states
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("vault", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanReview",
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
                ("relationship_uid", models.UUIDField(db_index=True)),
                ("by_uid", models.UUIDField()),
                ("looked_at", models.DateTimeField()),
                ("passed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
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
                ("relationship_uid", models.UUIDField(db_index=True)),
                ("position", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=goldenthread.plans.states.goal_words, default="open", max_length=16
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("shared_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("retired_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="goal_is_open_until_retired",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineWording",
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
                ("line_uid", models.UUIDField(db_index=True)),
                ("author_uid", models.UUIDField()),
                ("leaves_out", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.compartment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
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
                ("relationship_uid", models.UUIDField(db_index=True)),
                (
                    "kind",
                    models.CharField(choices=goldenthread.plans.states.line_words, max_length=16),
                ),
                ("made_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(null=True)),
                (
                    "client_yes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.linewording",
                    ),
                ),
                (
                    "coach_yes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.linewording",
                    ),
                ),
                (
                    "holds",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.linewording",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                ("made_at", models.DateTimeField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.compartment",
                    ),
                ),
                (
                    "goal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestion",
                        to="plans.goal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoalWording",
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
                ("number", models.PositiveIntegerField()),
                ("words_by", models.UUIDField()),
                ("written_at", models.DateTimeField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.compartment",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="plans.goal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("goal", "number"), name="goal_wordings_are_numbered"
                    )
                ],
            },
        ),
    ]
