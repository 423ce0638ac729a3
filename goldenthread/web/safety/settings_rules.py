"""The rules about what the steward chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from goldenthread.web.safety.seen import Choices, Fault, StoreChoice

LEAST_KEY_LENGTH = 50
LEAST_KEY_VARIETY = 12
LEAST_ARGON2_KIB = 46 * 1024
ENCRYPTED_SSLMODES = {"require", "verify-ca", "verify-full"}
SAMPLE_KEY_WORDS = ("insecure", "change", "secret-key", "example")


@dataclass(frozen=True, slots=True)
class Rule:
    """One question; when its answer is yes, the house has this fault."""

    id: str
    is_broken: Callable[[Choices], bool]
    sentence: str
    hint: str


def faults_of_choices(choices: Choices) -> list[Fault]:
    """Give what is unsafe in the settings, in the order of the rules."""
    return [
        Fault(f"goldenthread.{rule.id}", rule.sentence, rule.hint)
        for rule in RULES
        if rule.is_broken(choices)
    ]


def is_local(host: str) -> bool:
    """Whether a name means this machine alone."""
    return host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")


def lies_in(inner: Path | None, outer: Path | None) -> bool:
    """Whether a path is another one or lies below it; paths that are not given lie nowhere."""
    return (
        inner is not None and outer is not None and inner.resolve().is_relative_to(outer.resolve())
    )


def _host(choices: Choices) -> str:
    return urlsplit(choices.base_url).hostname or ""


def _is_public(choices: Choices) -> bool:
    return not is_local(_host(choices))


def _is_no_address(choices: Choices) -> bool:
    parts = urlsplit(choices.base_url)
    extra = parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username
    return parts.scheme not in {"http", "https"} or not parts.hostname or bool(extra)


def _is_weak_key(choices: Choices) -> bool:
    key = choices.secret_key
    return len(key) < LEAST_KEY_LENGTH or len(set(key)) < LEAST_KEY_VARIETY


def _is_sample_key(choices: Choices) -> bool:
    return any(word in choices.secret_key.lower() for word in SAMPLE_KEY_WORDS)


def _is_one_store(choices: Choices) -> bool:
    content, vault = choices.content, choices.vault
    if content.file or vault.file:
        return content.file is not None and lies_in(content.file, vault.file)
    same_place = (content.host, content.port) == (vault.host, vault.port)
    return same_place and content.name == vault.name


def _is_one_owner(choices: Choices) -> bool:
    content, vault = choices.content, choices.vault
    servers = content.engine == vault.engine == "postgresql"
    return servers and _same_server(content, vault)


def _same_server(content: StoreChoice, vault: StoreChoice) -> bool:
    one = (content.host, content.port, content.owner)
    return one == (vault.host, vault.port, vault.owner)


def _vault_is_beside_content(choices: Choices) -> bool:
    content, vault = choices.content.file, choices.vault.file
    if not content or not vault or content == vault:
        return False
    return lies_in(vault, content.parent) or lies_in(content, vault.parent)


def _crosses_a_network_in_clear(choices: Choices) -> bool:
    def in_clear(store: StoreChoice) -> bool:
        # A name without a dot is a neighbour in the same private network, as compose makes them.
        far = "." in store.host and not is_local(store.host) and not store.host.startswith("/")
        return far and store.sslmode not in ENCRYPTED_SSLMODES

    return in_clear(choices.content) or in_clear(choices.vault)


def _letters_kind(choices: Choices) -> str:
    return choices.letters.partition(":")[0]


def _letters_make_no_sense(choices: Choices) -> bool:
    kind, _, rest = choices.letters.partition(":")
    match kind:
        case "console":
            return bool(rest)
        case "file":
            return not rest
        case "smtp" | "smtps":
            return not _mail_server(choices)
        case _:
            return True


def _mail_server(choices: Choices) -> str:
    """Give the mail server's name; "" when its address cannot be read as the courier reads it."""
    try:
        parts = urlsplit(choices.letters)
        _port = parts.port
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.query in {"", "tls=yes", "tls=no"} else ""


def _letters_travel_in_clear(choices: Choices) -> bool:
    """Whether STARTTLS is turned off towards a mail server that is no neighbour."""
    server = _mail_server(choices)
    is_far = "." in server and not is_local(server)
    return choices.letters.startswith("smtp:") and is_far and choices.letters.endswith("tls=no")


def _letters_go_nowhere(choices: Choices) -> bool:
    return _is_public(choices) and _letters_kind(choices) == "console"


def _letters_are_served(choices: Choices) -> bool:
    kind, _, place = choices.letters.partition(":")
    return kind == "file" and bool(place) and lies_in(Path(place), choices.static)


def _has_no_sender(choices: Choices) -> bool:
    before, at, after = choices.letters_from.rpartition("@")
    return not (before and at and after) or any(sign in choices.letters_from for sign in "\r\n")


def _policy_is_open(choices: Choices) -> bool:
    policy = choices.policy
    loose = any(
        "unsafe" in source or source == "*" for given in policy.values() for source in given
    )
    return loose or policy.get("default-src") != ["'none'"]


def _backup_holds_a_store(choices: Choices) -> bool:
    files = (choices.content.file, choices.vault.file)
    return any(lies_in(file, choices.backups) for file in files)


RULES = (
    Rule(
        "E001",
        lambda c: c.debug,
        "Debugging is on, and its error pages show what people wrote.",
        "Leave DEBUG off in settings.py.",
    ),
    Rule(
        "E002",
        _is_weak_key,
        "The secret key is short or repeats itself, so it can be guessed.",
        "Remove GOLDENTHREAD_SECRET_KEY and let `serve` make one.",
    ),
    Rule(
        "E003",
        _is_sample_key,
        "The secret key is a sample from somewhere, so others know it.",
        "Remove GOLDENTHREAD_SECRET_KEY and let `serve` make one.",
    ),
    Rule(
        "E004",
        lambda c: any("*" in host or host.startswith(".") for host in c.allowed_hosts),
        "The house would answer to any host name, so a stranger's link could carry its letters.",
        "Name each host in GOLDENTHREAD_HOSTS.",
    ),
    Rule(
        "E005",
        _is_no_address,
        "GOLDENTHREAD_BASE_URL is not an address like https://thread.example.org.",
        "Write the scheme and the host, with a port if needed, and nothing after it.",
    ),
    Rule(
        "E006",
        lambda c: _is_public(c) and not c.base_url.startswith("https://"),
        "People would reach this house without TLS, so anyone between could read along.",
        "Put a reverse proxy with TLS before it and write https:// in GOLDENTHREAD_BASE_URL.",
    ),
    Rule(
        "E007",
        lambda c: c.base_url.startswith("https://") and not c.trusts_proxy,
        "The address is https, yet no proxy is declared, so every guest would look the same.",
        "Set GOLDENTHREAD_TRUSTED_PROXY=yes once only your proxy can reach this port.",
    ),
    Rule(
        "E008",
        lambda c: c.trusts_proxy and not c.base_url.startswith("https://"),
        "A proxy's headers are trusted without a proxy, so a stranger could forge them.",
        "Set GOLDENTHREAD_TRUSTED_PROXY=no, or give the proxy's https address.",
    ),
    Rule(
        "E009",
        lambda c: c.proxy_header is not None and not c.trusts_proxy,
        "A header that says a request came by TLS is believed from anyone.",
        "Remove SECURE_PROXY_SSL_HEADER from the settings; GOLDENTHREAD_TRUSTED_PROXY sets it.",
    ),
    Rule(
        "E010",
        _is_one_store,
        "The database and the vault are the same store, so one copy would open everything.",
        "Give GOLDENTHREAD_VAULT_DATABASE_URL a file or database of its own.",
    ),
    Rule(
        "E011",
        _vault_is_beside_content,
        "The vault lies in the database's folder, so one backup would hold both.",
        "Give the vault a folder of its own, neither above nor below the database's.",
    ),
    Rule(
        "E012",
        lambda c: lies_in(c.vault.file, c.static) or lies_in(c.content.file, c.static),
        "A store lies in the folder whose files are served to anyone.",
        "Move it out of the static folder.",
    ),
    Rule(
        "E013",
        _backup_holds_a_store,
        "A store lies in the folder of backups, so copies would leave with the backups.",
        "Move it out of GOLDENTHREAD_BACKUPS.",
    ),
    Rule(
        "E014",
        _is_one_owner,
        "One database account owns both the content and the vault, so one password opens both.",
        "Give the vault's database an owner of its own.",
    ),
    Rule(
        "E015",
        _crosses_a_network_in_clear,
        "A database on another machine is reached without encryption.",
        "Add ?sslmode=verify-full to its address.",
    ),
    Rule(
        "E016",
        lambda c: c.argon2_kib < LEAST_ARGON2_KIB or c.argon2_passes < 1,
        "Passphrases are stretched too little to withstand guessing.",
        "Set GOLDENTHREAD_ARGON2 to 131072/3, or at least 47104/1.",
    ),
    Rule(
        "E017",
        _letters_make_no_sense,
        "GOLDENTHREAD_LETTERS does not say where letters go.",
        "Write console, file:DIR, smtp://HOST:587 or smtps://HOST.",
    ),
    Rule(
        "E018",
        _letters_go_nowhere,
        "Letters would be printed to the log, so nobody could accept an invitation.",
        "Set GOLDENTHREAD_LETTERS to your mail server.",
    ),
    Rule(
        "E019",
        _letters_travel_in_clear,
        "Letters would leave this machine without encryption, with their links in them.",
        "Take ?tls=no out of GOLDENTHREAD_LETTERS, or use smtps://.",
    ),
    Rule(
        "E020",
        _letters_are_served,
        "Letters would be written where anyone may fetch them.",
        "Write them outside the static folder.",
    ),
    Rule(
        "E021",
        _has_no_sender,
        "GOLDENTHREAD_LETTERS_FROM is not an address letters can come from.",
        "Write one address, like thread@example.org.",
    ),
    Rule(
        "E022",
        lambda c: (
            not c.secure_cookies or not all(name.startswith("__Host-") for name in c.cookie_names)
        ),
        "The session's cookies could leave by an unencrypted page or be read by a script.",
        "Leave the cookie settings as they are in settings.py.",
    ),
    Rule(
        "E023",
        _policy_is_open,
        "The content security policy lets foreign scripts in.",
        "Leave CONTENT_SECURITY_POLICY as it is in settings.py.",
    ),
)
