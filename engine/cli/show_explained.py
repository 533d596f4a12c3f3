"""What ``flikar forklara`` tells of one amount: the rule, the sums, the removed, the rounding, the rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.amounts import kronor, show_number
from engine.cli.show_blocks import heading, table, whole
from engine.cli.show_findings import finding_lines, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.ledger.trail import LedgerRow
    from engine.pipeline.explanations import Explained, Explanation, Part, Share

_MOST_SHARES = 20
_MOST_ROWS = 200
_SUM_HEADINGS = ("Rader", "Huvudboken, kr", "Fliken, kr")
_ROW_HEADINGS = ("Fil", "Rad", "Konto", "Ansvar", "Motpart", "Period", "Verifikation", "Text", "", "Kronor")


def show_explained(explained: "Explained") -> Iterator["RenderableType"]:
    """The blocks of the text."""
    told = explained.explanation
    yield heading(f"{one_line(told.flik)}!{told.cell}  {_named(told)}")
    yield from _amounts(told)
    yield one_line(told.told)
    yield from _origin(explained)
    yield from _parts(told)
    yield from _shares(told)
    if explained.with_rows:
        yield from row_blocks(told.rows)
    yield from finding_lines(explained.findings)


def _named(told: "Explanation") -> str:
    return one_line(", ".join(part for part in (told.row, told.heading or told.column or "") if part))


def _amounts(told: "Explanation") -> Iterator[str]:
    yield f"Står i boken: {what_stands(told.value)}{' tkr' if told.ore is not None else ''}"
    if told.is_changed and told.known is not None:
        yield f"Fylldes med: {what_stands(told.known.varde)} (ändrat sedan dess)"
    if told.known is not None and told.known.ore is not None:
        yield f"Exakt: {kronor(told.known.ore)} kr"
        moved = f"flyttat en enhet ({told.fill.avrundning})" if told.is_moved and told.fill else "inte flyttat"
        yield f"Egen avrundning: {whole(told.own_rounding or 0)} tkr, {moved}"
    elif told.parts and told.ore is not None:
        yield f"Exakt, av delarna: {kronor(told.ore)} kr"


def what_stands(value: object) -> str:
    """What stands in a cell."""
    if value is None:
        return "ingenting"
    return one_line(value) if isinstance(value, str) else show_number(value)  # type: ignore[arg-type]


def _origin(explained: "Explained") -> Iterator[str]:
    told = explained.explanation
    if told.formula:
        yield f"Formel: {one_line(told.formula)}"
    if told.rule is not None or told.counted or told.removed:
        yield (
            f"Rader: {whole(told.counted)} räknade; {whole(told.removed)} borttagna interninterna, "
            f"{kronor(told.removed_ore)} kr i huvudboken"
        )
    if told.fill is not None:
        names = [file.fil for file in told.fill.huvudbok] if told.rule is not None else []
        chart = told.fill.kontoplan if told.rule is not None else ""
        parts = (told.fill.tillfalle, told.fill.kommun, chart, *names)
        yield f"Fylld för: {', '.join(one_line(part) for part in parts if part)}"
    state = "boken är orörd sedan dess" if explained.is_untouched else "boken är sparad sedan dess"
    yield f"Spår: {one_line(explained.trail)} (sha256 {explained.trail_sha256[:16]}…); {state}"


def _parts(told: "Explanation") -> Iterator["RenderableType"]:
    if not told.parts:
        return
    yield ""
    yield table(
        ("", "Cell", "Rad och kolumn", "Källa", "Tkr", "Exakt, kr"),
        (_part_line(part) for part in told.parts),
        numbers=2,
    )


def _part_line(part: "Part") -> tuple[str, ...]:
    sign = "+" if part.count > 0 else "−"
    times = sign if abs(part.count) == 1 else f"{sign}{abs(part.count)} ×"
    ore = part.of.ore
    exact = "" if ore is None else kronor(ore)
    return times, str(part.of.cell), _named(part.of), part.of.source, what_stands(part.of.value), exact


def _shares(told: "Explanation") -> Iterator["RenderableType"]:
    if not told.shares:
        return
    if len(told.shares) > _MOST_SHARES:
        by_konto: dict[str, list[Share]] = {}
        for share in told.shares:
            by_konto.setdefault(share.konto, []).append(share)
        yield ""
        lines = (_sum_line(konto, shares) for konto, shares in by_konto.items())
        yield table(("Konto", *_SUM_HEADINGS), (*lines, _sum_line("Summa", told.shares)), numbers=3)
    shown = sorted(told.shares, key=lambda share: -abs(share.ore))[:_MOST_SHARES]
    shown.sort(key=lambda share: (share.konto, share.ansvar))
    left = [share for share in told.shares if share not in shown]
    yield ""
    lines = (_sum_line(f"{share.konto} {share.ansvar}", (share,)) for share in shown)
    ends = (*([_sum_line(f"{whole(len(left))} till", left)] if left else []), _sum_line("Summa", told.shares))
    yield table(("Konto och ansvar", *_SUM_HEADINGS), (*lines, *ends), numbers=3)
    if left:
        yield f"De {_MOST_SHARES} största visas; --json visar alla."


def _sum_line(name: str, shares: Sequence["Share"]) -> tuple[str, ...]:
    ledger, ore = sum(share.ledger_ore for share in shares), sum(share.ore for share in shares)
    return one_line(name), whole(sum(share.rader for share in shares)), kronor(ledger), kronor(ore)


def row_blocks(rows: tuple["LedgerRow", ...]) -> Iterator["RenderableType"]:
    """Ledger rows, the removed ones marked."""
    yield ""
    yield heading(f"{whole(len(rows))} rader, med huvudbokens tecken")
    yield table(_ROW_HEADINGS, (_row_line(row) for row in rows[:_MOST_ROWS]), numbers=1)
    if len(rows) > _MOST_ROWS:
        yield f"De första {_MOST_ROWS} visas; --json visar alla."
    yield ""


def _row_line(row: "LedgerRow") -> tuple[str, ...]:
    codes = (row.fil, str(row.rad), row.konto, row.ansvar, row.motpart, str(row.period), row.verifikation, row.text)
    return (*(one_line(code) for code in codes), "borttagen" if row.intern else "", kronor(row.ore))
