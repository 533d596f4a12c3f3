"""The workbook part: which sheets there are, the defined names, and how days are counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.reader.errors import Refused
from engine.reader.namespaces import DOCUMENT_RELATIONS, MAIN, TRUE, main_names
from engine.reader.xmlpass import Attributes, new_parser, run

_NAMES = main_names("sheet", "definedName", "workbookPr")
_ROOTS = {f"{namespace} workbook" for namespace in MAIN}
_RELATION_IDS = tuple(f"{namespace} id" for namespace in DOCUMENT_RELATIONS)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One tab as the workbook lists it.

    Attributes:
        relation: id of the workbook's relation to the sheet's part; empty for tabs without one.
    """

    name: str
    relation: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookEntries:
    """What the workbook part says.

    Attributes:
        names: workbook-level defined names and their text; a sheet's own names are left out.
    """

    sheets: tuple[SheetEntry, ...]
    names: dict[str, str]
    date1904: bool


class _Workbook:
    """Collects the entries during the pass."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.sheets: list[SheetEntry] = []
        self.names: dict[str, str] = {}
        self.date1904 = False
        self._root_seen = False
        self._defining: str | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        if not self._root_seen and tag not in _ROOTS:
            raise Refused("skadad", "arbetsboksdelen är något annat")
        self._root_seen = True
        match _NAMES.get(tag):
            case "sheet":
                self.sheets.append(_sheet_entry(attributes))
            case "definedName":
                self.chars.clear()
                self._defining = None if "localSheetId" in attributes else attributes.get("name")
            case "workbookPr":
                self.date1904 = attributes.get("date1904", "0").lower() in TRUE

    def end(self, tag: str) -> None:
        if self._defining is not None and _NAMES.get(tag) == "definedName":
            self.names[self._defining] = "".join(self.chars)


def _sheet_entry(attributes: Attributes) -> SheetEntry:
    relation = next((attributes[name] for name in _RELATION_IDS if name in attributes), "")
    hidden = attributes.get("state", "visible") != "visible"
    return SheetEntry(attributes.get("name", ""), relation, hidden)


def read_workbook(chunks: Iterable[bytes], part: str) -> WorkbookEntries:
    """Read the workbook part.

    Raises:
        Refused: malformed, or two tabs of the same name (Excel ignores case).
    """
    workbook = _Workbook()
    parser = new_parser(workbook.start, workbook.end)
    parser.CharacterDataHandler = workbook.chars.append
    run(parser, chunks, part)
    _refuse_same_names(workbook.sheets)
    return WorkbookEntries(tuple(workbook.sheets), workbook.names, workbook.date1904)


def _refuse_same_names(sheets: list[SheetEntry]) -> None:
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name.lower() in seen:
            raise Refused("tvetydig", f"två flikar heter ”{sheet.name}”")
        seen.add(sheet.name.lower())
