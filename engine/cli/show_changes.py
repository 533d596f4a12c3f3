"""What ``flikar forklara --andrat`` tells: the cells that would change, and the amounts that have come and gone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.amounts import kronor, show_number
from engine.cli.show_blocks import heading, table, whole
from engine.cli.show_findings import count_words, finding_lines, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.ledger.trail import RowChange
    from engine.pipeline.ledger_changes import ChangeOutcome, FigureChange, FillChanges, NamedChange

_MOST = 100


def show_changes(outcome: "ChangeOutcome") -> Iterator["RenderableType"]:
    """The blocks of the text."""
    yield heading(" ".join(part for part in (outcome.namnd, str(outcome.year), one_line(outcome.book)) if part))
    for fill in outcome.fills:
        yield from _fill(fill)
    yield from finding_lines(found for found in outcome.findings if found.rule != "IN18")
    if outcome.stops:
        yield "Ingenting jämfördes."
    yield f"{count_words(outcome.findings)}."


def _fill(fill: "FillChanges") -> Iterator["RenderableType"]:
    yield ""
    if not (fill.figures or fill.accounts):
        yield f"{fill.occasion}: huvudboken är densamma som när boken fylldes."
        return
    yield heading(f"{fill.occasion}: ändrat sedan boken fylldes")
    if fill.figures:
        yield table(
            ("Cell", "Rad", "Kolumn", "Fyllt, tkr", "I boken", "Skulle bli", "Skillnad, kr"),
            (_figure_line(figure) for figure in fill.figures),
            numbers=4,
        )
    if fill.accounts:
        yield ""
        yield table(
            ("Rad", "Kolumn", "Konto", "Ansvar", "", "Då, kr", "Nu, kr", "Skillnad i fliken, kr"),
            (_account_line(change) for change in fill.accounts[:_MOST]),
            numbers=3,
        )
        if len(fill.accounts) > _MOST:
            yield f"De första {_MOST} av {whole(len(fill.accounts))} visas; --json visar alla."
    yield from _rows(fill)


def _figure_line(figure: "FigureChange") -> tuple[str, ...]:
    difference = (figure.ore_now or 0) - (figure.ore_then or 0)
    amounts = (_shown(value) for value in (figure.filled, figure.standing, figure.becomes))
    return f"{one_line(figure.flik)}!{figure.cell}", one_line(figure.row), figure.column, *amounts, kronor(difference)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return one_line(value) if isinstance(value, str) else show_number(value)  # type: ignore[arg-type]


def _account_line(named: "NamedChange") -> tuple[str, ...]:
    change = named.change
    difference = kronor(named.sign * change.difference)
    codes = (one_line(named.row), change.kolumn, one_line(change.konto), one_line(change.ansvar), change.kind)
    return (*codes, kronor(change.ore_da), kronor(change.ore_nu), difference)


def _rows(fill: "FillChanges") -> Iterator["RenderableType"]:
    if not fill.rows:
        return
    yield ""
    yield table(
        ("", "Rad i fliken", "Fil", "Rad", "Konto", "Ansvar", "Motpart", "Period", "Verifikation", "Text", "Kronor"),
        (_row_line(name, change) for name, change in fill.rows[:_MOST]),
        numbers=1,
    )
    if len(fill.rows) > _MOST:
        yield f"De första {_MOST} av {whole(len(fill.rows))} visas; --json visar alla."


def _row_line(name: str, change: "RowChange") -> tuple[str, ...]:
    row = change.row
    codes = (row.konto, row.ansvar, row.motpart, str(row.period), row.verifikation, row.text)
    shown = (one_line(code) for code in (name, row.fil, str(row.rad), *codes))
    return (change.kind, *shown, kronor(row.ore))
