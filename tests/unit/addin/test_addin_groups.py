"""Buttons that read a ledger, make files, roll, repair and file: shown first, done once, taken back by a press."""

from pathlib import Path

import openpyxl
import pytest

from addin import session
from addin.macros import carry_out
from engine.addresses import Cell
from engine.data import SetCell
from engine.ledger.trail import trail_path
from engine.pipeline.checking import check_books
from engine.pipeline.filling import fill_book
from engine.pipeline.repairing import repair_books
from engine.pipeline.rolling import roll_book
from engine.pipeline.submission_folder import Contents, contents_of
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import clean_book
from tests.support.books import REPOSITORY, demo_setup, template
from tests.support.open_book import RR, FileBook, cells
from tests.support.rolling import BUDGET, MARS, MONTHLY, Bok

pytestmark = pytest.mark.usefixtures("computer")
FIGURE = REPOSITORY / "workbooks" / "demo" / "figures" / "von_delar_2022_rr_syntetisk.csv"


def test_the_ledger_is_read_in_once_and_used_by_the_next_button(book: FileBook, ledger: Path) -> None:
    book.files = (ledger,)
    carry_out("las_in_huvudbok", book)
    assert book.said[-1].startswith("huvudbok.csv: 3 rader, varav 3 är VON:s 2022.")
    book.files = ()
    carry_out("rensa_interninterna", book)
    assert "VON delar 2022: 0 rader är interninterna" in book.said[-1]


def test_the_removed_rows_are_saved_where_the_user_says_and_opened(
    book: FileBook, ledger: Path, tmp_path: Path
) -> None:
    book.files, book.target, before = (ledger,), tmp_path / "borttaget.xlsx", book.content
    carry_out("rensa_interninterna", book)
    assert book.shown == [tmp_path / "borttaget.xlsx"]
    assert openpyxl.load_workbook(book.shown[0]).sheetnames
    assert book.content == before
    book.shown, book.agrees = [], False
    carry_out("rensa_interninterna", book)
    assert book.shown == []


def test_a_ledger_with_a_faulty_row_changes_nothing_and_is_told_of(book: FileBook, ledger: Path) -> None:
    ledger.write_text(ledger.read_text(encoding="utf-8") + "5010;70100;;202203;1.234;utfall\n", encoding="utf-8")
    book.files, before = (ledger,), book.content
    book.answers = ["delar", "huvudbok"]
    carry_out("fyll_flik", book)
    assert "Ingenting är ändrat." in book.said[-1]
    assert book.content == before


@pytest.mark.parametrize("agrees", [True, False])
def test_faulty_rows_are_left_out_by_every_button_when_the_user_says_so(
    book: FileBook, ledger: Path, *, agrees: bool
) -> None:
    ledger.write_text(ledger.read_text(encoding="utf-8") + "5010;70100;;202203;1.234;utfall\n", encoding="utf-8")
    book.files, book.agrees = (ledger,), agrees
    carry_out("las_in_huvudbok", book)
    assert "1.234" in book.said[0]
    assert "Utelämna 1 rad?" in book.said[0]
    book.files, book.answers, book.agrees, before = (), ["delar", "huvudbok"], True, book.content
    carry_out("fyll_flik", book)
    assert (book.content != before) == agrees
    assert ("Ingenting är ändrat." in book.said[-1]) != agrees


def test_the_flik_is_filled_from_a_table_as_by_the_command_and_taken_back(book: FileBook, tmp_path: Path) -> None:
    table = tmp_path / "rr.csv"
    table.write_text("\n".join(FIGURE.read_text(encoding="utf-8").splitlines()[:2]) + "\n", encoding="utf-8")
    path, other = tmp_path / "annan" / "von-2022.xlsx", tmp_path / "annan" / "ut.xlsx"
    path.parent.mkdir()
    path.write_bytes(book.content)
    outcome = fill_book(
        demo_setup(), path, "delar", year=None, ledgers=[], tables=[(RR, table)], target=other, typ=None,
        skip_faults=False,
    )  # fmt: skip
    book.files, book.answers, before = (table,), ["delar", "tabeller", RR], cells(book.content)
    carry_out("fyll_flik", book)
    now = cells(book.content)
    assert outcome.cells
    assert {(c.flik, str(c.cell)): c.after for c in outcome.cells if c.after is not None}.items() <= now.items()
    carry_out("angra", book)
    assert cells(book.content) == before


@pytest.mark.parametrize("answers", [["delar", "allt möjligt"], ["delar", "tabeller", "Ingen sådan flik"]])
def test_a_source_or_a_flik_that_is_not_there_is_refused(book: FileBook, answers: list[str]) -> None:
    book.files, book.answers, before = (FIGURE,), answers.copy(), book.content
    carry_out("fyll_flik", book)
    assert f"”{answers[-1]}”" in book.said[-1]
    assert book.content == before


def test_the_flik_is_filled_as_by_the_command_with_its_trail_and_taken_back(
    book: FileBook, ledger: Path, tmp_path: Path
) -> None:
    path, other = tmp_path / "annan" / "von-2022.xlsx", tmp_path / "annan" / "ut.xlsx"
    path.parent.mkdir()
    path.write_bytes(book.content)
    outcome = fill_book(
        demo_setup(), path, "delar", year=None, ledgers=[ledger], tables=[], target=other, typ=None, skip_faults=False
    )
    book.files, before = (ledger,), cells(book.content)
    book.answers = ["delar", "huvudbok"]
    carry_out("fyll_flik", book)
    assert "Skriva beloppen?" in book.said[-1]
    now = cells(book.content)
    assert outcome.cells
    assert {(c.flik, str(c.cell)): c.after for c in outcome.cells if c.after is not None}.items() <= now.items()
    trail = trail_path(tmp_path / book.name)
    assert trail.is_file()
    [cost] = [c for c in outcome.cells if c.after == -1235]
    book.select(cost.flik, str(cost.cell))
    carry_out("forklara_cell", book)
    assert "konto 5010, ansvar 70100: -1 234 567,50 kr" in book.said[-1].replace("\xa0", " ").replace("−", "-")
    [moved] = [c for c in outcome.moved if c.flik == cost.flik and c.cell.column == cost.cell.column][:1]
    book.select(moved.flik, str(moved.cell))
    carry_out("forklara_cell", book)
    assert "tkr, flyttat en enhet (summerbar) så att summorna går ihop." in book.said[-1]
    trail_before = trail.read_bytes()
    book.write(cost.flik, str(cost.cell), -1)
    carry_out("forklara_cell", book)
    assert f"VARNING IN16 {cost.flik}!{cost.cell}" in book.said[-1], "as on the command line, whichever cell is asked"
    book.write(cost.flik, str(cost.cell), cost.after)
    assert trail.read_bytes() == trail_before
    carry_out("angra", book)
    assert cells(book.content) == before
    assert not trail.exists()


def test_without_a_trail_the_message_names_the_workbook_and_no_folder(book: FileBook) -> None:
    book.select(RR, "E9")
    carry_out("forklara_cell", book)
    assert book.said[-1].startswith("von-2022.spar.parquet: spåret finns inte.")


def test_a_new_book_is_made_and_opened(book: FileBook, tmp_path: Path) -> None:
    book.answers, book.target, before = ["BUN", "2023"], tmp_path / "bun.xlsx", book.content
    carry_out("ny_arbetsbok", book)
    assert book.shown == [tmp_path / "bun.xlsx"]
    assert openpyxl.load_workbook(book.shown[0]).sheetnames
    assert book.content == before


@pytest.mark.parametrize(("answers", "told"), [
    (["XYZ", "2022"], "XYZ"), (["BUN", "tjugo"], "”tjugo” är inget år."), (["BUN", "0000"], "”0000” är inget år."),
])  # fmt: skip
def test_a_new_book_of_nobody_or_no_year_is_refused(book: FileBook, answers: list[str], told: str) -> None:
    book.answers = answers
    carry_out("ny_arbetsbok", book)
    assert told in book.said[-1]
    assert book.shown == []


def test_the_book_is_rolled_as_by_the_command_and_back(book: FileBook, tmp_path: Path) -> None:
    bok = Bok(tmp_path).fill(MONTHLY, "prognos", MARS)
    book.content, before = bok.path.read_bytes(), cells(bok.path.read_bytes())
    target = tmp_path / "rullad.xlsx"
    roll_book(demo_setup(), bok.path, "april", target=target)
    book.answer = "april"
    carry_out("rulla_till_nasta", book)
    assert "rader arkiveras i Historik." in book.said[-1]
    assert "föregående prognos 10" in book.said[-1]
    assert cells(book.content) == cells(target.read_bytes())
    carry_out("angra", book)
    assert cells(book.content) == before


@pytest.fixture
def mars(tmp_path: Path) -> Bok:
    """A workbook with mars filled in."""
    return Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)


def test_the_next_occasion_of_the_calendar_is_proposed(book: FileBook, mars: Bok) -> None:
    book.answer = None
    for content in (mars.path.read_bytes(), clean_book()):
        book.content = content
        carry_out("rulla_till_nasta", book)
    assert [proposed for _, proposed in book.asked] == ["april 2022", "mars 2023"]
    assert book.said == []


def test_the_year_may_be_said_of_the_books_own_year_too(book: FileBook, mars: Bok) -> None:
    book.content, book.answer = mars.path.read_bytes(), "april 2022"
    carry_out("rulla_till_nasta", book)
    assert cells(book.content) == cells(_rolled(mars, "april"))


def test_a_roll_into_the_next_year_is_a_new_book_and_the_open_one_stays(
    book: FileBook, mars: Bok, tmp_path: Path
) -> None:
    book.content = before = mars.path.read_bytes()
    book.answer, book.target = "budget 2023", tmp_path / "von-2023.xlsx"
    carry_out("rulla_till_nasta", book)
    assert book.shown == [book.target]
    assert cells(book.target.read_bytes()) == cells(_rolled(mars, "budget", year=2023))
    assert (book.content, book.can_undo) == (before, 0)
    assert "Spara 2023 års bok? Boken som är framme ändras inte." in book.said[-1]


@pytest.mark.parametrize("how", ["no", "no target", "too late"])
def test_without_a_yes_there_is_no_new_book(book: FileBook, mars: Bok, how: str, tmp_path: Path) -> None:
    book.content = mars.path.read_bytes()
    book.answer = "budget 2025" if how == "too late" else "budget 2023"
    book.agrees, book.target = how != "no", None if how == "no target" else tmp_path / "von-2023.xlsx"
    before = sorted(tmp_path.rglob("*"))
    carry_out("rulla_till_nasta", book)
    assert sorted(tmp_path.rglob("*")) == before
    assert book.shown == []
    if how == "too late":
        assert book.said == ["von-2022.xlsx gäller 2022 och kan rullas inom 2022 eller till 2023, inte till 2025."]


def test_last_years_outcome_is_fetched_from_last_years_book(book: FileBook, mars: Bok, tmp_path: Path) -> None:
    earlier = _last_years(tmp_path)
    book.content, book.answer, book.files = mars.path.read_bytes(), "delar", (earlier,)
    carry_out("rulla_till_nasta", book)
    assert book.said[0].startswith("Hämta fjolårets utfall ur fjolårets bok?")
    fetched = _rolled(mars, "delar", last_year=earlier)
    assert cells(book.content) == cells(fetched)
    assert cells(fetched) != cells(_rolled(mars, "delar"))


def test_last_years_book_may_be_left_out_but_not_be_two(
    book: FileBook, mars: Bok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.content = before = mars.path.read_bytes()
    book.answer = "delar"
    two = (tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    for book.files, told in ((), "Avbrutet. Ingenting är ändrat."), (two, "2 böcker är valda."):
        carry_out("rulla_till_nasta", book)
        assert told in book.said[-1]
        assert book.content == before
    answers = iter([False, True])
    monkeypatch.setattr(book, "confirm", lambda _text: next(answers))
    carry_out("rulla_till_nasta", book)
    assert cells(book.content) == cells(_rolled(mars, "delar"))


def _rolled(bok: Bok, occasion: str, **options: object) -> bytes:
    target = bok.path.with_name("kommandots.xlsx")
    roll_book(demo_setup(), bok.path, occasion, target=target, **options)  # type: ignore[arg-type]
    content = target.read_bytes()
    target.unlink()
    return content


def _last_years(folder: Path) -> Path:
    (folder / "fjol").mkdir()
    return Bok(folder / "fjol", template("VON", 2021)).fill(RR, "utfall", BUDGET).path


def test_what_is_safe_is_repaired_as_by_the_command_and_taken_back(book: FileBook, tmp_path: Path) -> None:
    book.content = patch_workbook(book.content, [SetCell(RR, Cell(9, 2), "-1 200"), SetCell(RR, Cell(13, 2), -1200)])
    before = cells(book.content)
    path, target = tmp_path / "bok.xlsx", tmp_path / "rattad.xlsx"
    path.write_bytes(book.content)
    checked = check_books(demo_setup(), [path], occasion=None, year=None)
    [repaired] = repair_books(demo_setup(), checked, [target], occasion=None, year=None).files
    assert repaired.repairs
    carry_out("ratta_sakra_fel", book)
    assert f"Rätta {len(repaired.repairs)} celler?" in book.said[-1]
    assert cells(book.content) == cells(target.read_bytes())
    assert cells(book.content) != before
    carry_out("angra", book)
    assert cells(book.content) == before


def test_a_book_with_nothing_safe_to_repair_is_left(book: FileBook) -> None:
    before = book.content
    carry_out("ratta_sakra_fel", book)
    assert book.said[-1].startswith("Ingenting är säkert att rätta.")
    assert book.content == before


def test_a_book_with_fel_is_not_filed(book: FileBook, tmp_path: Path) -> None:
    book.content = patch_workbook(book.content, [SetCell(RR, Cell(13, 2), 1)])
    carry_out("lamna_in", book)
    assert book.said[-1].startswith("Boken är inte inlämnad")
    assert str(tmp_path) not in book.said[-1]
    assert not list((tmp_path / "kommun").rglob("*.xlsx"))


def test_a_book_without_fel_is_filed_and_withdrawn_by_one_press(book: FileBook, tmp_path: Path) -> None:
    book.content = before = clean_book()
    carry_out("lamna_in", book)
    assert book.can_undo
    assert book.said[-1].startswith("Inlämnad som inlämning 1: ")
    [filed] = (tmp_path / "kommun").rglob("*.xlsx")
    assert filed.read_bytes() == before == book.content
    carry_out("angra", book)
    assert book.said[-1] == "Inlämning 1 är ångrad. Nu finns ingen inlämning för tillfället."
    assert not list((tmp_path / "kommun").rglob("*.xlsx"))


def test_the_report_is_made_where_the_user_says_and_opened(book: FileBook, tmp_path: Path) -> None:
    book.target, before = tmp_path / "rapport.docx", book.content
    carry_out("skapa_rapport", book)
    assert book.shown == [tmp_path / "rapport.docx"]
    assert book.content == before


def test_a_folder_is_consolidated_to_a_book_that_is_opened(book: FileBook, tmp_path: Path) -> None:
    folder = tmp_path / "bocker"
    folder.mkdir()
    for code in ("VON", "BUN"):
        (folder / f"{code}.xlsx").write_bytes(template(code))
    book.chosen_folder, book.target = folder, tmp_path / "kommun.xlsx"
    carry_out("konsolidera_mapp", book)
    assert book.shown == [tmp_path / "kommun.xlsx"]
    assert book.said[-1].startswith("2 av 2 filer är med i summorna. Saknas: ")


@pytest.mark.parametrize("tag", ["skapa_rapport", "konsolidera_mapp", "ny_arbetsbok", "rensa_interninterna"])
def test_a_cancelled_dialog_writes_nothing(book: FileBook, ledger: Path, tag: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    book.files, book.answers = (ledger,), (["BUN", "2022"] if tag == "ny_arbetsbok" else [])
    carry_out(tag, book)
    assert book.shown == []
    assert sorted(tmp_path.rglob("*")) == before


READ, CHECKED = "Läser huvudboken …", "Kontrollerar boken …"
TAKES_TIME = {
    "las_in_huvudbok": READ, "rensa_interninterna": READ, "fyll_flik": READ, "rulla_till_nasta": "Rullar boken …",
    "kontrollera_arbetsbok": CHECKED, "kontrollera_flik": CHECKED, "nasta_fynd": CHECKED, "ratta_sakra_fel": CHECKED,
    "lamna_in": CHECKED, "skapa_rapport": "Skapar rapporten …", "konsolidera_mapp": "Läser böckerna …",
}  # fmt: skip


@pytest.fixture
def ready(book: FileBook, ledger: Path, tmp_path: Path) -> FileBook:
    """A workbook that every button has work to do on, and a person who has answers for all of them."""
    folder = tmp_path / "bocker"
    folder.mkdir()
    for code in ("VON", "BUN"):
        (folder / f"{code}.xlsx").write_bytes(template(code))
    bok = Bok(tmp_path).fill(MONTHLY, "prognos", MARS)
    book.content = bok.path.read_bytes()
    book.answer, book.files = "april", (ledger,)
    book.chosen_folder, book.target = folder, tmp_path / "ny.xlsx"
    return book


@pytest.mark.parametrize("tag", TAKES_TIME)
def test_work_that_takes_time_is_told_of_and_the_status_bar_given_back(ready: FileBook, tag: str) -> None:
    ready.answers = ["april", "huvudbok"] if tag == "fyll_flik" else []
    carry_out(tag, ready)
    assert ready.statuses[0] == TAKES_TIME[tag]
    assert ready.status is None
    assert "Avbrutet" not in " ".join(ready.said)


@pytest.mark.parametrize("tag", TAKES_TIME)
def test_esc_stops_the_work_with_nothing_changed_written_or_remembered(
    ready: FileBook, tag: str, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    content, place, ready.escape_after = ready.content, (ready.sheet, ready.cell), 1
    ready.answers = ["april", "huvudbok"] if tag == "fyll_flik" else []
    carry_out(tag, ready)
    assert ready.said[-1] == "Avbrutet. Ingenting är ändrat."
    assert ready.status is None
    assert (ready.content, (ready.sheet, ready.cell), ready.shown, ready.can_undo) == (content, place, [], 0)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    ready.escape_after, ready.files = None, ()
    carry_out("angra", ready)
    assert ready.said[-1] == "Det finns ingenting att ångra."
    assert session.ledger_of(ready).paths == (), "a ledger that was not read is not remembered"


def test_a_folder_is_read_with_the_share_of_its_books_told(ready: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.progress._EVERY", 0)
    carry_out("konsolidera_mapp", ready)
    assert ready.statuses[1:] == ["Läser böckerna … 50%", "Läser böckerna … 100%"]


def test_a_folder_is_listed_once(ready: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[Path] = []

    def counted(folder: Path) -> Contents:
        listed.append(folder)
        return contents_of(folder)

    monkeypatch.setattr("engine.pipeline.consolidating.sources.contents_of", counted)
    carry_out("konsolidera_mapp", ready)
    assert listed == [ready.chosen_folder]
