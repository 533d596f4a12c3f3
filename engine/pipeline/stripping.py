"""``flikar rensa``: strip a ledger of interninterna poster for one nämnd, and prove it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

from engine.data import RawBook
from engine.errors import EXIT_UNREADABLE, WrongCallError, worst_exit
from engine.findings import Finding
from engine.ledger import (
    UNWATCHED,
    Dimension,
    Proof,
    Question,
    Reading,
    Stripped,
    Stripping,
    ledger_findings,
    open_stripping,
    proof_findings,
    prove,
    write_kept,
)
from engine.organisation import Namnd
from engine.periods import WHOLE_YEAR, Occasion, PeriodScope, occasion_named
from engine.pipeline.making import exit_of
from engine.pipeline.setup import Setup
from engine.rules import judged

NO_PROOF: Mapping[str, object] = {"par": {}, "perioder": [], "kommuninternt": [], "konton": None}
"""The keys of the proof when nothing could be counted."""
_LEDGER_CELLS = 3_000_000
"""A quarter of a million rows of twelve columns, in about 1 GB; larger ledgers are exported as CSV or Parquet."""


@dataclass(frozen=True, slots=True)
class StripOutcome:
    """A stripped ledger, what was written of it, and what is to be said; no proof when rows could not be read."""

    stripped: Stripped
    proof: Proof | None
    findings: tuple[Finding, ...]
    written: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """3 when rows or files could not be read, 1 when something of severity *fel* was found."""
        return worst_exit([*([EXIT_UNREADABLE] if self.stripped.stops else []), exit_of(self.findings)])

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 4, and those of the proof."""
        proof = self.proof.as_json() if self.proof else NO_PROOF
        return {**self.stripped.as_json(), **proof, "fynd": [finding.as_json() for finding in self.findings]}


def question_of(  # noqa: PLR0913 a question has this many parts
    setup: Setup, namnd: Namnd, year: int, occasion: Occasion, *, typ: str | None, skip_faults: bool
) -> Question:
    """What is asked of the ledger: the nämnd's RR rows by kontogrupp, at the occasion."""
    if typ not in (None, "utfall", "budget"):
        raise WrongCallError(f"--typ är utfall eller budget, inte ”{typ}”.")
    closing = tuple(int(period) for period in setup.kommun.huvudbok.bokslutsperioder)
    return Question(
        kommun=setup.kommun,
        namnd=namnd,
        scope=PeriodScope(year, occasion, closing),
        labels=setup.catalog.ledger_labels,
        rows=setup.catalog.ledger_rows(namnd.verksamhet),
        typ=cast("Literal['utfall', 'budget'] | None", typ),
        skip_faulty=skip_faults,
        read_book=_read_book,
    )


def _read_book(path: Path) -> RawBook:
    """An Excel export as it stands; a ledger may be larger than any workbook of flikar."""
    from engine.reader import DEFAULT_LIMITS, read_raw

    return read_raw(path, replace(DEFAULT_LIMITS, cells=_LEDGER_CELLS, elements=4 * _LEDGER_CELLS))


def strip_ledger(  # noqa: PLR0913 the options of the command
    setup: Setup,
    ledgers: Sequence[Path],
    namnd: str,
    *,
    year: int | None,
    occasion: str | None,
    typ: str | None,
    skip_faults: bool,
    kept_to: Path | None,
    removed_to: Path | None,
    per: Dimension | None = None,
    reading: Reading = UNWATCHED,
) -> StripOutcome:
    """Strip, prove and, when nothing stops it, write the kept rows and the workbook of the removed ones."""
    asked = occasion_named(occasion) if occasion else WHOLE_YEAR
    whose = setup.kommun.namnd(namnd)
    question = question_of(setup, whose, year or setup.kommun.ar, asked, typ=typ, skip_faults=skip_faults)
    with open_stripping(ledgers, question, reading=reading) as stripping:
        result = stripping.result
        if result.stops:
            return StripOutcome(result, None, judged(ledger_findings(result), setup.kommun, whose), ())
        proof = prove(stripping.rows, question, per)
        found = (*ledger_findings(result), *proof_findings(proof))
        written: list[str] = []
        if kept_to is not None:
            write_kept(stripping, kept_to)
            written.append(str(kept_to))
        if removed_to is not None:
            _write_removed(setup, whose, stripping, proof, removed_to)
            written.append(str(removed_to))
    return StripOutcome(result, proof, judged(found, setup.kommun, whose), tuple(written))


def _write_removed(setup: Setup, namnd: Namnd, stripping: Stripping, proof: Proof, path: Path) -> None:
    """The workbook of what was removed: the bridge, the sums, the pairs and the rows."""
    from engine.files import write_atomically
    from engine.pipeline.removed_lists import removed_lists
    from engine.writer.lists import write_lists

    sheets = removed_lists(stripping, proof, setup.catalog.result_table(namnd.verksamhet))
    title = f"Borttagna interninterna poster {namnd.namn}"
    write_atomically(path, write_lists(title, setup.kommun.namn, stripping.result.ar, sheets))
