"""Strip a ledger: ours, bare DuckDB, polars and a plain pandas script, each a process that prints the same answer.

The others are given ready code tables (who owns an ansvar when, whose a motpart is, which row a konto belongs to)
and do the same reading as text, checking, joining, removing and grouping, in exact öre. Ours also tells the encoding
and hashes the file; with its cache it reads only as much of the file as that takes.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.timing import Line, in_processes, parts_of_process
from tests.support.books import demo_setup
from workbooks.demo.ledger import write_ledger

_WRITTEN = 1_000_000
"""Rows that are made; a longer ledger has them several times over."""
_PANDAS_HOLDS = 10_000_000
"""Rows that pandas has memory for."""


def strip(folder: Path, rows: int, times: int) -> Iterator[Line]:
    """Whole processes over one ledger, then the parts of ours."""
    ledger = _ledger(folder, rows)
    os.environ["FLIKAR_CACHE"] = str(folder / "cache")
    scripts = [
        ("flikar", "flikar"), ("flikar, oförändrad sedan sist", "flikar", "cache"), ("bar DuckDB-fråga", "duckdb"),
        ("polars, strömmande", "polars"), *([("rakt pandas-skript", "pandas")] if rows <= _PANDAS_HOLDS else []),
    ]  # fmt: skip
    ways = [
        (name, ("-m", f"tests.bench.strip_{script}", str(ledger), str(folder), *more))
        for name, script, *more in scripts
    ]
    yield from in_processes(f"Rensa en huvudbok på {rows} rader", ways, times)
    yield from _parts(ledger, rows, times)
    ledger.unlink()


def _ledger(folder: Path, rows: int) -> Path:
    """A ledger of so many rows, and the code tables that go with it."""
    base = folder / "huvudbok-grund.csv"
    write_ledger(base, rows=min(rows, _WRITTEN))
    write_codes(base, folder)
    ledger = folder / f"huvudbok-{rows}.csv"
    heading, _, body = base.read_bytes().partition(b"\n")
    with ledger.open("wb") as file:
        file.write(heading + b"\n")
        for _ in range(max(rows // _WRITTEN, 1)):
            file.write(body)
    return ledger


def _parts(ledger: Path, rows: int, times: int) -> Iterator[Line]:
    """The parts of ours; the first is the base of the ratios, and the memory is that of all together."""
    runs = [parts_of_process(("-m", "tests.bench.strip_steps", str(ledger))) for _ in range(max(times, 1))]
    peak = median(memory for _, memory in runs)
    seconds = {part: median(found[part] for found, _ in runs) for part in runs[0][0]}
    job, base = f"Delarna, {rows} rader", seconds["läsa, kontrollera, rensa och gruppera"]
    yield Line(job, "läsa, kontrollera, rensa och gruppera", base, 1.0, peak)
    yield from (Line(job, part, found, found / base) for part, found in seconds.items() if found != base)


def write_codes(ledger: Path, folder: Path) -> None:
    """The code tables that the other two are given."""
    kommun = demo_setup().kommun
    labels = demo_setup().catalog.ledger_labels
    with ledger.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    periods = sorted({row["period"] for row in rows})
    owners = (
        (ansvar, period, found[0].kod, found[1].kod)
        for ansvar in sorted({row["ansvar"] for row in rows})
        for period in periods
        if (found := kommun.owner(ansvar, int(period)))
    )
    parties = ((code, kommun.forvaltning_of_motpart(code) or "") for code in sorted({row["motpart"] for row in rows}))
    konton = ((code, labels.get(kommun.kontogrupp_of(code) or "", "")) for code in sorted({r["konto"] for r in rows}))
    _write(folder / "agare.csv", ("ansvar", "period", "namnd", "forvaltning"), owners)
    _write(folder / "motparter.csv", ("motpart", "motforvaltning"), parties)
    _write(folder / "konton.csv", ("konto", "rad"), konton)


def _write(path: Path, headings: tuple[str, ...], rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)  # type: ignore[arg-type]
