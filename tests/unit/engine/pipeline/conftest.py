"""Fill the demo nämnd's workbook from a ledger and tables written in the test."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from engine.pipeline.filling import FillOutcome, fill_book
from engine.pipeline.setup import Setup
from tests.rules.sample_books import empty_book, setup

HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"
Fill = Callable[..., FillOutcome]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Write book, ledger and tables, and fill."""

    def run(
        occasion: str,
        *,
        book: bytes | None = None,
        lines: Sequence[str] = (),
        tables: Mapping[str, str] | None = None,
        target: Path | None = None,
        whose: Setup | None = None,
        year: int | None = None,
        namnd: str = "VON",
        proposals: bool = False,
        trail: bool = True,
    ) -> FillOutcome:
        path = tmp_path / "bok.xlsx"
        path.write_bytes(book if book is not None else empty_book(namnd))
        ledger = tmp_path / "huvudbok.csv"
        ledger.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
        named = []
        for number, (flik, text) in enumerate((tables or {}).items()):
            table = tmp_path / f"tabell{number}.csv"
            table.write_text(text, encoding="utf-8")
            named.append((flik, table))
        return fill_book(
            whose or setup(), path, occasion, year=year, ledgers=[ledger] if lines else [], tables=named,
            target=target, typ=None, skip_faults=False, proposals=proposals, trail=trail,
        )  # fmt: skip

    return run
