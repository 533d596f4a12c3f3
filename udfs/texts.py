"""Amounts and rows in words, as controllers write them (domain: what must be commented)."""

from fractions import Fraction

from engine.amounts import NBSP, Unit, convert, show_number
from engine.errors import UnknownNameError
from engine.model import ColumnKind, Sign
from engine.periods import Occasion, occasion_named
from engine.prose import RowTold, Subject, change_sentence, deviation_sentence
from engine.text import fold
from udfs.amounts import UNITS
from udfs.declaring import Argument, Function, FunctionError, Kind, decimals_of
from udfs.deviations import TABLES

_WORDED = TABLES[:3]


def _amount_text(tkr: Fraction, unit: str, decimals: int) -> str:
    return f"{show_number(convert(tkr, Unit.TKR, UNITS[unit]), decimals_of(decimals))}{NBSP}{unit}"


def _comment(  # noqa: PLR0913, PLR0917 the arguments of the function
    table: str, row: str, budget: Fraction, forecast: Fraction, previous: Fraction | None, latest: str
) -> str:
    figures = {ColumnKind.BUDGET: budget, ColumnKind.PROGNOS: forecast}
    if previous is not None:
        figures[ColumnKind.FOREGAENDE_PROGNOS] = previous
    told = RowTold(
        table=table,
        occasion=occasion_named("delar"),
        subject=_subject(table, row),
        figures=figures,
        latest=_occasion(latest) if latest else None,
    )
    return " ".join(
        sentence for sentence in (deviation_sentence(told, named=True), change_sentence(told)) if sentence
    )


def _occasion(name: str) -> Occasion:
    try:
        return occasion_named(name)
    except UnknownNameError:
        raise FunctionError from None


def _subject(table: str, label: str) -> Subject:
    """The declared subject of the row; a row nobody declared is its own label."""
    from workbooks.tables import FORUTB, INV, RR

    declared = {usual.code: usual for usual in (RR, INV, FORUTB)}[table]
    rows = (row for row in declared.rows if row.label and fold(row.label) == fold(label))
    found = next(rows, None)
    if found is None or not found.subject:
        return Subject(label, label, None, Sign.ANY)
    return Subject(found.subject, found.subject, found.plural, found.sign)


FUNCTIONS = (
    Function(
        "FLIK_TALTEXT", "Ett belopp i text, med svenskt minus, mellanrum och enhet.",
        (
            Argument("belopp", Kind.AMOUNT, "Belopp i tkr."),
            Argument("enhet", Kind.CHOICE, "Enheten i texten; utelämnad är mnkr.", tuple(UNITS), default="mnkr"),
            Argument("decimaler", Kind.WHOLE, "Antal decimaler, 0–9; utelämnat är 1.", default=1),
        ),
        _amount_text, ("=FLIK_TALTEXT(-6931)", f"\u22126,9{NBSP}mnkr"),
    ),
    Function(
        "FLIK_KOMMENTAR", "Meningen om en rads avvikelse mot budget, och om hur prognosen har ändrats.",
        (
            Argument("tabell", Kind.CHOICE, "RR, INV eller FORUTB.", _WORDED),
            Argument("rad", Kind.TEXT, "Radens namn."),
            Argument("budget", Kind.AMOUNT, "Budget i tkr."),
            Argument("prognos", Kind.AMOUNT, "Prognos i tkr."),
            Argument("foregaende", Kind.AMOUNT, "Föregående prognos i tkr; kan utelämnas.", default=None),
            Argument("senaste", Kind.TEXT, "Tillfället för den föregående prognosen.", default=""),
        ),
        _comment,
        (
            '=FLIK_KOMMENTAR("RR","Personalkostnader",-717534,-724465)',
            "Personalkostnaderna prognostiseras avvika negativt med 6,9 mkr.",
        ),
    ),
)  # fmt: skip
