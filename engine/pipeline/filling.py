"""``flikar fyll``: a workbook's input cells from a ledger, from tables, or from both."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.data import CsvTable, FlikData
from engine.errors import EXIT_UNREADABLE, UnreadableError, WrongCallError, worst_exit
from engine.files import write_atomically
from engine.fill import (
    FilledCell,
    FlikFill,
    LedgerFigures,
    MovedCell,
    changed_flik,
    compare_derived,
    dependent_changes,
    fill_from_ledger,
    fill_from_table,
    propose_from_ledger,
    set_occasion,
)
from engine.findings import Finding, make_finding
from engine.ledger import Stripped, ledger_findings, strip
from engine.model import ColumnKind
from engine.organisation import Namnd
from engine.periods import Occasion, occasion_named
from engine.pipeline.drafting import drafted_comments
from engine.pipeline.making import exit_of
from engine.pipeline.opening import OpenedBook, flik_named, open_book
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import question_of
from engine.reader.tables import read_table
from engine.rules import judged
from engine.writer.patch import patch_workbook

LEDGER_FIELDS: Mapping[ColumnKind, str] = {
    ColumnKind.BUDGET: "budget_ore",
    ColumnKind.UTFALL: "utfall_ore",
    ColumnKind.UTFALL_FG: "foregaende_ore",
    ColumnKind.BUDGET_FG: "budget_fg_ore",
    ColumnKind.BUDGET_PERIOD: "budget_period_ore",
}
"""Which of a row's amounts out of the ledger belongs in which column."""
_LEDGER_TABLES = ("RR", "PERIOD")
_TOLD_ONCE = ("IN04", "IN05", "AV07")


@dataclass(frozen=True, slots=True)
class FillOutcome:
    """What was filled.

    Attributes:
        target: the workbook that was written; None when nothing was.
        cells: every cell that was written.
        moved: amounts moved by summerbar rounding.
        beside: cells written to the right of the comments, in no table that is filed.
        stops: rows or files of the ledger could not be read, so that nothing was written.
    """

    target: str | None
    namnd: str | None
    year: int
    occasion: str
    cells: tuple[FilledCell, ...]
    moved: tuple[MovedCell, ...]
    findings: tuple[Finding, ...]
    beside: tuple[FilledCell, ...] = ()
    stops: bool = False

    @property
    def exit_code(self) -> int:
        """3 when nothing could be written for the ledger's sake, 1 when something of severity *fel* was found."""
        return worst_exit([*([EXIT_UNREADABLE] if self.stops else []), exit_of(self.findings)])

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 5."""
        return {
            "ut": self.target,
            "namnd": self.namnd,
            "ar": self.year,
            "tillfalle": self.occasion,
            "celler": [cell.as_json() for cell in self.cells],
            "flyttade": [cell.as_json() for cell in self.moved],
            "fynd": [finding.as_json() for finding in self.findings],
        }


def fill_book(  # noqa: PLR0913 the options of the command
    setup: Setup,
    book: Path,
    occasion: str,
    *,
    year: int | None,
    ledgers: Sequence[Path],
    tables: Sequence[tuple[str, Path]],
    target: Path | None,
    typ: str | None,
    skip_faults: bool,
    drafts: bool = False,
    proposals: bool = False,
) -> FillOutcome:
    """Fill a workbook and write the result: the ledger first, then the tables in their order, then what is asked for.

    ``drafts`` are of comments; ``proposals`` of the forecast, from the ledger, beside the comments.
    """
    if not (ledgers or tables or drafts):
        raise WrongCallError('Ange vad som ska fyllas i: --huvudbok FIL, --tabell "FLIK=fil.csv" eller --utkast.')
    asked = occasion_named(occasion)
    opened = open_book(book, setup, year=year)
    _require_year(book, opened, year)
    named = [(_flik_for(opened, name, asked), read_table(path)) for name, path in tables]
    stripped = _stripped(setup, book, opened, asked, ledgers, typ=typ, skip_faults=skip_faults)
    whose = opened.namnd
    told = (*opened.remarks, *(ledger_findings(stripped) if stripped else ()))
    if stripped is not None and stripped.stops:
        return _nothing_written(setup, opened, asked, told)
    filled = FlikFill(findings=told)
    if stripped is not None and whose is not None:
        filled += _from_ledger(setup, opened, asked, stripped, whose, proposals=proposals)
    filled += _from_tables(filled.cells, named)
    takers = opened.data.flikar if stripped is not None else ()
    touched = {f.name for f in takers if _takes_ledger(f, asked)} | {flik.name for flik, _ in named}
    filled += _named_occasions(opened, asked, filled.cells, touched)
    filled += FlikFill(findings=_compared(filled.cells, named))
    if drafts:
        filled += FlikFill(drafted_comments(opened.data, asked, filled.cells))
    written = target or book.with_name(f"{book.stem}-ifylld{book.suffix}")
    _write(book, written, opened, (*filled.cells, *filled.beside))
    return FillOutcome(
        target=str(written),
        namnd=whose.kod if whose else None,
        year=opened.data.year,
        occasion=asked.code,
        cells=filled.cells,
        moved=filled.moved,
        findings=judged(filled.findings, setup.kommun, whose),
        beside=filled.beside,
    )


def _require_year(book: Path, opened: OpenedBook, year: int | None) -> None:
    own = opened.data.identity.year
    if year is not None and own is not None and own != year:
        raise WrongCallError(f"{book} gäller {own}, inte {year}.", "Välj rätt bok, eller gör en ny med flikar mall.")


def _nothing_written(setup: Setup, opened: OpenedBook, asked: Occasion, told: tuple[Finding, ...]) -> FillOutcome:
    findings = judged(told, setup.kommun, opened.namnd)
    namnd = opened.namnd.kod if opened.namnd else None
    return FillOutcome(None, namnd, opened.data.year, asked.code, (), (), findings, stops=True)


def _flik_for(opened: OpenedBook, name: str, occasion: Occasion) -> FlikData:
    flik = flik_named(opened.data, name)
    if not flik.layout.flik.serves(occasion):
        raise WrongCallError(f"Fliken ”{flik.name}” hör inte till tillfället {occasion.title}.")
    return flik


def _stripped(  # noqa: PLR0913 the options of the command
    setup: Setup,
    book: Path,
    opened: OpenedBook,
    occasion: Occasion,
    ledgers: Sequence[Path],
    *,
    typ: str | None,
    skip_faults: bool,
) -> Stripped | None:
    if not ledgers:
        return None
    if opened.namnd is None:
        said = opened.data.identity.namnd
        reason = f"boken tillhör ”{said}”, som inte finns" if said else "boken säger inte vilken nämnd den tillhör"
        raise UnreadableError(book, f"{reason}.", "Utgå från en bok som är gjord med flikar mall.")
    question = question_of(setup, opened.namnd, opened.data.year, occasion, typ=typ, skip_faults=skip_faults)
    return strip(ledgers, question)


def _from_ledger(  # noqa: PLR0913 what a ledger says, of whom, and where it goes
    setup: Setup, opened: OpenedBook, occasion: Occasion, stripped: Stripped, namnd: Namnd, *, proposals: bool
) -> FlikFill:
    takers = {f.layout.flik.table.code: f for f in opened.data.flikar if _takes_ledger(f, occasion)}
    if "RR" not in takers:
        text = f"Boken har ingen RR-flik för {occasion.title}; ingenting är fyllt från huvudboken."
        return FlikFill(findings=(make_finding("ST01", text),))
    ids = {row.label: row.id for row in setup.catalog.ledger_rows(namnd.verksamhet)}
    figures = LedgerFigures(
        namnd=namnd.kod,
        occasion=occasion,
        year=opened.data.year,
        amounts={
            kind: {ids[label]: getattr(amounts, field) for label, amounts in stripped.rr_rader.items()}
            for kind, field in LEDGER_FIELDS.items()
        },
        booked=stripped.huvudbokens_typ_ar,
        booked_kommunbidrag=stripped.kommunbidrag_typ_ar,
        whole_previous=(
            {ids[label]: amounts.foregaende_helar_ore for label, amounts in stripped.rr_rader.items()}
            if stripped.har_foregaende_helar
            else None
        ),
    )
    filled = fill_from_ledger(takers["RR"], figures, setup.kommun)
    if "PERIOD" in takers:
        filled += _without_repeated(fill_from_ledger(takers["PERIOD"], figures, setup.kommun))
    return filled + propose_from_ledger(takers["RR"], figures, setup.kommun) if proposals else filled


def _without_repeated(filled: FlikFill) -> FlikFill:
    """Where the columns come from, or that they could not be filled, has been told of the RR."""
    return replace(filled, findings=tuple(f for f in filled.findings if f.rule not in _TOLD_ONCE))


def _takes_ledger(flik: FlikData, occasion: Occasion) -> bool:
    return flik.layout.flik.table.code in _LEDGER_TABLES and flik.layout.flik.serves(occasion)


_Named = Sequence[tuple[FlikData, CsvTable]]


def _from_tables(already: Iterable[FilledCell], named: _Named) -> FlikFill:
    """Each table on the flik as the earlier ones left it."""
    ledger = {(filled.flik, filled.cell): filled for filled in already}
    filled = FlikFill()
    for flik, table in named:
        own = {cell: found for (name, cell), found in ledger.items() if name == flik.name}
        filled += fill_from_table(changed_flik(flik, filled.cells), table, own)
    return filled


def _named_occasions(
    opened: OpenedBook, occasion: Occasion, cells: Sequence[FilledCell], touched: Collection[str]
) -> FlikFill:
    """Every monthly flik that was to be filled names the occasion, also where its columns were left as they were."""
    filled = FlikFill()
    for flik in opened.data.flikar:
        if flik.name in touched:
            filled += set_occasion(flik, occasion, opened.data.year, cells)
    return filled


def _compared(cells: Sequence[FilledCell], named: _Named) -> tuple[Finding, ...]:
    after = [(changed_flik(flik, cells), table) for flik, table in named]
    return tuple(finding for flik, table in after for finding in compare_derived(flik, flik, table))


def _write(book: Path, target: Path, opened: OpenedBook, cells: Sequence[FilledCell]) -> None:
    changes = [*(filled.change for filled in cells), *dependent_changes(opened.data, cells)]
    write_atomically(target, patch_workbook(book.read_bytes(), changes))
