"""A machine may ask how the house is, and learns one word."""

import pytest
from django.test import Client, override_settings

from goldenthread.shares.models import InstanceSecret

pytestmark = pytest.mark.django_db


def test_a_house_with_people_is_well(alma):
    assert ask() == (200, "ok")


def test_a_house_without_people_is_well(founded):
    assert ask() == (200, "ok")


def test_an_empty_vault_is_told(alma):
    InstanceSecret.objects.all().delete()

    assert ask() == (503, "vault")


def test_a_vault_of_another_house_is_told(alma):
    take_the_vault_of_another_house()

    assert ask() == (503, "strangers")


@override_settings(BASE_URL="https://thread.example.org", ALLOWED_HOSTS=["thread.example.org"])
def test_health_is_told_under_any_host_name_and_without_a_cookie(founded):
    answer = Client().get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_nothing_can_be_sent_to_health(founded):
    assert Client().post("/healthz").status_code == 405


def test_asking_costs_one_look_at_each_store(alma, django_assert_num_queries):
    with django_assert_num_queries(1), django_assert_num_queries(1, using="vault"):
        ask()


def take_the_vault_of_another_house():
    for row in InstanceSecret.objects.filter(name__in=["instance_id", "identity_key"]):
        row.value = bytes(byte ^ 0xFF for byte in bytes(row.value))
        row.save()


def ask():
    answer = Client().get("/healthz")
    return answer.status_code, answer.content.decode()
