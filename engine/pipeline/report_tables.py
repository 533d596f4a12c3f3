"""The tables of a filed report (``flikar rapport``, or one pasted by hand) as what was filed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.amounts import Number, Unit, half_away, read_number, unit_named
from engine.layout import label_names, match_headings
from engine.model import ColumnKind, Flik
from engine.organisation import Namnd
from engine.periods import OCCASIONS, Occasion
from engine.pipeline.setup import Setup
from engine.rules import FiledTable, RowName
from engine.text import fold

_HEADING = "belopp i "
_Table = Sequence[Sequence[str]]


def report_filing(setup: Setup, path: Path) -> tuple[str | None, tuple[FiledTable, ...]]:
    """Whose report it is (None when it names no nämnd) and its tables.

    A report that does not name its occasion in a paragraph (``Delårsbokslut 2022``) gives none.

    Raises:
        UnreadableError: the file cannot be read as a Word document.
    """
    from engine.word.reading import read_report_text

    report = read_report_text(path)
    said = [fold(text) for text in report.paragraphs]
    found, title = _occasion_in(said, setup.kommun.ar) or (None, "")
    namnd = _namnd_in((title, *said), setup.kommun.namnder)  # the title goes before a line to kommunstyrelsen
    if found is None:
        return namnd.kod if namnd else None, ()
    occasion, year = found
    flikar = [flik for flik in setup.catalog.flikar(_verksamhet(namnd)) if flik.serves(occasion)]
    filed = (_filed(table, flikar, occasion, year, path.name) for table in report.tables)
    return namnd.kod if namnd else None, tuple(each for each in filed if each is not None)


def _verksamhet(namnd: Namnd | None) -> str:
    return namnd.verksamhet if namnd else "skattefinansierad"


def _namnd_in(paragraphs: Sequence[str], namnder: Sequence[Namnd]) -> Namnd | None:
    """The nämnd that is named first, wherever the text speaks of another one, or of exploatering, later on."""
    for text in paragraphs:
        named = [namnd for namnd in namnder if fold(namnd.namn) in text]
        if named:
            return min(named, key=lambda namnd: (text.index(fold(namnd.namn)), -len(namnd.namn)))
    return None


def _occasion_in(paragraphs: Sequence[str], year: int) -> tuple[tuple[Occasion, int], str] | None:
    """The first occasion that a paragraph names with its year, the longest name first, and the paragraph."""
    titles = {fold(o.report_title(y)): (o, y) for y in (year, year - 1, year + 1) for o in OCCASIONS}
    for text in paragraphs:
        named = [title for title in titles if title in text]
        if named:
            return titles[max(named, key=len)], text
    return None


def _filed(table: _Table, flikar: Sequence[Flik], occasion: Occasion, year: int, source: str) -> FiledTable | None:
    """The table as the flik that its headings and labels answer to; None for a table that is none of them."""
    if not table or not table[0] or not fold(table[0][0]).startswith(_HEADING):
        return None
    if unit_named(fold(table[0][0]).removeprefix(_HEADING)) is not Unit.TKR:
        return None
    headings = {number: text for number, text in enumerate(table[0]) if number}
    labels = {fold(row[0]) for row in table[1:] if row}
    best: tuple[int, Flik] | None = None
    for flik in flikar:
        known = {name for row in flik.table.rows if row.label for name in label_names(row, year)}
        likeness = len(labels & known)
        is_whole = len(match_headings(headings, flik.columns, year).columns) == len(headings)
        if is_whole and likeness >= min(2, len(known)) and (best is None or likeness > best[0]):
            best = likeness, flik
    if best is None:
        return None
    kinds = {p.number: p.column.kind for p in match_headings(headings, best[1].columns, year).columns}
    amounts = dict(_amounts(table[1:], best[1], kinds, year))
    return FiledTable(source, year, occasion, best[1].table.code, amounts, is_printed=True)


def _amounts(
    rows: _Table, flik: Flik, kinds: Mapping[int, ColumnKind], year: int
) -> Iterator[tuple[tuple[RowName, ColumnKind], int]]:
    declared = {name: row for row in flik.table.rows if row.label for name in label_names(row, year)}
    block = ""
    for row in rows:
        label = fold(row[0])
        known = declared.get(label)
        if known is not None:
            block = known.id if known.slots else ""
        name = RowName("", known.id) if known is not None else RowName(block, label)
        for number, kind in kinds.items():
            reading = read_number(row[number]) if number < len(row) else None
            if isinstance(reading, Number) and not reading.unit:
                yield (name, kind), half_away(reading.value)
