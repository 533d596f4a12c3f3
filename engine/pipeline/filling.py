"""``flikar fyll``: a workbook's input cells from a ledger, from tables, or from both."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from engine.data import CsvTable, FlikData
from engine.data.renames import NO_ANSWERS, Answers, Rename, rename_findings, unused_findings
from engine.errors import UnknownNameError, UnreadableError, WrongCallError
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
    follow_outcome,
    likely_renames,
    propose_from_ledger,
    renamed_rows,
    set_occasion,
)
from engine.findings import Finding, make_finding
from engine.ledger import UNWATCHED, Question, Reading, Stripped, ledger_findings, open_stripping
from engine.model import ColumnKind
from engine.periods import Occasion, occasion_named
from engine.pipeline.deciding import bridge_as_decided
from engine.pipeline.drafting import drafted_comments
from engine.pipeline.investing import investments_from, require_investments, told_of
from engine.pipeline.kept_trail import left_as_it_is
from engine.pipeline.making import exit_of
from engine.pipeline.opening import OpenedBook, flik_named, open_book
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import question_of
from engine.pipeline.trailing import Filling, LedgerSource, earlier_trail, write_trail
from engine.reader.tables import read_table
from engine.rules import judged
from engine.text import nearest
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
        trail: where the trail of it was written; None when it was not.
        cells: every cell that was written.
        moved: amounts moved by summerbar rounding.
        beside: cells written to the right of the comments, in no table that is filed.
        investments: the INV rows that the ledger gives, proposed and not written.
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
    investments: tuple[FilledCell, ...] = ()
    trail: str | None = None
    stops: bool = False

    @property
    def exit_code(self) -> int:
        """3 when nothing could be written for the ledger's sake, 1 when something of severity *fel* was found."""
        return exit_of(self.findings, unread=self.stops)

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 5."""
        return {
            "ut": self.target,
            "namnd": self.namnd,
            "ar": self.year,
            "tillfalle": self.occasion,
            "celler": [cell.as_json() for cell in self.cells],
            "flyttade": [cell.as_json() for cell in self.moved],
            "inv_forslag": [cell.as_json() for cell in self.investments],
            "spar": self.trail,
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
    investments: bool = False,
    trail: bool = True,
    answers: Answers = NO_ANSWERS,
    reading: Reading = UNWATCHED,
) -> FillOutcome:
    """Fill a workbook and write the result: the ledger first, then the tables in their order, then what is asked for.

    ``drafts`` are of comments; ``proposals`` of the forecast, from the ledger, beside the comments; ``investments``
    writes the INV rows that the ledger gives; ``trail`` keeps beside the workbook where its amounts come from;
    ``answers`` say which names of the tables are the workbook's under another name.
    """
    if not (ledgers or tables or drafts):
        raise WrongCallError('Ange vad som ska fyllas i: --huvudbok FIL, --tabell "FLIK=fil.csv" eller --utkast.')
    if investments:
        require_investments(setup.kommun, ledgers)
    asked = occasion_named(occasion)
    opened = open_book(book, setup, year=year)
    _require_year(book, opened, year)
    named = _named_tables(opened, asked, tables, answers)
    wanted = _Wanted(tables, named, answers, drafts=drafts, proposals=proposals, investments=investments)
    with _opened_ledger(
        setup, book, opened, asked, ledgers, typ=typ, skip_faults=skip_faults, reading=reading
    ) as ledger:
        told = (*opened.remarks, *(ledger_findings(ledger.stripping.result) if ledger else ()))
        if ledger is not None and ledger.stripping.result.stops:
            return _nothing_written(setup, opened, asked, told)
        filled, proposed = _filled(setup, opened, asked, ledger, wanted)
        written = target or book.with_name(f"{book.stem}-ifylld{book.suffix}")
        every = (*filled.cells, *filled.beside)
        filling = Filling(setup.kommun, opened, asked, ledger, tuple(path for _, path in tables), every)
        kept, remarks = _write(book, written, filling, trail=trail)
    whose = opened.namnd
    return FillOutcome(
        target=str(written),
        namnd=whose.kod if whose else None,
        year=opened.data.year,
        occasion=asked.code,
        cells=filled.cells,
        moved=filled.moved,
        findings=judged((*told, *filled.findings, *remarks), setup.kommun, whose),
        beside=filled.beside,
        investments=proposed,
        trail=kept,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a call asks for besides the ledger's RR.

    Attributes:
        given: each table's flik and file as they were named.
        tables: the same, found and read.
    """

    given: Sequence[tuple[str, Path]]
    tables: "_Named"
    answers: Answers
    drafts: bool
    proposals: bool
    investments: bool


def _filled(
    setup: Setup, opened: OpenedBook, asked: Occasion, ledger: LedgerSource | None, wanted: _Wanted
) -> tuple[FlikFill, tuple[FilledCell, ...]]:
    """Everything that is written, and the investments that are only proposed."""
    filled, proposed = FlikFill(), FlikFill()
    if ledger is not None:
        filled += fill_rr(setup, opened, ledger, proposals=wanted.proposals)
        proposed = investments_from(setup, opened, ledger, must_fit=wanted.investments)
        filled += proposed if wanted.investments else told_of(proposed)
    filled += _from_tables(filled.cells, wanted.tables, wanted.answers)
    takers = opened.data.flikar if ledger is not None else ()
    touched = {f.name for f in takers if takes_ledger(f, asked)} | {flik.name for flik, _ in wanted.tables}
    filled += _named_occasions(opened, asked, filled.cells, touched)
    filled += FlikFill(findings=_compared(filled.cells, wanted.tables))
    filled += FlikFill(findings=_about_names(opened, wanted.given, wanted.tables, wanted.answers))
    filled += follow_outcome(opened.data, filled)
    filled += bridge_as_decided(setup, opened)
    if wanted.drafts:
        filled += FlikFill(drafted_comments(opened.data, asked, filled.cells))
    return filled, () if wanted.investments else proposed.cells


def _named_tables(
    opened: OpenedBook, asked: Occasion, tables: Sequence[tuple[str, Path]], answers: Answers
) -> "_Named":
    """Each table with its flik, its rows under the workbook's names where an answer says so; all fliks come first."""
    fliks = [_flik_for(opened, name, asked, answers) for name, _ in tables]
    read = [read_table(path) for _, path in tables]
    return [(flik, renamed_rows(flik, table, answers)) for flik, table in zip(fliks, read, strict=True)]


def _require_year(book: Path, opened: OpenedBook, year: int | None) -> None:
    own = opened.data.identity.year
    if year is not None and own is not None and own != year:
        raise WrongCallError(f"{book} gäller {own}, inte {year}.", "Välj rätt bok, eller gör en ny med flikar mall.")


def _nothing_written(setup: Setup, opened: OpenedBook, asked: Occasion, told: tuple[Finding, ...]) -> FillOutcome:
    findings = judged(told, setup.kommun, opened.namnd)
    namnd = opened.namnd.kod if opened.namnd else None
    return FillOutcome(None, namnd, opened.data.year, asked.code, (), (), findings, stops=True)


def fill_questions(  # noqa: PLR0913 the options of the command
    setup: Setup, book: Path, occasion: str, *, year: int | None, tables: Sequence[tuple[str, Path]], answers: Answers
) -> tuple[Rename, ...]:
    """What to ask before filling: names of the tables that are likely the workbook's, and not answered yet.

    Raises:
        UnreadableError: the workbook or a table cannot be read.
        WrongCallError: a flik that the workbook has nothing like.
    """
    asked = occasion_named(occasion)
    opened = open_book(book, setup, year=year)
    found: list[Rename] = []
    for name, path in tables:
        try:
            flik = _flik_for(opened, name, asked, answers)
        except UnknownNameError:
            near = nearest(
                name, (flik.name for flik in opened.data.flikar if flik.layout.flik.serves(asked)), limit=1
            )
            found.extend(Rename("", "flik", each, name) for each in near)
            continue
        found.extend(likely_renames(flik, renamed_rows(flik, read_table(path), answers)))
    return tuple(rename for rename in found if not answers.knows(rename))


def _about_names(
    opened: OpenedBook, tables: Sequence[tuple[str, Path]], named: "_Named", answers: Answers
) -> tuple[Finding, ...]:
    """Likely renames that nobody has answered, and answers about names that stand nowhere."""
    likely = (rename for flik, table in named for rename in likely_renames(flik, table))
    standing = [name for name, _ in tables]
    standing += [flik.name for flik in opened.data.flikar]
    for flik, table in named:
        standing += [placed.label for placed in flik.layout.rows]
        standing += [row.label for row in table.rows]
    return (*rename_findings(likely, answers), *unused_findings(answers, standing))


def _flik_for(opened: OpenedBook, name: str, occasion: Occasion, answers: Answers) -> FlikData:
    said = (flik.name for flik in opened.data.flikar if answers.joins(flik.name, name))
    flik = flik_named(opened.data, next(said, name))
    if not flik.layout.flik.serves(occasion):
        raise WrongCallError(f"Fliken ”{flik.name}” hör inte till tillfället {occasion.title}.")
    return flik


@contextmanager
def _opened_ledger(  # noqa: PLR0913 the options of the command
    setup: Setup,
    book: Path,
    opened: OpenedBook,
    occasion: Occasion,
    ledgers: Sequence[Path],
    *,
    typ: str | None,
    skip_faults: bool,
    reading: Reading,
) -> Iterator[LedgerSource | None]:
    """The ledger stripped for the book's nämnd and still open; None when none was given."""
    if not ledgers:
        yield None
        return
    if opened.namnd is None:
        said = opened.data.identity.namnd
        reason = f"boken tillhör ”{said}”, som inte finns" if said else "boken säger inte vilken nämnd den tillhör"
        raise UnreadableError(book, f"{reason}.", "Utgå från en bok som är gjord med flikar mall.")
    question = question_of(setup, opened.namnd, opened.data.year, occasion, typ=typ, skip_faults=skip_faults)
    with open_stripping(ledgers, question, reading=reading) as stripping:
        yield LedgerSource(stripping, question, figures_of(setup, question, stripping.result), tuple(ledgers))


def figures_of(setup: Setup, question: Question, stripped: Stripped) -> LedgerFigures:
    """What a stripped ledger says of the nämnd, by column kind and row id."""
    ids = {row.label: row.id for row in setup.catalog.ledger_rows(question.namnd.verksamhet)}
    return LedgerFigures(
        namnd=question.namnd.kod,
        occasion=question.scope.occasion,
        year=question.scope.year,
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


def fill_rr(setup: Setup, opened: OpenedBook, ledger: LedgerSource, *, proposals: bool = False) -> FlikFill:
    """The RR of the occasion, and its period's where the book has one, from a stripped ledger."""
    occasion, figures = ledger.question.scope.occasion, ledger.figures
    takers = {f.layout.flik.table.code: f for f in opened.data.flikar if takes_ledger(f, occasion)}
    if "RR" not in takers:
        text = f"Boken har ingen RR-flik för {occasion.title}; ingenting är fyllt från huvudboken."
        return FlikFill(findings=(make_finding("ST01", text),))
    filled = fill_from_ledger(takers["RR"], figures, setup.kommun)
    if "PERIOD" in takers:
        filled += _without_repeated(fill_from_ledger(takers["PERIOD"], figures, setup.kommun))
    return filled + propose_from_ledger(takers["RR"], figures, setup.kommun) if proposals else filled


def _without_repeated(filled: FlikFill) -> FlikFill:
    """Where the columns come from, or that they could not be filled, has been told of the RR."""
    return replace(filled, findings=tuple(f for f in filled.findings if f.rule not in _TOLD_ONCE))


def takes_ledger(flik: FlikData, occasion: Occasion) -> bool:
    """Whether a ledger fills the flik's rows at the occasion."""
    return flik.layout.flik.table.code in _LEDGER_TABLES and flik.layout.flik.serves(occasion)


_Named = Sequence[tuple[FlikData, CsvTable]]


def _from_tables(already: Iterable[FilledCell], named: _Named, answers: Answers) -> FlikFill:
    """Each table on the flik as the earlier ones left it."""
    earlier = tuple(already)
    ledger = {(filled.flik, filled.cell): filled for filled in earlier}
    filled = FlikFill()
    for flik, table in named:
        own = {cell: found for (name, cell), found in ledger.items() if name == flik.name}
        filled += fill_from_table(changed_flik(flik, (*earlier, *filled.cells)), table, own, answers)
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


def _write(book: Path, target: Path, filling: Filling, *, trail: bool) -> tuple[str | None, tuple[Finding, ...]]:
    """Write the workbook and its trail; where the trail went, and what there is to say of it."""
    data, cells = filling.opened.data, filling.cells
    content = patch_workbook(
        book.read_bytes(), [*(filled.change for filled in cells), *dependent_changes(data, cells)]
    )
    earlier, remarks = earlier_trail(filling, book) if trail else (None, left_as_it_is(target))
    write_atomically(target, content)
    kept = str(write_trail(filling, earlier, content, target)) if earlier is not None else None
    return kept, remarks
