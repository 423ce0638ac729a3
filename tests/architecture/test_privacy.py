"""Every field of every model says what kind of thing it keeps, and its type agrees."""

import ast
import inspect
import textwrap

import pytest
from django.apps import apps
from django.db import models

# What a field may say of itself.
VOCABULARY = {
    "sealed": "an envelope; opens only for a member",
    "secret": "half of a key, or a key; only ever in the second store, or wrapped",
    "hash": "a digest or keyed mark; nothing can be read from it",
    "uid": "a name for a thing, or a pointer to one",
    "moment": "when something was done",
    "word": "one of a few words known beforehand, never what a person wrote",
    "count": "a number",
    "flag": "yes or no",
    "public": "may be read by anyone: a public key, a signature",
}

# Short fields whose words are known beforehand, but not to Django. Each with its reason.
KNOWN_WORDS = {
    "sharing.FromOutside.clause_key": "a kind of term from agreements/terms",
    "sharing.Release.source_kind": "the kind of thing a text was taken from, declared by its model",
    "booking.Waiting.zone": "the name of a time zone, from the IANA list",
    "people.Person.zone": "the name of a time zone, from the IANA list",
    "coaching_sessions.CoachingSession.zone": "the name of a time zone, from the IANA list",
    "diary.Diary.zone": "the name of a time zone, from the IANA list",
    "shares.InstanceSecret.name": "which of the house's secrets it is; named in shares/keeping.py",
    "ledger.Entry.verb": "a verb declared at start-up by a domain's verbs.py",
    "ledger.Entry.thing_kind": "the kind of thing, declared by its model",
    "vault.Grant.role": "coach or client; part of what the grant is bound to",
    "vault.DroppedLetter.kind": "the kind of letter, declared by the domain that posts it",
    "agreements.Signature.role": "coach or client",
    "agreements.Wording.binds": "roles from core/roles.py with spaces between",
    "agreements.Clause.term_kind": "a kind of term from agreements/terms.py",
    "agreements.TermRow.code": "a clause's id in the catalogue (A1)",
    "agreements.TermRow.subject": "the class of things a term opens, from agreements/terms.py",
    "agreements.TermRow.narrowed": "the same term, narrowed; checked as its values are",
    "agreements.TermRow.values": "a term's numbers and words, checked against agreements/terms.py;"
    " the server must read them to decide who may",
}

TYPES: dict[str, tuple[type[models.Field], ...]] = {
    "sealed": (models.BinaryField,),
    "secret": (models.BinaryField,),
    "hash": (models.BinaryField, models.CharField),
    "uid": (models.UUIDField, models.ForeignKey, models.AutoField),
    # A signed moment is kept as the whole seconds that were signed.
    "moment": (models.DateTimeField, models.DateField, models.TimeField, models.BigIntegerField),
    "word": (models.CharField, models.JSONField),
    "count": (models.IntegerField,),
    "flag": (models.BooleanField,),
    "public": (models.BinaryField,),
}
LONGEST_WORD = 64

OURS = [
    pytest.param(model, id=model._meta.label)
    for model in apps.get_models()
    if model.__module__.startswith("goldenthread.")
]


def declared(model: type[models.Model]) -> dict[str, str]:
    """Read PRIVACY, the model's own and what it inherits."""
    merged: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        merged |= kind.__dict__.get("PRIVACY", {})
    return merged


def breaches(model: type[models.Model]) -> list[str]:
    """Say what is missing, extra, unknown or untrue in what the model declares."""
    said = declared(model)
    fields = {field.name: field for field in model._meta.concrete_fields}
    found = [f"{name} says nothing" for name in fields.keys() - said.keys()]
    found += [f"{name} is no field" for name in said.keys() - fields.keys()]
    for name in sorted(fields.keys() & said.keys()):
        found += _untrue(fields[name], said[name])
    return sorted(found)


def _untrue(field: models.Field, level: str) -> list[str]:
    if level not in VOCABULARY:
        return [f"{field.name} says {level!r}, which is no word of ours"]
    if not isinstance(field, TYPES[level]):
        return [f"{field.name} says {level!r} but is a {type(field).__name__}"]
    if level != "word" or field.choices:
        return []
    if str(field) not in KNOWN_WORDS:
        return [f"{field.name} is a word without choices or a reason in KNOWN_WORDS"]
    longest = field.max_length or LONGEST_WORD + 1
    if not isinstance(field, models.JSONField) and longest > LONGEST_WORD:
        return [f"{field.name} is too long for a word"]
    return []


def shown_by_str(model: type[models.Model]) -> set[str]:
    """Give the attributes of self that __str__ reads."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(model.__str__)))
    except (OSError, TypeError):
        return set()
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


@pytest.mark.parametrize("model", OURS)
def test_every_field_says_what_it_keeps(model):
    assert breaches(model) == []


@pytest.mark.row("G31")
@pytest.mark.parametrize("model", OURS)
def test_a_record_is_written_as_its_kind_and_uid(model):
    said = declared(model)
    fit = {"pk", "id", "uid", "KIND", "_meta", "__class__"}
    fit |= {name for name, level in said.items() if level in {"uid", "count", "word"}}
    fit |= {f"{name}_id" for name, level in said.items() if level == "uid"}

    assert "__str__" in {name for kind in model.__mro__[:-2] for name in kind.__dict__}
    assert shown_by_str(model) - fit == set()


def test_an_undeclared_or_untrue_field_is_noticed():
    class Diary(models.Model):
        PRIVACY = {"id": "uid", "words": "sealed", "mood": "word", "gone": "flag", "kind": "colour"}
        words = models.TextField()
        mood = models.CharField(max_length=200)
        kind = models.CharField(max_length=9)
        day = models.DateField()

        class Meta:
            app_label = "ui"
            managed = False

        def __str__(self):
            return self.words

    del apps.all_models["ui"]["diary"]

    assert shown_by_str(Diary) == {"words"}
    assert breaches(Diary) == [
        "day says nothing",
        "gone is no field",
        "kind says 'colour', which is no word of ours",
        "mood is a word without choices or a reason in KNOWN_WORDS",
        "words says 'sealed' but is a TextField",
    ]
