"""Run by the bench in a process of its own: make the bare world, or serve it as the house is served.

python -m bench.bare.run make DIR GUESTS ENTRIES
python -m bench.bare.run serve DIR
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any


def main(words: list[str]) -> int:
    """Do what the words say."""
    deed, folder = words[0], Path(words[1])
    folder.mkdir(exist_ok=True)
    os.environ["BENCH_BARE_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
    if deed == "make":
        json.dump(_make(int(words[2]), int(words[3])), sys.stdout)
        return 0
    return _serve()


def _make(guests: int, entries: int) -> dict[str, Any]:
    import django  # noqa: PLC0415

    django.setup()
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bench.bare.models import Note  # noqa: PLC0415
    from bench.texts import entry_text  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    begun = timezone.now() - timedelta(days=7)
    made = []
    for number in range(guests):
        user = User(username=f"guest{number}")
        user.set_unusable_password()
        user.save()
        for place in range(entries):
            Note.objects.create(
                author=user,
                title=f"Entry {place}",
                body=entry_text(place),
                written_at=begun + timedelta(minutes=place),
            )
        made.append({"session": _visit(user)})
    return {"guests": made}


def _visit(user: Any) -> str:
    from django.contrib.auth import login  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.http import HttpRequest  # noqa: PLC0415

    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    return str(request.session.session_key)


def _serve() -> int:
    """Serve with the very settings of the house's own server; only the pages differ."""
    import django  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    django.setup()
    from goldenthread.web.commands import process, server, voice  # noqa: PLC0415

    class Bare(server._House):  # noqa: SLF001 (the point is to be served by the same)
        def load(self) -> Any:
            return get_wsgi_application()

    server._House = Bare  # type: ignore[misc] # noqa: SLF001
    listener = process.listener("127.0.0.1", 0)
    voice.say(f"listening at 127.0.0.1:{listener.getsockname()[1]})")
    return server.run(listener, 2, None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
