"""Reading a trail: what is known of every cell, and the ledger rows behind one figure."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from engine.errors import UnreadableError, os_reason
from engine.ledger.trail.gathering import BEHIND, behind_of
from engine.ledger.trail.values import SUFFIX, SourceFile, Trail, TrailCell

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

METADATA = "flikar"
"""The key of the Parquet file's metadata that holds everything but the rows."""
_REMEDY = "Fyll boken på nytt med flikar fyll, så skrivs ett nytt spår."
_GLOB = frozenset("*?[")
_OF_CELL = "FROM spar WHERE omgang = $omgang AND grupp = $grupp AND typ = $typ AND list_contains($perioder, period)"


@dataclass(frozen=True, slots=True)
class AccountSum:
    """What one account and ansvar have in a figure; öre with the ledger's sign."""

    konto: str
    ansvar: str
    rader: int
    ore: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One ledger row behind a figure.

    Attributes:
        rad: the physical line in ``fil``.
        ore: the ledger's sign.
        intern: interninternt, removed from the figure.
    """

    fil: str
    rad: int
    konto: str
    ansvar: str
    motpart: str
    period: int
    typ: str
    verksamhet: str
    projekt: str
    verifikation: str
    text: str
    ore: int
    intern: bool


@dataclass(frozen=True, slots=True)
class OpenTrail:
    """A trail whose rows can be asked for as long as the context lasts.

    Attributes:
        path: the Parquet file.
        trail: everything but the rows.
        connection: has the rows as ``spar``.
        readable: the file under a name that DuckDB can be given.
    """

    path: Path
    trail: Trail
    connection: "DuckDBPyConnection"
    readable: Path

    def sums(self, cell: TrailCell) -> tuple[AccountSum, ...]:
        """The rows that count, per konto and ansvar.

        Raises:
            UnreadableError: the rows are not those that the figure was made of.
        """
        self._require_own_rows(cell)
        sql = f"SELECT konto, ansvar, count(*), sum(ore) {_OF_CELL} AND NOT intern GROUP BY ALL ORDER BY ALL"
        return tuple(AccountSum(*row) for row in self._fetch(sql, cell))

    def rows(self, cell: TrailCell) -> tuple[LedgerRow, ...]:
        """Every row behind the figure, the removed ones too, by file and line."""
        names = ", ".join(field.name for field in fields(LedgerRow))
        sql = f"SELECT {names} {_OF_CELL} ORDER BY fil, rad"
        return tuple(LedgerRow(*row) for row in self._fetch(sql, cell))

    def _require_own_rows(self, cell: TrailCell) -> None:
        (found,) = self._fetch(f"SELECT {BEHIND} {_OF_CELL}", cell)
        fill = self.trail.fill(cell.omgang)
        behind = behind_of(found)
        if behind != cell.bakom or fill.row(cell.grupp or "").tecken * behind.ore != cell.ore:
            raise UnreadableError(
                self.path, f"raderna bakom {cell.flik}!{cell.cell} är inte de som beloppet räknades ur.", _REMEDY
            )

    def _fetch(self, sql: str, cell: TrailCell) -> list[tuple[Any, ...]]:
        import duckdb

        try:
            return self.connection.execute(sql, self._values(cell)).fetchall()
        except duckdb.Error as error:
            raise _broken(self.path) from error

    def _values(self, cell: TrailCell) -> dict[str, object]:
        column = self.trail.fill(cell.omgang).column(cell.rule_column or "")
        return {
            "omgang": cell.omgang, "grupp": cell.grupp, "typ": column.typ, "perioder": list(column.perioder),
        }  # fmt: skip


def trail_path(book: Path) -> Path:
    """Where a workbook's trail lies."""
    return book.with_name(f"{book.stem}{SUFFIX}")


def find_trail(book: Path) -> Path:
    """The trail of a workbook: beside it by name, else the one in its folder that names the hash of its bytes.

    Raises:
        UnreadableError: there is none.
    """
    path = trail_path(book)
    if path.is_file():
        return path
    wanted = digest(book)
    for other in sorted(book.parent.glob(f"*{SUFFIX}")):
        with suppress(UnreadableError), open_trail(other) as found:
            if found.trail.bok_sha256 == wanted:
                return other
    raise UnreadableError(path, "spåret finns inte.", _REMEDY)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        UnreadableError: the operating system refuses.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(path, f"kan inte läsas ({os_reason(error)}).") from error


@contextmanager
def open_trail(path: Path) -> Iterator[OpenTrail]:
    """Open a trail.

    Raises:
        UnreadableError: it is missing, or no trail.
    """
    import duckdb

    with readable_path(path) as readable, closing(duckdb.connect(":memory:")) as connection:
        try:
            trail = _trail_in(connection, readable)
        except (duckdb.Error, ValueError) as error:
            raise _broken(path) from error
        yield OpenTrail(path, trail, connection, readable)


def _broken(path: Path) -> UnreadableError:
    return UnreadableError(path, "filen är inget helt spår.", _REMEDY)


def _trail_in(connection: "DuckDBPyConnection", path: Path) -> Trail:
    found = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    written = dict(found).get(METADATA.encode())
    if written is None:
        raise ValueError(METADATA)
    connection.read_parquet(str(path)).create_view("spar")
    return Trail.model_validate_json(written)


@contextmanager
def readable_path(path: Path) -> Iterator[Path]:
    """The file under a name that DuckDB does not take for a pattern."""
    if not _GLOB & set(str(path)):
        yield path
        return
    with TemporaryDirectory(prefix="flikar-") as folder:
        yield Path(shutil.copyfile(path, Path(folder) / f"kopia{SUFFIX}"))


def source_files(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Each file as it was named, with its hash."""
    return tuple(SourceFile(fil=str(path), sha256=digest(path)) for path in paths)
