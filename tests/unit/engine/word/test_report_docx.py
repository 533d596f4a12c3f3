import io
import re
import zipfile
from dataclasses import replace

import docx
from docx.document import Document
from docx.oxml.ns import qn

from engine.data.views import CommentView, ReportSection, ReportView, RowView, TableView
from engine.model import RowKind
from engine.word import report_docx

RR = TableView(
    "RR",
    "Resultaträkning, delår 2022",
    "8 RR skattefin övriga delår",
    ("Belopp i tkr", "Budget 2022", "Prognos helår 2022"),
    (RowView("Personalkostnader", RowKind.INPUT, (-10, -12)), RowView("Årets resultat", RowKind.SUM, (0, -2))),
)
INV = TableView(
    "INV",
    "Investeringar, delår 2022",
    "8 inv skattefin övriga delår",
    ("Belopp i tkr", "Budget 2022", "Prognos helår 2022"),
    (RowView("Totala utgifter", RowKind.SUM, (5300, 3200)),),
)
REPORT = ReportView(
    title="Delårsbokslut 2022",
    namnd="Vård- och omsorgsnämnden",
    occasion="Delår 2022",
    kommun="Exempelkommun",
    sections=(
        ReportSection(
            "Resultaträkning",
            RR,
            intro="Nämnden väntar ett underskott.\n\nÅtgärder pågår.",
            comments=(
                CommentView("Personalkostnader", "Fler vikarier än väntat."),
                CommentView("Lokalhyror", "[Kommentera avvikelsen.]", to_write=True),
            ),
        ),
        ReportSection("Investeringar", INV),
    ),
    source="Samtliga belopp i tusentals kronor.",
)


def opened(report: ReportView) -> Document:
    return docx.Document(io.BytesIO(report_docx(report)))


def xml(report: ReportView, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(report_docx(report))) as package:
        return package.read(name).decode()


def styled(document: Document) -> list[tuple[str, str]]:
    return [
        ("" if paragraph.style is None else paragraph.style.style_id, paragraph.text)
        for paragraph in document.paragraphs
    ]


def test_the_report_reads_from_title_to_source() -> None:
    assert styled(opened(REPORT)) == [
        ("Kommun", "Exempelkommun"),
        ("Title", "Delårsbokslut 2022"),
        ("Subtitle", "Vård- och omsorgsnämnden"),
        ("Heading1", "Resultaträkning"),
        ("BodyText", "Nämnden väntar ett underskott."),
        ("BodyText", "Åtgärder pågår."),
        ("Caption", "Tabell 1. Resultaträkning, delår 2022"),
        ("Kalla", "Källa: fliken 8 RR skattefin övriga delår."),
        ("Heading2", "Personalkostnader"),
        ("BodyText", "Fler vikarier än väntat."),
        ("Heading2", "Lokalhyror"),
        ("Anvisning", "[Kommentera avvikelsen.]"),
        ("Heading1", "Investeringar"),
        ("Caption", "Tabell 2. Investeringar, delår 2022"),
        ("Kalla", "Källa: fliken 8 inv skattefin övriga delår."),
        ("Kalla", "Samtliga belopp i tusentals kronor."),
    ]


def test_each_table_follows_its_caption() -> None:
    blocks = list(opened(REPORT).element.body)
    captions = [
        index
        for index, block in enumerate(blocks)
        if any(style.get(qn("w:val")) == "Caption" for style in block.findall(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
    ]
    assert len(captions) == 2
    assert all(blocks[index + 1].tag == qn("w:tbl") for index in captions)


def test_every_style_in_use_is_defined() -> None:
    used = set(re.findall(r'<w:(?:pStyle|tblStyle) w:val="([^"]+)"', xml(REPORT, "word/document.xml")))
    defined = set(re.findall(r'w:styleId="([^"]+)"', xml(REPORT, "word/styles.xml")))
    assert used
    assert used <= defined


def test_header_and_footer_name_the_namnd_the_occasion_and_the_page() -> None:
    section = opened(REPORT).sections[0]
    assert [line.text for line in section.header.paragraphs] == ["Vård- och omsorgsnämnden\tDelår 2022"]
    assert [line.text for line in section.footer.paragraphs] == ["Exempelkommun\tSida 1 av 1"]
    instructions = [node.text for node in section.footer.part.element.iter(qn("w:instrText"))]
    assert instructions == [" PAGE ", " NUMPAGES "]


def test_properties_are_swedish_and_timeless() -> None:
    properties = opened(REPORT).core_properties
    assert properties.title == "Delårsbokslut 2022 – Vård- och omsorgsnämnden"
    assert properties.language == "sv-SE"
    assert properties.created == properties.modified
    with zipfile.ZipFile(io.BytesIO(report_docx(REPORT))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_equal_reports_are_equal_bytes_and_a_changed_amount_is_not() -> None:
    changed = replace(INV, rows=(replace(INV.rows[0], amounts=(5300, 3201)),))
    other = replace(REPORT, sections=(REPORT.sections[0], replace(REPORT.sections[1], table=changed)))
    assert report_docx(REPORT) == report_docx(REPORT)
    assert report_docx(REPORT) != report_docx(other)


def test_two_tables_of_one_kind_have_bookmarks_of_their_own() -> None:
    twice = replace(REPORT, sections=(REPORT.sections[0], REPORT.sections[0]))
    document = xml(twice, "word/document.xml")
    assert re.findall(r'w:name="([^"]+)"', document) == ["_flikar_RR", "_flikar_RR_2"]
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)"', document)
    assert starts == re.findall(r'<w:bookmarkEnd w:id="(\d+)"', document)
    assert len(set(starts)) == 2


def test_a_title_longer_than_a_property_may_be_is_whole_in_the_text() -> None:
    long = "Å" * 400
    document = opened(replace(REPORT, title=long))
    assert document.core_properties.title == long[:255]
    assert document.paragraphs[1].text == long


def test_a_report_without_kommun_and_source_has_no_empty_lines_for_them() -> None:
    bare = styled(opened(replace(REPORT, kommun="", source="")))
    assert bare[0] == ("Title", "Delårsbokslut 2022")
    assert all(text for _, text in bare)
