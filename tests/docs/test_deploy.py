"""What deploy/ ships is well formed, names what is there, and keeps the two halves apart."""

import os
import re
import shutil
import sqlite3
import subprocess

import pytest
import yaml

COMPOSE = ["compose.sqlite.yaml", "compose.postgres.yaml"]
SETTING = re.compile(r"GOLDENTHREAD_[A-Z0-9_]+")


@pytest.fixture
def deploy(repository):
    return repository / "deploy"


def test_the_image_copies_only_what_is_there(repository, deploy):
    lines = (deploy / "Dockerfile").read_text().splitlines()
    copied = [line.split()[1:-1] for line in lines if re.match(r"COPY (?!--from)", line)]

    paths = [path for given in copied for path in given]
    assert paths != []
    assert [path for path in paths if not (repository / path).exists()] == []


def test_the_image_runs_as_an_account_of_its_own_from_locked_packages(deploy):
    text = (deploy / "Dockerfile").read_text()

    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == ["10001:10001"]
    installs = re.findall(r"pip install (.+)", text)
    assert [line for line in installs if "--require-hashes" not in line] == [
        "--no-deps --no-index --find-links /wheels goldenthread \\"
    ]


@pytest.mark.parametrize("name", COMPOSE)
def test_compose_files_name_only_volumes_networks_secrets_and_files_that_are_there(deploy, name):
    house = yaml.safe_load((deploy / name).read_text())

    used: dict[str, set[str]] = {"volumes": set(), "networks": set(), "secrets": set()}
    for service in house["services"].values():
        used["networks"] |= set(service["networks"])
        used["secrets"] |= set(service.get("secrets", []))
        for mount in service["volumes"]:
            source = mount.split(":")[0]
            if source.startswith("./"):
                assert (deploy / source).exists()
            else:
                used["volumes"].add(source)

    assert {kind: set(house.get(kind, {})) for kind in used} == used


@pytest.mark.parametrize("name", COMPOSE)
def test_compose_runs_the_house_with_nothing_it_does_not_need(deploy, name):
    thread = yaml.safe_load((deploy / name).read_text())["services"]["thread"]

    assert thread["read_only"] is True
    assert thread["cap_drop"] == ["ALL"]
    assert thread["security_opt"] == ["no-new-privileges:true"]
    assert thread["ulimits"] == {"core": 0}
    assert thread["mem_limit"] == thread["memswap_limit"]
    assert "ports" not in thread


def test_both_databases_have_their_own_server_owner_password_volume_and_network(deploy):
    services = yaml.safe_load((deploy / "compose.postgres.yaml").read_text())["services"]
    content, vault = services["content-db"], services["vault-db"]

    for part in ("volumes", "networks", "secrets"):
        assert set(content[part]) & set(vault[part]) == set()
    for word in ("POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE"):
        assert content["environment"][word] != vault["environment"][word]


def test_secrets_for_compose_are_made_once_and_fit_the_compose_file(deploy, tmp_path):
    shutil.copy(deploy / "make-secrets.sh", tmp_path)
    subprocess.run([tmp_path / "make-secrets.sh"], check=True, capture_output=True)

    again = subprocess.run([tmp_path / "make-secrets.sh"], check=False, capture_output=True)

    services = yaml.safe_load((deploy / "compose.postgres.yaml").read_text())
    named = {secret["file"] for secret in services["secrets"].values()}
    made = {f"secrets/{file.name}" for file in (tmp_path / "secrets").iterdir()}
    word = (tmp_path / "secrets/vault-password").read_text()
    assert made == named
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert len(word) == 48
    assert (tmp_path / "secrets/vault-url").read_text() == (
        f"postgres://vault:{word}@vault-db:5432/vault"
    )
    assert again.returncode == 1


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="This machine has no systemd.")
def test_the_service_is_understood_by_systemd(deploy, tmp_path):
    unit = tmp_path / "goldenthread.service"
    text = (deploy / "goldenthread.service").read_text()
    unit.write_text(text.replace("/opt/goldenthread/bin/goldenthread", "/bin/true"))

    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )

    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_service_keeps_memory_and_files_to_itself(deploy):
    lines = (deploy / "goldenthread.service").read_text().splitlines()

    for line in (
        "Type=notify",
        "UMask=0077",
        "LimitCORE=0",
        "MemorySwapMax=0",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "RestartPreventExitStatus=2 78",
    ):
        assert line in lines


def test_proxies_buffer_nothing_to_disk_and_keep_no_list_of_paths(deploy):
    nginx = (deploy / "nginx.conf").read_text()
    caddy = (deploy / "Caddyfile").read_text()

    for line in (
        "proxy_request_buffering off;",
        "proxy_buffering off;",
        "proxy_max_temp_file_size 0;",
        "client_body_in_file_only off;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
    ):
        assert nginx.count(line) == 1
    assert nginx.count("access_log off;") == nginx.count("server {")
    assert "flush_interval -1" in caddy
    assert not re.search(r"^\s*(log|encode)\b", caddy, re.MULTILINE)


def test_every_setting_that_deploy_names_exists(deploy):
    from goldenthread import env, settings  # noqa: F401 - settings declares them

    known = {setting.variable for setting in env.SETTINGS.values()}
    named = {
        name
        for file in deploy.iterdir()
        if file.is_file()
        for name in SETTING.findall(file.read_text())
    }

    assert named - known == set()


def test_both_halves_are_copied_apart_and_whole(deploy, tmp_path):
    seed_house(tmp_path / "house")

    content = backup(deploy, "content", tmp_path / "house", tmp_path / "one")
    vault = backup(deploy, "vault", tmp_path / "house", tmp_path / "two")

    assert rows_in(content.stdout.strip()) == [("a sealed word",)]
    assert rows_in(vault.stdout.strip()) == [("a share",)]
    for place in ("one", "two"):
        assert [file.stat().st_mode & 0o777 for file in (tmp_path / place).iterdir()] == [0o600]


def test_both_halves_are_never_put_in_one_place(deploy, tmp_path):
    seed_house(tmp_path / "house")
    backup(deploy, "content", tmp_path / "house", tmp_path / "one")

    refused = backup(deploy, "vault", tmp_path / "house", tmp_path / "one")

    assert refused.returncode == 1
    assert "holds the other half" in refused.stderr
    assert len(list((tmp_path / "one").iterdir())) == 1


def test_old_copies_go_and_a_copy_can_be_sealed_on_its_way(deploy, tmp_path):
    seed_house(tmp_path / "house")
    (tmp_path / "two").mkdir()
    old = tmp_path / "two" / "goldenthread-vault-20260101T000000Z.sqlite3"
    old.touch()
    os.utime(old, (0, 0))

    made = backup(deploy, "vault", tmp_path / "house", tmp_path / "two", "--through", "tr a-z A-Z")

    assert [str(file) for file in (tmp_path / "two").iterdir()] == [made.stdout.strip()]
    assert made.stdout.strip().endswith(".sqlite3.sealed")


def test_a_half_that_is_not_there_is_said_in_one_sentence(deploy, tmp_path):
    refused = backup(deploy, "vault", tmp_path / "house", tmp_path / "two")

    assert refused.returncode == 1
    assert refused.stderr == (f"backup.sh: there is no {tmp_path}/house/vault/shares.sqlite3.\n")
    assert list((tmp_path / "two").iterdir()) == []


def backup(deploy, half, house, place, *words):
    return subprocess.run(
        [deploy / "backup.sh", half, "--data", house, "--to", place, *words],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )


def seed_house(house):
    for path, word in (
        ("thread/thread.sqlite3", "a sealed word"),
        ("vault/shares.sqlite3", "a share"),
    ):
        (house / path).parent.mkdir(parents=True)
        store = sqlite3.connect(house / path)
        store.execute("CREATE TABLE kept (word TEXT)")
        store.execute("INSERT INTO kept VALUES (?)", (word,))
        store.commit()
        store.close()


def rows_in(file):
    store = sqlite3.connect(file)
    rows = store.execute("SELECT word FROM kept").fetchall()
    store.close()
    return rows
