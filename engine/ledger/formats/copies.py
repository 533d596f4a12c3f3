"""The copy that another format is made into: UTF-8, ``;``, a heading row, and where every row came from."""

import csv
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import uuid4

from engine.ledger.faults import RowFault
from engine.ledger.sources import Source

Record = tuple[int, Sequence[str]]
"""A row's place in the original, and its fields."""


def write_copy(
    name: str, folder: Path, columns: Sequence[str], rows: Iterable[Record | RowFault], encoding: str = "utf-8"
) -> Source:
    """Write the rows into a file of ``folder`` and say where each of them stands in the original.

    Args:
        name: the original as the caller gave it.
        folder: where the copy is made.
        columns: the headings.
        rows: well-formed rows as wide as the headings, and the faults of those that are not.
        encoding: what the text of the original is in.
    """
    path = folder / f"{uuid4().hex}.csv"
    places = array("Q")
    faults = []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            if isinstance(row, RowFault):
                faults.append(row)
            else:
                places.append(row[0])
                writer.writerow(row[1])
    return Source(name, path, encoding, len(places) + 1, ends_with_newline=True, places=places, faults=tuple(faults))
