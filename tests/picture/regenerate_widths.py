"""Writes the table of how wide each character can be, from the fonts in which charts are likely to be shown.

Run by hand with fontTools and the font files at hand: python tests/picture/regenerate_widths.py FONT… [--bold FONT…]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from pathlib import Path

from fontTools.ttLib import TTFont

TABLE = Path(__file__).parents[2] / "engine/putright/policy/picture/widths.txt"
STEP = 20
"""Widths are rounded up to so many thousandths of the size of the text."""
SHOWN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B, *range(0x1E80, 0x1E86), 0x1EF2, 0x1EF3]
SHOWN += [
    0x2010,
    0x2011,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201A,
    0x201C,
    0x201D,
    0x201E,
    0x2022,
    0x2026,
    0x20AC,
    0x2122,
]


def widest(fonts: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for name in fonts:
        font = TTFont(name)
        per_em, glyphs, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
        for code in SHOWN:
            if code in glyphs:
                found[chr(code)] = max(found[chr(code)], STEP * ceil(1000 * widths[glyphs[code]][0] / per_em / STEP))
    return found


def lines(style: str, found: dict[str, int]) -> Iterable[str]:
    for width in sorted(set(found.values())):
        yield f"{style} {width} " + "".join(sorted(mark for mark in found if found[mark] == width))


if __name__ == "__main__":
    fonts = sys.argv[1:]
    at = fonts.index("--bold") if "--bold" in fonts else len(fonts)
    told = [*lines("plain", widest(fonts[:at])), *lines("bold", widest(fonts[at + 1 :]))]
    TABLE.write_text("\n".join(told) + "\n", "utf-8")
