"""The line on which each key of a TOML text stands; neither tomllib nor pydantic tells.

A light walk over text that tomllib has already accepted: it knows keys, strings, comments and brackets, and
takes every other value as a run of characters. Where it loses its way it stops, and a path it has not seen is
answered with the nearest enclosing one it has.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from engine.organisation.faults import KeyPath

_BLANK = re.compile(r"[ \t]*")
_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


class _LostError(Exception):
    """The walk met something it does not know."""


@dataclass(slots=True)
class _Walk:
    """The text and what has been found in it so far: the only mutable value here."""

    text: str
    found: dict[KeyPath, int] = field(default_factory=dict)
    tables: dict[KeyPath, int] = field(default_factory=dict)  # arrays of tables: the index of the latest

    def note(self, path: KeyPath, position: int) -> None:
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], position)


def locate_keys(text: str) -> Mapping[KeyPath, int]:
    """The line (from 1) of every key and list item of a TOML text, by key path."""
    walk = _Walk(text)
    with suppress(_LostError):  # what has been found stands; the rest falls back to its enclosing path
        _document(walk)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return {path: bisect_right(starts, position) for path, position in walk.found.items()}


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of the path, or of the nearest path around it; 1 when there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _document(walk: _Walk) -> None:
    here: KeyPath = ()
    position = _skip(walk, 0)
    while position < len(walk.text):
        if walk.text[position] == "[":
            here, position = _header(walk, position)
        else:
            position = _pair(walk, position, here)
        position = _skip(walk, position)


def _header(walk: _Walk, start: int) -> tuple[KeyPath, int]:
    """``[a.b]`` or ``[[a.b]]``: the path of the table it opens, and where the header ends."""
    brackets = 2 if walk.text.startswith("[[", start) else 1
    keys, position = _dotted_key(walk, start + brackets)
    path = _resolve(walk, (), keys[:-1])
    if brackets == 2:
        array = (*path, keys[-1])
        walk.tables[array] = walk.tables.get(array, -1) + 1
        path = (*array, walk.tables[array])
    else:
        path = _resolve(walk, path, keys[-1:])
    walk.note(path, start)
    return path, _expect(walk, position, "]" * brackets)


def _resolve(walk: _Walk, path: KeyPath, keys: tuple[str, ...]) -> KeyPath:
    """The keys below the path; an array of tables on the way means its latest table."""
    for key in keys:
        path = (*path, key)
        if path in walk.tables:
            path = (*path, walk.tables[path])
    return path


def _pair(walk: _Walk, start: int, table: KeyPath) -> int:
    keys, position = _dotted_key(walk, start)
    path = (*table, *keys)
    walk.note(path, start)
    return _value(walk, _blank(walk, _expect(walk, position, "=")), path)


def _dotted_key(walk: _Walk, start: int) -> tuple[tuple[str, ...], int]:
    keys: list[str] = []
    position = start
    while True:
        match = _KEY.match(walk.text, _blank(walk, position))
        if match is None:
            raise _LostError
        keys.append(_plain_key(match.group()))
        position = _blank(walk, match.end())
        if not walk.text.startswith(".", position):
            return tuple(keys), position
        position += 1


def _plain_key(token: str) -> str:
    return next(iter(tomllib.loads(f"{token}=0"))) if token[0] in "\"'" else token


def _value(walk: _Walk, start: int, path: KeyPath) -> int:
    """Walk over one value, noting what is inside it; returns where it ends."""
    opening = walk.text[start : start + 1]
    if opening == "[":
        return _array(walk, start + 1, path)
    if opening == "{":
        return _inline_table(walk, start + 1, path)
    match = (_STRING if opening in {'"', "'"} else _SCALAR).match(walk.text, start)
    if match is None:
        raise _LostError
    return match.end()


def _array(walk: _Walk, start: int, path: KeyPath) -> int:
    position, index = _skip(walk, start), 0
    while not walk.text.startswith("]", position):
        walk.note((*path, index), position)
        position = _after_item(walk, _value(walk, position, (*path, index)))
        index += 1
    return position + 1


def _inline_table(walk: _Walk, start: int, path: KeyPath) -> int:
    position = _skip(walk, start)
    while not walk.text.startswith("}", position):
        position = _after_item(walk, _pair(walk, position, path))
    return position + 1


def _after_item(walk: _Walk, position: int) -> int:
    """Past a comma, if there is one, to the next item or the closing bracket."""
    position = _skip(walk, position)
    if walk.text.startswith(",", position):
        return _skip(walk, position + 1)
    if walk.text[position : position + 1] not in {"]", "}"}:
        raise _LostError
    return position


def _expect(walk: _Walk, position: int, mark: str) -> int:
    if not walk.text.startswith(mark, position):
        raise _LostError
    return position + len(mark)


def _blank(walk: _Walk, position: int) -> int:
    match = _BLANK.match(walk.text, position)
    return match.end() if match else position


def _skip(walk: _Walk, position: int) -> int:
    match = _SKIP.match(walk.text, position)
    return match.end() if match else position
