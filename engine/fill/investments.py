"""The INV rows from the investment accounts of a ledger: proposed, and written when somebody asks for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import kronor
from engine.data import CsvRow, FlikData
from engine.data.renames import NO_ANSWERS
from engine.errors import UnreadableError
from engine.fill.figures import LedgerFigures
from engine.fill.from_ledger import LEDGER_KINDS
from engine.fill.plan import CellSource, FilledCell, FlikFill, SourceKind, changed_flik
from engine.fill.projects import place_projects
from engine.fill.whole_column import left_alone, whole_column
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn, PlacedRow, label_names
from engine.model import ColumnKind, RowKind
from engine.organisation import Investeringsprojekt, Kommun
from engine.text import fold

_MARK = "projekt:"
_REMEDY = "Rätta [investeringar] i kommun.toml eller infoga rader i fliken; ingenting är skrivet."


@dataclass(frozen=True, slots=True)
class InvestmentFigures:
    """What a stripped ledger has on the nämnd's investment accounts.

    Attributes:
        figures: whose, which occasion and year; its RR amounts are not read.
        amounts: column kind → projekt code → exact öre, report sign (an expense is +).
        booked: every (typ, year) that the nämnd has investment rows of.
    """

    figures: LedgerFigures
    amounts: Mapping[ColumnKind, Mapping[str, int]]
    booked: frozenset[tuple[str, int]]


def project_group(code: str) -> str:
    """The mark by which the ledger rows of a project are known."""
    return f"{_MARK}{code}"


def fill_investments(flik: FlikData, investments: InvestmentFigures, kommun: Kommun, source: str) -> FlikFill:
    """The project rows of an INV flik in the occasion's columns, never the forecast.

    A listed project with amounts takes the row of its name, else the first empty one of its category. A project that
    stands in the flik is 0 where nothing was booked; rows of no listed project stay.

    Args:
        flik: the INV flik.
        investments: the ledger's amounts.
        kommun: the project list, and how to round.
        source: the first ledger file, for messages.

    Raises:
        UnreadableError: a category the flik lacks, or more projects than rows.
    """
    listed = kommun.investeringar.projects_of(investments.figures.namnd)
    used = _used(flik, listed.values(), investments)
    if not used:
        return FlikFill(findings=tuple(_unlisted(flik, investments, listed)))
    places, labels = _placed(flik, used, source)
    named = changed_flik(flik, labels)
    filled = FlikFill(cells=labels)
    for kind, column in _columns(flik, investments.figures):
        typ_year = investments.figures.source_of(kind)
        if typ_year in investments.booked:
            filled += _column(named, column, places, investments.amounts[kind], kommun)
        else:
            filled += FlikFill(findings=(left_alone(flik, column, *typ_year, "inga investeringar"),))
    return filled + FlikFill(findings=(*_unlisted(flik, investments, listed), *_staying(flik, places)))


def _columns(flik: FlikData, figures: LedgerFigures) -> Iterator[tuple[ColumnKind, PlacedColumn]]:
    for kind in LEDGER_KINDS[figures.occasion.kind]:
        column = flik.layout.column(kind)
        if column is not None:
            yield kind, column


def _used(
    flik: FlikData, listed: Iterable[Investeringsprojekt], investments: InvestmentFigures
) -> tuple[Investeringsprojekt, ...]:
    """The listed projects with amounts in any column, and those that stand in the flik already."""
    standing = {fold(placed.label) for placed in flik.layout.rows if placed.row.kind is RowKind.PROJECT}
    kinds = [kind for kind, _ in _columns(flik, investments.figures)]
    booked = {code for kind in kinds for code, ore in investments.amounts[kind].items() if ore}
    return tuple(project for project in listed if project.kod in booked or fold(project.namn) in standing)


def _placed(
    flik: FlikData, used: Sequence[Investeringsprojekt], source: str
) -> tuple[Mapping[str, PlacedRow], tuple[FilledCell, ...]]:
    """The row of each project by code, and the names that are written."""
    blocks = {
        name: placed.row.id
        for placed in flik.layout.rows
        if placed.row.slots
        for name in label_names(placed.row, flik.layout.year)
    }
    faults = [
        f"Projektet {project.kod} har kategorin ”{project.kategori}”, som fliken ”{flik.name}” saknar."
        for project in used
        if fold(project.kategori) not in blocks
    ]
    if faults:
        raise UnreadableError(source, " ".join(faults), _REMEDY)
    wanted = [
        (CsvRow(number, project.namn, ()), blocks[fold(project.kategori)]) for number, project in enumerate(used)
    ]
    projects = place_projects(flik, wanted, faults, NO_ANSWERS)
    if faults:
        raise UnreadableError(
            source, f"investeringarna får inte plats i fliken ”{flik.name}”: {' '.join(faults)}", _REMEDY
        )
    return {project.kod: projects.places[number] for number, project in enumerate(used)}, tuple(
        FilledCell(each.flik, each.cell, each.row, None, each.before, each.after, source=_source(used, each.row))
        for each in projects.labels
    )


def _source(used: Sequence[Investeringsprojekt], name: str) -> CellSource:
    code = next(project.kod for project in used if project.namn == name)
    return CellSource(SourceKind.HUVUDBOK, told=f"projekt {code} i kommun.toml")


def _column(
    flik: FlikData,
    column: PlacedColumn,
    places: Mapping[str, PlacedRow],
    amounts: Mapping[str, int],
    kommun: Kommun,
) -> FlikFill:
    cells = {Cell(placed.number, column.number): code for code, placed in places.items()}
    exact = {cell: Fraction(amounts.get(code, 0)) for cell, code in cells.items()}
    sources = {cell: CellSource(SourceKind.HUVUDBOK, group=project_group(code)) for cell, code in cells.items()}
    return whole_column(flik, column, exact, sources, kommun)


def _unlisted(
    flik: FlikData, investments: InvestmentFigures, listed: Mapping[str, Investeringsprojekt]
) -> Iterator[Finding]:
    """Amounts of projects that the list lacks, told of with their sums and never dropped in silence."""
    for kind, column in _columns(flik, investments.figures):
        for code, ore in sorted(investments.amounts[kind].items()):
            if code not in listed and ore:
                named = f"Projekt {code}" if code else "Rader utan projekt"
                text = f"{named}, {column.heading}: {kronor(ore)} kr på investeringskonton "
                text += "har inget projekt i listan och räknas inte."
                yield make_finding(
                    "IN19", text, flik=flik.name, column=kind.value, found=Fraction(ore, 100)
                )  # fmt: skip


def _staying(flik: FlikData, places: Mapping[str, PlacedRow]) -> Iterator[Finding]:
    taken = {placed.number for placed in places.values()}
    for placed in flik.layout.rows:
        if placed.row.kind is RowKind.PROJECT and placed.label and placed.number not in taken:
            text = f"Projektet ”{placed.label}” finns inte i kommunens projektlista och står kvar."
            cell = Cell(placed.number, flik.layout.label_column)
            yield make_finding("ST07", text, flik=flik.name, cell=cell, row=placed.label)
