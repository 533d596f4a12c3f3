"""The paragraphs and tables of a Word document, as text; nothing in it is run or fetched."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from engine.errors import MissingFileError, UnreadableError
from engine.text import clean

_REMEDY = "Öppna rapporten i Word och spara den som .docx utan lösenord."


@dataclass(frozen=True, slots=True)
class ReportText:
    """What a document says.

    Attributes:
        paragraphs: outside the tables, without empty ones.
        tables: rows of cell texts.
    """

    path: str
    paragraphs: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]


def read_report_text(path: Path) -> ReportText:
    """Read a .docx file.

    Raises:
        MissingFileError: there is no such path.
        UnreadableError: the file is no Word document, or a damaged one.
    """
    if not path.exists():
        raise MissingFileError(path)
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = docx.Document(str(path))
        tables = tuple(
            tuple(tuple(clean(cell.text) for cell in row.cells) for row in table.rows) for table in document.tables
        )
        said = tuple(text for each in document.paragraphs if (text := clean(each.text)))
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise UnreadableError(path, "filen går inte att läsa som ett Word-dokument.", _REMEDY) from error
    return ReportText(str(path), said, tables)
