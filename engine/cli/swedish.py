"""Every fixed word of the command line's help and error messages; typer has its own in English.

Nothing of typer's wording reaches a person: the help is laid out by ``engine.cli.help`` with the words below,
and typer's exceptions are worded here by their class.
"""

from collections.abc import Iterable
from typing import Protocol, cast

EXAMPLE = "Exempel:"
USAGE = "Användning:"
OPTIONS_SLOT = "[VAL]"
COMMAND_SLOT = "KOMMANDO …"
ARGUMENTS = "Argument"
OPTIONS = "Val"
COMMON_OPTIONS = "Gemensamma val"
COMMANDS = "Kommandon"
MORE_COMMANDS = "Fler kommandon:"
REQUIRED = "(krävs)"
REPEATABLE = "(kan upprepas)"
HELP_ON_HELP = "Visar den här hjälpen."
HELP_ON_VERSION = "Visar versionen."
INTERRUPTED = "Avbruten."


class _Parameter(Protocol):
    name: str
    opts: list[str]
    metavar: str | None
    param_type_name: str


def word_call_fault(fault: Exception) -> str:
    """What is wrong with a call that typer refused.

    typer's exception classes are private, so they are told apart by name and by the attributes they document.
    """
    kind = type(fault).__name__
    if kind == "NoSuchOption":
        return _unknown_option(fault)
    if kind == "BadOptionUsage":
        return _value_fault(fault)
    if kind == "MissingParameter":
        return _missing(fault)
    return "Anropet går inte att tolka."


def _unknown_option(fault: Exception) -> str:
    near = cast("Iterable[str] | None", getattr(fault, "possibilities", None))
    name = getattr(fault, "option_name", "")
    if getattr(getattr(fault, "ctx", None), "parent", None) is None:
        return f"Valet {name} finns inte här; kommandots val skrivs efter kommandot."
    offer = f" Menade du {', '.join(sorted(near))}?" if near else ""
    return f"Valet {name} finns inte.{offer}"


def _value_fault(fault: Exception) -> str:
    name = getattr(fault, "option_name", "")
    command = getattr(getattr(fault, "ctx", None), "command", None)
    flags = (option for option in getattr(command, "params", ()) if getattr(option, "is_flag", False))
    takes_none = any(name in flag.opts for flag in flags)
    return f"Valet {name} tar inget värde." if takes_none else f"Valet {name} behöver ett värde."


def _missing(fault: Exception) -> str:
    parameter = cast("_Parameter | None", getattr(fault, "param", None))
    if parameter is None:
        return "Något fattas i anropet."
    if parameter.param_type_name == "argument":
        return f"Argumentet {parameter.metavar or parameter.name.upper()} fattas."
    return f"Valet {'/'.join(parameter.opts)} fattas."


def unexpected(extra: Iterable[str]) -> str:
    """More arguments than the command takes."""
    return f"Anropet har fler argument än kommandot tar: {' '.join(extra)}."


def see_help(command_path: str) -> str:
    """Where to read on."""
    return f"Hjälp: {command_path} --help"


def internal_fault(error: BaseException, log: str) -> str:
    """A fault of ours."""
    return (
        f"Ett internt fel har inträffat ({type(error).__name__}). Inget mer skrevs.\n"
        f"Skicka loggen till den som förvaltar flikar: {log}"
    )


def built_in_notice() -> str:
    """That the demo municipality is used."""
    return "Den inbyggda demokommunen används (inbyggd demo). Ange en egen med --kommun FIL."


def built_in_refused() -> str:
    """That the demo municipality must be asked for."""
    return "Ingen kommun.toml i den här mappen, och kommandot behöver en: siffrorna beror på nämndernas ansvar."


def built_in_remedy() -> str:
    """How to give a kommun."""
    return "Ange --kommun FIL, eller --kommun demo för den inbyggda demokommunen."
