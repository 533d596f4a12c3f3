"""What ``rensa --borttaget`` shows: the sums, the removed rows, and those without a counterpart."""

from collections.abc import Sequence
from fractions import Fraction

from engine.ledger import RemovedRow, Stripped
from engine.writer.lists import ListSheet

_ROW_HEADINGS = ("Förvaltning", "Nämnd", "Typ", "Period", "Konto", "Ansvar", "Motpart", "Belopp, kr", "Verifikation",
                 "Text", "Fil", "Rad", "Motsvarighet")  # fmt: skip
_ROW_WIDTHS = (12, 9, 9, 9, 9, 9, 9, 18, 16, 40, 30, 9, 36)


def removed_lists(stripped: Stripped, rows: Sequence[RemovedRow]) -> tuple[ListSheet, ...]:
    """The sheets of the workbook, amounts in kronor with the ledger's sign."""
    named = f"{stripped.namnd} {stripped.ar}"
    sums = [
        (each.forvaltning, each.typ, each.ar, each.rader, _kronor(each.ore), "0" if each.ore == 0 else "AVVIKER")
        for each in stripped.borttaget
    ]
    lacking = {(row.fil, row.rad) for row in stripped.utan_motsvarighet}
    return (
        ListSheet(
            "Summor",
            f"Borttagna interninterna poster {named}",
            ("Förvaltning", "Typ", "År", "Rader", "Summa, kr", "Ska vara 0"),
            (14, 12, 10, 12, 20, 14),
            sums,
        ),
        ListSheet(
            "Borttagna rader", f"Borttagna rader {named}", _ROW_HEADINGS, _ROW_WIDTHS, [_row(row) for row in rows]
        ),
        ListSheet(
            "Utan motsvarighet",
            f"Rader utan motsvarighet {named}",
            _ROW_HEADINGS,
            _ROW_WIDTHS,
            [_row(row) for row in rows if (row.fil, row.rad) in lacking],
        ),
    )


def _kronor(ore: int) -> float:
    return float(Fraction(ore, 100))


def _row(row: RemovedRow) -> tuple[str | int | float | None, ...]:
    match_text = row.satt or "saknas"
    return (
        row.forvaltning, row.namnd, row.typ, str(row.period), row.konto, row.ansvar, row.motpart, _kronor(row.ore),
        row.verifikation, row.text, row.fil, row.rad, f"{match_text} ({row.motrad})" if row.motrad else match_text,
    )  # fmt: skip
