"""Sessions, what they are for, and the challenge card; all words sealed."""

import django.db.models.deletion
import goldenthread.core.ids
import goldenthread.sessions.states
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("vault", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoachingSession",
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
                ("on_day", models.DateField()),
                ("starts_at", models.DateTimeField(null=True)),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                (
                    "recording",
                    models.CharField(
                        blank=True,
                        choices=goldenthread.sessions.states.recording_words,
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=goldenthread.sessions.states.session_words,
                        default="planned",
                        max_length=16,
                    ),
                ),
                ("state_by", models.UUIDField(null=True)),
                ("state_at", models.DateTimeField(null=True)),
                ("round", models.PositiveIntegerField(default=0)),
                ("coach_yes", models.PositiveIntegerField(default=0)),
                ("client_yes", models.PositiveIntegerField(default=0)),
                ("goal_uid", models.UUIDField(null=True)),
                ("outside_plan", models.BooleanField(default=False)),
                ("still_wanted_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChallengeCard",
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
                ("written_at", models.DateTimeField()),
                ("over_at", models.DateTimeField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.compartment",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="card",
                        to="coaching_sessions.coachingsession",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionWords",
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
                ("session_uid", models.UUIDField(db_index=True)),
                (
                    "part",
                    models.CharField(choices=goldenthread.sessions.states.part_words, max_length=8),
                ),
                ("author_uid", models.UUIDField()),
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
        migrations.AddField(
            model_name="coachingsession",
            name="added",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coaching_sessions.sessionwords",
            ),
        ),
        migrations.AddField(
            model_name="coachingsession",
            name="aim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coaching_sessions.sessionwords",
            ),
        ),
        migrations.AddField(
            model_name="coachingsession",
            name="end",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coaching_sessions.sessionwords",
            ),
        ),
    ]
