"""Ledgers in other formats than CSV: the same rows, the same faults at their own places, and refusals in words."""

import gzip
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from engine.ledger import FaultKind, Question, Stripped, ledger_findings, open_stripping, strip, write_kept

Ask = Callable[..., Question]
Write = Callable[..., Path]
Value = str | int | float | bool | date | None
HEADINGS = ("konto", "ansvar", "motpart", "period", "belopp", "typ", "text")
GOOD = ("5010", "70322", "", "202203", "100,00", "utfall", "Lön")


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Value]]], hidden: Sequence[str] = ()) -> Path:
    """A workbook with the values as they are; a text that begins with ``=`` becomes a formula without a value."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, date):
                        sheet.write_datetime(row, column, value, day)
                    elif isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(row, column, value, value="")
                    elif value is not None:
                        sheet.write(row, column, value)
    return path


def as_stored(path: Path, shown: str, stored: str) -> Path:
    """The workbook with one number as Excel stores it: the library that wrote it drops the last digit."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content.replace(f"<v>{shown}</v>".encode(), f"<v>{stored}</v>".encode()))
    return path


def ore(result: Stripped) -> int:
    return result.rr["Personalkostnader"].utfall_ore


def notes(result: Stripped) -> str:
    return " ".join(finding.message for finding in ledger_findings(result) if finding.rule == "LA05")


# gzip


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_packed_ledger_is_read_as_what_is_in_it(ledger: Write, ask: Ask, tmp_path: Path, encoding: str) -> None:
    plain = ledger("5010;70322;;202203;1,50;utfall;;Åsa", "5010;99999;;202203;1;utfall;;")
    packed = tmp_path / "bok.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_text(encoding="utf-8").encode(encoding)))
    result = strip([packed], ask(skip_faulty=True))
    assert ore(result) == -150
    assert [(fault.fil, fault.rad) for fault in result.radfel] == [(str(packed), 3)]


def test_a_packed_ledger_that_is_cut_is_named(ledger: Write, ask: Ask, tmp_path: Path) -> None:
    packed = tmp_path / "bok.csv.gz"
    packed.write_bytes(gzip.compress(ledger(*["5010;70322;;202203;1,50;utfall;;"] * 500).read_bytes())[:-20])
    (fault,) = strip([packed], ask()).olasta
    assert fault.fil == str(packed)
    assert "avbruten" in fault.text


def test_a_packed_ledger_that_is_damaged_is_named(ledger: Write, ask: Ask, tmp_path: Path) -> None:
    data = bytearray(gzip.compress(ledger("5010;70322;;202203;1,50;utfall;;").read_bytes()))
    data[len(data) // 2] ^= 0xFF
    packed = tmp_path / "bok.gz"
    packed.write_bytes(data)
    assert "skadad" in strip([packed], ask()).olasta[0].text


def test_a_packed_file_that_swells_is_refused(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.ledger.formats.gz._ALWAYS_ALLOWED", 1000)
    packed = tmp_path / "bok.gz"
    packed.write_bytes(gzip.compress(bytes(10_000_000)))
    assert "sväller" in strip([packed], ask()).olasta[0].text


# Excel


def test_a_title_block_numbers_and_texts(ask: Ask, tmp_path: Path) -> None:
    rows = [
        ("Huvudbok", None), ("Uttag 2022-09-01", 12), (), (None, *HEADINGS),
        (None, 5010, 70322, None, 202203, 0.1 + 0.2, "utfall", "Lön"),
        (None, "5010", "70322", "", "202203", "1 234,50", "utfall", "Lön"),
        (None, 5010.0, 70322.0, None, 202203.0, -1000, "utfall", True),
        (),
        (None, "05010", "70322", "", "202203", 12.5, "utfall", 7.5),
    ]  # fmt: skip
    path = as_stored(workbook(tmp_path / "bok.xlsx", {"Blad1": rows}), "0.3", "0.30000000000000004")
    with open_stripping([path], ask()) as stripping:
        write_kept(stripping, tmp_path / "ut.csv")
    assert ore(stripping.result) == -(30 + 123_450 - 100_000)
    assert [code.kod for code in stripping.result.okanda_konton] == ["05010"]
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "5010;70322;;202203;0,30;utfall;Lön", "5010;70322;;202203;1234,50;utfall;Lön",
        "5010;70322;;202203;-1000,00;utfall;SANT", "05010;70322;;202203;12,50;utfall;7.5",
    ]  # fmt: skip
    assert "1 tal har brus" in notes(stripping.result)
    assert "först rad 5" in notes(stripping.result)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.234, "1.234"), (1.005, "1.005"), (0.001, "0.001"), ("1.234", "1.234"), (1e-7, "0.0000001"),
        (12345678901234.5, "12345678901234.5"), (None, ""), (True, "SANT"), (1234567.891, "1234567.891"),
    ],
)  # fmt: skip
def test_amounts_of_a_sheet_that_are_refused(ask: Ask, tmp_path: Path, value: Value, shown: str) -> None:
    rows = [HEADINGS, GOOD, ("5010", "70322", "", "202203", value, "utfall", "Lön")]
    (fault,) = strip([workbook(tmp_path / "bok.xlsx", {"Blad1": rows})], ask()).radfel
    assert (fault.rad, fault.slag) == (3, FaultKind.BELOPP)
    assert f"”{shown}”" in fault.text


@pytest.mark.parametrize(
    ("change", "kind", "names"),
    [
        ({3: 202214}, FaultKind.PERIOD, "202214"),
        ({3: "2022-03"}, FaultKind.PERIOD, "2022-03"),
        ({0: None}, FaultKind.KONTO, "konto saknas"),
        ({1: None}, FaultKind.ANSVAR, "ansvar saknas"),
        ({1: 99999}, FaultKind.UTAN_NAMND, "99999"),
        ({2: 499}, FaultKind.OKAND_MOTPART, "499"),
        ({5: "prognos"}, FaultKind.TYP, "prognos"),
        ({8: "utanför"}, FaultKind.FALT, "I6"),
    ],
)
def test_every_fault_of_a_sheet_has_its_row(
    ask: Ask, tmp_path: Path, change: dict[int, Value], kind: FaultKind, names: str
) -> None:
    wrong: list[Value] = [*GOOD, None, None]
    for place, value in change.items():
        wrong[place] = value
    path = workbook(tmp_path / "bok.xlsx", {"Blad1": [("Rubrik",), HEADINGS, GOOD, (), GOOD, wrong, GOOD]})
    (fault,) = strip([path], ask()).radfel
    assert (fault.fil, fault.rad, fault.slag) == (str(path), 6, kind)
    assert names in fault.text
    assert ore(strip([path], ask(skip_faulty=True))) == -30_000


def test_a_period_that_is_a_date_is_its_month(ask: Ask, tmp_path: Path) -> None:
    rows: list[Sequence[Value]] = [HEADINGS, ("5010", "70322", "", date(2022, 3, 31), 100, "utfall", "")]
    result = strip([workbook(tmp_path / "bok.xlsx", {"Blad1": rows})], ask())
    assert (ore(result), result.radfel) == (-10_000, ())
    assert "datum i 1 rader (först rad 2)" in notes(result)


def test_the_one_sheet_that_has_the_headings_is_read_and_the_others_named(ask: Ask, tmp_path: Path) -> None:
    path = workbook(tmp_path / "bok.xlsx", {"Info": [("Om uttaget",)], "Rader": [HEADINGS, GOOD], "Tom": []})
    result = strip([path], ask())
    assert ore(result) == -10_000
    assert "ur fliken Rader" in notes(result)
    assert "inte lästa: Info." in notes(result)


def test_several_sheets_with_headings_are_refused_by_name(ask: Ask, tmp_path: Path) -> None:
    path = workbook(tmp_path / "bok.xlsx", {"Jan": [HEADINGS, GOOD], "Feb": [HEADINGS, GOOD]}, hidden=["Feb"])
    assert "Jan, Feb" in strip([path], ask()).olasta[0].text


def test_sheets_without_headings_are_refused_by_name(ask: Ask, tmp_path: Path) -> None:
    path = workbook(tmp_path / "bok.xlsx", {"Info": [("Om uttaget",)], "Annat": [(1, 2)]})
    assert "Info, Annat" in strip([path], ask()).olasta[0].text


def test_a_missing_heading_of_a_sheet_is_named(ask: Ask, tmp_path: Path) -> None:
    path = workbook(tmp_path / "bok.xlsx", {"Rader": [HEADINGS[:4] + HEADINGS[5:], GOOD]})
    assert "kolumnen belopp saknas" in strip([path], ask()).olasta[0].text


def test_a_formula_without_a_value_is_never_read_as_nothing(ask: Ask, tmp_path: Path) -> None:
    path = workbook(tmp_path / "bok.xlsx", {"Rader": [HEADINGS, GOOD, (*GOOD[:2], "=A1", *GOOD[3:])]})
    result = strip([path], ask())
    assert [fault.text for fault in result.olasta] != []
    assert "Rader, cell C3" in result.olasta[0].text


def test_a_packed_workbook(ask: Ask, tmp_path: Path) -> None:
    path = workbook(tmp_path / "bok.xlsx", {"Rader": [HEADINGS, GOOD]})
    packed = tmp_path / "bok.xlsx.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert ore(strip([packed], ask())) == -10_000


# Parquet


def parquet(path: Path, select: str) -> Path:
    with duckdb.connect() as connection:
        connection.sql(select).write_parquet(str(path))
    return path


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("1234.50::DECIMAL(18, 2)", -123_450), ("1234.5000::DECIMAL(18, 4)", -123_450), ("1234::INTEGER", -123_400),
        ("100::DECIMAL(18, 0)", -10_000), ("100::DECIMAL(18, 3)", -10_000), ("0.1::DOUBLE + 0.2::DOUBLE", -30),
        ("'1 234,50'", -123_450),  ("7::UBIGINT", -700),
        ("1234.505::DECIMAL(18, 3)", None), ("1234.505::DOUBLE", None), ("1.234::DOUBLE", None),
        ("NULL::DOUBLE", None), ("'NaN'::DOUBLE", None), ("12345678901234.56::DOUBLE", None),
    ],
)  # fmt: skip
def test_amounts_of_every_type_exactly_or_not_at_all(
    ask: Ask, tmp_path: Path, amount: str, expected: int | None
) -> None:
    path = parquet(
        tmp_path / "bok.parquet",
        "SELECT 5010 AS konto, 70322::DOUBLE AS ansvar, NULL::VARCHAR AS motpart, 202203 AS period,"
        f" {amount} AS belopp, 'utfall' AS typ",
    )
    result = strip([path], ask(skip_faulty=True))
    if expected is None:
        assert [(fault.rad, fault.slag) for fault in result.radfel] == [(1, FaultKind.BELOPP)]
    else:
        assert (ore(result), result.radfel) == (expected, ())


def test_noise_behind_the_fifteenth_digit_is_told(ask: Ask, tmp_path: Path) -> None:
    select = "SELECT '5010' konto, '70322' ansvar, '' motpart, '202203' period, 0.1::DOUBLE + b belopp, 'utfall' typ"
    path = parquet(tmp_path / "bok.parquet", f"{select} FROM (VALUES (0.2::DOUBLE), (0.4::DOUBLE)) v(b)")
    result = strip([path], ask())
    assert ore(result) == -80
    assert "1 belopp har brus" in notes(result)


def test_amounts_of_a_type_without_ore_are_refused(ask: Ask, tmp_path: Path) -> None:
    select = "SELECT '5010' konto, '70322' ansvar, '' motpart, '202203' period, 0.1::FLOAT belopp, 'utfall' typ"
    path = parquet(tmp_path / "bok.parquet", select)
    assert "FLOAT" in strip([path], ask()).olasta[0].text


def test_faults_of_parquet_have_their_row_numbers(ask: Ask, tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "bok[1].parquet",
        "SELECT '5010' AS konto, v.ansvar, '' AS motpart, v.period, 1.5 AS belopp, 'utfall' AS typ, 'a\nb' AS text"
        " FROM (VALUES ('70322', DATE '2022-03-31'), ('99999', DATE '2022-03-31'), ('70322', DATE '2022-04-01'),"
        " (NULL, DATE '2022-05-01')) v(ansvar, period)",
    )
    result = strip([path], ask(skip_faulty=True))
    assert [(fault.rad, fault.slag) for fault in result.radfel] == [
        (2, FaultKind.UTAN_NAMND), (4, FaultKind.ANSVAR),
    ]  # fmt: skip
    assert ore(result) == -300


def test_parquet_that_is_cut_is_named(ask: Ask, tmp_path: Path) -> None:
    path = parquet(tmp_path / "bok.parquet", "SELECT '5010' AS konto FROM range(1000)")
    path.write_bytes(path.read_bytes()[:-30])
    assert "avbruten" in strip([path], ask()).olasta[0].text


# Long exports

LONG = "Period;Enhet;Mått;Kolumn;Mätvärde"


def test_a_long_export_is_rows_without_motpart(ask: Ask, ledger: Write, tmp_path: Path) -> None:
    path = ledger(
        "202208;70322 Hemtjänst norr;5010 Löner;Utfall;1 234,50",
        "202208;70322;5010;Budget;1000",
        "",
        "202208;70322;5010;Prognos;1",
        "202208;70322;5010;Utfall",
        "202208;99999;5010;Utfall;1",
        heading=LONG,
    )
    result = strip([path], ask(skip_faulty=True))
    assert (ore(result), result.rr["Personalkostnader"].budget_ore) == (-123_450, -100_000)
    assert [(fault.rad, fault.slag) for fault in result.radfel] == [
        (5, FaultKind.TYP), (6, FaultKind.FALT), (7, FaultKind.UTAN_NAMND),
    ]  # fmt: skip
    assert "motpart" in notes(result)
    sheet = workbook(
        tmp_path / "bok.xlsx",
        {"Blad1": [("Uttag",), LONG.split(";"), (202208, "70322 Hemtjänst norr", 5010, "Utfall", 1234.5)]},
    )
    assert ore(strip([sheet], ask())) == -123_450


def test_a_long_export_of_two_periods_is_refused(ask: Ask, ledger: Write) -> None:
    path = ledger("202207;70322;5010;Utfall;1", "202208;70322;5010;Utfall;2", heading=LONG)
    assert "202207, 202208" in strip([path], ask()).olasta[0].text
