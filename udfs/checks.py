"""Is a value or a pasted table right, by the same rules as ``flikar kontrollera``."""

from engine.addresses import Cell
from engine.amounts import Ambiguous, Number, read_number, show_number
from engine.data import RawBook, RawCell, RawSheet
from engine.findings import Severity, rule_named
from udfs.declaring import Argument, Function, Kind
from udfs.setting import own_setup
from udfs.values import Block, CellError, Single, single

_HEADING = ("Regel", "Allvar", "Rad", "Kolumn", "Anmärkning")


def _what_is_wrong(value: Single) -> str:
    """In words; empty when the value is a whole amount or an empty cell."""
    if isinstance(value, CellError):
        return f"{value.text}: {rule_named('TY02').cause} {rule_named('TY02').remedy}"
    if isinstance(value, bool):
        return f"Sanningsvärdet är inget belopp. {rule_named('TY01').remedy}"
    if isinstance(value, str):
        return _about_text(value)
    if isinstance(value, float) and not value.is_integer():
        return f"{show_number(value)} har decimaler. {rule_named('TK01').remedy}"
    return ""


def _about_text(text: str) -> str:
    match read_number(text):
        case Number(value=value):
            return f"”{text}” är text, inte tal. Skriv {value}."
        case Ambiguous(readings=readings):
            either = " eller ".join(str(reading) for reading in readings)
            return f"”{text}” är text som kan läsas på flera sätt. Skriv {either}."
        case _:
            return f"”{text}” är inget tal." if text else ""


def _check(table: Block) -> list[list[object]]:
    """The findings of severity fel and varning under a heading row; OK when there are none."""
    from engine.pipeline.checking import check_read

    found = [f for f in check_read(own_setup(), _book(table)) if f.severity is not Severity.INFO]
    if not found:
        return [["OK"]]
    rows: list[list[object]] = [[f.rule, f.severity.value, f.row, f.column, f.message] for f in found]
    return [[*_HEADING], *rows]


def _book(table: Block) -> RawBook:
    cells = {
        Cell(row, column): _raw(single(value))
        for row, line in enumerate(table, start=1)
        for column, value in enumerate(line, start=1)
        if value is not None and value != ""
    }
    return RawBook("", (RawSheet("Tabell", cells),))


def _raw(value: Single) -> RawCell:
    if isinstance(value, CellError):
        return RawCell(error=value.text)
    return RawCell(int(value) if isinstance(value, float) and value.is_integer() else value)


FUNCTIONS = (
    Function(
        "FLIK_FELTEXT", "Vad som är fel med ett belopp, i ord; tom text när inget är fel.",
        (Argument("cell", Kind.ANYTHING, "Cellen som undersöks."),),
        _what_is_wrong, ('=FLIK_FELTEXT("195 144")', "”195 144” är text, inte tal. Skriv 195144."),
    ),
    Function(
        "FLIK_KONTROLL",
        "Anmärkningarna på en tabell med rubriker, enligt samma regler som flikar kontrollera; OK när inga finns.",
        (Argument("omrade", Kind.TABLE, "Tabellen med rubrikraden överst och radernas namn till vänster."),),
        _check,
        ("=FLIK_KONTROLL(A1:D17)", "OK"),
        is_table=True,
    ),
)  # fmt: skip
