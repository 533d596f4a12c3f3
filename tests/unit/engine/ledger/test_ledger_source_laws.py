"""The same rows give the same RR to the öre, whatever the format and however they are divided between files."""

import csv
import gzip
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ledger import Question, Stripped, strip

Ask = Callable[..., Question]
Row = tuple[str, str, str, str, int, str, str]
COLUMNS = ("konto", "ansvar", "motpart", "period", "belopp", "typ", "text")

_rows = st.lists(
    st.tuples(
        st.sampled_from(("3010", "3153", "5010", "6132", "7450", "8700", "8100")),
        st.sampled_from(("70322", "75100", "76000", "40100")),
        st.sampled_from(("", "120", "121", "180", "811")),
        st.sampled_from(("202103", "202201", "202207", "202208", "202212", "202213")),
        st.integers(-(10**11), 10**11),
        st.sampled_from(("utfall", "budget")),
        st.sampled_from(("", "Lön", 'sa "hej"; gick', "två\nrader", "é")),
    ),
    min_size=1,
    max_size=25,
    unique=True,
)


def _kronor(ore: int, mark: str) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}{mark}{abs(ore) % 100:02}"


def _csv(rows: Sequence[Row], separator: str, mark: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*row[:4], _kronor(row[4], mark), *row[5:]) for row in rows)
    return text.getvalue()


def _utf8(path: Path, rows: Sequence[Row]) -> None:
    path.write_bytes(_csv(rows, ";", ",").encode())


def _latin(path: Path, rows: Sequence[Row]) -> None:
    path.write_bytes(_csv(rows, "\t", ".").encode("iso-8859-1"))


def _packed(path: Path, rows: Sequence[Row]) -> None:
    path.write_bytes(gzip.compress(_csv(rows, ",", ".").encode("utf-8-sig")))


def _workbook(path: Path, rows: Sequence[Row], *, as_numbers: bool) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rader")
        sheet.write(0, 0, "Huvudbok")
        sheet.write_row(2, 1, COLUMNS)
        for number, row in enumerate(rows, start=3):
            values = (*row[:4], _kronor(row[4], ","), *row[5:])
            for column, value in enumerate(values, start=1):
                if as_numbers and column == 5:
                    sheet.write_number(number, column, row[4] / 100)
                elif as_numbers and column < 5 and value:
                    sheet.write_number(number, column, int(value))
                else:
                    sheet.write_string(number, column, value)


def _numbers(path: Path, rows: Sequence[Row]) -> None:
    _workbook(path, rows, as_numbers=True)


def _texts(path: Path, rows: Sequence[Row]) -> None:
    _workbook(path, rows, as_numbers=False)


def _parquet(path: Path, rows: Sequence[Row], amount: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(f'{name} VARCHAR' for name in COLUMNS)})")
        connection.executemany(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(*row[:4], _kronor(row[4], "."), *row[5:]) for row in rows],
        )
        connection.sql(f"SELECT * REPLACE (belopp::{amount} AS belopp) FROM t").write_parquet(str(path))  # noqa: S608


def _decimals(path: Path, rows: Sequence[Row]) -> None:
    _parquet(path, rows, "DECIMAL(18, 4)")


def _doubles(path: Path, rows: Sequence[Row]) -> None:
    _parquet(path, rows, "DOUBLE")


def _sie(path: Path, rows: Sequence[Row]) -> None:
    lines = ["#FLAGGA 0", "#FORMAT PC8", "#SIETYP 4", "#DIM 1 Kostnadsställe", "#DIM 20 Motpart"]
    for number, (konto, ansvar, motpart, period, ore, typ, text) in enumerate(rows):
        objects, amount = f'{{1 {ansvar} 20 "{motpart}"}}', _kronor(ore, ".")
        if typ == "budget":
            lines.append(f"#PBUDGET 0 {period} {konto} {objects} {amount}")
        else:
            quoted = text.replace("\n", " ").replace('"', '\\"')
            lines += [f'#VER A {number} {period}10 "{quoted}"', "{", f"\t#TRANS {konto} {objects} {amount}"]
            lines += [f"\t#TRANS 1930 {{}} {_kronor(-ore, '.')}", "}"]
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp437"))


FORMATS = (_utf8, _latin, _packed, _numbers, _texts, _decimals, _doubles, _sie)


def _told(result: Stripped) -> object:
    assert (result.olasta, result.radfel, result.upprepade) == ((), (), ())
    return result.rr, result.rader, result.borttaget, result.okanda_konton, result.huvudbokens_typ_ar


@settings(max_examples=15, deadline=None)
@given(rows=_rows)
def test_the_same_rows_give_the_same_in_every_format(ask: Ask, rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        told = []
        for number, write in enumerate(FORMATS):
            path = Path(folder) / f"{number}.bok"
            write(path, rows)
            told.append(_told(strip([path], ask("VON", "arsbokslut"))))
    assert all(one == told[0] for one in told)


@settings(max_examples=15, deadline=None)
@given(rows=_rows, data=st.data())
def test_a_file_that_repeats_another_adds_nothing_when_left_out(
    ask: Ask, rows: list[Row], data: st.DataObject
) -> None:
    """Some of the rows again in a second file of another format: with --hoppa-over the RR is that of the first."""
    again = data.draw(st.lists(st.sampled_from(rows), min_size=1, unique=True))
    first, second = data.draw(st.sampled_from(FORMATS[:-1])), data.draw(st.sampled_from(FORMATS[:-1]))
    with TemporaryDirectory() as folder:
        one, two = Path(folder) / "ett", Path(folder) / "tva"
        first(one, rows)
        second(two, again)
        alone, both = strip([one], ask()), strip([one, two], ask(skip_faulty=True))
        stops = strip([one, two], ask()).stops
    counted = any(row[4] for row in again)
    assert (both.rr, both.borttaget_ore) == (alone.rr, alone.borttaget_ore)
    assert stops == counted or bool(both.olasta)
