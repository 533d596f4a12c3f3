"""The everyday faults that show only against something else: occasions, last year, ledger, nämnder, the clock."""

import math
import re
from collections.abc import Callable
from datetime import timedelta

from engine.layout import PlacedTarget
from engine.model import ColumnKind
from tests.mutations.calls import CLOSED, EARLIER, FILED
from tests.mutations.ledger_faults import LEDGER_FAULTS
from tests.mutations.spot import Fault, NoPlaceError, Plant, Spot
from tests.rules import damage
from tests.rules.sample_books import demo_kommun

_AFTER = timedelta(days=2)
_TEXT = re.compile(r"<t[ >][^<]*</t>")


def _changed(kind: ColumnKind, amount: float) -> Plant:
    def plant(spot: Spot) -> None:
        target = spot.any_of(spot.filled(kind))
        spot.add(target, math.copysign(amount, spot.number(target)))

    return plant


def _remembered(plant: Plant) -> Plant:
    """Only in a table that the earlier workbook has."""

    def planted(spot: Spot) -> None:
        spot.only(*spot.call.remembered)
        plant(spot)

    return planted


def _same_net(spot: Spot) -> None:
    filled = [target for target in spot.filled(ColumnKind.BUDGET) if abs(spot.number(target)) > 50]
    if len(filled) < 2:
        raise NoPlaceError
    more, less = spot.random.sample(filled, 2)
    spot.add(more, 50)
    spot.add(less, -50)


def _row_comment(spot: Spot, text: str) -> PlacedTarget:
    """A comment on a row with a forecast."""
    target = spot.any_of(spot.filled(ColumnKind.PROGNOS))
    _write(spot, target, text)
    return target


def _write(spot: Spot, target: PlacedTarget, text: str) -> None:
    column = spot.flik.layout.comment_column
    if column is None:
        raise NoPlaceError
    spot.put(type(target.cell)(target.cell.row, column), damage.text(text) if text else damage.EMPTY)


def _without_comments(spot: Spot) -> None:
    for row in {target.row.number: target for target in spot.flik.layout.targets}.values():
        _write(spot, row, "")


def _uncommented(spot: Spot) -> None:
    """No comments where an amount deviates by more than the limit."""
    spot.only("RR", "INV", "FORUTB")
    deviations = [t for t in spot.derived() if t.column.column.kind is ColumnKind.AVVIKELSE]
    own = [t for t in deviations if t.row.row.kind.is_filled_by_people and t.row.row.id != "kommunbidrag"]
    if not any(abs(spot.number(target)) >= 1000 for target in own):
        raise NoPlaceError
    _without_comments(spot)


def _without_measures(spot: Spot) -> None:
    """A deficit, explained and left at that."""
    spot.only("RR")
    result = spot.at("resultat", ColumnKind.PROGNOS)
    if spot.number(result) >= 0:
        raise NoPlaceError
    for target in {target.row.number: target for target in spot.flik.layout.targets}.values():
        _write(spot, target, "Fler vårddygn än väntat.")


def _empty_column(spot: Spot) -> None:
    spot.only("RR", "INV", "FORUTB")
    kinds = (ColumnKind.PROGNOS, ColumnKind.UTFALL, ColumnKind.UTFALL_FG)
    kind = spot.random.choice([kind for kind in kinds if spot.filled(kind)] or [None])
    if kind is None:
        raise NoPlaceError
    column = spot.flik.layout.column(kind)
    for target in spot.flik.layout.input_targets:
        if target.column is column:
            spot.put(target.cell, damage.EMPTY)


def _period_outcome(spot: Spot) -> None:
    spot.only("PERIOD")
    _changed(ColumnKind.UTFALL, 10)(spot)


def _late(spot: Spot) -> None:
    assert spot.call.filed_at
    spot.call.filed_at += _AFTER


def _twice(spot: Spot) -> None:
    spot.call.books[f"kopia av {spot.call.own}"] = spot.call.books[spot.call.own]


def _missing(spot: Spot) -> None:
    del spot.call.books[spot.call.own]


def _another_namnds(spot: Spot) -> None:
    """Another nämnd's workbook under this one's name."""
    others = [content for name, content in spot.call.books.items() if name != spot.call.own]
    spot.call.books[spot.call.own] = spot.random.choice(others)


def _last_years_template(spot: Spot) -> None:
    """The year's figures in last year's workbook: every heading and hidden name a year behind."""
    damage.set_name(spot.parts, "flikar_ar", "2021")
    for name, content in spot.parts.items():
        spot.parts[name] = _TEXT.sub(lambda m: m[0].replace("2021", "2020").replace("2022", "2021"), content)


def _flik_gone(spot: Spot) -> None:
    if spot.flik.layout.flik.optional:
        raise NoPlaceError
    damage.drop_sheet(spot.parts, spot.name)


def _decided_since(spot: Spot) -> None:
    """The council has changed the grant, and the workbook has the old one."""
    changes = demo_kommun(replacing={
        "budgetandringar = []":
        f'budgetandringar = [{{ ar = 2022, namnd = "{spot.call.namnd}", fran = "202206", kommunbidrag = 700 }}]',
    }).budgetandringar  # fmt: skip
    whose = spot.call.setup
    spot.call.setup = type(whose)(whose.kommun.model_copy(update={"budgetandringar": changes}), whose.catalog)


def _earlier(change: Callable[[damage.Parts], None]) -> Plant:
    def plant(spot: Spot) -> None:
        parts = damage.unzipped(spot.call.earlier["april.xlsx"])
        change(parts)
        spot.call.earlier["april.xlsx"] = damage.zipped(parts)

    return plant


def _anothers(spot: Spot) -> None:
    other = "SN" if spot.call.namnd != "SN" else "VON"
    _earlier(lambda parts: damage.set_name(parts, "flikar_namnd", f'"{other}"'))(spot)


def _accuracy(row_id: str, amount: float | None) -> Plant:
    def plant(spot: Spot) -> None:
        spot.only("PROGSAK")
        target = spot.at(row_id, ColumnKind.PROGNOS)
        if amount is None:
            spot.put(target.cell, damage.EMPTY)
        else:
            spot.add(target, amount)

    return plant


CALL_FAULTS: tuple[Fault, ...] = (
    Fault("budgeten är ändrad sedan förra tillfället", "AV17", _remembered(_changed(ColumnKind.BUDGET, 50)),
          also=("AV21",), instead=("AV14",), kind=EARLIER),
    Fault("budgeten är omfördelad, nettot detsamma", "AV17", _remembered(_same_net), kind=EARLIER),
    Fault("föregående års utfall är inte förra årets", "AV18", _changed(ColumnKind.UTFALL_FG, 100), kind=EARLIER),
    Fault("föregående prognos är inte den som lämnades", "AV19",
          _remembered(_changed(ColumnKind.FOREGAENDE_PROGNOS, 100)), kind=EARLIER),
    Fault("rapporten har en äldre tabell", "AV21", _changed(ColumnKind.PROGNOS, 10), kind=EARLIER),
    Fault("kommunbidraget är ändrat av fullmäktige", "AV01", _decided_since, also=("AV13",), kind=EARLIER,
          once=True),
    Fault("den tidigare boken är en annan nämnds", "LA04", _anothers, kind=EARLIER, once=True),
    Fault("den tidigare boken går inte att läsa", "LA01", _earlier(lambda parts: parts.clear()), kind=EARLIER,
          once=True),
    Fault("prognossäkerhetens prognos är inte den lämnade", "AV09", _accuracy("delar", 100), kind=CLOSED),
    Fault("prognossäkerhetens bokslut är inte årets resultat", "AV09", _accuracy("bokslut", 100), kind=CLOSED),
    Fault("prognossäkerheten saknar bokslutet", "AV12", _accuracy("bokslut", None), kind=CLOSED),
    *LEDGER_FAULTS,
    Fault("boken lämnas efter sista dagen", "AV16", _late, kind=FILED, once=True),
    Fault("en flik är borttagen", "ST01", _flik_gone, kind=FILED, recalculates=False),
    Fault("en kolumn är inte ifylld", "ST21", _empty_column, instead=("ST23",), kind=FILED),
    Fault("utfallet vid periodbudgeten är ett annat än resultaträkningens", "AV24", _period_outcome, kind=FILED),
    Fault("större avvikelser är inte kommenterade", "KO01", _uncommented, also=("KO02", "KO08"), kind=FILED),
    Fault("ett underskott saknar åtgärder", "KO02", _without_measures, kind=FILED),
    Fault("två böcker från samma nämnd", "AV04", _twice, kind=FILED, once=True),
    Fault("en nämnds bok saknas", "AV03", _missing, kind=FILED, once=True),
    Fault("en annan nämnds bok i nämndens fil", "AV04", _another_namnds, also=("AV03",), kind=FILED, once=True),
    Fault("boken är förra årets", "ST03", _last_years_template, kind=FILED, once=True),
)  # fmt: skip
