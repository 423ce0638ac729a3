"""Starting what is measured, each in processes of its own, and ending it again."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.driving import Visitor
from bench.variants import Variant, environment

ROOT = Path(__file__).resolve().parent.parent
LISTENING = re.compile(r"listening at 127\.0\.0\.1:(\d+)")


class NotServed(Exception):
    """A server that was to be measured did not start, or its world could not be made."""


@dataclass
class Served:
    """One running server and the world it serves."""

    variant: Variant
    port: int
    pid: int
    world: dict[str, Any]
    folder: Path
    _visitors: list[Visitor] = field(default_factory=list)

    def visitor(self, number: int) -> Visitor:
        """Give the browser of one guest, signed in; the same one each time."""
        while len(self._visitors) < len(self.world["guests"]):
            guest = self.world["guests"][len(self._visitors)]
            name = "sessionid" if self.variant.bare else "__Host-s"
            self._visitors.append(Visitor(self.port, {name: guest["session"]}))
        return self._visitors[number]

    def coach(self) -> Visitor:
        """Give the coach's browser."""
        return Visitor(self.port, {"__Host-s": self.world["coach"]})


def workers_of(pid: int) -> list[int]:
    """Give the processes a server started: those that answer pages, and the one for letters."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            after_name = stat.read_text().rpartition(")")[2].split()
            if int(after_name[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def spent(pid: int) -> float:
    """Give the processor seconds that a server's processes have used so far.

    Unlike the clock on the wall it hardly depends on what else the machine does.
    """
    ticks = 0
    for one in (pid, *workers_of(pid)):
        with contextlib.suppress(OSError):
            after_name = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def make_world(variant: Variant, folder: Path, pairs: int, entries: int) -> dict[str, Any]:
    """Make the world of a variant in a process of its own. Raises NotServed."""
    module = "bench.bare.run" if variant.bare else "bench.house"
    command = [sys.executable, "-m", module, "make", str(folder), str(pairs), str(entries)]
    # Passphrases cost nothing here: guests' visits are begun without one. Sign-in has its own bench.
    cheap = {"GOLDENTHREAD_ARGON2": "8/1"}
    done = subprocess.run(
        command + ([] if variant.ciphers else ["--null-cipher"]),
        cwd=ROOT,
        env=environment(folder) | cheap,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotServed(f"{variant.name}: {done.stderr.strip()[-1500:]}")
    world: dict[str, Any] = json.loads(done.stdout)
    return world


@contextlib.contextmanager
def serving(variant: Variant, folder: Path, world: dict[str, Any]) -> Iterator[Served]:
    """Serve a world for the length of a block, on a free port of this machine. Raises NotServed."""
    module = "bench.bare.run" if variant.bare else "bench.house"
    process = subprocess.Popen(
        [sys.executable, "-m", module, "serve", str(folder), *variant.arguments],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        port = _port(process, variant)
        # A connection made before the server is quite ready keeps the listener's first settings.
        knock = Visitor(port)
        knock.get("/")
        knock.close()
        yield Served(variant, port, process.pid, world, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        if process.poll() is None:
            process.kill()
            process.wait()


def _port(process: subprocess.Popen[str], variant: Variant) -> int:
    said = []
    assert process.stdout is not None  # noqa: S101 (a pipe, see above)
    for line in process.stdout:
        said.append(line)
        if found := LISTENING.search(line):
            # Whatever it says later is read away, so that it never waits for a reader.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return int(found[1])
    raise NotServed(f"{variant.name} did not start: {''.join(said)[-1500:]}")
