"""A kommun.toml as it stands, with lines, for the checks that look across its sections.

The checks see every part that is sound in itself, also when other parts are not, so that one run of a faulty
file names all its faults.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from engine.organisation.codes import CodeSet
from engine.organisation.faults import Fault, KeyPath, show_path
from engine.organisation.konton import Kontogrupper, Motpartsslag
from engine.organisation.locate import line_of
from engine.organisation.namnder import Forvaltning

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Source:
    """The parsed TOML and the line of each key path."""

    document: Mapping[str, object]
    lines: Mapping[KeyPath, int]

    def fault(self, path: KeyPath, found: str, expected: str, remedy: str = "") -> Fault:
        """A fault at the path."""
        return Fault(line_of(self.lines, path), show_path(path), found, expected, remedy)

    def place(self, path: KeyPath) -> str:
        """Another place that a fault mentions, with its line; a default of ours has none."""
        if self.at(path) is None:
            return f"standardvärdet för {show_path(path)}"
        return f"{show_path(path)} (rad {line_of(self.lines, path)})"

    def at(self, path: KeyPath) -> object:
        """What stands at the path; None when nothing does."""
        value: object = self.document
        for part in path:
            value = _step(value, part)
        return value


def _step(value: object, part: str | int) -> object:
    if isinstance(value, Mapping):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int):
        return value[part]
    return None


def items(source: Source, path: KeyPath) -> Iterator[KeyPath]:
    """The paths of the items of a list; none when it is no list."""
    value = source.at(path)
    if isinstance(value, list):
        yield from ((*path, index) for index in range(len(value)))


def keys(source: Source, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The paths and names of the keys of a table; none when it is no table."""
    value = source.at(path)
    if isinstance(value, Mapping):
        yield from (((*path, key), key) for key in value)


def text_at(source: Source, path: KeyPath) -> str | None:
    """The text at the path; None when there is none."""
    value = source.at(path)
    return value if isinstance(value, str) else None


def sound(source: Source, path: KeyPath, model: type[_Model]) -> _Model | None:
    """What stands at the path as the model; None when it is faulty, which is reported elsewhere."""
    try:
        return model.model_validate(source.at(path))
    except ValidationError:
        return None


def sound_items(source: Source, path: KeyPath, model: type[_Model]) -> Iterator[tuple[KeyPath, _Model]]:
    """The items of a list that are sound in themselves, with their paths."""
    for item in items(source, path):
        value = sound(source, item, model)
        if value is not None:
            yield item, value


@dataclass(frozen=True, slots=True)
class Ownership:
    """A förvaltning entry, where it stands, and the code of its nämnd."""

    path: KeyPath
    namnd: str
    forvaltning: Forvaltning


def ownerships(source: Source) -> tuple[Ownership, ...]:
    """Every sound förvaltning entry of the file."""
    return tuple(
        Ownership(path, text_at(source, (*namnd, "kod")) or "", forvaltning)
        for namnd in items(source, ("namnder",))
        for path, forvaltning in sound_items(source, (*namnd, "forvaltningar"), Forvaltning)
    )


def code_sets(
    source: Source, section: str, model: type[Kontogrupper] | type[Motpartsslag]
) -> Iterator[tuple[KeyPath, CodeSet]]:
    """The sound code sets of a section, those left out with their defaults."""
    given = source.at((section,))
    table = given if isinstance(given, Mapping) else {}
    for name in model.model_fields:
        try:
            part = model.model_validate({name: table[name]} if name in table else {})
        except ValidationError:
            continue
        yield (section, name), part.sets[name]
