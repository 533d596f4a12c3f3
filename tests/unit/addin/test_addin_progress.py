"""Work that takes its time: told of in the status bar, stopped by Esc with nothing written."""

import ctypes
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from addin import progress
from addin.host import ExcelBook
from addin.keyboard import escape_pressed
from addin.macros import OPEN_ACTIONS, carry_out
from addin.progress import CancelledError, working
from engine.ledger import Reading
from engine.pipeline.checking import check_books
from engine.pipeline.consolidating import consolidate_books
from engine.pipeline.filling import fill_book
from tests.support.books import demo_setup, template
from tests.support.open_book import FileBook, through_xlwings

ROWS = 300_000
EXCEL = 4711


@pytest.fixture
def book() -> FileBook:
    return FileBook(template())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Each message comes so long after the one before it."""

    def tick(seconds: float) -> None:
        times = count()
        monkeypatch.setattr(progress, "monotonic", lambda: next(times) * seconds)

    return tick


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "huvudbok.csv"
    lines = (
        f"5010;{70000 + row % 900};;2022{row % 8 + 1:02};{row % 977},50;utfall;V{row};Lön" for row in range(ROWS)
    )
    heading = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"
    path.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    return path


def test_the_status_bar_says_what_is_done_and_is_given_back(book: FileBook, clock: Callable[[float], None]) -> None:
    clock(1)
    with working(book, "Läser böckerna …", 4) as work:
        assert book.status == "Läser böckerna …"
        work.each("a.xlsx")
        assert book.status == "Läser böckerna … 25%"
        work.share(0.5)
    assert book.statuses == ["Läser böckerna …", "Läser böckerna … 25%", "Läser böckerna … 50%"]
    assert book.status is None


def test_without_a_total_no_share_is_said(book: FileBook, clock: Callable[[float], None]) -> None:
    clock(1)
    with working(book, "Läser …") as work:
        work.each("a.xlsx")
    assert book.statuses == ["Läser …", "Läser …"]


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt, CancelledError])
def test_it_is_given_back_however_it_ends(book: FileBook, failure: type[BaseException]) -> None:
    def fails() -> None:
        raise failure

    with pytest.raises(failure), working(book, "Läser …"):
        fails()
    assert book.statuses == ["Läser …"]
    assert book.status is None


def test_it_is_told_of_ten_times_a_second_at_most(book: FileBook, clock: Callable[[float], None]) -> None:
    clock(0.01)
    with working(book, "Läser …") as work:
        for number in range(1000):
            work.share(number / 1000)
    assert 50 <= len(book.statuses) <= 101


def test_esc_stops_the_work_at_once_even_between_two_messages(book: FileBook, clock: Callable[[float], None]) -> None:
    clock(0)
    with working(book, "Läser …") as work:
        work.share(0.1)
        book.escape_after = 1
        work.share(0.2)
        with pytest.raises(CancelledError, match=r"Avbrutet\. Ingenting är ändrat\."):
            work.share(0.3)


def test_an_esc_from_before_stops_nothing(book: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = iter([True, False])
    monkeypatch.setattr(book, "cancelled", lambda: next(pressed))
    with working(book, "Läser …") as work:
        work.share(0.1)


def test_a_cancelled_action_says_so(book: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def action(given: FileBook) -> None:
        with working(given, "Läser …") as work:
            given.escape_after = 0
            work.share(0.1)

    monkeypatch.setitem(OPEN_ACTIONS, "om", action)
    carry_out("om", book)
    assert book.said == ["Avbrutet. Ingenting är ändrat."]


def _fill(book: FileBook, folder: Path, ledger: Path) -> None:
    with working(book, "Läser huvudboken …") as work:
        fill_book(
            demo_setup(), folder / "von-2022.xlsx", "delar", year=None, ledgers=[ledger], tables=(), target=None,
            typ=None, skip_faults=False, reading=Reading(work.share, use_cache=False),
        )  # fmt: skip


def test_a_ledger_is_read_with_its_share_told(book: FileBook, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "von-2022.xlsx").write_bytes(book.content)
    _fill(book, tmp_path, ledger)
    assert (tmp_path / "von-2022-ifylld.xlsx").exists()
    assert all(text.endswith("%") for text in book.statuses[1:])
    assert len(book.statuses) > 1


def test_a_cancelled_reading_of_the_ledger_leaves_nothing_written(
    book: FileBook, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tillfalligt"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    path = tmp_path / "von-2022.xlsx"
    path.write_bytes(book.content)
    book.escape_after = 1
    with pytest.raises(CancelledError):
        _fill(book, tmp_path, ledger)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["tillfalligt", "von-2022.xlsx"]
    assert list(scratch.iterdir()) == []
    assert path.read_bytes() == book.content
    assert book.status is None


def test_a_cancelled_check_or_consolidation_reads_no_more_and_writes_nothing(book: FileBook, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    for path in paths:
        path.write_bytes(book.content)
    read: list[str] = []

    def stopped(action: Callable[[Callable[[str], None]], object]) -> None:
        read.clear()
        book.escape_after = 2
        with working(book, "Läser böckerna …", len(paths)) as work:

            def each(path: str) -> None:
                read.append(path)
                work.each(path)

            with pytest.raises(CancelledError):
                action(each)
        assert read == [str(path) for path in paths[:2]]

    stopped(lambda each: check_books(demo_setup(), paths, occasion=None, year=None, each=each))
    target = tmp_path / "kommun.xlsx"
    stopped(lambda each: consolidate_books(demo_setup(), paths, "delar", target, year=None, each=each))
    assert not target.exists()


def test_excels_own_status_bar_is_used() -> None:
    file = FileBook(template())
    excel = through_xlwings(file)
    app = excel.app.impl
    open_book = ExcelBook(excel)
    open_book.progress("Läser huvudboken …", 0.4)
    assert app.status_bar == "Läser huvudboken … 40\xa0% (Esc avbryter)"
    open_book.progress("Läser huvudboken …", None)
    assert app.status_bar == "Läser huvudboken … (Esc avbryter)"
    open_book.progress("", None)
    assert app.status_bar is False
    assert not open_book.cancelled(), "nobody presses a key where there is no Windows"


def test_an_excel_that_is_busy_stops_no_work() -> None:
    class Busy:
        def __setattr__(self, name: str, value: object) -> None:
            raise OSError("call was rejected by callee")

    ExcelBook(SimpleNamespace(app=Busy())).progress("Läser …", None)


class _User32:
    """What Windows says of the keyboard and of the window in front."""

    def __init__(self, state: int, process: int) -> None:
        self.state, self.process = state, process

    def GetAsyncKeyState(self, key: int) -> int:  # noqa: N802 Windows' name
        assert key == 27
        return self.state

    def GetForegroundWindow(self) -> int:  # noqa: N802 the same
        return 99

    def GetWindowThreadProcessId(self, window: int, process: object) -> int:  # noqa: N802 the same
        assert window == 99
        ctypes.cast(process, ctypes.POINTER(ctypes.c_ulong))[0] = self.process  # type: ignore[arg-type]
        return 1


@pytest.mark.parametrize(("state", "process", "pressed"), [
    (0, EXCEL, False), (-32768, EXCEL, True), (1, EXCEL, True), (-32767, EXCEL, True), (-32768, 1, False),
])  # fmt: skip
def test_esc_counts_when_it_is_or_has_been_down_with_excel_in_front(state: int, process: int, pressed: bool) -> None:
    assert escape_pressed(EXCEL, _User32(state, process)) is pressed
