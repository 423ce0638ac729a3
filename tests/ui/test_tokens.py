"""Contrast is a property of a pair of tokens: every pair that a page can show, light and dark."""

import math
import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "goldenthread/ui/static/ui/css/tokens.css"
GROUNDS = ("paper", "surface", "sunk")
TEXTS = ("ink", "soft", "faint", "act", "sea", "clay", "gold-ink", "wrong")
PAIRS = [
    *((text, ground, 4.5) for text, ground in product(TEXTS, GROUNDS)),
    *((mark, ground, 3.0) for mark, ground in product(("edge", "focus"), GROUNDS)),
    *((text, "sea-wash", 4.5) for text in ("ink", "sea", "soft", "faint")),
    *((text, "clay-wash", 4.5) for text in ("ink", "clay", "soft", "faint")),
    *((text, "gold-wash", 4.5) for text in ("ink", "gold-ink", "sea", "clay", "faint")),
    *(("fill-on", ground, 4.5) for ground in ("fill", "fill-over")),
    *(("fill", ground, 3.0) for ground in ("paper", "surface")),
    *((mark, g, 3.0) for mark, g in product(("gold-deep", "sea-mid", "clay-mid"), GROUNDS[:2])),
]
MODES = {"light": 0, "dark": 1}


def _luminance(lightness: float, chroma: float, hue: float) -> float:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (min(max(value, 0), 1) for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tokens() -> dict[str, list[float]]:
    found = {}
    for name, body in re.findall(r"--([\w-]+):\s*light-dark\((.+?)\);", CSS.read_text()):
        colours = re.findall(r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)", body)
        if len(colours) == 2:
            found[name] = [_luminance(float(li) / 100, float(c), float(h)) for li, c, h in colours]
    return found


TOKENS = _tokens()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("front", "ground", "floor"), PAIRS)
def test_every_pair_of_tokens_has_enough_contrast(front, ground, floor, mode):
    one, other = (TOKENS[name][MODES[mode]] for name in (front, ground))
    lighter, darker = max(one, other), min(one, other)
    assert (lighter + 0.05) / (darker + 0.05) >= floor


def test_the_pairs_name_tokens_that_exist():
    assert {name for front, ground, _ in PAIRS for name in (front, ground)} <= TOKENS.keys()


def test_the_browsers_own_bars_have_the_colour_of_the_paper():
    layout = (CSS.parents[3] / "templates/ui/layouts/bare.html").read_text()
    assert re.findall(r'theme-color" content="(#\w+)"', layout) == ["#fbf9f4", "#1a1915"]
