"""``goldenthread demo``: a throw-away world; a mark in its folder keeps real houses apart."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import goldenthread
from goldenthread.seals import api as seals
from goldenthread.web.commands import folder as folders
from goldenthread.web.commands import process
from goldenthread.web.commands.folder import Folder, cannot_write
from goldenthread.web.commands.serve import open_house
from goldenthread.web.commands.voice import COULD_NOT, NO_INPUT, NO_ROOM, CannotGoOn, say
from goldenthread.web.conversation_file import BadConversations, read_conversations

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

MARK = ".goldenthread-demo"
WHO = "who.txt"
# The five of the story, three lines each, then one coach and one client of the loaded
# conversations; the file has everybody.
SHOWN_LINES = 5 * 3 + 1 + 2 * 3


class SignsIn(Protocol):
    """Anyone the demo can tell how to sign in as."""

    @property
    def name(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def passphrase(self) -> str: ...


def run(arguments: Namespace) -> int:
    """Make the world if it is not there, say who is in it, and serve it. Raises CannotGoOn."""
    process.harden()
    folder = Folder(Path(arguments.data or _usual_place()).expanduser().absolute())
    conversations: Path | None = arguments.conversations
    if conversations:
        _refuse_unreadable(conversations)
    _claim(folder, anew=arguments.reset or bool(conversations))
    os.environ.setdefault("GOLDENTHREAD_LETTERS", f"file:{folder.letters}")
    os.environ.setdefault("GOLDENTHREAD_GALLERY", "yes")
    return open_house(arguments, folder, lambda house: _furnish(house, conversations))


def _refuse_unreadable(conversations: Path) -> None:
    """Read the conversations once before an older world is thrown away for them."""
    if not conversations.is_dir():
        raise CannotGoOn(f"There is no folder {conversations}.", NO_INPUT)
    try:
        read_conversations(conversations)
    except BadConversations as error:
        raise CannotGoOn(str(error), NO_INPUT) from error


def _usual_place() -> Path:
    return Path(tempfile.gettempdir()) / f"goldenthread-demo-{os.getuid()}"


def _claim(folder: Folder, *, anew: bool) -> None:
    """Take the folder for a demo; never one that holds anything else."""
    root = folder.root
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if root.stat().st_uid != os.getuid():
            raise CannotGoOn(f"{root} belongs to someone else; give another --data.", COULD_NOT)
        if not (root / MARK).exists() and any(root.iterdir()):
            raise CannotGoOn(
                f"{root} is not empty and no demo; give --data a new or empty folder.", COULD_NOT
            )
        # A world that was not finished is begun again, and so is one that another version made.
        if anew or not (root / WHO).exists() or (root / MARK).read_text() != _shape():
            with folders.alone_in(folder):
                _empty(root)
        _write_private(root / MARK, _shape())
    except OSError as error:
        raise CannotGoOn(cannot_write(root, error), NO_ROOM) from error


def _shape() -> str:
    """Give a mark of how this version keeps things: until 1.0 that may be made anew."""
    steps = sorted(Path(goldenthread.__file__).parent.glob("*/migrations/0*.py"))
    return seals.sha256(b"".join(step.read_bytes() for step in steps)).hex()


def _empty(root: Path) -> None:
    for thing in root.iterdir():
        if thing.is_dir() and not thing.is_symlink():
            shutil.rmtree(thing)
        elif thing.name != ".starting":
            thing.unlink()


def _furnish(folder: Folder, conversations: Path | None) -> None:
    """Build the world once, with fresh passphrases, and say how to sign in as each person."""
    who = folder.root / WHO
    if not who.exists():
        # The world is made of every domain; they can be imported only once Django is awake.
        from goldenthread.core import clock  # noqa: PLC0415
        from goldenthread.web.demo import build_demo  # noqa: PLC0415

        say("Making the demo: five people, and some weeks of one relationship. A moment, please.")
        at = clock.now()
        told = [_signing_in(one) for one in build_demo(at)]
        if conversations:
            told += ["", *_load(conversations, at)]
        _write_private(who, "\n".join(told) + "\n")
    say()
    say("Sign in as any of these. The six words are the passphrase, made for this demo only.")
    say()
    for line in who.read_text().splitlines()[:SHOWN_LINES]:
        say(line)
    say()
    say(f"They are kept in {who}. `goldenthread demo --reset` makes a new world.")
    say()


def _signing_in(one: SignsIn) -> str:
    return f"{one.name:<10}{one.part}\n          {one.address}\n          {one.passphrase}"


def _load(conversations: Path, at: datetime) -> list[str]:
    """Load real conversations beside the story, with a bar that shows how far it is."""
    from tqdm import tqdm  # noqa: PLC0415  only here is there something to wait for

    from goldenthread.web.conversations import load  # noqa: PLC0415  as in _furnish

    with tqdm(unit=" relationships", desc="Conversations", leave=True) as bar:

        def progress(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        loaded = load(conversations, at=at, progress=progress)
    say(f"Loaded {len(loaded.clients)} relationships with {loaded.entries} entries.")
    pair = (loaded.coaches[0], loaded.clients[0])
    return [_signing_in(one) for one in (*pair, *loaded.coaches[1:], *loaded.clients[1:])]


def _write_private(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text)
