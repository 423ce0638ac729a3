#!/usr/bin/env python3
"""Django's own commands, for people who work on Golden Thread. To run it, use `goldenthread`."""

import os
import sys


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
    os.environ.setdefault("GOLDENTHREAD_SECRET_KEY", "only-for-work-on-the-code")

    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the names

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
