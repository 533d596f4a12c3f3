"""A worksheet function over a large range, in one call as Excel makes it."""

import csv
import os
from functools import partial
from pathlib import Path

from tests.bench.timing import Line, Way, compare
from udfs.calling import call
from udfs.ledger import FUNCTIONS
from workbooks.demo.ledger import write_ledger

_ROWS = 100_000
_KOMMUN = Path(__file__).parents[2] / "workbooks" / "demo" / "kommun.toml"
_NUMBERS = ("period", "belopp")


def large_range(folder: Path, times: int) -> list[Line]:
    """Every function over a ledger, as Excel hands the rows over; each is a job of its own."""
    os.environ["FLIKAR_KOMMUN"] = str(_KOMMUN)
    ledger = folder / "omrade.csv"
    write_ledger(ledger, rows=_ROWS)
    table = _range(ledger)
    asked = ("VON", 2022.0, "delar")
    lines: list[Line] = []
    for function in FUNCTIONS:
        ways = [Way("flikar", partial(call, function, [table, *asked]))]
        lines += compare(f"{function.name} över {len(table) - 1} rader, ett anrop", ways, times)
    return lines


def _range(ledger: Path) -> tuple[tuple[object, ...], ...]:
    with ledger.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        headings = next(rows)
        numbers = {place for place, name in enumerate(headings) if name in _NUMBERS}
        read = (
            tuple(float(cell.replace(",", ".")) if place in numbers else cell for place, cell in enumerate(row))
            for row in rows
        )
        return tuple(headings), *read
