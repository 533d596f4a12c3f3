"""A worksheet function over a large range, in one call as Excel makes it."""

import csv
import os
from pathlib import Path

from tests.bench.timing import Line, Way, compare
from udfs.calling import call
from udfs.registry import REGISTRY
from workbooks.demo.ledger import write_ledger

_ROWS = 100_000
_KOMMUN = Path(__file__).parents[2] / "workbooks" / "demo" / "kommun.toml"
_NUMBERS = ("period", "belopp")


def large_range(folder: Path, times: int) -> list[Line]:
    """FLIK_RR over the rows of a ledger, as Excel hands them over."""
    os.environ["FLIKAR_KOMMUN"] = str(_KOMMUN)
    ledger = folder / "omrade.csv"
    write_ledger(ledger, rows=_ROWS)
    table = _range(ledger)
    asked = ("VON", 2022.0, "delar")
    ways = [Way("flikar", lambda: call(REGISTRY["FLIK_RR"], [table, *asked]))]
    return compare(f"FLIK_RR över {len(table) - 1} rader, ett anrop", ways, times)


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
