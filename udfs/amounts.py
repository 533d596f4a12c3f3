"""Amounts: units, rounding, and numbers written the Swedish way."""

from collections.abc import Sequence
from fractions import Fraction

from engine.amounts import Ambiguous, Number, Unit, convert, half_away, largest_remainder, read_number, rounded_to
from udfs.declaring import Argument, Function, FunctionError, Kind, decimals_of
from udfs.values import Block, CellError, Single

UNITS = {unit.value: unit for unit in Unit}


def _tkr(kronor: Fraction) -> Fraction:
    return Fraction(rounded_to(kronor, Unit.KR, Unit.TKR))


def _mnkr(tkr: Fraction, decimals: int) -> Fraction:
    scale = 10 ** decimals_of(decimals)
    return Fraction(half_away(convert(tkr, Unit.TKR, Unit.MNKR) * scale), scale)


def _unit(amount: Fraction, given: str, wanted: str) -> Fraction:
    return convert(amount, UNITS[given], UNITS[wanted])


def summerbar(amounts: Sequence[Fraction], unit: Fraction) -> tuple[int, ...]:
    """Whole units that add up to the rounded sum, by largest remainder (contract: summerbar rounding)."""
    if unit <= 0:
        raise FunctionError(CellError.NUM)
    parts = [amount / unit for amount in amounts]
    shares = largest_remainder(half_away(sum(parts, start=Fraction(0))), parts)
    if shares is None:
        raise FunctionError(CellError.NUM)
    return shares


def _summerbart(given: Block, unit: Fraction) -> list[list[Fraction]]:
    """In the shape of the range, so that the answer can lie beside it."""
    from udfs.calling import taken_amounts

    shares = iter(summerbar(taken_amounts(given), unit))
    return [[Fraction(next(shares)) for _ in row] for row in given]


def _number(text: Single) -> Fraction | Single:
    if isinstance(text, CellError):
        return text
    if not isinstance(text, str):
        return text if text is not None and not isinstance(text, bool) else CellError.VALUE
    match read_number(text):
        case Number(value=value):
            return Fraction(value)
        case Ambiguous():
            return CellError.NA
        case _:
            return CellError.VALUE


def _within_rounding(total: Fraction, rows: Sequence[Fraction]) -> bool:
    """Whether a printed total differs from its printed rows by no more than their rounding (domain: amounts)."""
    return abs(total - sum(rows, start=Fraction(0))) <= len(rows) // 2


_KR = Argument("belopp", Kind.AMOUNT, "Belopp i kronor.")
_UNIT_NAMES = tuple(UNITS)

FUNCTIONS = (
    Function(
        "FLIK_TKR", "Kronor till hela tusental kronor; halva tusental avrundas bort från noll.", (_KR,), _tkr,
        ("=FLIK_TKR(-717533500)", "-717534"),
    ),
    Function(
        "FLIK_MNKR", "Tusental kronor till miljoner kronor, avrundat.",
        (
            Argument("belopp", Kind.AMOUNT, "Belopp i tkr."),
            Argument("decimaler", Kind.WHOLE, "Antal decimaler, 0–9; utelämnat är 1.", default=1),
        ),
        _mnkr, ("=FLIK_MNKR(-6931)", "-6.9"),
    ),
    Function(
        "FLIK_ENHET", "Samma belopp i en annan enhet, utan avrundning.",
        (
            Argument("belopp", Kind.AMOUNT, "Beloppet."),
            Argument("fran", Kind.CHOICE, "Enheten det står i.", _UNIT_NAMES),
            Argument("till", Kind.CHOICE, "Enheten det ska stå i.", _UNIT_NAMES),
        ),
        _unit, ('=FLIK_ENHET(6.8,"mnkr","tkr")', "6800"),
    ),
    Function(
        "FLIK_AVRUNDA_SUMMERBART",
        "Avrundar varje belopp i området så att raderna går ihop med den avrundade summan.",
        (
            Argument("omrade", Kind.TABLE, "Beloppen, till exempel i kronor; summan ska inte vara med."),
            Argument("enhet", Kind.AMOUNT, "Vad ett helt tal är; utelämnat är 1000, alltså tkr av kronor.",
                     default=Fraction(1000)),
        ),
        _summerbart, ("=FLIK_AVRUNDA_SUMMERBART({1400;1400;1400})", "{2;1;1}"), is_table=True,
    ),
    Function(
        "FLIK_TAL",
        "Talet i en text som 195 144, −6 279, (6 279) eller 1.234,5; #N/A när texten kan läsas på två sätt.",
        (Argument("text", Kind.ANYTHING, "Texten; ett tal är sig självt."),),
        _number, ('=FLIK_TAL("(6 279)")', "-6279"),
    ),
    Function(
        "FLIK_AVRUNDNINGSDIFFERENS",
        "SANT när en summa skiljer sig från sina rader med högst en halv enhet för varje rad.",
        (
            Argument("summa", Kind.AMOUNT, "Den tryckta summan."),
            Argument("rader", Kind.AMOUNTS, "De tryckta raderna."),
        ),
        _within_rounding, ("=FLIK_AVRUNDNINGSDIFFERENS(1170,{852;317;0})", "TRUE"),
    ),
)  # fmt: skip
