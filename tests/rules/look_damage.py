"""What people do to a workbook that is no cell's content: merging, hiding, protection, dates, links."""

import re

from tests.rules.damage import Content, Parts, put, sheet_part

_RELATIONS = "xl/_rels/workbook.xml.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def merge(parts: Parts, sheet: str, area: str) -> None:
    """Merge cells; what the others held stays in the file, as some programs leave it."""
    part = sheet_part(parts, sheet)
    merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    parts[part] = re.sub(r"(</sheetProtection>|<sheetProtection[^>]*/>)", rf"\1{merged}", parts[part], count=1)


def hide_column(parts: Parts, sheet: str, number: int) -> None:
    part = sheet_part(parts, sheet)
    hidden = f'<cols><col min="{number}" max="{number}" width="9" hidden="1"/></cols>'
    parts[part] = re.sub(r"<cols>.*?</cols>", hidden, parts[part], count=1)


def unprotect(parts: Parts, sheet: str) -> None:
    part = sheet_part(parts, sheet)
    parts[part] = re.sub(r"<sheetProtection[^>]*/>", "", parts[part])


def date(parts: Parts, sheet: str, cell: str, day: float) -> None:
    """A day, or a time as a part of one, in a cell, in a style that shows it as one."""
    styles = parts["xl/styles.xml"]
    number = int(re.findall(r'<cellXfs count="(\d+)"', styles)[0])
    style = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    styles = styles.replace("</cellXfs>", style).replace(
        f'<cellXfs count="{number}"', f'<cellXfs count="{number + 1}"'
    )
    parts["xl/styles.xml"] = styles
    put(parts, sheet, cell, Content("", f"<v>{day}</v>"))
    part = sheet_part(parts, sheet)
    parts[part] = re.sub(rf'(<c r="{cell}") s="\d+"', rf'\1 s="{number}"', parts[part])


def count_from_1904(parts: Parts) -> None:
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<workbookPr ", '<workbookPr date1904="1" ')


def link(parts: Parts, name: str) -> None:
    """A link to another workbook."""
    relation = f'<Relationship Id="rIdLank" Type="{_KIND}/externalLink" Target="externalLinks/externalLink1.xml"/>'
    parts[_RELATIONS] = parts[_RELATIONS].replace("</Relationships>", f"{relation}</Relationships>")
    parts["xl/externalLinks/externalLink1.xml"] = (
        '<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    )
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_KIND}/externalLinkPath" Target="{name}" TargetMode="External"/>'
        "</Relationships>"
    )
