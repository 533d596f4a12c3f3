"""Läsrapport: for every file what was read and what was not, and what to know about the sums."""

from collections.abc import Iterator, Mapping

from xlsxwriter.worksheet import Worksheet

from engine.data.consolidation import SourceFile
from engine.findings import Finding
from engine.text import printable
from engine.writer.consolidation.content import GROSS, READING_SHEET, KommunBook
from engine.writer.consolidation.parts import (
    HEADING_ROW,
    LINE,
    Styles,
    lines_of,
    write_head,
    write_headings,
)

_FACTS = ("Fil", "Nämnd", "Utfall av läsningen", "Lästa flikar", "Celler", "Fel", "Varningar", "Info", "Anmärkning")
_FACT_WIDTHS = (44, 10, 28, 34, 9, 7, 11, 7, 66)


def write_reading(sheet: Worksheet, content: KommunBook, styles: Styles) -> None:
    """The sheet: files, missing nämnder, what the sums are, findings."""
    write_head(sheet, READING_SHEET, content, styles)
    for column, width in enumerate(_FACT_WIDTHS):
        sheet.set_column(column, column, width)
    write_headings(sheet, HEADING_ROW - 1, _FACTS, styles, left=4)
    sheet.write_string(HEADING_ROW - 1, len(_FACTS) - 1, _FACTS[-1], styles["heading_apart"])
    number = HEADING_ROW
    for file in content.files:
        number += 1
        _write_file(sheet, number, file, content.status_words, styles)
    for heading, lines in _sections(content):
        number += 2
        sheet.write_string(number - 1, 0, heading, styles["fact"])
        for line in lines:
            number += 1
            _write_line(sheet, number, line, styles)
    sheet.freeze_panes(HEADING_ROW, 1)


def _write_file(sheet: Worksheet, number: int, file: SourceFile, words: Mapping[str, str], styles: Styles) -> None:
    counts = file.counts or {}
    texts = (file.path, file.namnd or "okänd", words[file.status.value], "\n".join(file.flikar) or "inga")
    for column, text in enumerate(texts):
        sheet.write_string(number - 1, column, printable(text), styles["wrapped"])
    figures = (file.cells, *(counts.get(severity, 0) for severity in ("fel", "varning", "info")))
    for column, figure in enumerate(figures, start=len(texts)):
        sheet.write_number(number - 1, column, figure, styles["count"])
    remark = (file.reason[:1].upper() + file.reason[1:]) or "Siffrorna ingår i summorna."
    sheet.write_string(number - 1, len(_FACTS) - 1, printable(remark), styles["wrapped_apart"])
    cells = zip((*texts, remark), (*_FACT_WIDTHS[: len(texts)], _FACT_WIDTHS[-1]), strict=True)
    sheet.set_row(number - 1, LINE * max(lines_of(text, width) for text, width in cells))


def _sections(content: KommunBook) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = content.names
    missing = tuple(f"{names[code]} ({code})" for code in content.missing)
    yield "Nämnder som inte ingår i summorna", missing or ("Alla nämnder ingår.",)
    if content.passed_over:
        yield "Filer som inte öppnades", content.passed_over
    yield (
        "Att veta om summorna",
        (
            GROSS,
            "Summaraderna är vad varje nämnd har lämnat; kolumnen Summa räknas i den här boken.",
            "En tom cell är ett belopp som nämnden inte har eller som inte kunde läsas; det räknas inte.",
        ),
    )
    if content.findings:
        yield "Fynd", tuple(_worded(finding) for finding in content.findings)


def _worded(finding: Finding) -> str:
    place = f" ({finding.place})" if finding.place else ""
    return f"{finding.rule} {finding.severity.value}: {finding.message}{place} {finding.remedy}"


def _write_line(sheet: Worksheet, number: int, text: str, styles: Styles) -> None:
    sheet.merge_range(number - 1, 0, number - 1, len(_FACT_WIDTHS) - 1, printable(text), styles["wrapped"])
    sheet.set_row(number - 1, LINE * lines_of(text, sum(_FACT_WIDTHS)))
