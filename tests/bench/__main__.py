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
        material = make(Path(folder), copies=options.bocker, rows=tuple(options.rader))
        lines = list(_measured(material, options.ganger))
    text = "\n".join(_table(lines))
    sys.stdout.write(f"{text}\n")
    if options.skriv:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(f"{_INTRODUCTION}\n{text}\n", encoding="utf-8")


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
    parser.add_argument("--ganger", type=int, default=5, help="så många gånger mäts varje sätt (5)")
    parser.add_argument("--skriv", action="store_true", help="skriv docs/matningar.md")
    return parser.parse_args()


def _measured(material: Material, times: int) -> Iterator[Line]:
    yield from reading.read(material, times)
    yield from reading.check(material, min(times, 3))
    yield from reading.derive(material, times * 10)
    yield from writing.fill(material, times)
    yield from writing.make(times)
    for rows in material.ledgers:
        yield from stripping.strip(material, rows, min(times, 3))
    yield from functions.large_range(material.ledgers[min(material.ledgers)], times)
    yield from _cold_start(material, times)


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
