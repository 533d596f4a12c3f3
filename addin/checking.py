"""What keeps an .xlam from being the one that the sources give, and what is wrong with its ribbon.

Everything is compared with a build made on the spot, part by part and module by module: a file that somebody has
added a line of VBA to is told of by the module, and one whose compiled code is not that of its text by the project.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.buttons import MODULE as BUTTONS
from addin.buttons import NEED
from addin.icons import ICONS
from addin.macros import OPEN_ACTIONS
from addin.package import RIBBON, build_addin
from engine.errors import MissingFileError, UnreadableError, os_reason

_LARGEST = 20_000_000
"""Bytes of one part; ours are a few hundred thousand."""
_DLL = re.compile(r"xlwings(?:32|64)-([\w.]+)\.dll")
_ELEMENT = re.compile(r"<(\w+)((?:\s+[\w:]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_NEED = re.compile(rf"Case \"(\w+)\": {NEED} = ")
_PUBLIC = re.compile(r"^Public Sub (\w+)\(", re.MULTILINE)


def read_addin(path: Path) -> bytes:
    """The bytes of an add-in file.

    Raises:
        UnreadableError: it is not there, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise UnreadableError(path, f"kunde inte läsas ({os_reason(error)}).") from error


def addin_faults(path: Path) -> tuple[str, ...]:
    """Everything that is wrong with the add-in, in Swedish; nothing when it is the one the sources give.

    Raises:
        UnreadableError: the file is no add-in.
    """
    data = read_addin(path)
    parts, modules = _opened(path, data)
    source = build_addin()
    right_parts, right_modules = parts_of(source), modules_of(source)
    faults = [
        *_differing("Delen", parts, right_parts),
        *_differing("Modulen", modules, right_modules),
        *dll_faults(modules.get("xlwings", "")),
        *ribbon_faults(parts.get(RIBBON, b"").decode("utf-8", "replace"), modules, OPEN_ACTIONS),
    ]
    if not faults and data != source:
        faults.append("Filen är packad på ett annat sätt än bygget gör, men innehållet är detsamma.")
    return tuple(faults)


def modules_of(data: bytes) -> Mapping[str, str]:
    """The VBA of an add-in by module, as its text is stored."""
    from pyopenvba import ExcelFile

    with TemporaryDirectory(prefix="flikar-") as folder:
        path = Path(folder) / "addin.xlam"
        path.write_bytes(data)
        with ExcelFile(path) as file:
            if not file.has_vba_project():
                raise ValueError("no VBA")
            return {name: file.get_module(name) for name in file.module_names()}


def parts_of(data: bytes) -> Mapping[str, bytes]:
    """The parts of the package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        large = [info.filename for info in archive.infolist() if info.file_size > _LARGEST]
        if large:
            raise ValueError(f"too large: {large}")
        return {name: archive.read(name) for name in archive.namelist()}


def _opened(path: Path, data: bytes) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    try:
        return parts_of(data), modules_of(data)
    except Exception as error:
        raise UnreadableError(
            path, "är inget tillägg som går att läsa.", "Bygg om det: flikar tillagg bygg."
        ) from error


def _differing(what: str, found: Mapping[str, object], right: Mapping[str, object]) -> Iterator[str]:
    for name in sorted({*found, *right}):
        if name not in right:
            yield f"{what} {name} finns inte i källan."
        elif name not in found:
            yield f"{what} {name} saknas."
        elif found[name] != right[name]:
            yield f"{what} {name} stämmer inte med källan."


def dll_faults(xlwings: str) -> Iterator[str]:
    """A DLL that is not the installed xlwings' own; Excel would not find it."""
    installed = version("xlwings")
    named = sorted(set(_DLL.findall(xlwings)))
    if named != [installed]:
        said = ", ".join(named) or "ingen"
        yield f"Tillägget söker DLL {said}, men xlwings {installed} är installerat. Bygg om det: flikar tillagg bygg."


def ribbon_faults(xml: str, modules: Mapping[str, str], actions: Collection[str]) -> Iterator[str]:
    """Ids and keytips that are not unique, icons and calls that lead nowhere, and tags that nothing knows."""
    elements = [dict(_ATTRIBUTE.findall(match[2])) for match in _ELEMENT.finditer(xml)]
    for attribute, told in (("id", "Id"), ("keytip", "Tangenttipset")):
        counted = Counter(element[attribute] for element in elements if attribute in element)
        yield from (f"{told} {value} finns {count} gånger." for value, count in counted.items() if count > 1)
    known = {f"{name}.{sub}" for name, text in modules.items() for sub in _PUBLIC.findall(text.replace("\r\n", "\n"))}
    for element in elements:
        who = f"Knappen {element['id']}" if "tag" in element else "Menyfliken"
        calls = (element[name] for name in sorted(element) if re.match("get|on[A-Z]", name))
        yield from (f"{who} anropar {call}, som inte finns." for call in calls if call not in known)
        if "tag" in element and element["tag"] not in actions:
            yield f"{who} har åtgärden {element['tag']}, som inte finns."
        if element.get("imageMso") not in {None, *ICONS}:
            yield f"{who} har bilden {element['imageMso']}, som Excel inte är känt för att ha."
    shown = {element["tag"] for element in elements if "tag" in element}
    declared = set(_NEED.findall(modules.get(BUTTONS, "")))
    yield from (f"Knappen {tag} saknas i modulen {BUTTONS}." for tag in sorted(shown - declared))
    yield from (f"Modulen {BUTTONS} har knappen {tag}, som inte finns." for tag in sorted(declared - shown))
