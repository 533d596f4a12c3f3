"""The VBA of the add-in: our own modules, the generated wrappers, and xlwings' own with its doors shut.

xlwings lets the active workbook, and a file in its folder, choose the Python interpreter and the import path. A
workbook that somebody has received must choose neither, so those lookups are cut out of the text; what is cut is
looked for, and a version of xlwings where it is not found stops the build.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from addin.buttons import MODULE as BUTTONS
from addin.buttons import button_module
from udfs.wrappers import MODULE, wrapper_module

PROJECT = "flikar"
_FOLDER = Path(__file__).parent / "vba"

_CUTS = {
    "the config sheet of the active workbook": re.compile(
        r"            'Workbook Sheet Config\r\n.*?(?=            'Add-in Sheet Config)", re.DOTALL
    ),
    "the config file in the active workbook's folder": re.compile(
        r"    ' Directory Config\r\n.*?(?=    ' User Config)", re.DOTALL
    ),
    "code embedded in the active workbook's sheets": re.compile(
        r"    For i = 1 To 2\r\n        If i = 1 Then\r\n            Set wb = ActiveWorkbook.*?    Next i\r\n",
        re.DOTALL,
    ),
}
_PROJECT_NAME = re.compile(r'(Public Const PROJECT_NAME As String = )"[^"]*"')
_SWAPS = (
    ('GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', '"false"', 2),
    # The path goes into a list parted by semicolons, so a folder named ``a;b`` would be a place to import from.
    ("ActiveWorkbook.FullName", "ThisWorkbook.FullName", 5),
    # An empty setting would be the empty path, which Python takes as the folder that Excel last opened a file in.
    (' & ";" & GetConfig("PYTHONPATH")', "", 4),
    # ... and so would ``-c`` itself, but for ``-P``.
    (" -B -c ", " -P -B -c ", 2),
)
"""Text of xlwings, what stands there instead, and how many times it has to be found."""


class UnknownTemplateError(Exception):
    """The installed xlwings is not one whose VBA we know how to shut."""


def own_modules() -> Mapping[str, str]:
    """Our modules by name, with CRLF as VBA has it."""
    read = {path.stem: _with_crlf(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.bas"))}
    return {**read, BUTTONS: button_module(), MODULE: wrapper_module()}


def workbook_module() -> str:
    """What the add-in's own workbook does when it is opened."""
    return _with_crlf((_FOLDER / "ThisWorkbook.cls").read_text(encoding="utf-8"))


def shut(xlwings: str) -> str:
    """Xlwings' module without the lookups that a received workbook could answer.

    Raises:
        UnknownTemplateError: the text is not the one we know.
    """
    xlwings = _with_crlf(xlwings)
    for what, cut in _CUTS.items():
        xlwings, count = cut.subn("", xlwings)
        if count != 1:
            raise UnknownTemplateError(f"found {what} {count} times")
    xlwings, count = _PROJECT_NAME.subn(rf'\1"{PROJECT}"', xlwings)
    if count != 1:
        raise UnknownTemplateError("found no project name")
    for old, new, times in _SWAPS:
        if xlwings.count(old) != times:
            raise UnknownTemplateError(f"found {old} {xlwings.count(old)} times")
        xlwings = xlwings.replace(old, new)
    return xlwings


def _with_crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
