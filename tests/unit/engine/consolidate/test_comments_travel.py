"""Comments go with the figures: nämnd by nämnd, a draft with its mark, and into a sheet of the kommun's workbook."""

from pathlib import Path

from engine.addresses import Cell
from engine.calc import flik_values
from engine.consolidate import Contribution, consolidate, contribution_of
from engine.data import CellChange, FlikData, SetCell
from engine.data.consolidation import ConsolidatedComment
from engine.model import ColumnKind
from engine.reader import read_raw
from engine.writer.consolidation import KommunBook, write_kommun_book
from engine.writer.patch import patch_workbook
from tests.support.books import empty_book, flik_of, opened, template

RR = "1–11 RR skattefin övr jan-nov"
DRAFT = "Utkast: Köp av tjänster prognostiseras avvika negativt med 11,1 mkr."


def told_of() -> FlikData:
    """VON's RR with one written comment and one draft, and amounts for the second row only."""
    flik = flik_of(empty_book(), RR)
    column, budget = flik.layout.comment_column, flik.layout.column(ColumnKind.BUDGET)
    personal, kop = flik.layout.row("personalkostnader"), flik.layout.row("kop_av_tjanster")
    assert column
    assert budget
    assert personal
    assert kop
    changes: list[CellChange] = [
        SetCell(RR, Cell(personal.number, column), "Fler vikarier.\nFler sjuka."),
        SetCell(RR, Cell(kop.number, column), DRAFT),
        SetCell(RR, Cell(kop.number, budget.number), -160751),
    ]
    return flik_of(opened(patch_workbook(template(), changes)).data, RR)


def joined() -> tuple[ConsolidatedComment, ...]:
    flik = told_of()
    table = contribution_of(flik, flik_values(flik))
    return consolidate([Contribution("VON", (table,)), Contribution("SN", (table,))], ("SN", "VON")).comments


def test_the_comments_come_in_the_kommuns_order_with_their_deviation() -> None:
    assert joined()[:2] == (
        ConsolidatedComment("SN", "Resultaträkning", "Personalkostnader", 0, "Fler vikarier.\nFler sjuka."),
        ConsolidatedComment("SN", "Resultaträkning", "Köp av tjänster", 160751, DRAFT),
    )
    assert [comment.namnd for comment in joined()] == ["SN", "SN", "VON", "VON"]


def test_they_stand_in_a_sheet_of_their_own(tmp_path: Path) -> None:
    flik = told_of()
    table = contribution_of(flik, flik_values(flik))
    names = {"VON": "Vård- och omsorgsnämnden"}
    whole = consolidate([Contribution("VON", (table,))], tuple(names))
    path = tmp_path / "kommun.xlsx"
    path.write_bytes(
        write_kommun_book(KommunBook("Exempelkommun", "mars 2022", 2022, names, whole, (), {}, (), (), ()))
    )
    raw = read_raw(path)
    sheet = next(sheet for sheet in raw.sheets if sheet.name == "Kommentarer")
    heading = next(cell.row for cell, found in sheet.cells.items() if found.value == "Avvikelse, tkr")
    lines = [[sheet.cells[Cell(heading + n, column)].value for column in range(1, 6)] for n in (1, 2)]
    assert lines == [
        ["Vård- och omsorgsnämnden (VON)", "Resultaträkning", "Personalkostnader", 0, "Fler vikarier.\nFler sjuka."],
        ["Vård- och omsorgsnämnden (VON)", "Resultaträkning", "Köp av tjänster", 160751, DRAFT],
    ]
