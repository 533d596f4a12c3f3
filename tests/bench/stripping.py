"""Strip a ledger: ours, bare DuckDB and a plain pandas script, each a process of its own that prints the same answer.

The other two are given ready code tables (who owns an ansvar when, whose a motpart is, which row a konto belongs to)
and do the same reading as text, checking, joining, removing and grouping, in exact öre.
"""

import csv
from pathlib import Path

from tests.bench.material import Material
from tests.bench.timing import Line, in_processes
from tests.support.books import demo_setup


def strip(material: Material, rows: int, times: int) -> list[Line]:
    """Whole processes over one ledger."""
    ledger = material.ledgers[rows]
    write_codes(ledger, material.folder)
    scripts = (("flikar", "flikar"), ("bar DuckDB-fråga", "duckdb"), ("rakt pandas-skript", "pandas"))
    ways = [
        (name, ("-m", f"tests.bench.strip_{script}", str(ledger), str(material.folder))) for name, script in scripts
    ]
    return in_processes(f"Rensa en huvudbok på {rows} rader", ways, times)


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
