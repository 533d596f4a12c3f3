"""The everyday faults of a flik: how each is planted, and which rule must say so."""

import re
from collections.abc import Callable, Sequence
from html import escape

from engine.addresses import Cell
from engine.layout import COVER, PlacedRow
from engine.layout.cover import quoted
from engine.model import ColumnKind, RowKind, Sign
from tests.mutations.calls import FILED
from tests.mutations.spot import Fault, NoPlaceError, Plant, Spot
from tests.rules import damage, look_damage

_ERROR_TEXTS = ("#REFERENS!", "#SAKNAS!", "#DIVISION/0!", "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!")


def _text(spelling: Callable[[float], str]) -> Plant:
    def plant(spot: Spot) -> None:
        target = spot.one(spot.inputs(smallest=1000))
        spot.put(target.cell, damage.text(spelling(spot.number(target))))

    return plant


def _grouped(number: float, space: str, minus: str = "-") -> str:
    return f"{number:,.0f}".replace(",", space).replace("-", minus)


def _replaced(change: Callable[[float], float], sign: Sign | None = None, smallest: float = 1) -> Plant:
    def plant(spot: Spot) -> None:
        target = spot.one(spot.inputs(sign, smallest))
        spot.put(target.cell, damage.number(change(spot.number(target))))

    return plant


def _error(content: damage.Content) -> Plant:
    return lambda spot: spot.put(spot.one(spot.inputs()).cell, content)


def _overwritten(change: Callable[[float], float]) -> Plant:
    def plant(spot: Spot) -> None:
        target = spot.one(spot.derived())
        spot.put(target.cell, damage.number(change(spot.number(target))))

    return plant


def _changed_after_pasting(spot: Spot) -> None:
    """An amount changed when the formulas have become plain values."""
    target = spot.one(spot.inputs(smallest=10))
    damage.freeze(spot.parts, spot.name)
    spot.put(target.cell, damage.number(round(spot.number(target) * 1.5)))


def _one_row_short(spot: Spot) -> None:
    """A SUM that ends a row too early, so that it misses an amount."""
    sums = [t for t in spot.derived() if t.row.row.id == "kostnader" and t.column.column.formula is None]
    target = spot.any_of(sums)
    rows = [cell.row for cell, _ in spot.flik.layout.sums[target.cell]]
    letter = str(target.cell).rstrip("0123456789")
    spot.put(target.cell, damage.formula(f"SUM({letter}{min(rows)}:{letter}{max(rows) - 1})", spot.number(target)))


def _stale(spot: Spot) -> None:
    target = spot.one(spot.derived())
    formula = spot.flik.raw(target.cell).formula or ""
    spot.put(target.cell, damage.formula(formula, spot.number(target) + 7))


def _kronor(spot: Spot) -> None:
    _whole_column(spot, lambda value: value * 1000)


def _millions(spot: Spot) -> None:
    spot.only("RR")
    _whole_column(spot, lambda value: round(value / 1000))


def _whole_column(spot: Spot, change: Callable[[float], float]) -> None:
    """Every amount of one column that stands beside another one."""
    kinds = (ColumnKind.PROGNOS, ColumnKind.BUDGET)
    column = next((c for kind in kinds if (c := spot.flik.layout.column(kind)) is not None), None)
    own = [target for target in spot.inputs() if target.column is column]
    if len(own) < 4 or len({target.column.number for target in spot.inputs()}) < 2:
        raise NoPlaceError
    if max(abs(spot.number(target)) for target in own) < 5000:
        raise NoPlaceError
    for target in own:
        spot.put(target.cell, damage.number(change(spot.number(target))))


def _grant(spot: Spot) -> None:
    spot.only("RR")
    spot.add(spot.at("kommunbidrag", ColumnKind.BUDGET), 100)


def _investments(spot: Spot) -> None:
    spot.only("INV")
    spot.add(spot.any_of(spot.filled(ColumnKind.BUDGET)), 100)


def _cover(spot: Spot) -> None:
    """The flik's amount on the cover, written over with another."""
    cover = spot.parts[damage.sheet_part(spot.parts, COVER)]
    place = re.escape(escape(quoted(spot.name), quote=False))
    found = re.search(rf'<c r="(E\d+)"[^>]*><f>{place}!', cover)
    if found is None:
        raise NoPlaceError
    damage.put(spot.parts, COVER, found[1], damage.number(123456))


def _part(spot: Spot) -> None:
    """More exploatering than the whole it is a part of."""
    spot.only("FORUTB")
    target = spot.any_of(spot.filled(ColumnKind.BUDGET))
    total = spot.at("totala_inkomster", target.column.column.kind)
    spot.put(spot.at("varav_exploatering", target.column.column.kind).cell, damage.number(spot.number(total) + 10))


def _ledger_signs(spot: Spot) -> None:
    """A column pasted from the economy system: costs plus, income minus."""
    spot.only("RR")
    for target in (*spot.filled(ColumnKind.PROGNOS), spot.at("kommunbidrag", ColumnKind.PROGNOS)):
        spot.put(target.cell, damage.number(-spot.number(target)))


def _circular(spot: Spot) -> None:
    """An amount worked out from the sum it is part of."""
    spot.only("RR")
    target = spot.any_of(list(spot.inputs(Sign.COST)))
    total = spot.at("kostnader", target.column.column.kind)
    spot.put(target.cell, damage.formula(f"{total.cell}*0.1", spot.number(target)))


def _thin_row(spot: Spot) -> None:
    """A project on the closing row, below which inserted rows fall outside the sum."""
    spot.only("INV")
    project = spot.random.choice(_projects(spot) or [None])
    column = spot.flik.layout.column(ColumnKind.PROGNOS) or spot.flik.layout.column(ColumnKind.BUDGET)
    if project is None or column is None:
        raise NoPlaceError
    row = spot.flik.layout.block_ends[project.block or ""]
    damage.drop_row(spot.parts, spot.name, row)
    amount = {"A": damage.text("Belysning"), f"{Cell(row, column.number)}".rstrip("0123456789"): damage.number(5)}
    damage.add_row(spot.parts, spot.name, row, amount)


def _mark(spot: Spot) -> None:
    column = spot.flik.layout.column(ColumnKind.UTFALL_FG)
    if column is None:
        raise NoPlaceError
    spot.put(spot.flik.layout.mark_cells[ColumnKind.UTFALL_FG], damage.text("preliminärt"))


def _empty_column(spot: Spot) -> None:
    """A column inserted between two of the table's, as Excel does."""
    damage.shift_columns(spot.parts, spot.name, spot.flik.layout.columns[1].number)


def _comment(spot: Spot, text: str) -> None:
    column = spot.flik.layout.comment_column
    if column is None:
        raise NoPlaceError
    spot.put(Cell(spot.one(spot.inputs()).cell.row, column), damage.text(text))


def _date(spot: Spot) -> None:
    look_damage.date(spot.parts, spot.name, str(spot.one(spot.inputs()).cell), spot.random.randint(44562, 44926))


def _hidden_row(spot: Spot) -> None:
    damage.hide_row(spot.parts, spot.name, spot.one(spot.inputs()).cell.row)


def _merged(spot: Spot) -> None:
    target = spot.one(spot.inputs())
    right = Cell(target.cell.row, target.cell.column + 1)
    if right not in spot.flik.layout.targets_by_cell:
        raise NoPlaceError
    look_damage.merge(spot.parts, spot.name, f"{target.cell}:{right}")


def _own_row(spot: Spot) -> None:
    spot.only("RR")
    number = _costs(spot)[1].number
    damage.shift_rows(spot.parts, spot.name, number)
    damage.add_row(spot.parts, spot.name, number, {"A": damage.text("Konsulter"), "B": damage.number(-100)})


def _empty_row(spot: Spot) -> None:
    number = spot.flik.layout.heading_row
    damage.shift_rows(spot.parts, spot.name, number - 1)


def _costs(spot: Spot) -> Sequence[PlacedRow]:
    return [row for row in spot.flik.layout.rows if row.row.sign is Sign.COST and row.row.kind is RowKind.INPUT]


def _order(spot: Spot) -> None:
    """Rows of a table of plain values that have changed places."""
    spot.only("RR")
    one, other = spot.random.sample(list(_costs(spot)), 2)
    damage.freeze(spot.parts, spot.name)
    damage.swap_rows(spot.parts, spot.name, one.number, other.number)


def _renamed_row(spot: Spot) -> None:
    rows = [row for row in spot.flik.layout.rows if row.row.id and not row.row.optional and row.label]
    spot.only("RR")
    row = spot.random.choice([row for row in rows if row.row.kind is RowKind.INPUT])
    spot.put(Cell(row.number, spot.flik.layout.label_column), damage.text(f"{row.label[:4]}. enl. bilaga"))


def _heading(change: Callable[[str], str]) -> Plant:
    def plant(spot: Spot) -> None:
        changed = [column for column in spot.flik.layout.columns if change(column.heading) != column.heading]
        column = spot.random.choice(changed)
        cell = Cell(spot.flik.layout.heading_row, column.number)
        spot.put(cell, damage.text(change(column.heading)))

    return plant


def _exchanged_headings(spot: Spot) -> None:
    """The headings of the two columns that the deviations are worked out from."""
    if spot.flik.layout.column(ColumnKind.AVVIKELSE) is None:
        raise NoPlaceError
    _exchange(spot, ColumnKind.BUDGET, spot.flik.layout.flik.key_column)


def _exchanged_deviation(spot: Spot) -> None:
    """The headings of the deviation and of the column that it is worked out from."""
    _exchange(spot, spot.flik.layout.flik.key_column, ColumnKind.AVVIKELSE)


def _exchange(spot: Spot, *kinds: ColumnKind) -> None:
    one, other = (spot.flik.layout.column(kind) for kind in kinds)
    if one is None or other is None or one is other:
        raise NoPlaceError
    for column, heading in ((one, other.heading), (other, one.heading)):
        spot.put(Cell(spot.flik.layout.heading_row, column.number), damage.text(heading))


def _last_years_headings(spot: Spot) -> None:
    """The headings of both outcomes as they stood in last year's workbook."""
    columns = [spot.flik.layout.column(kind) for kind in (ColumnKind.UTFALL, ColumnKind.UTFALL_FG)]
    for column in columns:
        if column is None:
            raise NoPlaceError
        heading = column.column.shown(spot.flik.layout.year - 1)
        spot.put(Cell(spot.flik.layout.heading_row, column.number), damage.text(heading))


def _other_namnd(spot: Spot) -> None:
    spot.put(Cell(2, 2), damage.text("Socialnämnden" if spot.flik.namnd != "Socialnämnden" else "Kommunstyrelsen"))


def _unknown_namnd(spot: Spot) -> None:
    spot.put(Cell(2, 2), damage.text("Vattennämnden"))


def _other_occasion(spot: Spot) -> None:
    if spot.flik.layout.flik.is_monthly or spot.flik.layout.occasion_cell is None:
        raise NoPlaceError
    spot.put(spot.flik.layout.occasion_cell, damage.text("oktober 2022"))


def _copied(spot: Spot) -> None:
    damage.copy_sheet(spot.parts, spot.name, f"{spot.name[:26]} (2)")


def _tolerated_name(spot: Spot) -> None:
    damage.rename(spot.parts, spot.name, spot.name.replace("skattefin", "skattfin").replace("övriga", "övr"))


def _unprotected(spot: Spot) -> None:
    look_damage.unprotect(spot.parts, spot.name)


def _fetched(spot: Spot) -> None:
    look_damage.link(spot.parts, "underlag.xlsx")
    target = spot.one(spot.inputs())
    spot.put(target.cell, damage.formula("[1]Blad1!B4", spot.number(target)))
    spot.kept.add((spot.name, str(target.cell)))


def _projects(spot: Spot) -> Sequence[PlacedRow]:
    named = [row for row in spot.flik.layout.rows if row.row.kind is RowKind.PROJECT and row.label]
    return [row for row in named if any(target.row is row for target in spot.inputs())]


def _same_project(spot: Spot) -> None:
    rows = _projects(spot)
    pairs = [(a, b) for a in rows for b in rows if a.number < b.number and a.block == b.block]
    if not pairs:
        raise NoPlaceError
    first, second = spot.random.choice(pairs)
    spot.put(Cell(second.number, 1), damage.text(first.label.upper()))


def _nameless(spot: Spot) -> None:
    rows = _projects(spot)
    if not rows:
        raise NoPlaceError
    spot.put(Cell(spot.random.choice(rows).number, 1), damage.EMPTY)


FLIK_FAULTS: tuple[Fault, ...] = (
    Fault("fliken har ett annat men likt namn", "", _tolerated_name),
    Fault("tom rad infogad ovanför tabellen", "", _empty_row),
    Fault("tom kolumn infogad i tabellen", "", _empty_column),
    Fault("fliken har ett främmande namn", "", lambda spot: damage.rename(spot.parts, spot.name, "Blad1")),
    Fault("egen rad bland kontogrupperna", "ST05", _own_row),
    Fault("raderna har bytt ordning", "ST15", _order, also=("FO03",), recalculates=False),
    Fault("raden har ett annat namn", "ST04", _renamed_row),
    Fault("rubriken säger ett annat år", "ST03", _heading(lambda text: text.replace("2022", "2019"))),
    Fault("kolumnens rubrik är borta", "ST04", _heading(lambda _: "Övrigt")),
    Fault("två rubriker har bytt plats", "ST22", _exchanged_headings),
    Fault("avvikelsens rubrik har bytt plats med en annan", "ST22", _exchanged_deviation),
    Fault("utfallens rubriker är förra bokens", "ST03", _last_years_headings),
    Fault("fliken säger en annan nämnd", "ST03", _other_namnd),
    Fault("fliken säger en nämnd som inte finns", "ST24", _unknown_namnd),
    Fault("fliken säger ett annat tillfälle", "ST03", _other_occasion),
    Fault("fliken är kopierad", "ST06", _copied),
    Fault("fliken är dold", "ST12", lambda spot: damage.hide(spot.parts, spot.name)),
    Fault("en rad är dold", "ST13", _hidden_row),
    Fault("celler är sammanfogade", "ST14", _merged),
    Fault("ett projekt står två gånger", "ST16", _same_project),
    Fault("ett projekt saknar namn", "ST17", _nameless),
    Fault("ett belopp står på kategorins slutrad", "ST18", _thin_row, also=("AV14",)),
    Fault("ett dolt namn är borta", "ST19", lambda spot: damage.set_name(spot.parts, "flikar_version", None)),
    Fault("skyddet är borttaget", "ST20", _unprotected),
    Fault("tal som text, mellanslag", "TY01", _text(lambda value: _grouped(value, " "))),
    Fault("tal som text, fast mellanslag", "TY01", _text(lambda value: _grouped(value, "\u00a0"))),
    Fault("tal som text, typografiskt minus", "TY01", _text(lambda value: _grouped(value, " ", "\u2212"))),
    Fault("tal som text, punkt", "TY01", _text(lambda value: _grouped(value, "."))),
    Fault("tal som text, skrivet apostroftecken", "TY01", _text(lambda value: f"'{value:.0f}")),
    Fault("tal med enhet", "TY01", _text(lambda value: f"{value / 1000:.1f} mnkr")),
    Fault("felvärde", "TY02", _error(damage.error("#REF!"))),
    Fault("felvärde ur en formel utan sparat värde", "TY02", _error(damage.formula("1/0")), recalculates=False),
    *(Fault(f"inklistrad feltext {text}", "TY02", _error(damage.text(text))) for text in _ERROR_TEXTS),
    Fault("datum", "TY03", _date),
    Fault("decimaler", "TK01", _replaced(lambda value: value + 0.4, smallest=10)),
    Fault("en kolumn i kronor", "TK02", _kronor),
    Fault("en kolumn i miljoner", "TK03", _millions),
    Fault("kostnad utan minus", "TE01", _replaced(abs, Sign.COST)),
    Fault("intäkt med minus", "TE02", _replaced(lambda value: -abs(value), Sign.INCOME), instead=("AV01",)),
    Fault("en kolumn med huvudbokens tecken", "TE04", _ledger_signs, also=("TE01", "TE02")),
    Fault("investering med minus", "TE03", _replaced(lambda value: -abs(value), Sign.INVESTMENT)),
    Fault("fel summa eller avvikelse", "SU", _overwritten(lambda value: value + 1000)),
    Fault("belopp ändrat efter att formlerna blev värden", "SU", _changed_after_pasting, instead=("AV01",)),
    Fault("formel ersatt av rätt värde", "FO01", _overwritten(lambda value: value)),
    Fault("formel en rad för kort", "FO02", _one_row_short),
    Fault("belopp som räknar med sig självt", "FO06", _circular, recalculates=False),
    Fault("belopp ur en annan bok", "FO05", _fetched),
    Fault("inaktuellt sparat värde", "LA03", _stale, recalculates=False),
    Fault("inga sparade värden", "LA02", lambda spot: damage.without_stored_values(spot.parts), recalculates=False),
    Fault("länk till en annan bok", "LA09", lambda spot: look_damage.link(spot.parts, "underlag.xlsx")),
    Fault("datum från 1904", "LA10", lambda spot: look_damage.count_from_1904(spot.parts)),
    Fault("kommunbidraget är inte beslutet", "AV01", _grant),
    Fault("investeringarnas budget är inte beslutet", "AV14", _investments),
    Fault("försättsbladets belopp är överskrivet", "AV22", _cover),
    Fault("varavposten är större än totalen", "SU04", _part),
    Fault("förra årets utfall är preliminärt", "AV10", _mark),
    Fault("ett utkast är kvar", "KO04", lambda spot: _comment(spot, "Utkast: Ingen avvikelse förväntas.")),
    Fault("mallens uppmaning är kvar", "KO09", lambda spot: _comment(spot, "[Beskriv orsaken.]"), kind=FILED),
)
