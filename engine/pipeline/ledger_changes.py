"""``flikar forklara --andrat``: what has changed in the ledger since the workbook was filled from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.addresses import parse_cell
from engine.amounts import kronor
from engine.errors import UnreadableError
from engine.fill import FilledCell, SourceKind
from engine.findings import Finding, json_value, make_finding
from engine.ledger import ledger_findings, open_stripping
from engine.ledger.trail import (
    AccountChange,
    Fill,
    OpenTrail,
    RowChange,
    TrailCell,
    Wanted,
    changes_since,
    gather_rows,
)
from engine.model import ColumnKind, Sign
from engine.periods import occasion_named
from engine.pipeline.explaining import changed_figures, own_trail, standing_in
from engine.pipeline.explanations import Standing, row_as_json
from engine.pipeline.filling import figures_of, fill_rr
from engine.pipeline.investing import investments_from
from engine.pipeline.making import exit_of
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import question_of
from engine.pipeline.trailing import LedgerSource, trail_columns
from engine.rules import judged


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A filled cell whose amount the ledger now gives otherwise.

    Attributes:
        filled: tkr, as it was filled; None where the ledger had nothing for the cell.
        standing: what the book holds.
        becomes: tkr, what it would be filled with now; None where the ledger no longer has the column.
        ore_then, ore_now: exact öre, report sign.
    """

    flik: str
    cell: str
    row: str
    column: str
    filled: int | float | str | None
    standing: Standing
    becomes: int | float | str | None
    ore_then: int | None
    ore_now: int | None

    def as_json(self) -> dict[str, object]:
        """The figure's JSON."""
        return {
            "flik": self.flik, "cell": self.cell, "rad": self.row, "kolumn": self.column, "fyllt": self.filled,
            "i_boken": json_value(self.standing), "blir": self.becomes, "ore_da": self.ore_then,
            "ore_nu": self.ore_now,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A changed konto and ansvar with the row it belongs to; öre with the ledger's sign, and the report's."""

    row: str
    sign: int
    change: AccountChange

    def as_json(self) -> dict[str, object]:
        """The change's JSON."""
        change = self.change
        return {
            "rad": self.row, "kolumn": change.kolumn, "konto": change.konto, "ansvar": change.ansvar,
            "slag": change.kind, "rader_da": change.rader_da, "rader_nu": change.rader_nu,
            "ore_huvudbok_da": change.ore_da, "ore_huvudbok_nu": change.ore_nu,
            "ore_huvudbok": change.difference, "ore": self.sign * change.difference,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class FillChanges:
    """What has changed since one fill.

    Attributes:
        occasion: the fill's.
        figures: the cells that would become something else, or rest on other öre.
        accounts: the changed amounts per konto and ansvar.
        rows: the rows that have come or gone, with the name of the row they belong to; when they are wanted.
    """

    occasion: str
    figures: tuple[FigureChange, ...]
    accounts: tuple[NamedChange, ...]
    rows: tuple[tuple[str, RowChange], ...]


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    """What differs between the ledger now and the one the workbook was filled from.

    Attributes:
        stops: rows or files of the ledger could not be read, so that nothing was compared.
        with_rows: the ledger rows are wanted.
    """

    book: str
    namnd: str | None
    year: int
    trail: str | None
    fills: tuple[FillChanges, ...]
    findings: tuple[Finding, ...]
    with_rows: bool
    stops: bool = False

    @property
    def exit_code(self) -> int:
        """3 when the ledger could not be read, 1 when something of severity *fel* was found."""
        return exit_of(self.findings, unread=self.stops)

    def as_json(self) -> dict[str, object]:
        """The answer's JSON."""
        return {
            "bok": self.book,
            "namnd": self.namnd,
            "ar": self.year,
            "spar": self.trail,
            "andrat": [self._fill(fill) for fill in self.fills],
            "fynd": [finding.as_json() for finding in self.findings],
        }

    def _fill(self, fill: FillChanges) -> dict[str, object]:
        rows = [{"slag": change.kind, "rad_i_fliken": row, **row_as_json(change.row)} for row, change in fill.rows]
        return {
            "tillfalle": fill.occasion,
            "celler": [figure.as_json() for figure in fill.figures],
            "konton": [change.as_json() for change in fill.accounts],
            **({"rader": rows} if self.with_rows else {}),
        }


def ledger_changes(  # noqa: PLR0913 the options of the command
    setup: Setup,
    book: Path,
    ledgers: Sequence[Path],
    *,
    occasion: str | None,
    year: int | None,
    typ: str | None,
    skip_faults: bool,
    with_rows: bool,
) -> ChangeOutcome:
    """Compare the ledger now with the rows that the workbook was filled from.

    Args:
        setup: the kommun as it is now, by which the ledger is read and the amounts would become.
        book: the filled workbook.
        ledgers: the exports.
        occasion: only what was filled for it; None is everything.
        year: ``--ar``.
        typ: what the amounts are in a file without a column typ; None is as the fill had it.
        skip_faults: rows that cannot be read are left out.
        with_rows: the rows that have come and gone too.

    Raises:
        UnreadableError: the workbook cannot be read, has no trail, or was not filled from a ledger.
    """
    opened = open_book(book, setup, year=year)
    wanted = occasion_named(occasion).code if occasion else None
    with own_trail(opened, book) as trail:
        filled = {cell.omgang for cell in trail.trail.celler if _is_figure(cell)}
        fills = [f for f in trail.trail.omgangar if f.kolumner and f.nr in filled and wanted in (None, f.tillfalle)]
        if not fills or opened.namnd is None:
            of = f" för {occasion_named(wanted).title}" if wanted else ""
            raise UnreadableError(book, f"boken är inte fylld från någon huvudbok{of}.", "Fyll den med flikar fyll.")
        compared: list[FillChanges] = []
        told = list(changed_figures(opened, trail))
        for fill in fills:
            question = question_of(
                setup, opened.namnd, fill.ar, occasion_named(fill.tillfalle), typ=typ or fill.typ,
                skip_faults=skip_faults,
            )  # fmt: skip
            with open_stripping(ledgers, question) as stripping:
                told += [found for found in ledger_findings(stripping.result) if found not in told]
                if stripping.result.stops:
                    judgement = judged(tuple(told), setup.kommun, opened.namnd)
                    return _outcome(book, opened, trail, (), judgement, with_rows=with_rows, stops=True)
                figures = figures_of(setup, question, stripping.result)
                ledger = LedgerSource(stripping, question, figures, tuple(ledgers))
                compared.append(_compared(setup, opened, trail, fill, ledger, with_rows=with_rows))
        told += [finding for fill in compared for finding in _findings(fill)]
        findings = judged(tuple(told), setup.kommun, opened.namnd)
        return _outcome(book, opened, trail, tuple(compared), findings, with_rows=with_rows)


def _outcome(  # noqa: PLR0913 an outcome has this many parts
    book: Path,
    opened: OpenedBook,
    trail: OpenTrail,
    fills: tuple[FillChanges, ...],
    findings: tuple[Finding, ...],
    *,
    with_rows: bool,
    stops: bool = False,
) -> ChangeOutcome:
    namnd = opened.namnd.kod if opened.namnd else None
    return ChangeOutcome(
        str(book), namnd, opened.data.year, str(trail.path), fills, findings, with_rows=with_rows, stops=stops
    )


def _compared(  # noqa: PLR0913 what is compared with what
    setup: Setup, opened: OpenedBook, trail: OpenTrail, fill: Fill, ledger: LedgerSource, *, with_rows: bool
) -> FillChanges:
    columns = trail_columns(
        [ColumnKind(column.kolumn) for column in fill.kolumner], ledger.figures, ledger.question.scope
    )
    projects = {row.projekt: row.id for row in fill.rader if row.projekt is not None}
    gather_rows(ledger.stripping.rows, ledger.question, Wanted(columns, projects), number=fill.nr)
    changes = changes_since(trail, fill, ledger.stripping.rows, with_rows=with_rows)
    rules = {row.id: (row.label, row.sign.of_ledger) for row in ledger.question.rows}
    rules |= {row.id: (row.namn, row.tecken) for row in fill.rader}

    def rule_of(group: str) -> tuple[str, int]:
        """The row's name and sign; a row that the kommun no longer declares goes by its id."""
        return rules.get(group, (group, Sign.ANY.of_ledger))

    return FillChanges(
        occasion=fill.tillfalle,
        figures=tuple(_figures(setup, opened, trail, fill, ledger)),
        accounts=tuple(NamedChange(*rule_of(each.grupp), each) for each in changes.accounts),
        rows=tuple((rule_of(each.grupp)[0], each) for each in changes.rows),
    )


def _figures(
    setup: Setup, opened: OpenedBook, trail: OpenTrail, fill: Fill, ledger: LedgerSource
) -> Iterator[FigureChange]:
    """The filled cells beside what filling them now would give."""
    now = {(each.flik, str(each.cell)): each for each in _refilled(setup, opened, fill, ledger)}
    then = {cell.place: cell for cell in trail.trail.celler if cell.omgang == fill.nr and _is_figure(cell)}
    fliks = {flik.name: flik for flik in opened.data.flikar}
    for place in dict.fromkeys((*then, *now)):
        before, after = then.get(place), now.get(place)
        if before is not None and after is not None and (before.varde, before.ore) == (after.after, after.ore):
            continue
        if before is None and (trail.trail.cell(*place) is not None or after is None or not after.ore):
            continue
        cell = parse_cell(place[1])
        row, column = (before.rad, before.kolumn) if before else (after.row, after.column) if after else ("", None)
        yield FigureChange(
            flik=place[0],
            cell=place[1],
            row=row,
            column=column or "",
            filled=before.varde if before else None,
            standing=standing_in(fliks[place[0]], cell) if place[0] in fliks and cell else None,
            becomes=after.after if after else None,
            ore_then=before.ore if before else None,
            ore_now=after.ore if after else None,
        )


def _is_figure(cell: TrailCell) -> bool:
    """Whether the ledger filled the cell where it stands; what a roll has carried is compared in its own book."""
    return cell.kolumn is not None and cell.fran is None and cell.kalla in {SourceKind.HUVUDBOK, SourceKind.BESLUT}


def _refilled(setup: Setup, opened: OpenedBook, fill: Fill, ledger: LedgerSource) -> Iterator[FilledCell]:
    yield from fill_rr(setup, opened, ledger).cells
    if any(row.projekt is not None for row in fill.rader):
        investments = investments_from(setup, opened, ledger, must_fit=False).cells
        yield from (cell for cell in investments if cell.column is not None)


def _findings(fill: FillChanges) -> Iterator[Finding]:
    for figure in fill.figures:
        then, now = (_kronor(ore) for ore in (figure.ore_then, figure.ore_now))
        text = f"{figure.row}: {then} kr när fliken fylldes, {now} kr nu."
        if figure.ore_then == figure.ore_now:
            text = f"{figure.row}: {now} kr som förut, men andra rader flyttar avrundningen."
        yield make_finding(
            "IN18", text, flik=figure.flik, cell=parse_cell(figure.cell), row=figure.row, column=figure.column,
            found=figure.filled, expected=figure.becomes,
        )  # fmt: skip


def _kronor(ore: int | None) -> str:
    return "inga" if ore is None else kronor(ore)
