"""What a button asks before it works, and that the answers are the command's options."""

from pathlib import Path

import pytest

from addin.macros import carry_out
from engine.data.renames import Answers
from engine.pipeline.filling import fill_book
from engine.pipeline.rolling import roll_book
from tests.rules.sample_books import INV_DELAR
from tests.support.books import demo_setup
from tests.support.open_book import FileBook, cells
from tests.support.rolling import MARS, MONTHLY, Bok, renamed_year

pytestmark = pytest.mark.usefixtures("computer")
TABLE = "Belopp i tkr;Prognos helår 2022\nReinvestering;\nMöbler;2100\nSängar;500\nVårdarhjälpmedel;701\n"
UNREADABLE = "5010;70100;;202203;1.234;utfall\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "8 inv skattefin övriga delår.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def _as_command(folder: Path, content: bytes, table: Path, answers: Answers) -> dict[tuple[str, str], object]:
    book, target = folder / "som-kommando.xlsx", folder / "ut.xlsx"
    book.write_bytes(content)
    fill_book(
        demo_setup(), book, "delar", year=None, ledgers=(), tables=[("8 inv", table)], target=target, typ=None,
        skip_faults=False, answers=answers,
    )  # fmt: skip
    return cells(target.read_bytes())


def test_tables_are_filled_in_as_by_the_command_and_taken_back(filled: FileBook, table: Path, tmp_path: Path) -> None:
    before = filled.content
    filled.answers, filled.files = ["delar", "tabeller"], (table,)
    carry_out("fyll_flik", filled)
    assert filled.asked[-1] == (f"Till vilken flik hör {table.name}?", INV_DELAR)
    same = Answers.of(same=[("Vårdhjälpmedel", "Vårdarhjälpmedel")])
    assert cells(filled.content) == _as_command(tmp_path, before, table, same) != cells(before)
    carry_out("angra", filled)
    assert cells(filled.content) == cells(before)


def test_two_likely_names_are_asked_about_and_a_no_keeps_them_apart(
    filled: FileBook, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, asked = filled.content, list[str]()

    def confirm(text: str) -> bool:
        asked.append(text)
        return "samma som" not in text

    monkeypatch.setattr(filled, "confirm", confirm)
    filled.answers, filled.files = ["delar", "Tabeller"], (table,)
    carry_out("fyll_flik", filled)
    assert asked[0] == f"{INV_DELAR}: är projektet ”Vårdarhjälpmedel” samma som ”Vårdhjälpmedel”?"
    apart = Answers.of(different=[("Vårdhjälpmedel", "Vårdarhjälpmedel")])
    assert cells(filled.content) == _as_command(tmp_path, before, table, apart)


@pytest.mark.parametrize("wanted", ["huvudbok", "huvudbok, investeringar", "prognosförslag och huvudbok"])
def test_what_is_asked_for_is_what_the_command_is_told(
    book: FileBook, ledger: Path, tmp_path: Path, wanted: str
) -> None:
    path, target = tmp_path / "bok.xlsx", tmp_path / "ut.xlsx"
    path.write_bytes(book.content)
    book.answers, book.files = ["delar", wanted], (ledger,)
    carry_out("fyll_flik", book)
    fill_book(
        demo_setup(), path, "delar", year=None, ledgers=[ledger], tables=(), target=target, typ=None,
        skip_faults=False, proposals="prognosförslag" in wanted,
        investments="investeringar" in wanted,
    )  # fmt: skip
    assert cells(book.content) == cells(target.read_bytes())


@pytest.mark.parametrize(("answers", "told"), [
    (["delar", "huvudbocker"], "Svaret ”huvudbocker” finns inte. Menade du huvudbok?"),
    (["delar", "tabeller", "kostnader"], "kostnader"),
])  # fmt: skip
def test_an_answer_that_is_none_is_refused_with_the_nearest(
    filled: FileBook, table: Path, answers: list[str], told: str
) -> None:
    before = filled.content
    filled.answers, filled.files = answers, (table,)
    carry_out("fyll_flik", filled)
    assert told in filled.said[-1]
    assert filled.content == before


def test_no_table_chosen_changes_nothing(filled: FileBook) -> None:
    before = filled.content
    filled.answers, filled.files = ["delar", "tabeller"], ()
    carry_out("fyll_flik", filled)
    assert filled.content == before
    assert filled.said == []


def test_without_leaving_them_out_the_message_says_how(book: FileBook, ledger: Path) -> None:
    ledger.write_text(ledger.read_text(encoding="utf-8") + UNREADABLE, encoding="utf-8")
    book.files, book.answers = (ledger,), ["delar", "huvudbok"]
    carry_out("fyll_flik", book)
    assert "Ingenting är ändrat." in book.said[-1]
    assert "Läs in huvudbok frågar om rader som inte går att läsa ska utelämnas." in book.said[-1]


def test_a_roll_is_undone_by_the_answer_and_redone_by_the_press(book: FileBook, tmp_path: Path) -> None:
    bok = Bok(tmp_path).fill(MONTHLY, "prognos", MARS)
    start, target = cells(bok.path.read_bytes()), tmp_path / "rullad.xlsx"
    roll_book(demo_setup(), bok.path, "april", target=target)
    book.content, book.answers = target.read_bytes(), ["Tillbaka"]
    carry_out("rulla_till_nasta", book)
    assert "Den senaste rullningen ångras" in book.said[-1]
    assert cells(book.content) == start
    carry_out("angra", book)
    assert cells(book.content) == cells(target.read_bytes())
    carry_out("angra", book)
    book.content, book.answers = bok.path.read_bytes(), ["tillbaka"]
    carry_out("rulla_till_nasta", book)
    assert cells(book.content) == start, "nothing has been rolled"


@pytest.mark.parametrize("is_same", [True, False])
def test_likely_projects_are_asked_about_when_a_book_is_rolled(
    book: FileBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_same: bool
) -> None:
    bok, target = renamed_year(tmp_path), tmp_path / "april.xlsx"
    book.content, book.answers = bok.path.read_bytes(), ["april"]
    monkeypatch.setattr(book, "confirm", lambda text: is_same or "samma som" not in text)
    carry_out("rulla_till_nasta", book)
    pair = [("Vårdarhjälpmedel", "Vårdhjälpmedel")]
    answers = Answers.of(same=pair) if is_same else Answers.of(different=pair)
    roll_book(demo_setup(), bok.path, "april", target=target, answers=answers)
    assert cells(book.content) == cells(target.read_bytes()) != cells(bok.path.read_bytes())


@pytest.mark.parametrize("how", ["no ledger", "not there"])
def test_a_ledger_that_cannot_be_read_is_not_read_in(book: FileBook, ledger: Path, how: str) -> None:
    if how == "no ledger":
        ledger.write_text("hej\nhopp\n", encoding="utf-8")
    else:
        ledger.unlink()
    book.files = (ledger,)
    carry_out("las_in_huvudbok", book)
    assert book.said[-1].startswith("Huvudboken är inte inläst; rätta filen eller välj en annan.\nFEL LA01: ")
    carry_out("kontrollera_arbetsbok", book)
    assert book.asked[-1][1] == "inget"


def test_a_ledger_that_is_gone_is_asked_for_again(book: FileBook, ledger: Path) -> None:
    book.files = (ledger,)
    carry_out("las_in_huvudbok", book)
    moved = ledger.rename(ledger.with_name("flyttad.csv"))
    carry_out("rensa_interninterna", book)
    assert "Där väljer du också andra filer." in book.said[-1]
    book.files = (moved,)
    carry_out("rensa_interninterna", book)
    assert "VON delar 2022: 0 rader är interninterna" in book.said[-1]
