"""The house's secrets, looked up once for a request and never kept beyond it."""

import pytest

from goldenthread.shares import api as shares
from goldenthread.shares.models import InstanceSecret


def test_within_one_request_they_are_looked_up_once(founded, django_assert_num_queries):
    with django_assert_num_queries(1, using="vault"), shares.secrets_kept():
        assert shares.secrets() == shares.secrets()


def test_outside_one_every_look_is_its_own(founded, django_assert_num_queries):
    with django_assert_num_queries(2, using="vault"):
        shares.secrets()
        shares.secrets()


def test_the_next_request_looks_again(founded):
    with shares.secrets_kept():
        shares.secrets()
    InstanceSecret.objects.all().delete()
    with shares.secrets_kept(), pytest.raises(shares.StoreMissing):
        shares.secrets()


def test_an_absence_is_not_remembered(db):
    with shares.secrets_kept():
        with pytest.raises(shares.StoreMissing):
            shares.secrets()
        shares.found_store()
        assert len(shares.secrets().instance_id) == 16
