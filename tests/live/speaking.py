"""A process of its own that hears or speaks on a topic; started by test_between_processes.py."""

import sys
from uuid import UUID

import django

django.setup()

from goldenthread.live import api as live  # noqa: E402 - Django comes first


def hear(topic: UUID, many: int) -> None:
    """Write each word heard, until there were that many."""
    from goldenthread.live.telling import the_hub

    hub = the_hub()
    position = hub.position()
    _write("listening")
    while many > 0:
        found, position = hub.wait(topic, position, 30)
        for said in found:
            _write(f"{said.word} {said.by}")
        many -= len(found) or many


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def speak(topic: UUID, words: list[str]) -> None:
    """Say each word, given as word/role."""
    for each in words:
        word, _, by = each.partition("/")
        live.tell(topic, word, by)


if __name__ == "__main__":
    deed, topic, *rest = sys.argv[1:]
    if deed == "hear":
        hear(UUID(topic), int(rest[0]))
    else:
        speak(UUID(topic), rest)
    live.close()
