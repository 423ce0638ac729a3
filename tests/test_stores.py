"""The run uses the databases it says it uses; a suite that fell back to another would prove nothing."""

import os

import pytest
from django.db import connections

from goldenthread.shares.models import InstanceSecret


@pytest.mark.django_db
def test_both_stores_are_on_the_database_this_run_names():
    named = os.environ.get("TESTS_ON_ENGINE", "sqlite")

    assert [connections[alias].vendor for alias in ("default", "vault")] == [named, named]


@pytest.mark.django_db
def test_the_stores_are_two_and_shares_lie_in_the_second_only():
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in connections}
    names = [connections[alias].settings_dict["NAME"] for alias in ("default", "vault")]

    assert len(set(names)) == 2
    assert InstanceSecret._meta.db_table in tables["vault"]
    assert InstanceSecret._meta.db_table not in tables["default"]
    assert {table for table in tables["vault"] if not table.startswith("shares_")} <= {
        "django_migrations"
    }


@pytest.mark.django_db
def test_a_house_of_another_shape_is_refused_in_one_sentence_and_ones_own_is_not():
    from goldenthread.web.commands import stores
    from goldenthread.web.commands.voice import CannotGoOn

    for alias in ("default", "vault"):
        stores._refuse_another_shape(alias)

    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE exits_departure RENAME COLUMN with_journal TO with_all")
    with pytest.raises(CannotGoOn, match="made by another version of Golden Thread"):
        stores._refuse_another_shape("default")
