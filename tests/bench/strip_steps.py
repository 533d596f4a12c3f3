"""The parts of stripping one ledger, each timed by itself: a line a part, its name and seconds, then the peak memory.

A part that needs single rows comes after the part that fetches them. A new part is one more line in ``_PARTS``.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from engine.ledger import Reading, Stripping, open_stripping, prove, write_kept
from engine.ledger.group_cache import key_of
from engine.ledger.headings import read_headings
from engine.ledger.sources import open_text
from engine.ledger.trail import Trail, Wanted, gather_rows, staged_trail
from engine.model import ColumnKind
from engine.pipeline.filling import figures_of
from engine.pipeline.removed_lists import removed_lists
from engine.pipeline.trailing import trail_columns
from engine.writer.lists import write_lists
from tests.bench.strip_answer import peak_kb
from tests.bench.strip_flikar import question, setup

Part = Callable[[Stripping, Path], object]
_FILLED = (ColumnKind.BUDGET, ColumnKind.UTFALL, ColumnKind.UTFALL_FG)


def _pair(stripping: Stripping, _folder: Path) -> None:
    prove(stripping.rows, question(), None)


def _trail(stripping: Stripping, folder: Path) -> None:
    asked = question()
    columns = trail_columns(_FILLED, figures_of(setup(), asked, stripping.result), asked.scope)
    gather_rows(stripping.rows, asked, Wanted(columns, {}))
    with staged_trail(stripping.rows.connection, {}) as staged:
        staged.write(
            Trail(namnd=asked.namnd.kod, ar=asked.scope.year, bok_sha256="", omgangar=(), celler=()),
            folder / "spar.parquet",
        )


def _workbook(stripping: Stripping, folder: Path) -> None:
    table = setup().catalog.result_table(question().namnd.verksamhet)
    sheets = removed_lists(stripping, prove(stripping.rows, question(), None), table)
    (folder / "borttaget.xlsx").write_bytes(write_lists("Borttaget", "Kommun", 2022, sheets))


_PARTS: tuple[tuple[str, Part], ...] = (
    ("hämta enskilda rader", lambda stripping, _: stripping.rows.connection),
    ("para ihop det borttagna", _pair),
    ("samla och skriva spåret", _trail),
    ("skriva raderna som blev kvar", lambda stripping, folder: write_kept(stripping, folder / "kvar.csv")),
    ("para ihop och skriva arbetsboken med det borttagna", _workbook),
)


def main(ledger: str) -> None:
    """Print what every part takes, in seconds."""
    asked = question()
    with TemporaryDirectory(prefix="flikar-bench-") as name:
        folder = Path(name)
        start = perf_counter()
        source = open_text(Path(ledger), folder)
        key_of(source.path, read_headings(source, asked.kommun.huvudbok.kolumner, typ_given=False), asked)
        looking = _told("teckenkodning och kontrollsumma", perf_counter() - start)
        start = perf_counter()
        with open_stripping([Path(ledger)], asked, reading=Reading(use_cache=False)) as stripping:
            _told("läsa, kontrollera, rensa och gruppera", perf_counter() - start - looking)
            for part, do in _PARTS:
                start = perf_counter()
                do(stripping, folder)
                _told(part, perf_counter() - start)
    sys.stdout.write(f"{peak_kb()}\n")


def _told(part: str, seconds: float) -> float:
    sys.stdout.write(f"{part}\t{seconds}\n")
    sys.stdout.flush()
    return seconds


if __name__ == "__main__":
    main(*sys.argv[1:])
