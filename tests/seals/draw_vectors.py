"""Draw the known answers of our own formats, with the second implementation: run once, then frozen.

    python -m tests.seals.draw_vectors NAME

writes tests/seals/vectors/NAME.json, and refuses when that file is there: a vector is never edited,
only added, in a new file. Everything in a vector comes from SHA-256 of a counter, never from a
clock or a random generator, so whoever runs this draws the same bytes.
"""

import json
import sys
from pathlib import Path

from tests.seals import independent
from tests.seals.vector_cases import FAMILIES

FOLDER = Path(__file__).parent / "vectors"


def main(name):
    path = FOLDER / f"{name}.json"
    if path.exists():
        sys.exit(f"{path.name} is there already. A vector is never edited, only added.")
    drawn = {"about": FAMILIES[name].__doc__, "cases": list(FAMILIES[name](independent))}
    path.write_text(json.dumps(drawn, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
