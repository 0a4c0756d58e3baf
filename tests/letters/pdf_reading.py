"""Reading a PDF back as a stranger would: its lines with their places, and its tags. Knows only what ours need."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

BLOCK = re.compile(rb"q 1 0 0 -1 ([\d.-]+) ([\d.-]+) cm[^\n]*\nBT(.*?)\nET\nQ", re.DOTALL)
PIECE = re.compile(rb"(?:/ActualText<FEFF(\w+)>>>BDC )?[^/]*?/(f\d+) ([\d.]+) Tf [-\d. ]*Tm(.*?)T[jJ]", re.DOTALL)
ESCAPES = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8, ord("f"): 12}
POINTS_PER_MM = 72 / 25.4
PAGE_HEIGHT = 297


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand beside each other: on which page, how far from its left and top (mm), how large (points)."""

    page: int
    left: float
    baseline: float
    size: float
    words: str


class Pdf:
    """A PDF taken apart."""

    def __init__(self, data: bytes) -> None:
        found = re.finditer(rb"\n(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL)
        self.objects = {int(number): body for number, body in (match.groups() for match in found)}
        everything = b"\n".join(self.objects.values())
        self.tags = [tag.decode() for tag in re.findall(rb"/Type/StructElem/S/(\w+)", everything)]
        kids = re.search(rb"/Type/Pages/Count \d+/Kids\[([^\]]*)\]", everything)
        assert kids is not None
        self.pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]
        self.runs = [run for number in range(len(self.pages)) for run in self._runs(number)]

    @property
    def text(self) -> str:
        """Line by line, in the order in which it is written."""
        told, last = "", (0, 0.0)
        for run in self.runs:
            here = (run.page, run.baseline)
            told += run.words if here == last and not told.endswith("•") else f"\n{run.words}"
            last = here
        return told.replace("\u200b", "")

    def stream(self, number: int) -> bytes:
        """What an object holds, unpacked."""
        held = re.search(rb"stream\r?\n(.*)\r?\nendstream", self.objects[number], re.DOTALL)
        assert held is not None
        return zlib.decompress(held[1]) if b"/FlateDecode" in self.objects[number] else held[1]

    def _named(self, key: bytes, body: bytes) -> int:
        found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
        assert found is not None
        return int(found[1])

    def _runs(self, page: int) -> Iterator[Run]:
        body = self.objects[self.pages[page]]
        fonts = re.search(rb"/Font<<(.*?)>>", self.objects[self._named(b"Resources", body)])
        for block in BLOCK.finditer(self.stream(self._named(b"Contents", body))):
            x, y, inside = block.groups()
            pieces = list(PIECE.finditer(inside))
            words = "".join(self._words(fonts[1] if fonts else b"", *piece.group(1, 2, 4)) for piece in pieces)
            top = PAGE_HEIGHT - float(y) / POINTS_PER_MM
            yield Run(page, float(x) / POINTS_PER_MM, round(top, 2), float(pieces[0][3]), words)

    def _words(self, fonts: bytes, actual: bytes | None, font: bytes, shown: bytes) -> str:
        """What a piece says: what it says that it is, or else what its glyphs stand for."""
        if actual is not None:
            return bytes.fromhex(actual.decode()).decode("utf-16-be")
        letters = self._letters(self._named(font, fonts))
        codes = b"".join(_strings(shown))
        return "".join(letters[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))

    def _letters(self, font: int) -> dict[int, str]:
        """What each glyph of a font stands for."""
        table = self.stream(self._named(b"ToUnicode", self.objects[font]))
        pairs = re.findall(rb"^<(\w{4})> <(\w+)>$", table, re.MULTILINE)
        return {int(code, 16): bytes.fromhex(told.decode()).decode("utf-16-be") for code, told in pairs}


def _strings(shown: bytes) -> Iterator[bytes]:
    """The strings of an array, without the numbers between them; brackets within a string come in pairs."""
    depth, at, held = 0, 0, bytearray()
    while at < len(shown):
        byte = shown[at : at + 1]
        if depth and byte == b"\\":
            octal = re.match(rb"[0-7]{1,3}", shown[at + 1 : at + 4])
            held.append(int(octal[0], 8) if octal else ESCAPES.get(shown[at + 1], shown[at + 1]))
            at += len(octal[0]) if octal else 1
        elif byte in b"()":
            step = 1 if byte == b"(" else -1
            if min(depth, depth + step) > 0:
                held += byte
            depth += step
            if not depth:
                yield bytes(held)
                held.clear()
        elif depth:
            held += byte
        at += 1
