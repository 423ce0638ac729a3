"""Static files as they go out: hashed names, and the layered stylesheet as one file."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

STYLESHEET = "ui/css/app.css"
# For readers of the source; a browser needs none of it.
_REMARK = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_IMPORT = re.compile(r'@import url\("(?P<name>[\w/.-]+)"\)(?: layer\((?P<layer>\w+)\))?;')


class HouseStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashes and compresses, after one thing of our own: `@import`s are put in place.

    Each part of the look has its own file, for readers; browsers get one, because a phone would
    otherwise wait for fifteen. Imports between our modules keep their plain names (Django's own
    rewriting of them stumbles over other apps' scripts); those are cached for a minute only.
    """

    def post_process(
        self, paths: dict[str, Any], *, dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Join the stylesheet where collectstatic has put it, then hash everything."""
        if STYLESHEET in paths and not dry_run:
            Path(self.path(STYLESHEET)).write_text(self.joined(), encoding="utf-8")
            paths[STYLESHEET] = (self, STYLESHEET)
        yield from super().post_process(paths, dry_run, **options)

    def joined(self) -> str:
        """Give the whole stylesheet as a browser gets it: one file, without remarks."""
        here = PurePosixPath(STYLESHEET).parent

        def in_place(found: re.Match[str]) -> str:
            with self.open(str(here / found["name"])) as part:
                css = part.read().decode()
            return f"@layer {found['layer']} {{\n{css}}}" if found["layer"] else css

        with self.open(STYLESHEET) as entry:
            return _REMARK.sub("", _IMPORT.sub(in_place, entry.read().decode()))
