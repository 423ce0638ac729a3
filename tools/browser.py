"""Find a Chromium for the browser journeys, or fetch one. Prints its path, or why there is none.

In this order: GOLDENTHREAD_CHROMIUM; the machine's own; the one Playwright keeps; then, where we
may, Playwright is asked to fetch its own; at last, as root with apt, the distribution's.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FETCH_SECONDS = 600


def chromium(*, fetch: bool = True) -> Path | None:
    """Give the path of a Chromium that starts, fetching one if allowed; None if none can be had."""
    named = os.environ.get("GOLDENTHREAD_CHROMIUM")
    if named:
        return Path(named) if _starts(Path(named)) else None
    found = _on_this_machine() or _playwrights_own()
    if found or not fetch:
        return found
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    found = _playwrights_own()
    if found:
        return found
    _from_the_distribution()
    return _on_this_machine() or _playwrights_own()


def _on_this_machine() -> Path | None:
    for name in NAMES:
        found = shutil.which(name)
        if found and _starts(Path(found)):
            return Path(found)
    return None


def _playwrights_own() -> Path | None:
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")).expanduser()
    for found in sorted(kept.glob("chromium-*/chrome-linux*/chrome"), reverse=True):
        if _starts(found):
            return found
    return None


def _from_the_distribution() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    _run(["apt-get", "update", "-qq"])
    packages = ["chromium", "fonts-liberation"]
    _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])


def _starts(program: Path) -> bool:
    """Say whether the program runs here: a downloaded browser may lack the machine's libraries."""
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _run(command: list[str]) -> None:
    """Try a command, quietly; whether it helped is seen afterwards."""
    print(f"  fetching a browser: {' '.join(command)}", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command, env=environment, capture_output=True, timeout=FETCH_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  that did not work: {type(error).__name__}", file=sys.stderr)


if __name__ == "__main__":
    path = chromium()
    print(path or "No Chromium can be had here; install one, or set GOLDENTHREAD_CHROMIUM.")
    raise SystemExit(0 if path else 69)
