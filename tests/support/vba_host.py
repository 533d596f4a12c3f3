"""The add-in's VBA carried out by LibreOffice: our own modules as they are built, xlwings' own by a small double.

LibreOffice is driven by a Basic macro in a profile of its own, so that nothing but LibreOffice has to be installed.
The double has what our modules call in xlwings: ``RunPython`` writes down the code it was given, and
``XLPy.CallUDF`` carries the call to Python, through a file of one value a line, to xlwings' own ``call_udf`` in
``tests.support.excel_host``. Texts travel as the numbers of their characters, so that no encoding is in between.
"""

import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from xml.sax.saxutils import escape

from addin.macros import OPEN_ACTIONS
from addin.package import build_addin
from tests.support.excel_host import answers
from tests.support.oracle import soffice
from udfs.declaring import Function
from udfs.registry import REGISTRY
from udfs.values import MISSING_CODE
from udfs.wrappers import MODULE, wrapper_module

_ROOT = Path(__file__).parents[2]
_DOUBLE = Path(__file__).with_name("vba_double")
_NOT_COMPILED = ("Dictionary",)
"""Modules of xlwings that LibreOffice does not take, for their compiler directives."""
_ONLY_IN_EXCEL = {"ActiveWorkbook": "OppenBok", "menyn.Invalidate": "FragaIgen", "As IRibbonUI": "As Object"}
"""What LibreOffice does not have, and the double's own in its place."""
_SCRIPT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{0}</script:module>\n'
)


class Situation(Enum):
    """What is open in front of somebody, and the Basic that makes it so; each builds on the ones before it."""

    NO_BOOK = 'Anropad bok, "xlwings.DoljBoken", True'
    FOREIGN = 'Anropad bok, "xlwings.DoljBoken", False'
    CONSOLIDATION = 'BliNamndbok bok, """flikar-kommun"""'
    OURS = 'bok.NamedRanges.removeByName("flikar_mall") : BliNamndbok bok, """flikar-namnd"""'
    OTHER_WRITTEN = 'Anropad bok, "xlwings.KanAngras", "annan.xlsx|3"'
    WRITTEN = 'Anropad bok, "xlwings.KanAngras", "flikar.xlam|2"'
    TAKEN_BACK = 'Anropad bok, "xlwings.KanAngras", "flikar.xlam|0"'


@dataclass(frozen=True)
class ButtonState:
    """What the ribbon is told of a button."""

    enabled: bool
    supertip: str


@dataclass(frozen=True)
class Shown:
    """What a cell shows after recalculation.

    Attributes:
        error: LibreOffice's number of the error value; 0 when there is none.
    """

    error: int
    value: float
    text: str


@dataclass(frozen=True)
class Ran:
    """What came of a run.

    Attributes:
        returned: what each call of a function of the VBA gave, in the order of the calls.
        python: the code that Python was given, in order.
        callers: the workbook that Python was given each time.
        buttons: what the ribbon was told in each situation that was asked for, by button.
        asked_again: how many times the ribbon was told to ask anew.
    """

    cells: Mapping[str, Shown]
    returned: Sequence[str]
    python: Sequence[str]
    callers: Sequence[str]
    buttons: Mapping[Situation, Mapping[str, ButtonState]]
    asked_again: int


def carried_out(
    folder: Path,
    formulas: Mapping[str, str],
    *,
    calls: Sequence[tuple[str, str]] = (),
    pressed: Sequence[str] = (),
    more_functions: Sequence[Function] = (),
    situations: Mapping[Situation, Sequence[str]] | None = None,
) -> Ran:
    """Load the add-in in LibreOffice with formulas in its cells, recalculate, and call its VBA.

    Args:
        folder: where everything is made.
        formulas: by cell or range; one of a range is an array formula.
        calls: ``Module.Function`` and its one text.
        pressed: the tags of buttons that are pressed.
        more_functions: declared as the registry's are, and not in it.
        situations: the buttons that are pressed in each, after the ribbon has asked about every button.
    """
    book = folder / "flikar.xlam"
    _write_book(book, folder, more_functions)
    called = [f'    Print #ut, "R|" & Kodat(Anropad(bok, "{name}", {_basic(text)}))' for name, text in calls]
    presses = [f"    Tryck bok, {_basic(tag)}" for tag in pressed]
    steps = "\n".join([*_formula_steps(formulas), *called, *presses, *_situation_steps(situations or {})])
    code = (_DOUBLE / "Driver.bas").read_text(encoding="utf-8")
    code = code.replace("{folder}", str(folder)).replace("{book}", book.as_uri()).replace("{steps}", steps)
    office = [soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    _run([*office, "--terminate_after_init"])  # makes the profile, with an empty Module1
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_SCRIPT.format(escape(code)), encoding="utf-8")
    said = _run([*office, "macro:///Standard.Module1.Main"])
    out = folder / "out.txt"
    assert out.exists(), f"LibreOffice did not run: {said}"
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[-1:] == ["END"], lines
    ran = folder / "ran.txt"
    done = ran.read_text().splitlines() if ran.exists() else []
    return Ran(
        cells={line.split("|")[0]: _shown(line) for line in lines if "|" in line and line[:2] not in {"R|", "K|"}},
        returned=[_decoded(line[2:]) for line in lines if line.startswith("R|")],
        python=[_decoded(line[1:]) for line in done if line.startswith("K")],
        callers=[_decoded(line[1:]) for line in done if line.startswith("B")],
        buttons=_buttons(line for line in lines if line.startswith("K|")),
        asked_again=done.count("I"),
    )


def _write_book(book: Path, folder: Path, more: Sequence[Function]) -> None:
    from pyopenvba import ExcelFile

    book.write_bytes(build_addin())
    program = folder / "python.sh"
    program.write_text(f"cd {shlex.quote(str(_ROOT))}\nexec {shlex.quote(sys.executable)} -m tests.support.vba_host "
                       f"{shlex.quote(str(folder))} 2>{shlex.quote(str(folder / 'stderr.txt'))}\n")  # fmt: skip
    with ExcelFile(book) as file:
        project = file.vba_project()
        for name in (*_NOT_COMPILED, "xlwings"):
            project.delete_module(name)
        door = file.get_module("FlikarMeny")
        for old, new in _ONLY_IN_EXCEL.items():
            assert old in door
            door = door.replace(old, new)
        file.set_module("FlikarMeny", door)
        for path in (_DOUBLE / "xlwings.bas", _DOUBLE / "XLPy.bas"):
            text = path.read_text(encoding="utf-8").replace("{folder}", str(folder))
            project.add_module(path.stem, text.replace("\n", "\r\n"))
        wrappers = wrapper_module((*REGISTRY.values(), *more))
        file.set_module(MODULE, wrappers.replace(".Value2", ".Value"))  # LibreOffice has no Value2
        file.save()


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    return f"{done.stdout} {done.stderr}"


def _formula_steps(formulas: Mapping[str, str]) -> Iterator[str]:
    for place, formula in formulas.items():
        quoted = formula.replace('"', '""')
        kind = "setArrayFormula" if ":" in place else "setFormula"
        yield f'    bok.Sheets(0).getCellRangeByName("{place}").{kind}("{quoted}")'
    yield "    bok.calculateAll()"
    for place in formulas:
        yield f'    Omrade bok.Sheets(0), "{place}"'


def _situation_steps(situations: Mapping[Situation, Sequence[str]]) -> Iterator[str]:
    if situations:
        yield '    Anropad bok, "FlikarMeny.OnLoad", Knapp("")'
    for situation, pressed in situations.items():
        yield f"    {situation.value}"
        yield from (f'    Skick bok, "{situation.name}", "{tag}"' for tag in OPEN_ACTIONS)
        yield from (f"    Tryck bok, {_basic(tag)}" for tag in pressed)


def _buttons(lines: Iterable[str]) -> Mapping[Situation, Mapping[str, ButtonState]]:
    found: dict[Situation, dict[str, ButtonState]] = {}
    for line in lines:
        _, situation, tag, enabled, codes = line.split("|")
        found.setdefault(Situation[situation], {})[tag] = ButtonState(enabled != "0", _decoded(codes))
    return found


def _basic(text: str) -> str:
    """A text as Basic writes it, whatever is in it."""
    return " & ".join(f"ChrW({ord(character)})" for character in text) or '""'


def _shown(line: str) -> Shown:
    _, error, value, codes = line.split("|")
    return Shown(int(error), float(value), _decoded(codes))


def _decoded(codes: str) -> str:
    return "".join(chr(int(code) & 0xFFFF) for code in codes.split())


def _asked(lines: Sequence[str]) -> list[object]:
    """The arguments of a call as the double wrote them."""
    found: list[object] = []
    rest = iter(lines)
    for line in rest:
        if line.startswith("A "):
            _, rows, columns = line.split()
            found.append([[_value(next(rest)) for _ in range(int(columns))] for _ in range(int(rows))])
        else:
            found.append(_value(line))
    return found


def _value(line: str) -> object:
    kind, said = line[0], line[1:]
    if kind == "U":
        return MISSING_CODE
    if kind == "T":
        return None
    if kind == "S":
        return _decoded(said)
    return said == "1" if kind == "B" else float(said)


def _told(answer: object) -> Iterator[str]:
    """The answer as the double reads it."""
    if isinstance(answer, dict):
        yield f"E{answer['fel']}".encode("ascii", "replace").decode()
    elif isinstance(answer, list):
        yield f"A {len(answer)} {len(answer[0])}"
        yield from (_one(cell) for row in answer for cell in row)
    else:
        yield _one(answer)


def _one(cell: object) -> str:
    if isinstance(cell, bool):
        return f"B{int(cell)}"
    if isinstance(cell, str):
        return "S" + "".join(f" {ord(character)}" for character in cell)
    return "T" if cell is None else f"N{cell}"


def main() -> None:
    """Answer the one call that lies in the folder."""
    folder = Path(sys.argv[1])
    target, *lines = (folder / "fraga.txt").read_text().splitlines()
    assert _decoded(target[1:]) == "udfs.host.flik"
    [answer] = answers([_asked(lines)])
    (folder / "svar.txt").write_text("\n".join([*_told(answer), ""]))


if __name__ == "__main__":
    main()
