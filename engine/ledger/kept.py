"""Writing the kept rows as an export of the contract's own format."""

import csv
import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from engine.files import write_atomically
from engine.ledger.headings import OPTIONAL, REQUIRED
from engine.ledger.rows import Rows
from engine.ledger.stripping import Stripping

_GUARDED = "^[=+\\-@\\t\\r\\n]"
"""Text that a spreadsheet would take for a formula."""


def write_kept(stripping: Stripping, path: Path) -> None:
    """Write the nämnd's kept rows in counted periods: ``;``, UTF-8, decimal comma, input order.

    The contract's columns come first under their own names, then those that any of the files has besides.
    Text that a spreadsheet would take for a formula gets an apostrophe in front. Stripped again, the file gives
    the same RR.

    Raises:
        NotWrittenError: the file cannot be written.
    """
    columns = _columns(stripping.rows)
    with TemporaryDirectory(prefix="flikar-") as folder:
        body = Path(folder) / "rader.csv"
        _copy_rows(stripping.rows, list(columns), body)

        def write(file: BinaryIO) -> None:
            file.write(_heading(list(columns.values())))
            with body.open("rb") as rows:
                shutil.copyfileobj(rows, file)

        write_atomically(path, write)


def kept_lines(rows: Rows) -> list[int]:
    """The physical lines of the nämnd's kept rows in counted periods, in input order; of a ledger in one file."""
    found = rows.connection.execute("SELECT fil, id FROM egna WHERE egen AND NOT intern ORDER BY id").fetchall()
    line_of = rows.line_lookup()
    return [line_of(fil, rowid) for fil, rowid in found]


def _columns(rows: Rows) -> dict[str, str]:
    """Column of ``rader`` → heading."""
    present = {column for file in rows.files for column in file.headings.columns}
    own = (*REQUIRED, *(column for column in OPTIONAL if column in present))
    return {column: column for column in own} | rows.carried


def _heading(names: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerow(_guarded(name) for name in names)
    return text.getvalue().encode()


def _guarded(name: str) -> str:
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else name


def _copy_rows(rows: Rows, columns: list[str], body: Path) -> None:
    kept = rows.connection.query(
        "SELECT r.* FROM rader r JOIN egna e ON e.id = r.plats WHERE e.egen AND NOT e.intern ORDER BY e.id"
    )
    kept.project(", ".join(_as_text(column) for column in columns)).write_csv(
        str(body), sep=";", header=False, quotechar='"', escapechar='"'
    )


def _as_text(column: str) -> str:
    if column == "belopp":
        return "kronor(ore) AS belopp"
    if column in ("period", "typ"):
        return column
    return f"nullif(regexp_replace({column}, '{_GUARDED}', '''\\0'), '') AS {column}"
