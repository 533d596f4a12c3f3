"""A nämnd's workbook with every flik filled and nothing wrong in it, made the way the product makes one."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.addresses import Cell
from engine.data import CellChange, FlikData, SetCell
from engine.layout import FlikLayout
from engine.organisation import Kommun, parse_kommun
from engine.pipeline.making import template_bytes
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup
from engine.writer.patch import patch_workbook
from tests.rules.damage import recalculate, unzipped, zipped
from workbooks.catalog import build_catalog

ROOT = Path(__file__).parents[2]
KOMMUN_TOML = ROOT / "workbooks" / "demo" / "kommun.toml"

RR_BUDGET, RR_MANAD, RR_DELAR, RR_AB = (
    "RR skattfin", "1–11 RR skattefin övr jan-nov", "8 RR skattefin övriga delår", "12 RR skattefin övriga ÅB",
)  # fmt: skip
INV_BUDGET, INV_APRIL, INV_DELAR, INV_AB = (
    "INV skattefin & avfall", "4 inv skattefin övr apr", "8 inv skattefin övriga delår", "12 inv skattefin övr ÅB",
)  # fmt: skip
FORUTB_BUDGET, FORUTB_APRIL, FORUTB_DELAR, FORUTB_AB = (
    "Förutbet skattefin", "4 förutb skattefin ALLA apr", "8 förutb skattefin ALLA delår",
    "12 förutb skattefin ALLA ÅB",
)  # fmt: skip
PROGSAK = "12 prognossäkerhet ALLA ÅB"

_RR = {
    "budget": (195144, -717534, -93004, -160751, -77411, 853556, 0),
    "prognos": (217796, -724465, -93004, -171895, -81988, 853556, 0),
    "utfall": (141236, -482976, -62003, -114597, -54659, 569037, 0),
    "utfall_fg": (133080, -470112, -61220, -109004, -51337, 545819, 0),
    "budget_period": (130096, -478356, -62003, -107167, -51607, 569037, 0),
    "budget_fg": (190000, -700000, -92000, -150000, -66729, 818729, 0),
    "plan1": (199000, -730000, -95000, -165000, -91503, 882503, 0),
    "plan2": (203000, -745000, -97000, -168000, -95000, 902000, 0),
}
_RR_ROWS = (
    "Verksamhetens intäkter", "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
    "Kommunbidrag", "Finansnetto",
)  # fmt: skip
_INV_ROWS = ("Möbler", "Vårdhjälpmedel", "Sängar")
_INV = {
    "budget": (4200, 350, 750), "prognos": (2000, 700, 500), "utfall": (853, 317, 0), "utfall_fg": (2316, 532, 392),
    "budget_fg": (3800, 300, 700), "plan1": (4000, 400, 600), "plan2": (4100, 400, 600), "plan3": (4200, 400, 600),
    "plan4": (4300, 400, 600),
}  # fmt: skip
_FORUTB_ROWS = ("Exploateringsbidrag", "Statsbidrag", "- varav exploatering")
_FORUTB = {kind: (900 + n, 400 - n, 300) for n, kind in enumerate(_INV)}
_LAST = ("utfall", 2021)
_PROGSAK = {"Fördjupad månadsuppföljning": 0, "Delårsbokslut": 1200, "Bokslut": 1500}


def demo_kommun(extra: str = "", *, replacing: Mapping[str, str] | None = None) -> Kommun:
    """The demo municipality, with more TOML at its end or some of its text replaced."""
    text = KOMMUN_TOML.read_text(encoding="utf-8")
    for old, new in (replacing or {}).items():
        if old not in text:
            raise ValueError(f"the demo kommun.toml has no {old}")
        text = text.replace(old, new)
    return parse_kommun(text + extra, "kommun.toml")


def demo_setup(extra: str = "", *, replacing: Mapping[str, str] | None = None) -> Setup:
    kommun = demo_kommun(extra, replacing=replacing)
    return Setup(kommun, build_catalog(kommun))


@cache
def setup() -> Setup:
    return demo_setup()


def empty_book(namnd: str = "VON", year: int = 2022, *, optional: bool = False) -> bytes:
    return template_bytes(setup(), setup().kommun.namnd(namnd), year, optional=optional)


@cache
def clean_book(year: int = 2022, *, optional: bool = False) -> bytes:
    """VON's workbook: every flik filled, every stored value right, the monthly flik in april.

    That of 2021 has as outcome what 2022's has as last year's.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.xlsx"
        path.write_bytes(empty_book(year=year, optional=optional))
        opened = open_book(path, setup(), year=None)
        changes = [change for flik in opened.data.flikar for change in _inputs(flik)]
        parts = unzipped(patch_workbook(path.read_bytes(), changes))
        recalculate(parts, Path(folder))
        return zipped(parts)


def _inputs(flik: FlikData) -> list[CellChange]:
    layout = flik.layout
    changes: list[CellChange] = []
    if layout.flik.is_monthly and layout.occasion_cell:
        changes.append(SetCell(flik.name, layout.occasion_cell, f"april {layout.year}"))
    for target in layout.targets:
        label = _label_of(layout, target.cell.row)
        if target.formula is None and label is not None:
            kind = target.column.column.kind.value
            amount = _amount(layout.flik.table.code, label, "utfall_fg" if (kind, layout.year) == _LAST else kind)
            changes.append(SetCell(flik.name, target.cell, amount))
    for number, label in _projects(layout).items():
        changes.append(SetCell(flik.name, Cell(number, 1), label))
    return changes


def _projects(layout: FlikLayout) -> dict[int, str]:
    blocks = {"INV": ("reinvestering", _INV_ROWS), "FORUTB": ("inkomster", _FORUTB_ROWS[:2])}
    block, names = blocks.get(layout.flik.table.code, ("", ()))
    return {placed.number: name for placed, name in zip(layout.projects(block), names, strict=False)}


def _label_of(layout: FlikLayout, number: int) -> str | None:
    placed = next(placed for placed in layout.rows if placed.number == number)
    return placed.label or _projects(layout).get(number)


def _amount(table: str, label: str, kind: str) -> int:
    if table == "PROGSAK":
        return next(amount for name, amount in _PROGSAK.items() if label.startswith(name))
    tables: Mapping[str, tuple[Mapping[str, Sequence[int]], Sequence[str]]] = {
        "RR": (_RR, _RR_ROWS), "PERIOD": (_RR, _RR_ROWS), "INV": (_INV, _INV_ROWS), "FORUTB": (_FORUTB, _FORUTB_ROWS),
    }  # fmt: skip
    amounts, rows = tables[table]
    return amounts[kind][rows.index(label)]


def opened(data: bytes, folder: Path, name: str = "oppnad.xlsx", of: Setup | None = None) -> OpenedBook:
    path = folder / name
    path.write_bytes(data)
    return open_book(path, of or setup(), year=None)


def cell_of(data: bytes, folder: Path, flik: str, row: str, kind: str) -> str:
    """The address where a row's label meets a column kind."""
    book = opened(data, folder, "adress.xlsx").data
    found = next(each for each in book.flikar if each.name == flik)
    return next(
        str(target.cell)
        for target in found.layout.targets
        if target.row.label == row and target.column.column.kind.value == kind
    )
