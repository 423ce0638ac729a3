"""A real house for the journeys: `goldenthread serve` or `demo` as a process of its own, with letters in a folder."""

import email
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from email import policy
from pathlib import Path

SECONDS_TO_START = 180
SECONDS_FOR_A_LETTER = 60
# `serve` refuses anything cheaper, and so it should.
LEAST_STRETCHING = "47104/1"
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Guest:
    """One of the five, as the demo says how to sign in as them."""

    name: str
    address: str
    passphrase: str


class House:
    """A running house: where it is, what it said, and what it has posted."""

    def __init__(self, data: Path, command: str = "serve") -> None:
        self.data = data
        self.box = data.parent / f"{data.name}-letters"
        self.said = data.parent / f"{data.name}.said"
        self._start(command)
        self.port = self._port()
        self.address = f"http://localhost:{self.port}"

    @property
    def first_link(self) -> str:
        """The link `serve` printed for the first coach."""
        found = re.search(r"^  (http\S+/begin/\S+)$", self.said.read_text(), re.MULTILINE)
        assert found, self.said.read_text()
        return found[1]

    def guests(self) -> dict[str, Guest]:
        """How to sign in as each of the five, read where the demo wrote it."""
        lines = (self.data / "who.txt").read_text().splitlines()
        names = [line.split()[0] for line in lines[::3]]
        addresses, passphrases = lines[1::3], lines[2::3]
        return {
            name: Guest(name, address.strip(), words.strip())
            for name, address, words in zip(names, addresses, passphrases, strict=True)
        }

    def letters(self) -> list[email.message.EmailMessage]:
        """Every letter that has left, oldest first."""
        files = sorted(self.box.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        return [letter for file in files for letter in _letters_in(file)]

    def link_for(self, address: str, to: str = "/") -> str:
        """The link of the newest letter to an address that leads `to`; waits for the letter."""
        until = time.monotonic() + SECONDS_FOR_A_LETTER
        while time.monotonic() < until:
            for letter in reversed(self.letters()):
                if address in str(letter["To"]):
                    links = LINK.findall(letter.get_content())
                    assert links, "A letter without a link."
                    if to in links[0]:
                        return str(links[0])
            time.sleep(0.1)
        raise AssertionError(f"No letter came for {address}. {self.said.read_text()}")

    def stop(self) -> None:
        """Close the house as a service manager does, and wait until it is closed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def copied_to(self, data: Path, command: str = "serve") -> "House":
        """Give a house of its own that begins where this one was stopped."""
        shutil.copytree(self.data, data, ignore=shutil.ignore_patterns("*.sock"))
        return House(data, command)

    def _start(self, command: str) -> None:
        clean = {key: text for key, text in os.environ.items() if not key.startswith("GOLDEN")}
        settings = {
            "GOLDENTHREAD_ARGON2": LEAST_STRETCHING,
            "GOLDENTHREAD_LETTERS": f"file:{self.box}",
        }
        words = [sys.executable, "-m", "goldenthread.web.command", command]
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [*words, "--data", str(self.data), "--port", "0"],
                env=clean | settings,
                stdout=said,
                stderr=said,
            )

    def _port(self) -> int:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            found = re.search(r"listening at 127\.0\.0\.1:(\d+)", self.said.read_text())
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise AssertionError(self.said.read_text())


def _letters_in(file: Path) -> list[email.message.EmailMessage]:
    # Django writes a line of dashes after each letter in a file.
    parts = re.split(rb"\n-{79}\n", file.read_bytes())
    return [
        email.message_from_bytes(part.lstrip(), policy=policy.default)
        for part in parts
        if part.strip()
    ]
