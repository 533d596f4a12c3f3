"""``kontrollera --sedan``: what is new, what remains and what is fixed since an earlier check."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Final, Literal

from engine.errors import MissingFileError, UnreadableError, os_reason
from engine.findings import Finding, Severity
from engine.pipeline.checked import CheckedFile, CheckOutcome
from engine.text import fold

Mark = Literal["ny", "kvar"]
NEW: Final[Mark] = "ny"
REMAINING: Final[Mark] = "kvar"

_VARIABLE: Final = re.compile(r"[\d\s\u2212.,]+")
_REMEDY = "Ange svaret från en tidigare körning med flikar kontrollera … --json."
_TEXTS = ("regel", "allvar", "flik", "cell", "rad", "kolumn", "meddelande", "atgard")
_Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding and the file it was told of.

    Attributes:
        file: as the caller gave it.
        namnd: the file's nämnd; None when nobody could say.
    """

    file: str
    namnd: str | None
    finding: Finding

    def as_json(self) -> dict[str, object]:
        """The finding's keys with those of its file before them."""
        return {"fil": self.file, "namnd": self.namnd, **self.finding.as_json()}


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """One file of an earlier check."""

    path: str
    namnd: str | None
    occasion: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """An outcome beside an earlier one.

    Attributes:
        marks: per file of the outcome, in its order, a mark for each of its findings.
        new, remaining: findings of the outcome.
        fixed: findings of the earlier check that are gone.
        untested: findings of the earlier check of which nothing can be said: the file is not among those checked,
            could not be read, or was checked for another occasion.
    """

    marks: tuple[tuple[Mark, ...], ...]
    new: tuple[Told, ...]
    remaining: tuple[Told, ...]
    fixed: tuple[Told, ...]
    untested: tuple[Told, ...]

    def as_json(self) -> dict[str, object]:
        """The value of the key ``sedan``."""
        groups = {"nya": self.new, "kvar": self.remaining, "borta": self.fixed, "ej_provade": self.untested}
        return {name: [told.as_json() for told in group] for name, group in groups.items()}


def read_earlier(path: Path) -> tuple[EarlierFile, ...]:
    """The files of an earlier ``kontrollera --json``.

    Raises:
        UnreadableError: there is no such file, or it is not such an answer.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        return tuple(_earlier_file(entry) for entry in document["filer"])
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as refused:
        raise UnreadableError(path, f"kan inte läsas ({os_reason(refused)}).") from refused
    except (UnicodeDecodeError, JSONDecodeError, RecursionError) as broken:
        raise UnreadableError(path, "är inte JSON.", _REMEDY) from broken
    except (KeyError, TypeError, ValueError) as other:
        raise UnreadableError(path, "är inte ett svar från kontrollera.", _REMEDY) from other


def _earlier_file(entry: Mapping[str, object]) -> EarlierFile:
    findings = entry["fynd"]
    if not isinstance(findings, list):
        raise TypeError("fynd")
    namnd, occasion = entry.get("namnd"), entry.get("tillfalle")
    return EarlierFile(
        path=str(entry["fil"]),
        namnd=None if namnd is None else str(namnd),
        occasion=None if occasion is None else str(occasion),
        findings=tuple(_earlier_finding(each) for each in findings),
    )


def _earlier_finding(entry: Mapping[str, object]) -> Finding:
    text = {name: _text(entry, name) for name in _TEXTS}
    return Finding(
        rule=text["regel"] or "", severity=Severity(text["allvar"] or ""), message=text["meddelande"] or "",
        remedy=text["atgard"] or "", flik=text["flik"], cell=text["cell"], row=text["rad"], column=text["kolumn"],
        found=_value(entry.get("funnet")), expected=_value(entry.get("vantat")),
    )  # fmt: skip


def _text(entry: Mapping[str, object], name: str) -> str | None:
    value = entry[name]
    if value is not None and not isinstance(value, str):
        raise TypeError(name)
    return value


def _value(value: object) -> int | float | str | None:
    return value if isinstance(value, int | float | str) else None


def compare_outcomes(outcome: CheckOutcome, earlier: Sequence[EarlierFile]) -> Since:
    """Match the findings of two checks.

    A finding is the same when its rule, its file's nämnd, its flik, its row's label and its column are; so it
    survives inserted rows. Of several alike the cell and the words decide which is which.
    """
    now = [Told(file.path, file.namnd, finding) for file in outcome.files for finding in file.findings]
    before = [(Told(file.path, file.namnd, finding), file) for file in earlier for finding in file.findings]
    matched = _matched(now, [told for told, _ in before])
    marks: Iterator[Mark] = iter([REMAINING if place in matched else NEW for place in range(len(now))])
    left = [item for place, item in enumerate(before) if place not in matched.values()]
    tested = [(told, _is_tested(file, outcome.files)) for told, file in left]
    return Since(
        marks=tuple(tuple(next(marks) for _ in file.findings) for file in outcome.files),
        new=tuple(told for place, told in enumerate(now) if place not in matched),
        remaining=tuple(told for place, told in enumerate(now) if place in matched),
        fixed=tuple(told for told, is_tested in tested if is_tested),
        untested=tuple(told for told, is_tested in tested if not is_tested),
    )


def _matched(now: Sequence[Told], before: Sequence[Told]) -> Mapping[int, int]:
    """For each place in ``now`` that has a fellow, its place in ``before``; the likest ones are paired first."""
    by_key: dict[_Key, list[int]] = {}
    for place, told in enumerate(before):
        by_key.setdefault(_key(told), []).append(place)
    found: dict[int, int] = {}
    for is_alike in (_same_words, _same_cell, _same_file, _any):
        for place, told in enumerate(now):
            fellows = by_key.get(_key(told), [])
            fellow = next((each for each in fellows if is_alike(told, before[each])), None)
            if place not in found and fellow is not None:
                found[place] = fellow
                fellows.remove(fellow)
    return found


def _key(told: Told) -> _Key:
    """What makes a finding the same; one without a row goes by its words, less the figures in them."""
    finding = told.finding
    owner = told.namnd or _base_name(told.file)
    words = "" if finding.row else fold(_VARIABLE.sub(" ", finding.message))
    return finding.rule, fold(owner), fold(finding.flik or ""), fold(finding.row or ""), finding.column or "", words


def _same_words(one: Told, other: Told) -> bool:
    return _same_cell(one, other) and one.finding.message == other.finding.message


def _same_cell(one: Told, other: Told) -> bool:
    return _same_file(one, other) and one.finding.cell == other.finding.cell


def _same_file(one: Told, other: Told) -> bool:
    return _base_name(one.file) == _base_name(other.file)


def _any(_one: Told, _other: Told) -> bool:
    return True


def _base_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].casefold()


def _is_tested(earlier: EarlierFile, files: Iterable[CheckedFile]) -> bool:
    """Whether the earlier file is among those read now, for the same occasion where one was known."""
    fellows = [file for file in _readable(files) if _is_same_book(earlier, file)]
    return any(earlier.occasion in (None, file.occasion) for file in fellows)


def _readable(files: Iterable[CheckedFile]) -> Iterator[CheckedFile]:
    return (file for file in files if file.is_readable)


def _is_same_book(earlier: EarlierFile, file: CheckedFile) -> bool:
    if earlier.namnd is not None:
        return earlier.namnd == file.namnd
    return _base_name(earlier.path) == _base_name(file.path)
