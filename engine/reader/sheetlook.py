"""What a sheet says around its rows: what it hides, merges and protects."""

import re
from typing import NamedTuple
from xml.parsers import expat

from engine.addresses import Cell, parse_cell
from engine.data.cells import SheetLook
from engine.reader.errors import Refused
from engine.reader.namespaces import MAIN, TRUE, main_names
from engine.reader.remembering import remembered
from engine.reader.xmlpass import Attributes, new_parser

ROOTS = {f"{namespace} worksheet" for namespace in MAIN}
LOOKS = ("col", "mergeCell", "sheetProtection")
NAMES = ("sheetData", "row", "c", "v", "f", "is", "t", "rPh", *LOOKS)
"""The tags that the reader listens to."""
_MAIN_NAMES = main_names(*NAMES)
_TELLING = re.compile(rf"<(?:[^<>/\s]+:)?(?:{'|'.join(NAMES)})[\s/>]".encode())


class Looks:
    """Collects how a sheet shows its cells.

    Attributes:
        elements: how many tags have told of it.
        hidden_rows: numbers of the rows that do not show.
    """

    def __init__(self) -> None:
        self.elements = 0
        self.hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[Cell, Cell]] = []
        self._is_protected = False

    def note(self, name: str, attributes: Attributes) -> None:
        """Merged, hidden or protected; a value nobody can read is left out, it hides no amount from us.

        Args:
            name: the tag, one of ``LOOKS``.
            attributes: what it says.
        """
        self.elements += 1
        if name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            corners = parse_cell(first), parse_cell(last or first)
            if corners[0] is not None and corners[1] is not None:
                self._merged.append((corners[0], corners[1]))
        elif name == "col":
            limits = attributes.get("min", ""), attributes.get("max", "")
            if attributes.get("hidden", "0").lower() in TRUE and all(map(str.isdecimal, limits)):
                self._hidden_columns.append((int(limits[0]), int(limits[1])))
        else:
            self._is_protected = attributes.get("sheet", "0").lower() in TRUE

    def look(self) -> SheetLook:
        """What has been noted."""
        return SheetLook(
            frozenset(self.hidden_rows), tuple(self._hidden_columns), tuple(self._merged), self._is_protected
        )


class _OddError(Exception):
    pass


class Around(NamedTuple):
    """What stands around the rows of a sheet: how it shows its cells, and how many tags have told of it."""

    look: SheetLook
    elements: int


@remembered(256)
def around_rows(head: bytes, rows: bytes, tail: bytes) -> Around | None:
    """What the sheet says around the rows that are left out of it; None when the parser must see them too.

    Args:
        head: up to the rows.
        rows: the tags of ``sheetData`` with nothing between them.
        tail: what follows.
    """
    looks, places, content = Looks(), [], head + rows + tail

    def root(tag: str, _attributes: Attributes) -> None:
        if tag not in ROOTS:
            raise _OddError
        parser.StartElementHandler = start

    def start(tag: str, attributes: Attributes) -> None:
        name = _MAIN_NAMES.get(tag)
        if name is None:
            return
        if name in LOOKS:
            looks.note(name, attributes)
        elif name == "sheetData":
            places.append(parser.CurrentByteIndex)
        else:
            raise _OddError
        if not _TELLING.search(content, parser.CurrentByteIndex + 1):
            parser.StartElementHandler = None  # calls for nothing take longer than the parsing

    parser = new_parser(root)
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes "final" by position only
    except (expat.ExpatError, Refused, _OddError):
        return None
    return Around(looks.look(), looks.elements) if places == [len(head)] else None
