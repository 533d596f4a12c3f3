"""A Parquet export: read by DuckDB, each column as the text of what it holds, amounts never rounded."""

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from engine.amounts import LARGEST_WITH_ORE
from engine.errors import UnreadableError
from engine.ledger.headings import names_by_spelling
from engine.ledger.sources import Source
from engine.text import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

_MEMORY = "256MB"
_AMOUNTS = ("belopp", "matvarde")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_INTEGERS = (*_WHOLE, *(f"U{name}" for name in _WHOLE))
_DATES = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_SHOWN = f"CASE WHEN abs(K) < {LARGEST_WITH_ORE} THEN format('{{:.15g}}', K) ELSE K::VARCHAR END"
"""The fifteen digits that such a number can hold (``numbers``)."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its name, DuckDB's type of it, and what the contract calls it."""

    name: str
    type: str
    role: str

    @property
    def quoted(self) -> str:
        escaped = self.name.replace('"', '""')
        return f'"{escaped}"'

    @property
    def text(self) -> str:
        """SQL that gives the value as text, NULL for nothing."""
        return self._template().replace("K", self.quoted) if self._template() else f"{self.quoted}::VARCHAR"

    def _template(self) -> str:
        if self.role == "period" and self.type in _DATES:
            return "strftime(K, '%Y%m')"
        if self.type == "DOUBLE":
            return _SHOWN
        if self.type.startswith("DECIMAL") and not self.type.endswith(",0)"):
            return r"regexp_replace(K::VARCHAR, '\.?0+$', '')"
        return ""


def open_parquet(path: Path, name: str, folder: Path, accepted: Mapping[str, tuple[str, ...]]) -> Source:
    """The rows as UTF-8 text; the place of a row is its number, the first is 1.

    Args:
        path: the file.
        name: the file as the caller gave it.
        folder: where the copy is made.
        accepted: the headings that kommun.toml accepts for a column.

    Raises:
        UnreadableError: damaged or cut, or amounts of a type that cannot hold öre.
    """
    import duckdb

    copy = folder / f"{uuid4().hex}.csv"
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(folder / "spill-parquet"),
    }
    try:
        with closing(duckdb.connect(config=config)) as connection:
            relation = connection.read_parquet(str(_without_wildcards(path, folder)))
            columns = _columns(relation, names_by_spelling(accepted))
            _refuse_types(name, columns)
            relation.project(", ".join(f"{c.text} AS {c.quoted}" for c in columns)).write_csv(
                str(copy), sep=";", header=True, quotechar='"', escapechar='"'
            )
            rows = relation.count("*").fetchall()[0][0]
            notes = _notes(relation, columns)
    except duckdb.Error as error:
        raise UnreadableError(
            name, "Parquet-filen är skadad eller avbruten och går inte att läsa.", "Hämta eller ta ut filen på nytt."
        ) from error
    places = range(1, rows + 1)
    return Source(name, copy, "parquet", rows + 1, ends_with_newline=True, places=places, notes=notes)


def _without_wildcards(path: Path, folder: Path) -> Path:
    """The path itself, or a copy where DuckDB would take a character of the name for a pattern."""
    if not set("*?[]{}") & set(str(path)):
        return path
    copy = folder / f"{uuid4().hex}.parquet"
    shutil.copyfile(path, copy)
    return copy


def _columns(relation: "DuckDBPyRelation", names: Mapping[str, str]) -> list[_Column]:
    return [
        _Column(name, str(kind), names.get(fold(name), fold(name)))
        for name, kind in zip(relation.columns, relation.types, strict=True)
    ]


def _refuse_types(name: str, columns: list[_Column]) -> None:
    for column in columns:
        if column.role in _AMOUNTS and not _holds_amounts(column.type):
            raise UnreadableError(
                name,
                f"kolumnen {column.name} är lagrad som {column.type}, som inte kan hålla ören exakt.",
                "Ta ut beloppen som DECIMAL, DOUBLE, heltal eller text.",
            )


def _holds_amounts(kind: str) -> bool:
    return kind in {*_INTEGERS, "DOUBLE", "VARCHAR"} or kind.startswith("DECIMAL")


def _notes(relation: "DuckDBPyRelation", columns: list[_Column]) -> tuple[str, ...]:
    """How many amounts have digits behind the fifteenth."""
    amounts = [column for column in columns if column.role in _AMOUNTS and column.type == "DOUBLE"]
    noisy = sum(
        relation.filter(f"{column.text}::DOUBLE <> {column.quoted}").count("*").fetchall()[0][0] for column in amounts
    )
    return (f"{noisy} belopp har brus efter femtonde siffran och är lästa med femton siffror.",) if noisy else ()
