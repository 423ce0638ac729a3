"""``goldenthread serve``: from a folder, or none yet, to a house that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread import __version__
from goldenthread.web.commands import folder as folders
from goldenthread.web.commands import process
from goldenthread.web.commands.voice import say
from goldenthread.web.commands.waking import wake

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from goldenthread.web.commands.folder import Folder


def run(arguments: Namespace) -> int:
    """Serve until stopped; gives the exit code. Raises CannotGoOn."""
    process.harden()
    return open_house(arguments, folders.chosen(arguments.data))


def open_house(
    arguments: Namespace, folder: Folder, furnish: Callable[[Folder], None] | None = None
) -> int:
    """Take the address, prepare the folder alone, then serve from it until stopped.

    The address is taken first, so that a second start by mistake changes nothing. `furnish` is
    called once both stores are open, before anyone is let in.
    """
    listener = process.listener(arguments.host, arguments.port)
    port = listener.getsockname()[1]
    with folders.alone_in(folder):
        folder.make()
        folders.point_settings_at(folder, base_url=f"http://localhost:{port}")
        wake()
        # These read the settings when they are imported.
        from goldenthread.web.commands import opening  # noqa: PLC0415

        opening.refuse_unsafe_settings()
        opening.prepare()
        opening.refuse_unsafe_house()
        if furnish:
            furnish(folder)
    say(f"Golden Thread {__version__} keeps everything in {folder.root}")
    opening.tell_first_link()
    opening.tell_letters()
    return opening.serve(listener, folder, arguments)
