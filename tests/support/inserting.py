"""Rows inserted and taken away by LibreOffice, in the place of Excel: it moves formulas and names by itself."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.support.oracle import soffice

_CONTENTS = 1 + 2 + 4 + 8 + 16
"""Numbers, dates, texts, notes and formulas; what is left of a copied row is its looks and its hints."""
_INSERT = f"""
    sheet.Rows.insertByIndex(nr - 1, 1)
    above = sheet.getCellRangeByPosition(0, nr - 2, 50, nr - 2)
    sheet.copyRange(sheet.getCellByPosition(0, nr - 1).CellAddress, above.RangeAddress)
    sheet.getCellRangeByPosition(0, nr - 1, 50, nr - 1).clearContents({_CONTENTS})
"""
_REMOVE = """
    sheet.Rows.removeByIndex(nr - 1, 1)
"""
_MACRO = """
Sub Main
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim filter(0) As New com.sun.star.beans.PropertyValue
    Dim book As Object
    Dim sheet As Object
    Dim above As Object
    Dim nr As Long
    On Error GoTo Failed
    hidden(0).Name = "Hidden" : hidden(0).Value = True
    filter(0).Name = "FilterName" : filter(0).Value = "Calc MS Excel 2007 XML"
    book = StarDesktop.loadComponentFromURL("{url}", "_blank", 0, hidden())
    sheet = book.Sheets.getByName({sheet})
    nr = {row}
    sheet.unprotect("")
{steps}
    sheet.protect("")
    book.calculateAll()
    book.storeToURL("{out}", filter())
    book.close(True)
    StarDesktop.terminate()
    Exit Sub
Failed:
    Open "{said}" For Output As #1
    Print #1, Erl & " " & Err & " " & Error$
    Close #1
    StarDesktop.terminate()
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{0}</script:module>\n'
)


@cache
def with_row(content: bytes, sheet: str, row: int) -> bytes:
    """The workbook with an empty row as number ``row``, which looks like the one above."""
    return _done(content, sheet, row, _INSERT)


@cache
def without_row(content: bytes, sheet: str, row: int) -> bytes:
    """The workbook without a row."""
    return _done(content, sheet, row, _REMOVE)


def _done(content: bytes, sheet: str, row: int, steps: str) -> bytes:
    with TemporaryDirectory(prefix="flikar-calc-") as name:
        folder = Path(name)
        book, out = folder / "bok.xlsx", folder / "ut.xlsx"
        book.write_bytes(content)
        tab = " & ".join(f"Chr({ord(character)})" for character in sheet)
        said = folder / "fel.txt"
        code = _MACRO.format(url=book.as_uri(), out=out.as_uri(), said=said, sheet=tab, row=row, steps=steps)
        office = [soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        _run([*office, "--terminate_after_init"])  # makes the profile, with an empty Module1
        module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MODULE.format(escape(code)), encoding="utf-8")
        _run([*office, "macro:///Standard.Module1.Main"])
        assert out.exists(), said.read_text() if said.exists() else "LibreOffice did not run"
        return out.read_bytes()


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, timeout=240, check=False)
