"""What `serve` does once Django is awake: refuse the unsafe, open the stores, let people in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections

from goldenthread.core import clock
from goldenthread.courier import api as courier
from goldenthread.web import checks, first_account
from goldenthread.web.commands import server, stores
from goldenthread.web.commands.voice import UNSAFE, CannotGoOn, say, warn

if TYPE_CHECKING:
    import socket
    from argparse import Namespace

    from goldenthread.web.commands.folder import Folder
    from goldenthread.web.safety import Fault


def refuse_unsafe_settings() -> None:
    """Stop at an unsafe setting before a store or a file is made with it; raises CannotGoOn."""
    _refuse(checks.faults_of_settings())


def prepare() -> None:
    """Open both stores, lay out the static files, queue what waits; raises CannotGoOn."""
    stores.open_stores()
    stores.collect_static()
    with stores.sentences(stores.CONTENT):
        courier.resume()


def refuse_unsafe_house() -> None:
    """Stop at anything unsafe, now that files, process and stores can be looked at too."""
    faults = checks.faults_of_house()
    _refuse(faults)
    for fault in faults:
        warn(f"goldenthread: {fault.sentence} {fault.hint} ({fault.id})")


def tell_first_link() -> None:
    """Print the link that makes the first coach's account, for as long as there is nobody."""
    link = first_account.new_link(clock.now())
    if link:
        say("Nobody has an account here yet. Make the first coach's with this link, once:")
        say(f"  {link}")


def tell_letters() -> None:
    """Say where letters go."""
    kind, _, place = settings.LETTERS.partition(":")
    match kind:
        case "console":
            say("Letters are printed here, and sent to nobody (GOLDENTHREAD_LETTERS).")
        case "file":
            say(f"Letters are written into {place}, and sent to nobody.")


def serve(listener: socket.socket, folder: Folder, arguments: Namespace) -> int:
    """Answer at the listener until stopped; gives the exit code."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say(f"Open {settings.BASE_URL}/ (listening at {shown}:{port}). Stop with Ctrl-C.")
    connections.close_all()
    at_once = arguments.no_letters or settings.TASKS_RUN_AT_ONCE
    letters = None if at_once else server.LettersProcess(folder.root)
    return server.run(listener, arguments.workers, letters)


def _refuse(faults: list[Fault]) -> None:
    grave = [fault for fault in faults if fault.grave]
    if not grave:
        return
    for fault in grave[1:]:
        warn(f"goldenthread: {fault.sentence} {fault.hint} ({fault.id})")
    first = grave[0]
    raise CannotGoOn(f"{first.sentence} {first.hint} ({first.id})", UNSAFE)
