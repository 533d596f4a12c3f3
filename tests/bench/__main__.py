"""``python -m tests.bench``: measure everything in one run and print a Markdown table.

Ratios are to our own way of the same job, the first line of each; its seconds are the only ones that are printed.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import functions, reading, stripping, writing
from tests.bench.material import Material, make
from tests.bench.timing import Line, in_processes

REPORT = Path(__file__).parents[2] / "docs" / "matningar.md"


def main() -> None:
    """Measure, print, and write ``docs/matningar.md`` when asked to."""
    options = _options()
    with TemporaryDirectory(prefix="flikar-bench-") as folder:
        lines = list(_stripped(Path(folder), options) if options.rensning else _measured(Path(folder), options))
    text = "\n".join(_table(lines))
    sys.stdout.write(f"{text}\n")
    if options.skriv:
        REPORT.parent.mkdir(exist_ok=True)
        _write(text, only_ledgers=bool(options.rensning))


def _write(text: str, *, only_ledgers: bool) -> None:
    """Each of the two parts of the report is of one run; the other part stays."""
    before = REPORT.read_text(encoding="utf-8") if REPORT.is_file() else ""
    first, mark, last = before.partition(_LARGE)
    parts = (first, f"{_LARGE}\n{text}\n") if only_ledgers else (f"{_INTRODUCTION}\n{text}\n\n", mark + last)
    REPORT.write_text("".join(parts).strip("\n") + "\n", encoding="utf-8")


_LARGE = """\
## Stora huvudböcker

Skrivet av `python -m tests.bench --rensning RADER --skriv`, en körning för sig: hela processer som turas
om, och sedan delarna av flikar, mätta var för sig i en process. flikar tar också reda på teckenkodning och
kontrollsumma. Minnet är processens högsta (VmHWM); delarnas är det högsta sedan alla är gjorda. Den bara
DuckDB-frågan läser texten, prövar belopp, period och typ och räknar om beloppet till ören, i ett svep.
"""

_INTRODUCTION = """\
# Mätningar

Skrivet av `python -m tests.bench --skriv`; alla rader är från en och samma körning på en och samma maskin. Varje
arbete görs på flera sätt som jämförs med varandra: svaren är bevisat lika, och tiderna är medianer. Kvoten är mot
flikar självt, som står först; bara den raden har sekunder. Rensning och start mäts som hela processer.
"""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Mäter flikar bredvid andra verktyg.")
    parser.add_argument("--bocker", type=int, default=200, help="så många böcker läses och kontrolleras (200)")
    parser.add_argument("--rader", type=int, nargs="+", default=[220_000, 1_000_000], help="huvudböckernas rader")
    parser.add_argument(
        "--rensning", type=int, nargs="+", help="mät bara rensning, av så här många rader (hela miljoner)"
    )
    parser.add_argument("--ganger", type=int, default=5, help="så många gånger mäts varje sätt (5)")
    parser.add_argument("--skriv", action="store_true", help="skriv docs/matningar.md, med --rensning dess sista del")
    return parser.parse_args()


def _measured(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    material, times = make(folder, copies=options.bocker), options.ganger
    yield from reading.read(material, times)
    yield from reading.check(material, min(times, 3))
    yield from reading.derive(material, times * 10)
    yield from writing.fill(material, times)
    yield from writing.make(times)
    for rows in options.rader:
        yield from stripping.strip(folder, rows, min(times, 3))
    yield from functions.large_range(folder, times)
    yield from _cold_start(material, times)


def _stripped(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    """Only ledgers, large ones; the longest once."""
    for rows in options.rensning:
        yield from stripping.strip(folder, rows, 0 if rows > _ONCE else min(options.ganger, 3))


_ONCE = 10_000_000


def _cold_start(material: Material, times: int) -> Iterator[Line]:
    """A whole command, beside what every openpyxl script pays before its first line."""
    ways = [
        ("flikar kontrollera BOK", ("-m", "workbooks", "kontrollera", str(material.clean), "--kommun", "demo")),
        ("python -c “import openpyxl”", ("-c", "import openpyxl")),
        ("python -c “import pandas”", ("-c", "import pandas")),
    ]
    yield from in_processes("Kallstart", ways, times)


def _table(lines: list[Line]) -> Iterator[str]:
    yield "| arbete | sätt | kvot | sekunder | minne, MB |"
    yield "|---|---|--:|--:|--:|"
    told = ""
    for line in lines:
        is_base = line.job != told
        told = line.job
        seconds = f"{line.seconds:.3g}" if is_base else ""
        memory = "" if line.peak_mb is None else f"{line.peak_mb:.0f}"
        yield f"| {line.job if is_base else ''} | {line.way} | {line.ratio:.2f} | {seconds} | {memory} |"


if __name__ == "__main__":
    main()
