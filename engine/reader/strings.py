"""Texts: the shared string table, and the escapes texts are written with."""

import re
from collections.abc import Iterable

from engine.reader.errors import Refused
from engine.reader.limits import Limits
from engine.reader.namespaces import main_names
from engine.reader.xmlpass import SPACE, Attributes, new_parser, run

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_XML_SPACE = " \t\r\n"
_NAMES = main_names("si", "t", "rPh")


def unescape(text: str) -> str:
    """``_x000D_`` and its like as the characters they stand for; half a surrogate pair becomes U+FFFD."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def run_text(text: str, attributes: Attributes) -> str:
    """One ``<t>``: white space around it counts only when it says so."""
    return unescape(text if attributes.get(SPACE) == "preserve" else text.strip(_XML_SPACE))


class _Table:
    """Collects ``<si>`` entries: runs of rich text joined, phonetic hints left out."""

    def __init__(self, limits: Limits) -> None:
        self.strings: list[str] = []
        self.chars: list[str] = []
        self._limits = limits
        self._runs: list[str] = []
        self._attributes: Attributes = {}
        self._phonetic = False
        self._size = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name = _NAMES.get(tag)
        if name == "t":
            self.chars.clear()
            self._attributes = attributes
        elif name == "si":
            self._runs.clear()
        elif name == "rPh":
            self._phonetic = True

    def end(self, tag: str) -> None:
        name = _NAMES.get(tag)
        if name == "t" and not self._phonetic:
            self._runs.append(run_text("".join(self.chars), self._attributes))
        elif name == "si":
            self._add("".join(self._runs))
        elif name == "rPh":
            self._phonetic = False

    def _add(self, text: str) -> None:
        self.strings.append(text)
        self._size += len(text)
        if self._size > self._limits.text or len(self.strings) > self._limits.strings:
            raise Refused("bomb", "för mycket text")


def read_strings(chunks: Iterable[bytes], part: str, limits: Limits) -> list[str]:
    """The shared string table, in the order cells refer to it."""
    table = _Table(limits)
    parser = new_parser(table.start, table.end)
    parser.CharacterDataHandler = table.chars.append
    run(parser, chunks, part)
    return table.strings
