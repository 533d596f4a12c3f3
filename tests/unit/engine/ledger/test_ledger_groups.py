"""Sums come from groups made in one pass over the text: they agree with the single rows, to the öre and the fault."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ledger import FaultKind, Question, Reading, Stripped, open_stripping, strip
from engine.ledger.amount_text import BLANKS, PATTERN
from engine.ledger.watching import execute_watched

Ask = Callable[..., Question]
Fields = tuple[str, str, str, str, str, str]
HEADING = ("konto", "ansvar", "motpart", "period", "belopp", "typ")

_konton = st.sampled_from(("3010", "5010", "6132", "8100", " 5010 ", "\u00a05010", "A1", "", "\u00a0"))
_ansvar = st.sampled_from(("70322", "75100", "76000 ", "40100", "55010", "10000", "99999", "", "\t70322"))
_motparter = st.sampled_from(("", "120", "121 ", " ", "180", "150", "811", "499", "09"))
_periods = st.sampled_from(("202108", "202201", "202206", "202207", " 202208", "202213", "202214", "2022-03", ""))
_belopp = st.sampled_from(("1,50", "-2.25", "1 234,50", " 7", "−3", "1.234", "1,2.3", "", "x", "+4", "1e5"))
_typer = st.sampled_from(("utfall", "budget", "Utfall ", "U", "prognos", ""))
_lines = st.lists(st.tuples(_konton, _ansvar, _motparter, _periods, _belopp, _typer), max_size=40)
_mostly_good = st.lists(
    st.tuples(
        st.sampled_from(("3010", "5010", "6132")), st.sampled_from(("70322", "75100", "40100")),
        st.sampled_from(("", "120", "180")), st.sampled_from(("202108", "202206", "202207")),
        st.sampled_from(("1,50", "-1,50", "1 234,50", "7")), st.sampled_from(("utfall", "budget")),
    ),
    max_size=40,
)  # fmt: skip


def _write(folder: str, lines: list[Fields]) -> Path:
    path = Path(folder) / "bok.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerows([HEADING, *lines])
    return path


def _ore(text: str) -> int | None:
    """The öre of an amount, of the kinds that are drawn here."""
    if re.fullmatch(PATTERN, text) is None:
        return None
    whole, _, decimals = re.sub(r"\s", "", text).replace("−", "-").replace(",", ".").partition(".")
    return int(f"{whole}{decimals:0<2}")


def _fault(question: Question, fields: list[str]) -> FaultKind | None:  # noqa: PLR0911 one for every fault
    konto, ansvar, motpart, period, belopp, typ = fields
    if not konto:
        return FaultKind.KONTO
    if not ansvar:
        return FaultKind.ANSVAR
    if re.fullmatch(r"(19|20)[0-9]{2}(0[0-9]|1[0-3])", period) is None:
        return FaultKind.PERIOD
    if typ.casefold() not in ("utfall", "u", "budget", "b"):
        return FaultKind.TYP
    if _ore(belopp) is None:
        return FaultKind.BELOPP
    if not question.counts({"u": "utfall", "b": "budget"}.get(typ[0].casefold(), ""), int(period)):
        return None
    kommun = question.kommun
    if kommun.owner(ansvar, int(period)) is None:
        return FaultKind.UTAN_NAMND
    if kommun.forvaltning_of_motpart(motpart) is None and kommun.motpartsslag_of(motpart) == "kommun":
        return FaultKind.OKAND_MOTPART
    return None


def _plain(question: Question, lines: list[Fields]) -> tuple[list[tuple[int, FaultKind]], Counter[str]]:
    """Every fault with its line, and what the rows come to, one row at a time."""
    faults, sums = [], Counter[str]()
    for rad, raw in enumerate(lines, 2):
        fields = [field.strip(BLANKS) for field in raw]
        if not any(fields):
            continue
        sums["in"] += 1
        kind = _fault(question, fields)
        if kind is not None:
            faults.append((rad, kind))
            continue
        konto, ansvar, motpart, period, belopp, typ = fields
        typ = {"u": "utfall", "b": "budget"}[typ[0].casefold()]
        if not question.counts(typ, int(period)):
            sums["utanfor"] += 1
            continue
        owner = question.kommun.owner(ansvar, int(period))
        if owner is None or owner[0].kod != question.namnd.kod:
            continue
        if question.kommun.forvaltning_of_motpart(motpart) == owner[1].kod:
            sums["borttagna"] += 1
            sums["borttaget_ore"] += _ore(belopp) or 0
        else:
            sums["kvar"] += 1
            sums[f"{konto} {typ} {period[:4]}"] += _ore(belopp) or 0
    return faults, sums


@settings(max_examples=60, deadline=None)
@given(lines=st.one_of(_lines, _mostly_good), namnd=st.sampled_from(("VON", "SN", "SBN", "KS")))
def test_the_groups_agree_with_plain_python_to_the_ore_and_the_fault(
    ask: Ask, lines: list[Fields], namnd: str
) -> None:
    question = ask(namnd)
    with TemporaryDirectory() as folder, open_stripping([_write(folder, lines)], question) as stripping:
        result = stripping.result
        sums = "SELECT concat_ws(' ', konto, typ, ar), sum(ore) FROM {} WHERE egen AND NOT intern GROUP BY ALL"
        groups = stripping.rows.groups.execute(sums.format("egna_grupper")).fetchall()
        rows = stripping.rows.connection.execute(sums.format("egna")).fetchall()
    faults, plain = _plain(question, lines)
    assert [(fault.rad, fault.slag) for fault in result.radfel] == faults
    assert dict(groups) == dict(rows) == {key: ore for key, ore in plain.items() if " " in key}
    counts = result.rader
    assert (counts.inlasta, counts.borttagna, counts.kvar, counts.utanfor_period) == (
        plain["in"], plain["borttagna"], plain["kvar"], plain["utanfor"],
    )  # fmt: skip
    assert result.borttaget_ore == plain["borttaget_ore"]


@settings(max_examples=15, deadline=None)
@given(lines=_lines, size=st.sampled_from((1, 40, 200)))
def test_codes_that_no_sample_holds_make_no_difference(ask: Ask, lines: list[Fields], size: int) -> None:
    with TemporaryDirectory() as folder:
        path = _write(folder, lines)
        whole = strip([path], ask())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("engine.ledger.standing._SAMPLE", size)
            patch.setattr("engine.ledger.standing._SAMPLES", 2)
            assert strip([path], ask()) == whole


def test_single_rows_are_fetched_only_when_there_is_something_to_tell_of_them(
    ledger: Callable[..., Path], ask: Ask
) -> None:
    def has_rows(*lines: str) -> bool:
        with open_stripping([ledger(*lines)], ask()) as stripping:
            views = stripping.rows.groups.execute("SELECT view_name FROM duckdb_views()").fetchall()
        return ("rader",) in views

    pair = ("6132;70322;120;202203;5,00;utfall;A;", "3153;70323;120;202203;-5,00;utfall;A;")
    assert not has_rows(*pair, "5010;70322;;202203;1 000,00;utfall;;")
    assert has_rows(pair[0])
    assert has_rows(*pair, "5010;70322;;202203;1.234;utfall;;")
    assert has_rows(*pair, "5010;99999;;202203;1,00;utfall;;")


def test_rows_near_the_namnd_are_fetched_alone_and_the_others_when_they_are_asked_for(
    ledger: Callable[..., Path], ask: Ask
) -> None:
    """Every row keeps its place and what was marked, however many rows stand before it."""
    others = ("5010;10100;;202203;1,00;utfall;;", "6132;10100;120;202203;2,00;utfall;;")
    own = ("5010;70322;;202203;3,00;utfall;;",)
    places = "SELECT konto, plats FROM rader ORDER BY plats"
    with open_stripping([ledger(*others, *own)], ask()) as stripping:
        rows = stripping.rows
        assert rows.connection.execute(places).fetchall() == [("6132", 1), ("5010", 2)]
        assert rows.of_everyone.execute(places).fetchall() == [("5010", 0), ("6132", 1), ("5010", 2)]
        assert rows.connection.execute("SELECT id FROM egna").fetchall() == [(2,)]
        assert [rows.line_lookup()(0, place) for place in (1, 2)] == [3, 4]


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder that also small files are kept in."""
    monkeypatch.setattr("engine.ledger.load.WORTH_KEEPING", 1)
    monkeypatch.setenv("FLIKAR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


ROW = "5010;70322;;202203;{};utfall;;"


def _utfall(result: Stripped) -> int:
    return -result.rr["Personalkostnader"].utfall_ore


def _forbid_scanning(monkeypatch: pytest.MonkeyPatch) -> None:
    def scan(*_: object) -> None:
        pytest.fail("the file was read again")

    monkeypatch.setattr("engine.ledger.load.scan_groups", scan)


def test_an_unchanged_file_is_not_read_again(
    keeping: Path, ledger: Callable[..., Path], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger(ROW.format("1,00"), ROW.format("x"))
    first = strip([path], ask())
    assert len(list(keeping.iterdir())) == 1
    copy = path.rename(path.with_name("annat-namn.csv"))
    with monkeypatch.context() as patch:
        _forbid_scanning(patch)
        again = strip([copy], ask())
    assert (again.rr, [f.rad for f in again.radfel]) == (first.rr, [f.rad for f in first.radfel])
    assert strip([copy], ask("SN")).rader.kvar == 0


def test_what_is_kept_is_exact_beyond_the_precision_of_floats(
    keeping: Path, ledger: Callable[..., Path], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger(*[ROW.format("9999999999999,99")] * 11)
    ore = 11 * 999_999_999_999_999
    assert _utfall(strip([path], ask())) == ore > 2**53
    _forbid_scanning(monkeypatch)
    assert _utfall(strip([path], ask())) == ore


def test_a_changed_file_of_the_same_size_and_time_is_read_anew(
    keeping: Path, ledger: Callable[..., Path], ask: Ask
) -> None:
    import os

    path = ledger(ROW.format("1,00"))
    stat = path.stat()
    assert _utfall(strip([path], ask())) == 100
    ledger(ROW.format("2,00"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert _utfall(strip([path], ask())) == 200


@pytest.mark.parametrize("spoil", [b"", b"PAR1", None])
def test_a_spoiled_cache_is_ignored_and_written_anew(
    keeping: Path, ledger: Callable[..., Path], ask: Ask, spoil: bytes | None
) -> None:
    path = ledger(ROW.format("1,00"))
    strip([path], ask())
    (kept,) = keeping.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:60] + bytes([whole[60] ^ 1]) + whole[61:] if spoil is None else spoil)
    assert _utfall(strip([path], ask())) == 100
    (anew,) = keeping.iterdir()
    assert anew.read_bytes() not in (spoil, b"")


def test_the_cache_can_be_left_unused_and_unwritable(
    keeping: Path, ledger: Callable[..., Path], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger(ROW.format("1,00"))
    strip([path], ask())
    with monkeypatch.context() as patch:
        _forbid_scanning(patch)
        with pytest.raises(pytest.fail.Exception):
            strip([path], ask(), reading=Reading(use_cache=False))
    monkeypatch.setenv("FLIKAR_CACHE", str(path))
    assert _utfall(strip([path], ask())) == 100


def test_the_cache_drops_what_was_used_longest_ago(
    keeping: Path, ledger: Callable[..., Path], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kronor in range(4):
        strip([ledger(ROW.format(kronor))], ask())
    size = max(path.stat().st_size for path in keeping.iterdir())
    monkeypatch.setattr("engine.ledger.group_cache._MOST", 2 * size + 1)
    strip([ledger(ROW.format("9"))], ask())
    assert len(list(keeping.iterdir())) == 2


def test_reading_tells_how_far_it_has_come(ledger: Callable[..., Path], ask: Ask) -> None:
    told: list[float] = []
    path = ledger(*[ROW.format("1,00")] * 1000)
    assert strip([path], ask(), reading=Reading(told.append)) == strip([path], ask())
    assert told
    assert all(0 <= share <= 1 for share in told)


def test_what_the_one_who_is_told_raises_stops_the_reading_at_once() -> None:
    """The statement would go on for hours."""

    class EnoughError(Exception):
        pass

    def watch(_share: float) -> None:
        if monotonic() > started + 0.2:
            raise EnoughError

    started = monotonic()
    with duckdb.connect() as connection:
        with pytest.raises(EnoughError):
            execute_watched(connection, "SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 1", watch)
        assert connection.execute("SELECT 1").fetchall() == [(1,)]
    assert monotonic() < started + 20
