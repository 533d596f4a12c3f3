"""``flikar rulla``: a workbook carried to its next occasion, into a new year, or back again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.data import BookData, CellChange, FlikData
from engine.data.comments import COMMENT_COLUMN
from engine.data.history import LoggedChange
from engine.data.renames import NO_ANSWERS, Answers, Rename, rename_findings, unused_findings
from engine.errors import UnreadableError, WrongCallError
from engine.files import write_atomically
from engine.fill import FilledCell, changed_flik, dependent_changes
from engine.findings import Finding, make_finding
from engine.layout.history import COMMENT, HISTORY_SHEET, LOG_SHEET
from engine.model import ColumnKind
from engine.organisation import Namnd
from engine.periods import Occasion, OccasionKind, occasion_named, read_occasion_label
from engine.pipeline.deciding import bridge_as_decided
from engine.pipeline.making import calendar_of, exit_of, template_bytes
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup
from engine.reader.history import read_history_list, read_roll_log
from engine.roll import (
    NoHistoryError,
    RolledCell,
    Standing,
    Step,
    add_history,
    add_log,
    current_occasion,
    logged,
    roll_into_year,
    roll_within_year,
    take_away,
    undo_last,
    widened,
)
from engine.rules import judged
from engine.writer.patch import patch_workbook

WITH_LAST_YEAR = (OccasionKind.DELAR, OccasionKind.ARSBOKSLUT)
"""The occasions that have a column for the outcome of the year before."""


@dataclass(frozen=True, slots=True)
class ToFill:
    """A flik of the new occasion, with the headings of the columns that are still to be filled in."""

    flik: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollOutcome:
    """What was rolled.

    Attributes:
        target: the workbook that was written.
        origin, occasion: from and to, as codes.
        cells: every cell of a flik that was changed.
        filed: how many lines *Historik* got, or lost when a roll was undone.
        to_fill: what the new occasion still asks for.
        is_undone: a roll was taken back.
        changes: everything that was written into the workbook; none where a new one was made of it.
    """

    target: str
    namnd: str | None
    year: int
    origin: str | None
    occasion: str | None
    cells: tuple[FilledCell, ...]
    filed: int
    findings: tuple[Finding, ...] = ()
    to_fill: tuple[ToFill, ...] = ()
    is_undone: bool = False
    changes: tuple[CellChange, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 when something of severity *fel* was found."""
        return exit_of(self.findings)

    def as_json(self) -> dict[str, object]:
        """The JSON of the command."""
        return {
            "ut": self.target,
            "namnd": self.namnd,
            "ar": self.year,
            "fran": self.origin,
            "till": self.occasion,
            "celler": [cell.as_json() for cell in self.cells],
            "historik": self.filed,
            "fynd": [finding.as_json() for finding in self.findings],
        }


def roll_book(  # noqa: PLR0913 the options of the command
    setup: Setup,
    book: Path,
    occasion: str,
    *,
    year: int | None = None,
    last_year: Path | None = None,
    target: Path | None = None,
    answers: Answers = NO_ANSWERS,
) -> RollOutcome:
    """Carry a workbook to an occasion of its own year or, with ``year`` one later, into the next.

    ``answers`` say which projects are one under two names.

    Raises:
        RollRefusedError: something would be lost.
        WrongCallError: the year is neither the workbook's nor the next, or an option does not fit the occasion.
        UnreadableError: a file cannot be read, or is no workbook of flikar.
    """
    asked = occasion_named(occasion)
    opened, standing = _standing(setup, book)
    own = opened.data.year
    if _is_next_year(book, opened, year):
        return _into_year(setup, book, opened, standing, asked, target=target, last_year=last_year, answers=answers)
    earlier = _last_year(setup, last_year, opened, asked) if last_year else None
    step = roll_within_year(standing, asked, earlier, answers)
    written = target or _beside(book, f"{book.stem}-{asked.code}")
    bridge = bridge_as_decided(setup, opened)
    changes = _changes(opened.data, standing, step, bridge.beside)
    write_atomically(written, patch_workbook(book.read_bytes(), changes))
    cells = _filled(step.rolled.cells)
    books = [opened.data, *([earlier] if earlier else [])]
    findings = (
        *step.rolled.findings,
        *bridge.findings,
        *_about_names(step, books, answers),
        *_missing(setup, opened.data, asked),
    )
    return RollOutcome(
        target=str(written),
        namnd=opened.namnd.kod if opened.namnd else None,
        year=own,
        origin=step.origin.code,
        occasion=asked.code,
        cells=cells,
        filed=len(step.rolled.lines),
        findings=judged(findings, setup.kommun, opened.namnd),
        to_fill=tuple(_to_fill(opened.data, asked, cells)),
        changes=tuple(changes),
    )


def next_occasion(setup: Setup, book: Path, opened: OpenedBook) -> str:
    """Where a workbook would be rolled to, as its flik names it: the next of the calendar, else of the next year.

    Raises:
        RollRefusedError: nothing has been filled, or the workbook has no *Historik*.
    """
    year, stands = opened.data.year, current_occasion(_lists(book, opened.data))
    for each in calendar_of(setup.kommun, year):
        if each.rank > stands.rank:
            return each.label(year)
    first = min(calendar_of(setup.kommun, year + 1), key=lambda each: (each.kind is OccasionKind.BUDGET, each.rank))
    return first.label(year + 1)


def roll_questions(  # noqa: PLR0913 the options of the command
    setup: Setup, book: Path, occasion: str, *, year: int | None, last_year: Path | None, answers: Answers
) -> tuple[Rename, ...]:
    """What to ask before rolling: projects that are likely one under two names, and not answered yet.

    Raises:
        RollRefusedError, WrongCallError, UnreadableError: as the roll itself.
    """
    asked = occasion_named(occasion)
    opened, standing = _standing(setup, book)
    if _is_next_year(book, opened, year):
        if opened.namnd is None:
            return ()
        content = _wide_template(setup, opened.namnd, opened.data.year + 1, opened.data, asked)
        step = roll_into_year(standing, _recognised(setup, content), asked, answers)
    else:
        earlier = _last_year(setup, last_year, opened, asked) if last_year else None
        step = roll_within_year(standing, asked, earlier, answers)
    return tuple(rename for rename in dict.fromkeys(step.rolled.likely) if not answers.knows(rename))


def _is_next_year(book: Path, opened: OpenedBook, year: int | None) -> bool:
    own = opened.data.year
    if year is not None and year not in (own, own + 1):
        raise WrongCallError(f"{book} gäller {own} och kan rullas inom {own} eller till {own + 1}, inte till {year}.")
    return year == own + 1


def _about_names(step: Step, books: Sequence[BookData], answers: Answers) -> tuple[Finding, ...]:
    """Likely renames that nobody has answered, and answers about names that stand nowhere."""
    labels = [row.label for book in books for flik in book.flikar for row in flik.layout.rows]
    return (*rename_findings(dict.fromkeys(step.rolled.likely), answers), *unused_findings(answers, labels))


def undo_roll(setup: Setup, book: Path, *, target: Path | None = None) -> RollOutcome:
    """Undo the last roll.

    Raises:
        RollRefusedError: there is none to undo, or something newer would be lost.
        UnreadableError: the file cannot be read, or is no workbook of flikar.
    """
    opened, standing = _standing(setup, book)
    undoing = undo_last(standing)
    written = target or _beside(book, f"{book.stem}-tillbaka")
    cells = _filled(undoing.cells)
    bridge = bridge_as_decided(setup, opened)
    written_cells = (*cells, *bridge.beside)
    changes = [
        *(cell.change for cell in written_cells),
        *dependent_changes(opened.data, written_cells),
        *take_away(standing.history.place, undoing.history_rows),
        *take_away(standing.log.place, undoing.log_rows),
    ]
    write_atomically(written, patch_workbook(book.read_bytes(), changes))
    return RollOutcome(
        target=str(written),
        namnd=opened.namnd.kod if opened.namnd else None,
        year=opened.data.year,
        origin=_code(undoing.target),
        occasion=_code(undoing.origin),
        cells=cells,
        filed=len(undoing.history_rows),
        findings=judged(bridge.findings, setup.kommun, opened.namnd),
        is_undone=True,
        changes=tuple(changes),
    )


def _code(label: str) -> str | None:
    read = read_occasion_label(label)
    return read[0].code if read else None


def _standing(setup: Setup, book: Path) -> tuple[OpenedBook, Standing]:
    opened = open_book(book, setup, year=None)
    if not opened.data.flikar:
        raise UnreadableError(book, "boken har ingen flik som känns igen.", "Utgå från en bok gjord med flikar mall.")
    return opened, _lists(book, opened.data)


def _lists(book: Path, data: BookData) -> Standing:
    history, log = read_history_list(data.raw), read_roll_log(data.raw)
    if history is None:
        raise NoHistoryError(book, HISTORY_SHEET)
    if log is None:
        raise NoHistoryError(book, LOG_SHEET)
    return Standing(data, history, log)


def _beside(book: Path, stem: str) -> Path:
    """The file beside the workbook, if nothing stands there yet."""
    path = book.with_name(f"{stem}{book.suffix}")
    if path.exists():
        raise WrongCallError(f"{path} finns redan och skrivs inte över.", "Ange filen med -o.")
    return path


def _last_year(setup: Setup, path: Path, opened: OpenedBook, occasion: Occasion) -> BookData:
    if occasion.kind not in WITH_LAST_YEAR:
        raise WrongCallError(f"--fjolar gäller delår och årsbokslut, inte {occasion.title}.")
    earlier = open_book(path, setup, year=None)
    if earlier.data.year != opened.data.year - 1:
        raise WrongCallError(f"{path} gäller {earlier.data.year}, inte {opened.data.year - 1}.")
    if earlier.namnd != opened.namnd:
        raise WrongCallError(f"{path} är en annan nämnds bok.")
    return earlier.data


def _filled(cells: Sequence[RolledCell]) -> tuple[FilledCell, ...]:
    columns = {kind.value: kind.value for kind in ColumnKind} | {COMMENT: COMMENT_COLUMN}
    return tuple(FilledCell(c.flik, c.cell, c.row, columns.get(c.column), c.before, c.after) for c in cells)


def _changes(data: BookData, standing: Standing, step: Step, bridge: Sequence[FilledCell]) -> list[CellChange]:
    """The cells, those of the bridge, what depends on them, and the two lists."""
    cells = (*_filled(step.rolled.cells), *bridge)
    number = standing.log.last_number + 1
    head = (number, data.year, step.origin.label(data.year), step.target.label(data.year))
    return [
        *(cell.change for cell in cells),
        *dependent_changes(data, cells),
        *add_history(standing.history.place, step.rolled.lines),
        *add_log(standing.log.place, logged(head, step.rolled.cells, step.rolled.lines)),
    ]


def _into_year(  # noqa: PLR0913 what the command was told
    setup: Setup,
    book: Path,
    opened: OpenedBook,
    standing: Standing,
    occasion: Occasion,
    *,
    target: Path | None,
    last_year: Path | None,
    answers: Answers,
) -> RollOutcome:
    """A new workbook of the next year; the old one stays as it is."""
    year = opened.data.year + 1
    if last_year is not None:
        raise WrongCallError("--fjolar behövs inte vid rullning till ett nytt år: boken själv är fjolårets.")
    if opened.namnd is None:
        raise UnreadableError(
            book, "boken säger inte vilken nämnd den tillhör.", "Utgå från en bok gjord med flikar mall."
        )
    written = target or _beside(book, f"{book.stem}-{occasion.code}-{year}")
    if written.exists() and written.samefile(book):
        raise WrongCallError(f"{book} skulle skrivas över av {year} års bok.", "Ange en annan fil med -o.")
    content = _wide_template(setup, opened.namnd, year, opened.data, occasion)
    new = _recognised(setup, content)
    step = roll_into_year(standing, new, occasion, answers)
    lists = _lists(written, new)
    cells = _filled(step.rolled.cells)
    origin, label = step.origin.label(opened.data.year), occasion.label(year)
    changes: list[CellChange] = [
        *(cell.change for cell in cells),
        *dependent_changes(new, cells),
        *add_history(lists.history.place, step.rolled.lines),
        *add_log(lists.log.place, [LoggedChange(1, year, origin, label, "", None, "", "", "", None, None)]),
    ]
    write_atomically(written, patch_workbook(content, changes))
    return RollOutcome(
        target=str(written),
        namnd=opened.namnd.kod,
        year=year,
        origin=step.origin.code,
        occasion=occasion.code,
        cells=cells,
        filed=len(step.rolled.lines),
        findings=judged(
            (*step.rolled.findings, *_about_names(step, [opened.data], answers)), setup.kommun, opened.namnd
        ),
        to_fill=tuple(_to_fill(new, occasion, cells)),
    )


def _wide_template(setup: Setup, namnd: Namnd, year: int, old: BookData, occasion: Occasion) -> bytes:
    """The new year's template with a row for every project that is carried along."""
    verksamhet = namnd.verksamhet
    flikar = widened(setup.catalog.flikar(verksamhet), old, occasion)
    catalog = replace(setup.catalog, books={**setup.catalog.books, verksamhet: flikar})
    has_optional = any(flik.layout.flik.optional for flik in old.flikar)
    return template_bytes(Setup(setup.kommun, catalog), namnd, year, optional=has_optional)


def _recognised(setup: Setup, content: bytes) -> BookData:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.xlsx"
        path.write_bytes(content)
        return open_book(path, setup, year=None).data


def _missing(setup: Setup, data: BookData, occasion: Occasion) -> Iterator[Finding]:
    for flik in setup.catalog.required(data.verksamhet, occasion):
        if data.flik(flik.name) is None:
            yield make_finding("ST01", f"Fliken {flik.name} saknas; ingenting är framfört till den.", flik=flik.name)


def _to_fill(data: BookData, occasion: Occasion, cells: Sequence[FilledCell]) -> Iterator[ToFill]:
    """The columns of the new occasion's flikar in which nobody has filled in anything yet."""
    for flik in data.flikar:
        if flik.layout.flik.serves(occasion):
            headings = tuple(_empty_columns(changed_flik(flik, cells)))
            if headings:
                yield ToFill(flik.name, headings)


def _empty_columns(flik: FlikData) -> Iterator[str]:
    for column in flik.layout.columns:
        inputs = [t.cell for t in flik.layout.targets if t.column is column and t.formula is None]
        if inputs and not any(flik.is_filled(cell) for cell in inputs):
            yield column.heading
