"""The .xlam put together from text: xlwings' template, our VBA, our ribbon and our settings.

The same sources give the same bytes, so that anybody can build the file and compare.
"""

import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from addin.ribbon import ribbon_xml
from addin.sources import PROJECT, UnknownTemplateError, own_modules, shut, workbook_module

_TEMPLATE = "quickstart_addin_ribbon.xlam"
_TEMPLATE_RIBBON, RIBBON = "customUI/customUI.xml", "customUI/customUI14.xml"
_TEMPLATE_SHEET, _SHEET = "_myaddin.conf", f"{PROJECT}.conf"
VBA = "xl/vbaProject.bin"
_TEMPLATE_PROJECT = "MyAddin"
_BUILT_AT = (2020, 1, 1, 0, 0, 0)
SETTINGS: Mapping[str, str | bool] = {
    "USE UDF SERVER": True,
    "ADD_WORKBOOK_TO_PYTHONPATH": False,
    "UDF MODULES": "udfs.host",
    "DEBUG UDFS": False,
    "SHOW CONSOLE": False,
}
"""The add-in's own settings; the interpreter is in the user's own file, which the installation writes."""


def build_addin() -> bytes:
    """The add-in's bytes.

    Raises:
        UnknownTemplateError: the installed xlwings is not one we know.
    """
    with TemporaryDirectory(prefix="flikar-") as folder:
        path = Path(folder) / _TEMPLATE
        path.write_bytes(template_path().read_bytes())
        _set_vba(path)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    return _zipped(_with_own_parts({**parts, VBA: _renamed(parts[VBA])}))


def file_name() -> str:
    """What the add-in is called, with the version of the product."""
    return f"{PROJECT}-{version(PROJECT)}.xlam"


def template_path() -> Path:
    """Xlwings' own template; its package is found without being imported."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise UnknownTemplateError("xlwings is not installed")
    return Path(spec.origin).with_name(_TEMPLATE)


def _set_vba(path: Path) -> None:
    from pyopenvba import ExcelFile

    with ExcelFile(path) as file:
        project = file.vba_project()
        file.set_module("xlwings", shut(file.get_module("xlwings")))
        file.set_module("ThisWorkbook", workbook_module())
        project.delete_module("RibbonMyAddin")
        for name, text in own_modules().items():
            project.add_module(name, text)
        file.save()


def _renamed(data: bytes) -> bytes:
    """The VBA project under our name, without the blank line that adding modules leaves in its list of windows."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    streams = CFB.from_bytes(data)
    listing, folder = streams.get_stream("PROJECT"), decompress(streams.get_stream_in_storage("VBA", "dir"))
    listing = _replaced(listing, f'Name="{_TEMPLATE_PROJECT}"', f'Name="{PROJECT}"')
    before, title, windows = listing.partition(b"[Workspace]\r\n")
    lines = [line for line in windows.split(b"\r\n") if line]
    streams.write_stream("PROJECT", before + title + b"\r\n".join(lines) + b"\r\n")
    streams.write_stream_in_storage(
        "VBA", "dir", compress(folder.replace(_named(_TEMPLATE_PROJECT), _named(PROJECT)))
    )
    renamed: bytes = streams.to_bytes()
    return renamed


def _named(project: str) -> bytes:
    """The record of a VBA project's name ([MS-OVBA] 2.3.4.2.1.6)."""
    return pack("<HI", 4, len(project)) + project.encode("ascii")


def _with_own_parts(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The template's parts with our ribbon, settings sheet and name in the place of its own."""
    kept = {name: data for name, data in parts.items() if name != _TEMPLATE_RIBBON}
    return {
        **kept,
        "_rels/.rels": _replaced(kept["_rels/.rels"], _TEMPLATE_RIBBON, RIBBON),
        "xl/workbook.xml": _replaced(kept["xl/workbook.xml"], f'"{_TEMPLATE_SHEET}"', f'"{_SHEET}"'),
        "xl/worksheets/sheet1.xml": _settings_sheet().encode(),
        "docProps/core.xml": _CORE.encode(),
        RIBBON: ribbon_xml().encode(),
    }


def _replaced(data: bytes, old: str, new: str) -> bytes:
    if data.count(old.encode()) != 1:
        raise UnknownTemplateError(f"found {old} {data.count(old.encode())} times")
    return data.replace(old.encode(), new.encode())


def _settings_sheet() -> str:
    rows = "".join(_row(number, *setting) for number, setting in enumerate(SETTINGS.items(), start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetPr codeName="Sheet2"/><sheetData>{rows}</sheetData></worksheet>'
    )


def _row(number: int, key: str, value: str | bool) -> str:  # noqa: FBT001 a cell's value
    name = f'<c r="A{number}" t="inlineStr"><is><t>{escape(key)}</t></is></c>'
    if isinstance(value, bool):
        return f'<row r="{number}">{name}<c r="B{number}" t="b"><v>{int(value)}</v></c></row>'
    return f'<row r="{number}">{name}<c r="B{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c></row>'


_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>flikar</dc:title></cp:coreProperties>'
)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name, _BUILT_AT), parts[name], zipfile.ZIP_DEFLATED)
    return made.getvalue()
