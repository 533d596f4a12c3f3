"""Writing a trail: one Parquet file, the ledger rows as its rows and everything else in its key-value metadata."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from engine.files import write_atomically
from engine.ledger.trail.gathering import COLUMNS, TABLE
from engine.ledger.trail.reading import METADATA, readable_path
from engine.ledger.trail.values import Trail

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_COPY = """
COPY (SELECT * FROM {rows} ORDER BY omgang, grupp, typ, period, fil, rad)
TO '{target}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{key}: '{trail}'}})
"""
_EARLIER = """
INSERT INTO {rows} BY NAME
SELECT r.* REPLACE (n.nytt AS omgang) FROM read_parquet(?) r JOIN spar_omgangar n ON n.gammalt = r.omgang
"""


@contextmanager
def staged_trail(
    connection: "DuckDBPyConnection | None", earlier: Mapping[Path, Mapping[int, int]]
) -> Iterator["StagedTrail"]:
    """Put the rows of a trail together, so that only the writing is left; the same rows give the same bytes.

    Args:
        connection: has the new rows (``gather_rows``); None when there are none.
        earlier: the trails that fills are kept of, each with those fills' numbers, old → new.
    """
    import duckdb

    with TemporaryDirectory(prefix="flikar-") as name:
        folder = Path(name)
        if connection is not None:
            _take_earlier(connection, earlier)
            yield StagedTrail(connection, folder)
            return
        with closing(duckdb.connect(":memory:", config={"memory_limit": "320MB", "temp_directory": name})) as own:
            own.execute(f"CREATE TABLE {TABLE} ({COLUMNS})")
            _take_earlier(own, earlier)
            yield StagedTrail(own, folder)


@dataclass(frozen=True, slots=True)
class StagedTrail:
    """The rows of a trail that is ready to be written; ``folder`` is for the time being."""

    connection: "DuckDBPyConnection"
    folder: Path

    def write(self, trail: Trail, path: Path) -> None:
        """Write the trail.

        Raises:
            NotWrittenError: the file cannot be written.
        """
        body = self.folder / "spar.parquet"
        self.connection.execute(
            _COPY.format(rows=TABLE, target=_quoted(str(body)), key=METADATA, trail=_quoted(trail.model_dump_json()))
        )

        def copy(file: BinaryIO) -> None:
            with body.open("rb") as written:
                shutil.copyfileobj(written, file)

        write_atomically(path, copy)


def _take_earlier(connection: "DuckDBPyConnection", earlier: Mapping[Path, Mapping[int, int]]) -> None:
    for trail, renumbered in earlier.items():
        connection.execute("CREATE OR REPLACE TABLE spar_omgangar (gammalt INTEGER, nytt INTEGER)")
        for old, new in renumbered.items():
            connection.execute("INSERT INTO spar_omgangar VALUES (?, ?)", [old, new])
        with readable_path(trail) as path:
            connection.execute(_EARLIER.format(rows=TABLE), [str(path)])


def _quoted(text: str) -> str:
    return text.replace("'", "''")
