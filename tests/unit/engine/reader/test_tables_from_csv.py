"""A small table from a CSV file, in every form that spreadsheets write."""

from pathlib import Path

import pytest

from engine.errors import MissingFileError, UnreadableError
from engine.reader.tables import read_table

TEXT = "Belopp i tkr;Budget 2022\nKöp av tjänster;-1 234\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_every_encoding_and_separator_reads_alike(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "tabell.csv"
    path.write_bytes(TEXT.replace(";", separator).encode(encoding))
    table = read_table(path)
    assert (table.corner, table.headings) == ("Belopp i tkr", ("Budget 2022",))
    assert [(row.line, row.label, row.cells) for row in table.rows] == [(2, "Köp av tjänster", ("-1 234",))]


def test_short_rows_are_filled_up_and_empty_ones_left_out(tmp_path: Path) -> None:
    path = tmp_path / "tabell.csv"
    path.write_text("Belopp i tkr;A;B\n;;\nLokalhyror;1\n\n'=1+1;2;3\n", encoding="utf-8")
    rows = [(row.line, row.label, row.cells) for row in read_table(path).rows]
    assert rows == [(3, "Lokalhyror", ("1", "")), (5, "=1+1", ("2", "3"))]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tom"), (b"\n ; \n", "tom"), (b"PK\x03\x04", "textfil"), (b"a\0b", "textfil"),
        (b"Belopp i tkr;A\nLokalhyror;1;2\n", "rad 2 har 3"), (b'Belopp i tkr;A\nLokalhyror;"1\n', "citattecknen"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "tabell.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=said):
        read_table(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_table(tmp_path / "borta.csv")
    with pytest.raises(UnreadableError):
        read_table(tmp_path)
