"""A year in a workbook for tests of rolling: tables filled by label, rolled and undone in a folder."""

from collections.abc import Mapping
from pathlib import Path

from engine.addresses import Cell
from engine.data import BookData, CellChange, SetCell
from engine.fill import FilledCell, dependent_changes
from engine.pipeline.rolling import RollOutcome, roll_book, undo_roll
from engine.writer.patch import patch_workbook
from tests.support.books import Place, demo_setup, flik_of, opened, template

MONTHLY, RR8, RR12 = "1–11 RR skattefin övr jan-nov", "8 RR skattefin övriga delår", "12 RR skattefin övriga ÅB"
INV0, INV4, INV8, INV12 = (
    "INV skattefin & avfall", "4 inv skattefin övr apr", "8 inv skattefin övriga delår", "12 inv skattefin övr ÅB",
)  # fmt: skip
PROGSAK = "12 prognossäkerhet ALLA ÅB"
BUDGET = {
    "Verksamhetens intäkter": 195_144, "Personalkostnader": -717_534, "Lokalhyror": -80_000,
    "Köp av tjänster": -150_000, "Övriga kostnader": -101_166, "Kommunbidrag": 853_556, "Finansnetto": 0,
}  # fmt: skip
MARS = BUDGET | {"Personalkostnader": -724_434}
APRIL = MARS | {"Verksamhetens intäkter": 217_796}


class Bok:
    """A workbook file that is filled and rolled; every step writes the same file."""

    def __init__(self, folder: Path, content: bytes | None = None) -> None:
        self.path = folder / "bok.xlsx"
        self.path.write_bytes(content if content is not None else template())

    @property
    def data(self) -> BookData:
        return opened(self.path.read_bytes()).data

    def fill(self, flik: str, kind: str, amounts: Mapping[str, int | float | None]) -> "Bok":
        """Input amounts by row label."""
        data = self.data
        place = Place(flik_of(data, flik))
        name = place.flik.name
        cells = [FilledCell(name, place.cell(label, kind), label, kind, None, v) for label, v in amounts.items()]
        return self.change(*(cell.change for cell in cells), *dependent_changes(data, cells))

    def name(self, flik: str, category: str, *projects: str) -> "Bok":
        """Projects on the first rows of a category."""
        layout = flik_of(self.data, flik).layout
        block = next(placed.row.id for placed in layout.rows if placed.label == category)
        cells = [(row.number, name) for row, name in zip(layout.projects(block), projects, strict=False)]
        return self.change(
            *(SetCell(layout.sheet, Cell(number, layout.label_column), name) for number, name in cells)
        )

    def change(self, *changes: CellChange) -> "Bok":
        self.path.write_bytes(patch_workbook(self.path.read_bytes(), changes))
        return self

    def amount(self, flik: str, label: str, kind: str) -> object:
        place = Place(flik_of(self.data, flik))
        return place.flik.raw(place.cell(label, kind)).value

    def roll(self, occasion: str, **options: object) -> RollOutcome:
        return roll_book(demo_setup(), self.path, occasion, **{"target": self.path, **options})  # type: ignore[arg-type]

    def undo(self) -> RollOutcome:
        return undo_roll(demo_setup(), self.path, target=self.path)

    def values(self) -> dict[tuple[str, str], object]:
        """Everything that stands in the workbook."""
        return {
            (sheet.name, str(cell)): raw.value
            for sheet in self.data.raw.sheets
            for cell, raw in sheet.cells.items()
            if raw.value is not None
        }


def renamed_year(folder: Path) -> Bok:
    """Budgeted as Vårdarhjälpmedel; in April it was called Vårdhjälpmedel, and foreseen."""
    bok = Bok(folder).name(INV0, "Reinvestering", "Sängar", "Vårdarhjälpmedel")
    bok.fill(INV0, "budget", {"Sängar": 750, "Vårdarhjälpmedel": 300})
    bok.name(INV4, "Reinvestering", "Vårdhjälpmedel")
    return bok
