"""The console script ``goldenthread``. Reading its words needs no Django, so help is quick."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread import __version__
from goldenthread.web.commands.voice import COULD_NOT, FINE, CannotGoOn, warn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  its only name

EXIT_CODES = """\
exit codes:
  0   done, or stopped by Ctrl-C or SIGTERM
  1   could not do it: the port is taken, a ledger does not verify
  2   the command line was not understood
  66  a file or folder that was named is not there, or cannot be read
  74  a disk is full, or a store is read-only or cannot be reached
  75  another start is still preparing the same folder; try again
  78  the configuration is unsafe or incomplete; nothing was started

docs/operate/command.md says more.
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` name (the command line's when None) and return its exit code."""
    arguments = parser().parse_args(words)
    module = importlib.import_module(f"goldenthread.web.commands.{arguments.module}")
    try:
        return int(module.run(arguments))
    except CannotGoOn as stop:
        warn(f"goldenthread: {stop}")
        return stop.code
    except KeyboardInterrupt:
        return FINE
    except BrokenPipeError:
        return COULD_NOT


def parser() -> argparse.ArgumentParser:
    """Build the reader of the command line."""
    whole = argparse.ArgumentParser(
        prog="goldenthread",
        description="Golden Thread: where a coach and a client keep their relationship.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"goldenthread {__version__}")
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    _add_serve(commands)
    _add_demo(commands)
    _add_check(commands)
    _add_letters(commands)
    _add_take_letter(commands)
    _add_ledger(commands)
    return whole


def _add_serve(commands: _Commands) -> None:
    serve = commands.add_parser(
        "serve",
        help="run the house: pages and letters",
        description="Run the house kept in a folder. The first start makes the folder and prints "
        "a link, good for one use, with which the first coach makes an account.",
    )
    serve.set_defaults(module="serve")
    _add_data(serve)
    _add_address(serve)
    serve.add_argument(
        "--no-letters",
        action="store_true",
        help="leave the letters to a `goldenthread letters` running elsewhere",
    )


def _add_demo(commands: _Commands) -> None:
    demo = commands.add_parser(
        "demo",
        help="run a throw-away world with Alma, Ben, Cleo, Dara and Enzo",
        description="Make a throw-away world in mid-flow, say how to sign in as each person in it, "
        "and run it. Letters go to files. Nothing in it is for keeping.",
    )
    demo.set_defaults(module="demo", no_letters=False)
    demo.add_argument(
        "--data", type=Path, metavar="DIR", help="where to keep it (a temporary folder)"
    )
    _add_address(demo)
    demo.add_argument("--reset", action="store_true", help="throw the world away and make it anew")
    demo.add_argument(
        "--from",
        dest="conversations",
        type=Path,
        metavar="DIR",
        help="also load the real conversations in this folder",
    )


def _add_check(commands: _Commands) -> None:
    check = commands.add_parser(
        "check",
        help="look for what is unsafe in the configuration",
        description="Look at the configuration, the files, this process and the stores, and say "
        "what is unsafe: one sentence each, and what to do. Changes nothing.",
    )
    check.set_defaults(module="check")
    _add_data(check)


def _add_letters(commands: _Commands) -> None:
    letters = commands.add_parser(
        "letters",
        help="send letters only (`serve` does this too)",
        description="Send the letters that wait, until stopped. `serve` runs one of these itself.",
    )
    letters.set_defaults(module="letters")
    _add_data(letters)
    # `serve` says who it is, so that its letters end with it.
    letters.add_argument("--parent", type=int, help=argparse.SUPPRESS)


def _add_take_letter(commands: _Commands) -> None:
    take = commands.add_parser(
        "take-letter",
        help="take in one letter that a calendar mailed back",
        description="Read one letter from standard input, as a mail server's pipe hands it over, and "
        "note what somebody's calendar answered to a meeting letter. Every other letter is let go.",
    )
    take.set_defaults(module="take_letter")
    _add_data(take)


def _add_ledger(commands: _Commands) -> None:
    ledger = commands.add_parser("ledger", help="look after exported ledgers")
    deeds = ledger.add_subparsers(metavar="DEED", required=True)
    verify = deeds.add_parser(
        "verify",
        help="prove that an exported ledger is whole",
        description="Prove, with no connection to the house, that nothing was removed from, added "
        "to, changed or reordered in an exported ledger.",
    )
    verify.set_defaults(module="ledger")
    verify.add_argument("file", type=Path, metavar="FILE", help="the ledger, as exported")
    verify.add_argument(
        "--against", type=Path, metavar="OLDER", help="an older export that this one must continue"
    )
    verify.add_argument(
        "--head", metavar="HEAD", help="a head you kept (42-9f3c…), or a file that holds one"
    )
    verify.add_argument("--key", metavar="HEX", help="the house's key, as its ledger page shows it")


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the folder that holds everything (default: GOLDENTHREAD_DATA, or ./data)",
    )


def _add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (%(default)s)"
    )
    command.add_argument(
        "--port", type=_port, default=8000, help="the port to listen at (%(default)s); 0 picks one"
    )
    command.add_argument(
        "--workers", type=_workers, default=2, help="processes that answer pages (%(default)s)"
    )


def _port(text: str) -> int:
    return _whole_number(text, 0, 65535)


def _workers(text: str) -> int:
    return _whole_number(text, 1, 64)


def _whole_number(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"a whole number from {least} to {most}, not {text}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
