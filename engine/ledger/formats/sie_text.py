"""The text of a SIE file: its encoding, told from the bytes, and the fields of its lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UnreadableError

_CHUNK = 1 << 20
_CP437 = "åäöÅÄÖéÉüÜ".encode("cp437")
_CP1252 = "åäöÅÄÖéÉüÜ".encode("cp1252")
_ASCII = bytes(range(0x80))
_END_OF_FILE = "\x1a"
"""What programs for DOS put last."""

Objects = tuple[tuple[str, str], ...]
"""Dimension and object, in the order they stand."""
Field = str | Objects

_QUOTED = r'"((?:\\"|[^"])*)"'
_FIELD = re.compile(rf'\s*(?:{_QUOTED}|(\{{(?:{_QUOTED.replace("(", "(?:", 1)}|[^"}}])*\}})|([^\s"{{}}]+))')


@dataclass(frozen=True, slots=True)
class Post:
    """One line that says something.

    Attributes:
        line: its number; the file's first line is 1.
        label: ``#TRANS`` in capitals, or a brace.
        fields: what follows; None when the braces make no sense.
    """

    line: int
    label: str
    fields: tuple[Field, ...] | None = ()

    def text(self, place: int) -> str:
        """The field at a place as text; empty when there is none."""
        fields = self.fields or ()
        found = fields[place] if place < len(fields) else ""
        return found if isinstance(found, str) else ""

    def objects(self, place: int) -> Objects | None:
        """The object list at a place; None when something else stands there."""
        fields = self.fields or ()
        found = fields[place] if place < len(fields) else ""
        return None if isinstance(found, str) else found


def encoding_of(path: Path) -> str:
    """UTF-8, code page 437 or Windows-1252, whatever ``#FORMAT`` says.

    The two one-byte encodings are told apart by which of them makes Swedish letters of more of the bytes.

    Raises:
        UnreadableError: NUL characters: the file is damaged.
    """
    high: dict[int, int] = {}
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise UnreadableError(path, "NUL-tecken i filen: den är skadad.", "Ta ut filen på nytt.")
        for byte in chunk.translate(None, _ASCII):
            high[byte] = high.get(byte, 0) + 1
    if not high or _is_utf8(path):
        return "utf-8-sig"
    dos, windows = (sum(high.get(byte, 0) for byte in letters) for letters in (_CP437, _CP1252))
    return "cp1252" if windows > dos else "cp437"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_CHUNK), b"")


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            for _ in iter(lambda: file.read(_CHUNK), ""):
                pass
    except UnicodeDecodeError:
        return False
    return True


def posts(path: Path, encoding: str) -> Iterator[Post]:
    """Every line of the file that has a label, and every brace, with its line number."""
    with path.open(encoding=encoding, errors="replace") as file:
        for number, raw in enumerate(file, start=1):
            line = raw.strip(f" \t\r\n\ufeff{_END_OF_FILE}")
            if line.startswith("#"):
                opens = line.endswith("{") and line.upper().startswith("#VER")
                yield _post(number, line.removesuffix("{") if opens else line)
                if opens:
                    yield Post(number, "{")
            elif line[:1] in ("{", "}"):
                yield Post(number, line[0])


def _post(number: int, line: str) -> Post:
    label, _, rest = line.replace("\t", " ").partition(" ")
    return Post(number, label.upper(), fields_of(rest))


def fields_of(text: str) -> tuple[Field, ...] | None:
    r"""The fields of a line: texts in quotes with ``\"`` for a quote, object lists in braces, bare words.

    A last text whose quote is not closed was cut by the program that wrote it, and ends with the line. None when
    braces are not closed, or an object list is not pairs.
    """
    fields: list[Field] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _FIELD.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            return (*fields, rest[1:]) if rest.startswith('"') else None
        quoted, braces, bare = match.groups()
        if braces is not None:
            objects = _objects(braces[1:-1])
            if objects is None:
                return None
            fields.append(objects)
        else:
            fields.append(bare if quoted is None else quoted.replace('\\"', '"'))
        at = match.end()
    return tuple(fields)


def _objects(text: str) -> Objects | None:
    parts = fields_of(text)
    if parts is None or len(parts) % 2:
        return None
    words = [part for part in parts if isinstance(part, str)]
    return tuple(zip(words[::2], words[1::2], strict=True)) if len(words) == len(parts) else None
