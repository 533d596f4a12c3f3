"""From the text of a kommun.toml to a kommun, or to all its faults at once."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from engine.errors import MissingFileError, UnreadableError, os_reason
from engine.organisation.checks_codes import code_faults
from engine.organisation.checks_flikar import flik_faults
from engine.organisation.checks_names import name_faults
from engine.organisation.faults import Fault, KommunTomlError
from engine.organisation.kommun import Kommun, KommunFile, kommun_of
from engine.organisation.locate import locate_keys
from engine.organisation.source import Source
from engine.organisation.syntax import syntax_fault
from engine.organisation.wording import place_of, words_of


def read_kommun(path: Path, *, inbyggd: bool = False) -> Kommun:
    """The kommun of a kommun.toml (UTF-8).

    Args:
        path: the file.
        inbyggd: it is the built-in demo municipality.

    Raises:
        MissingFileError: there is no such file.
        KommunTomlError: it is not a kommun.toml; every fault is named, with its line.
        UnreadableError: the operating system refuses.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as refused:
        raise UnreadableError(path, f"kan inte läsas ({os_reason(refused)}).") from refused
    return parse_kommun(_decoded(raw, str(path)), str(path), inbyggd=inbyggd)


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        found = f"byten 0x{raw[broken.start]:02X}"
        raise KommunTomlError(name, [Fault(line, "", found, "text i UTF-8", "Spara filen som UTF-8.")]) from None


def parse_kommun(text: str, name: str, *, inbyggd: bool = False) -> Kommun:
    """The kommun of a kommun.toml's text; ``name`` is what error messages call the file.

    Raises:
        KommunTomlError: every fault is named, with its line.
    """
    text = text.removeprefix("\ufeff")
    document = _toml(text, name)
    source = Source(document, locate_keys(text))
    faults = [*code_faults(source), *name_faults(source), *flik_faults(source)]
    try:
        file = KommunFile.model_validate(document)
    except ValidationError as invalid:
        faults.extend(_worded(invalid, source))
        raise KommunTomlError(name, faults) from None
    if faults:
        raise KommunTomlError(name, faults)
    return kommun_of(file, inbyggd=inbyggd)


def _toml(text: str, name: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as broken:
        raise KommunTomlError(name, [syntax_fault(str(broken), text)]) from None
    except RecursionError:
        deep = Fault(1, "", "för många klamrar i varandra", "högst några nivåer")
        raise KommunTomlError(name, [deep]) from None


def _worded(invalid: ValidationError, source: Source) -> Iterator[Fault]:
    for error in invalid.errors(include_url=False):
        yield source.fault(place_of(error), *words_of(error, KommunFile))
