"""The same plan, carried out in PostgreSQL: what is on record is what SQLite holds."""

from __future__ import annotations

import json
from pathlib import Path

from migration.versions import Mill
from store.server import Server

SHORTER = ("respond: {within: 10 working days", "respond: {within: 8 working days")


def test_both_databases_plan_and_carry_out_the_same(tmp_path: Path, server: Server) -> None:
    found = []
    for name, url in (("sqlite", ""), ("postgresql", server.without_cases())):
        mill = Mill(tmp_path / name, SHORTER, url=url)
        for case_id in ("c-1", "c-2", "c-3"):
            mill.receive(case_id)
            mill.act(case_id, "acknowledge", "2026-04-02")
        file = mill.plan()
        planned = [{**case, "head": ""} for case in json.loads(file.read_text())["cases"]]
        mill.act("c-2", "note", "2026-04-09", note="She rang.")
        carried = mill.carry(file)
        again = mill.carry(file)
        counts = (carried.moved, list(carried.left), again.before)
        found.append((planned, counts, [crossing.case for crossing in mill.crossings().values()], mill.due("c-1")))
        mill.desk.close()
    assert found[0] == found[1]
    assert found[0][1:] == ((2, ["c-2"], 2), ["c-2"], {"stage-1.respond": "2026-04-16"})
