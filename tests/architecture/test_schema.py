"""What the tables may never hold: signs of presence (INV-13) and protected traits (INV-21)."""

import re

import pytest
from django.apps import apps

from tests.architecture.house import words_of

# How tables elsewhere keep who was there, and when (INV-13). Nothing here may be called so.
PRESENCE = re.compile(
    r"(^|_)(last_(seen|active|activity|login|visit(ed)?|read|opened|viewed)|online|presence|typing"
    r"|(opened|read|viewed|seen|visited|delivered|clicked)_(at|on|count)"
    r"|(is|was)_(opened|read|seen|viewed)|inactive(_since)?|inactivity|idle(_since)?|open_count)($|_)"
)

# The sealed session knows when it ends; without that no one would ever be signed out. It is
# readable by its own person's browser only, and its row says nothing of what was read.
SESSIONS_OWN_EXPIRY = {"expires_at", "expire_date", "idle_until", "ends_at"}

# Traits the law protects, and what they are guessed from (INV-21).
PROTECTED = set(
    "gender sex race racial ethnicity ethnic religion religious faith belief beliefs caste"
    " disability disabled impairment orientation sexuality transgender pronoun pronouns"
    " age birth birthday birthdate born nationality citizenship origin ancestry accent"
    " pregnancy pregnant maternity marital married political politics party union"
    " health diagnosis medical genetic biometric skin colour color".split()
)

COLUMNS = [
    pytest.param(model, field.name, id=f"{model._meta.label}.{field.name}")
    for model in apps.get_models()
    if model.__module__.startswith("goldenthread.")
    for field in model._meta.concrete_fields
]


def is_a_sign_of_presence(model_name: str, field_name: str) -> bool:
    if "session" in model_name.lower() and field_name in SESSIONS_OWN_EXPIRY:
        return False
    return bool(PRESENCE.search(field_name))


def is_a_protected_trait(field_name: str) -> bool:
    return bool(words_of(field_name) & PROTECTED)


@pytest.mark.row("INV-13")
@pytest.mark.parametrize(("model", "field"), COLUMNS)
def test_no_column_stores_a_sign_of_presence(model, field):
    assert not is_a_sign_of_presence(model.__name__, field)


@pytest.mark.row("INV-21")
@pytest.mark.parametrize(("model", "field"), COLUMNS)
def test_no_column_stores_a_protected_trait(model, field):
    assert not is_a_protected_trait(field)
    choices = model._meta.get_field(field).flatchoices
    assert [value for value, _ in choices if is_a_protected_trait(str(value))] == []


@pytest.mark.parametrize(
    "name", ["last_seen", "opened_at", "client_last_active", "is_read", "typing"]
)
def test_a_sign_of_presence_is_noticed(name):
    assert is_a_sign_of_presence("Client", name)


@pytest.mark.parametrize("name", ["created_at", "signed_at", "read_by", "thread"])
def test_a_deed_is_no_sign_of_presence(name):
    assert not is_a_sign_of_presence("Client", name)


@pytest.mark.parametrize("name", ["gender", "birth_year", "skin_colour"])
def test_a_protected_trait_is_noticed(name):
    assert is_a_protected_trait(name)
