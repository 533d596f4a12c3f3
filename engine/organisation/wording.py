"""Pydantic's errors in Swedish: what stands there, what should, and what to do about it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from engine.organisation.faults import KeyPath, RejectedValueError, UnknownKeyError
from engine.text import nearest

Words = tuple[str, str, str]  # found, expected, remedy
_KEY_MARK = "[key]"  # pydantic's last step when the key of a mapping is at fault, not its value
_MISSING = "ingenting"
_UNKNOWN = "okänd nyckel"
_EXPECTED: Mapping[str, tuple[str, str]] = {
    "string_type": ("en text inom citattecken", ""),
    "int_type": ("ett heltal utan citattecken", ""),
    "bool_type": ("true eller false", ""),
    "datetime_type": ("datum och klockslag utan citattecken (2022-05-13T12:00:00)", ""),
    "date_type": ("ett datum utan citattecken (2022-05-19)", ""),
    "timezone_naive": ("lokal tid", "Ta bort tidszonen efter klockslaget."),
    "tuple_type": ("en lista inom hakparenteser", ""),
    "model_type": ("en tabell ({ … } eller [namn])", ""),
    "dict_type": ("en tabell ({ … } eller [namn])", ""),
    "mapping_type": ("en tabell ({ … } eller [namn])", ""),
}


def place_of(error: ErrorDetails) -> KeyPath:
    """The key path at fault."""
    return tuple(part for part in error["loc"] if part != _KEY_MARK)


def words_of(error: ErrorDetails, model: type[BaseModel]) -> Words:
    """What was found, what was expected, and a remedy (may be empty), for an error of validating ``model``."""
    kind, path = error["type"], place_of(error)
    special: Mapping[str, Callable[[], Words]] = {
        "missing": lambda: (_MISSING, f"nyckeln ”{path[-1]}”", "Den är obligatorisk."),
        "extra_forbidden": lambda: _unknown_key(path, keys_at(model, path[:-1]), keys_at(model, ())),
        "literal_error": lambda: (show_value(error["input"]), _alternatives(error), ""),
        "value_error": lambda: _rejected(error, path),
    }
    if kind in special:
        return special[kind]()
    expected, remedy = _EXPECTED.get(kind, (f"ett annat värde ({error['msg']})", ""))
    return show_value(error["input"]), expected, remedy


def _rejected(error: ErrorDetails, path: KeyPath) -> Words:
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, UnknownKeyError):
        return _unknown_key(path, reason.known)
    found = show_value(error["input"])
    if isinstance(reason, RejectedValueError):
        return found, reason.expected, reason.remedy
    return found, f"ett annat värde ({error['msg']})", ""


def _unknown_key(path: KeyPath, known: Iterable[str], top: Iterable[str] = ()) -> Words:
    name, known = str(path[-1]), tuple(known)
    if len(path) > 1 and name in set(top) - set(known):
        return _UNKNOWN, _one_of(known), f"”{name}” hör hemma högst upp i filen, före första [tabellen]."
    near = nearest(name, known, limit=1)
    return _UNKNOWN, _one_of(known), f"Menade du ”{near[0]}”?" if near else ""


def _alternatives(error: ErrorDetails) -> str:
    listed = str(error.get("ctx", {}).get("expected", ""))
    return _one_of(quoted or bare for quoted, bare in re.findall(r"'([^']*)'|(\d+)", listed))


def _one_of(names: Iterable[str]) -> str:
    known = tuple(names)
    return f"en av {', '.join(known)}" if len(known) > 1 else "".join(known)


def show_value(value: object) -> str:
    """A value as it is written in TOML; tables and lists by what they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "en tabell"
    return "en lista" if value else "en tom lista"


def keys_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The keys that the table at a path of kommun.toml may have; none where the path leaves the models."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is None:
            return ()
        if isinstance(part, str):
            field = _fields(current).get(part)
            current = None if field is None else _model_in(field)
    return tuple(_fields(current)) if current else ()


def _fields(model: type[BaseModel]) -> Mapping[str, object]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside ``tuple[M, ...]`` or ``M | None``; None for anything else."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, Union, UnionType}:
        return next((found for found in map(_model_in, get_args(annotation)) if found), None)
    return None
