"""``fyll --utkast``: drafts go into empty comment cells, from the amounts as they will stand, and over no text."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.data import CellChange, FlikData, ReportView, SetCell
from engine.data.comments import COMMENT_COLUMN
from engine.errors import WrongCallError
from engine.model import ColumnKind
from engine.periods import occasion_named
from engine.pipeline.checking import scope_of
from engine.pipeline.filling import FillOutcome, fill_book
from engine.pipeline.reporting import report_view
from engine.writer.patch import patch_workbook
from tests.support.books import YEAR, demo_setup, empty_book, flik_of, opened, template

RR_MANAD, RR_DELAR, INV_DELAR = (
    "1–11 RR skattefin övr jan-nov", "8 RR skattefin övriga delår", "8 inv skattefin övriga delår",
)  # fmt: skip
MARS = {
    "Verksamhetens intäkter": (195144, 217796), "Personalkostnader": (-717534, -724465),
    "Lokalhyror": (-93004, -93004), "Köp av tjänster": (-160751, -171895), "Övriga kostnader": (-77411, -81988),
    "Kommunbidrag": (853556, 853556), "Finansnetto": (0, 0),
}  # fmt: skip
PERSONAL = "Personalkostnader"
Fill = Callable[..., FillOutcome]


def place(flik: FlikData, label: str, kind: ColumnKind) -> Cell:
    row = next(row for row in flik.layout.rows if row.label == label)
    column = flik.layout.column(kind)
    assert column is not None
    return Cell(row.number, column.number)


def comment_cell(flik: FlikData, label: str) -> Cell:
    row = next(row for row in flik.layout.rows if row.label == label)
    assert flik.layout.comment_column is not None
    return Cell(row.number, flik.layout.comment_column)


def amounts(flik: FlikData, rows: Mapping[str, tuple[int, int]]) -> list[CellChange]:
    kinds = (ColumnKind.BUDGET, ColumnKind.PROGNOS)
    return [
        SetCell(flik.name, place(flik, label, kind), amount)
        for label, given in rows.items()
        for kind, amount in zip(kinds, given, strict=True)
    ]


def book(*more: CellChange, flik: str = RR_MANAD) -> bytes:
    return patch_workbook(template(), [*amounts(flik_of(empty_book(), flik), MARS), *more])


def drafted(folder: Path, content: bytes, occasion: str, **options: object) -> FillOutcome:
    path = folder / "bok.xlsx"
    path.write_bytes(content)
    given: dict[str, object] = {
        "year": None, "ledgers": (), "tables": (), "target": folder / "ut.xlsx", "typ": None, "skip_faults": False,
        "drafts": True, **options,
    }  # fmt: skip
    return fill_book(demo_setup(), path, occasion, **given)  # type: ignore[arg-type]


def comments(path: str | None, flik: str) -> dict[str, object]:
    found = flik_of(opened(Path(path or "").read_bytes()).data, flik)
    rows = [row for row in found.layout.rows if row.label]
    cells = {row.label: found.raw(comment_cell(found, row.label)).value for row in rows}
    return {label: value for label, value in cells.items() if value is not None}


def test_every_kontogrupp_gets_its_sentence_and_the_json_names_the_column(tmp_path: Path) -> None:
    outcome = drafted(tmp_path, book(), "mars")
    said = comments(outcome.target, RR_MANAD)
    assert list(said) == [label for label in MARS if label != "Finansnetto"]
    assert "avvika negativt med 6,9 mkr" in str(said[PERSONAL])
    assert all(str(text).startswith("Utkast: ") for text in said.values())
    listed = {(cell["rad"], cell["kolumn"]) for cell in outcome.as_json()["celler"]}  # type: ignore[attr-defined]
    assert (PERSONAL, COMMENT_COLUMN) in listed


def test_text_stays_and_a_second_run_writes_nothing(tmp_path: Path) -> None:
    cell = comment_cell(flik_of(empty_book(), RR_MANAD), PERSONAL)
    first = drafted(tmp_path, book(SetCell(RR_MANAD, cell, "Fler vikarier.")), "mars")
    assert comments(first.target, RR_MANAD)[PERSONAL] == "Fler vikarier."
    assert first.target is not None
    again = drafted(tmp_path, Path(first.target).read_bytes(), "mars")
    assert again.cells == ()
    assert comments(again.target, RR_MANAD) == comments(first.target, RR_MANAD)


def test_the_amounts_are_those_that_the_same_run_fills_in(tmp_path: Path) -> None:
    table = tmp_path / "prognos.csv"
    table.write_text("Belopp i tkr;Prognos helår 2022\nPersonalkostnader;-717546\n", encoding="utf-8")
    outcome = drafted(tmp_path, book(), "maj", tables=[(RR_MANAD, table)])
    assert "negativt med 12 tkr" in str(comments(outcome.target, RR_MANAD)[PERSONAL])


def test_a_monthly_flik_of_another_occasion_is_left_alone(tmp_path: Path) -> None:
    assert drafted(tmp_path, book(), "maj").cells == ()


def test_amounts_nobody_has_filled_in_are_not_described(tmp_path: Path) -> None:
    assert drafted(tmp_path, template(), "delar").cells == ()
    flik = flik_of(empty_book(), RR_DELAR)
    only_budget = [SetCell(flik.name, place(flik, PERSONAL, ColumnKind.BUDGET), -5000)]
    assert drafted(tmp_path, patch_workbook(template(), only_budget), "delar").cells == ()


def test_nothing_asked_for_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(WrongCallError, match="--utkast"):
        drafted(tmp_path, book(), "mars", drafts=False)


def report(content: bytes, occasion: str) -> ReportView:
    asked = occasion_named(occasion)
    return report_view(scope_of(opened(content), demo_setup(), asked, YEAR), asked, "bok.xlsx")


def test_the_report_drafts_what_deviates_and_asks_for_the_cause() -> None:
    cell = comment_cell(flik_of(empty_book(), RR_MANAD), "Köp av tjänster")
    (rr,) = report(book(SetCell(RR_MANAD, cell, "Fler brukare.")), "mars").sections
    said = {comment.heading: (comment.text, comment.to_write) for comment in rr.comments}
    assert said[PERSONAL] == (
        "Utkast: Personalkostnaderna prognostiseras avvika negativt med 6,9 mkr. [Beskriv orsaken.]", True,
    )  # fmt: skip
    assert said["Köp av tjänster"] == ("Fler brukare.", False)
    assert "Lokalhyror" not in said
    assert rr.changes == ()


def test_a_draft_in_the_flik_is_still_a_draft_in_the_report(tmp_path: Path) -> None:
    written = drafted(tmp_path, book(), "mars").target
    (rr,) = report(Path(written or "").read_bytes(), "mars").sections
    assert {comment.to_write for comment in rr.comments} == {True}


def test_the_summary_tells_of_the_totals_and_of_what_they_hide() -> None:
    summary = report(book(), "mars").summary
    assert summary is not None
    assert summary.to_write
    assert summary.text.startswith("Utkast: Årets resultat förväntas inte avvika från budget. Nettokostnaderna ")
    assert "största positiva avvikelsen per kontogrupp är 22,7 mkr" in summary.text
    assert "största negativa 11,1 mkr" in summary.text


def test_an_empty_workbook_has_no_summary() -> None:
    assert report(template(), "delar").summary is None


def test_the_change_of_the_forecast_names_the_occasion_whose_forecast_is_kept() -> None:
    delar = flik_of(empty_book(), RR_DELAR)
    kept = [
        SetCell(delar.name, place(delar, label, ColumnKind.FOREGAENDE_PROGNOS), prognos)
        for label, (_, prognos) in MARS.items()
    ]
    now = {**MARS, PERSONAL: (-717534, -717700)}
    sections = report(book(*amounts(delar, now), *kept), "delar").sections
    changes = {change.heading: change.text for change in sections[0].changes}
    assert changes[PERSONAL] == (
        "Utkast: Prognosen har förbättrats med 6,8 mkr mot prognosen per mars. [Beskriv orsaken.]"
    )
    assert changes["Lokalhyror"] == "Utkast: Ingen förändring mot marsprognosen."
    assert "Finansnetto" not in changes
    other = book(*amounts(delar, now), *kept[1:], SetCell(delar.name, kept[0].cell, 1))
    assert "mot föregående prognos." in report(other, "delar").sections[0].changes[1].text


def test_a_project_is_told_of_by_its_name(tmp_path: Path) -> None:
    inv = flik_of(empty_book(), INV_DELAR)
    row = inv.layout.projects("reinvestering")[0]
    columns = [inv.layout.column(kind) for kind in (ColumnKind.BUDGET, ColumnKind.PROGNOS)]
    cells = [Cell(row.number, column.number) for column in columns if column]
    changes: list[CellChange] = [SetCell(inv.name, Cell(row.number, 1), "Sängar")]
    changes += [SetCell(inv.name, cell, amount) for cell, amount in zip(cells, (750, 500), strict=True)]
    outcome = drafted(tmp_path, patch_workbook(template(), changes), "delar")
    (cell,) = outcome.cells
    assert cell.row == "Sängar"
    assert cell.after == "Utkast: Investeringsutgifterna för Sängar prognostiseras bli 0,3 mkr lägre än budget."
