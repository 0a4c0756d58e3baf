"""A program that writes to cases others write to as well. Run as: python writer.py URL NAME NUMBER."""

from __future__ import annotations

import sys

from putright.casework import open_desk

CASES = ("S-1", "S-2")
AT = "2026-04-02T10:00:00+01:00"


def main(url: str, name: str, number: int) -> None:
    """Put so many notes on record, in two cases in turn, each under a key of its own."""
    desk = open_desk(url)
    for turn in range(number):
        desk.act(CASES[turn % 2], "note", at=AT, by=name, key=f"{name}-{turn}", given={"note": f"{name} {turn}"})
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
