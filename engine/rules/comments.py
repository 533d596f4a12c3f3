"""KO: is what must be commented commented, by people and for this occasion."""

import re
from collections.abc import Iterator
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount
from engine.data.comments import is_draft
from engine.findings import Finding, make_finding
from engine.layout import PlacedRow, PlacedTarget
from engine.model import ColumnKind, RowKind
from engine.periods import OccasionKind
from engine.rules.crosschecks import latest_comments
from engine.rules.filed import row_name
from engine.rules.scope import BookScope, FlikScope, finding_at
from engine.text import fold

_COMMENT = "kommentar"
_PLACEHOLDER = re.compile(
    r"\[[^\]]*[a-zåäö][^\]]*\]|\bxxx+\b|\blorem ipsum\b|\btodo\b|"
    r"\b(?:skriv|kommentera|beskriv|fyll i)(?: \w+)? här\b|^(?=\W*(?:kommentar|kommentera|fyll i|skriv)\W*$).*",
    re.IGNORECASE,
)


def is_being_commented(flik: FlikScope, scope: BookScope) -> bool:
    """Whether comments are missed here: somebody has begun to write them, or the workbook is handed in."""
    if flik.data.layout.comment_column is None:
        return False
    return scope.filed_at is not None or any(not is_draft(text) for _, text in flik.comments)


def large_deviations(flik: FlikScope, scope: BookScope) -> Iterator[tuple[PlacedTarget, Amount]]:
    """The kontogrupper and projects whose avvikelse reaches both limits of ``storre_avvikelse``."""
    layout = flik.data.layout
    for placed in layout.rows if layout.column(ColumnKind.BUDGET) else ():
        target = layout.targets_by_cell.get(_cell(flik, placed, ColumnKind.AVVIKELSE))
        if target is not None and placed.row.kind in (RowKind.INPUT, RowKind.PROJECT):
            off = flik.values.values.get(target.cell, 0)
            if off and is_large(off, flik.amount(placed, ColumnKind.BUDGET), scope):
                yield target, off


def is_large(off: Amount, budget: Amount, scope: BookScope) -> bool:
    """Whether a deviation (tkr) from a budget reaches both limits; a limit of 0 is not used."""
    limits = scope.kommun.installningar.storre_avvikelse
    is_percent_reached = abs(Fraction(off)) * 100 >= abs(Fraction(budget)) * Fraction(limits.procent)
    return abs(Fraction(off)) >= Fraction(limits.belopp_tkr) and is_percent_reached


def _cell(flik: FlikScope, placed: PlacedRow, kind: ColumnKind) -> Cell:
    column = flik.data.layout.column(kind)
    return Cell(placed.number, column.number if column else 0)


def check_large_deviations(scope: BookScope) -> Iterator[Finding]:
    """KO01 for each large deviation without a comment; one for a flik in which nobody has written any."""
    for flik in scope.flikar:
        if not is_being_commented(flik, scope):
            continue
        missing = [(t, off) for t, off in large_deviations(flik, scope) if not _is_explained(flik, t.row)]
        if missing and not flik.comments:
            target, off = missing[0]
            labels = ", ".join(each.row.label or "rad utan namn" for each, _ in missing)
            text = f"avvikelsen är {show_number(off)}, och fliken har inga kommentarer (större avvikelser: {labels})."
            yield finding_at("KO01", flik.data, target, text, found=off)
            continue
        for target, off in missing:
            text = f"avvikelsen är {show_number(off)} och raden saknar kommentar."
            yield finding_at("KO01", flik.data, target, text, found=off)


def _is_explained(flik: FlikScope, placed: PlacedRow) -> bool:
    """By the row's own comment, or by that of the category it belongs to."""
    owner = flik.data.layout.row(placed.block) if placed.block else None
    return any(row in (placed, owner) for row, _ in flik.comments)


def check_deficit(scope: BookScope) -> Iterator[Finding]:
    """KO02 for a forecast deficit without measures; in april KO03 for one without an åtgärdsplan."""
    for flik in scope.flikar:
        target = flik.total(ColumnKind.PROGNOS)
        if flik.data.layout.flik.table.code != "RR" or target is None or not is_being_commented(flik, scope):
            continue
        result = flik.values.values.get(target.cell, 0)
        occasion = flik.data.own_occasion
        is_april = occasion is not None and occasion.kind is OccasionKind.FORDJUPAD
        rule_id, wanted = ("KO03", "åtgärdsplan") if is_april else ("KO02", "åtgärd")
        said = " ".join(text for _, text in flik.comments)
        if result < 0 and fold(wanted) not in fold(said):
            thing = "åtgärdsplanen" if is_april else "åtgärder"
            text = f"prognosen är {show_number(result)} och ingen kommentar nämner {thing}."
            yield finding_at(rule_id, flik.data, target, text, found=result)


def check_drafts(scope: BookScope) -> Iterator[Finding]:
    """KO04 once for a flik in which drafts are left."""
    for flik in scope.flikar:
        drafts = [(placed, text) for placed, text in flik.comments if is_draft(text)]
        if drafts:
            labels = ", ".join(placed.label or "rad utan namn" for placed, _ in drafts)
            count = "En kommentar är" if len(drafts) == 1 else f"{len(drafts)} kommentarer är"
            yield comment_finding("KO04", flik, drafts[0][0], f"{count} utkast: {labels}.", found=drafts[0][1])


def check_placeholders(scope: BookScope) -> Iterator[Finding]:
    """KO09 for a comment in which a request or a placeholder is left; a draft is told of as such."""
    for flik in scope.flikar:
        for placed, text in flik.comments:
            left = _PLACEHOLDER.search(text)
            if left is not None and not is_draft(text):
                yield comment_finding("KO09", flik, placed, f"”{left.group()}” står kvar i kommentaren.", found=text)


def check_repeated(scope: BookScope) -> Iterator[Finding]:
    """KO06 for a comment that is the last one's, word for word, though the deviation it explains is another."""
    for flik in scope.flikar:
        earlier = latest_comments(scope, flik)
        if earlier is None:
            continue
        for placed, text in flik.comments:
            name = row_name(placed)
            before = earlier.comments.get(name, "") if name else ""
            if name is None or fold(before) != fold(text):
                continue
            then = earlier.amounts.get((name, ColumnKind.PROGNOS))
            now = flik.values.values.get(_cell(flik, placed, ColumnKind.PROGNOS))
            if then is not None and now is not None and abs(Fraction(now - then)) >= 1:
                said = (
                    f"kommentaren är densamma som vid {earlier.occasion.label(earlier.year)}, men prognosen har gått "
                    f"från {show_number(then)} till {show_number(now)}."
                )
                yield comment_finding("KO06", flik, placed, f"{placed.label}: {said}", found=text)


def check_net(scope: BookScope) -> Iterator[Finding]:
    """KO08 for a result near its budget, which the comments speak of, over large deviations that nobody explains."""
    for flik in scope.flikar:
        target = flik.total(ColumnKind.AVVIKELSE)
        if flik.data.layout.flik.table.code != "RR" or target is None or not is_being_commented(flik, scope):
            continue
        net = flik.values.values.get(target.cell, 0)
        large = list(large_deviations(flik, scope))
        ways = {off > 0 for _, off in large}
        is_hidden = not any(_is_explained(flik, each.row) for each, _ in large) and any(True for _ in flik.comments)
        if len(ways) == 2 and is_hidden and abs(Fraction(net)) * 10 <= max(abs(Fraction(off)) for _, off in large):
            parts = ", ".join(f"{each.row.label} {show_number(off)}" for each, off in large)
            text = f"resultatet avviker {show_number(net)} medan kontogrupperna avviker mycket: {parts}."
            yield finding_at("KO08", flik.data, target, text, found=net)


def comment_finding(rule_id: str, flik: FlikScope, placed: PlacedRow, text: str, *, found: str) -> Finding:
    """A finding about what stands in a comment cell."""
    cell = Cell(placed.number, flik.data.layout.comment_column or 1)
    return make_finding(
        rule_id, text, flik=flik.data.name, cell=cell, row=placed.label or None, column=_COMMENT, found=found
    )
