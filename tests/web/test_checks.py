"""Looking at this very machine and these very settings, as `check` and a start do."""

import os

import pytest
from django.conf import settings
from django.core import checks as django_checks
from django.test import override_settings

from goldenthread.shares.models import InstanceSecret
from goldenthread.web import checks
from goldenthread.web.safety import Place

pytestmark = pytest.mark.django_db


def test_what_the_steward_chose_is_seen_as_it_is():
    seen = checks.choices()

    assert seen.secret_key == settings.SECRET_KEY
    assert (seen.argon2_kib, seen.argon2_passes) == (8, 1)
    assert seen.base_url == "http://localhost:8000"
    assert seen.allowed_hosts == tuple(settings.ALLOWED_HOSTS)
    assert seen.cookie_names == ("__Host-s", "__Host-c")
    assert seen.policy["default-src"] == ["'none'"]
    assert seen.content != seen.vault


def test_the_shipped_settings_are_safe_but_for_what_tests_make_cheap():
    found = [fault.id for fault in checks.faults_of_settings()]

    assert found == ["goldenthread.E002", "goldenthread.E016"]


@pytest.mark.row("G33")
@pytest.mark.parametrize(
    ("number", "changed"),
    [
        ("E001", {"DEBUG": True}),
        ("E004", {"ALLOWED_HOSTS": ["*"]}),
        ("E006", {"BASE_URL": "http://thread.example.org", "LETTERS": "smtp://localhost"}),
        ("E009", {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}),
        ("E017", {"LETTERS": "pigeon"}),
        ("E022", {"SESSION_COOKIE_SECURE": False}),
        ("E022", {"CSRF_COOKIE_NAME": "csrftoken"}),
        ("E023", {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"default-src": ["*"]}}}),
    ],
)
def test_a_changed_setting_is_found(number, changed):
    before = {fault.id for fault in checks.faults_of_settings()}
    with override_settings(**changed):
        after = {fault.id for fault in checks.faults_of_settings()}

    assert after - before == {f"goldenthread.{number}"}


def test_django_tells_the_same_when_it_is_asked_to_check_for_deployment(founded):
    told = django_checks.run_checks(tags=[checks.TAG], include_deployment_checks=True)

    assert {message.id for message in told} == {fault.id for fault in checks.faults_of_house()}
    assert django_checks.run_checks(tags=[checks.TAG]) == []


def test_both_stores_are_seen_to_answer_to_be_whole_and_to_delete_for_good(founded):
    seen = checks.surroundings()

    assert (seen.unreachable, seen.unmigrated) == ((), ())
    assert (seen.is_founded, seen.is_same_house) == (True, True)
    assert set(seen.secure_delete.values()) <= {True}
    assert set(seen.synchronous.values()) <= {True}
    assert seen.account == os.geteuid()
    assert seen.has_time_zones


@pytest.mark.row("G33")
def test_an_empty_vault_and_one_of_another_house_are_seen(founded):
    row = InstanceSecret.objects.get(name="instance_id")
    row.value = bytes(16)
    row.save()
    assert checks.surroundings().is_same_house is False

    InstanceSecret.objects.all().delete()

    seen = checks.surroundings()
    assert (seen.is_founded, seen.is_same_house) == (False, None)


def test_a_place_is_seen_with_its_mode_and_owner(tmp_path):
    from goldenthread.web import machine

    file = tmp_path / "file"
    file.touch()
    file.chmod(0o640)

    mounts = machine.MOUNTS.read_text()
    kind = machine.filesystem_of(file, mounts)

    assert machine.place(file) == Place(path=file, mode=0o640, owner=os.geteuid(), filesystem=kind)
    assert machine.place(tmp_path / "nowhere") is None
