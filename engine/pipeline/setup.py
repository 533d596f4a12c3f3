"""What every command needs to know before it starts: whose organisation, and which flikar exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UnreadableError
from engine.findings import CATALOGUE
from engine.model import Catalog
from engine.organisation import Kommun
from engine.text import nearest


@dataclass(frozen=True, slots=True)
class Setup:
    """The kommun and the flikar declared for it.

    Attributes:
        folder: that of the kommun.toml, from which the paths in it lead; the working folder without one.
    """

    kommun: Kommun
    catalog: Catalog
    folder: Path = Path()


def check_rule_names(kommun: Kommun, name: str = "kommun.toml") -> None:
    """Every rule that ``[regler]`` and ``tystade`` name must exist, and so must every parameter of a rule.

    A rule is one of the catalogue, or of ``kontroller``; those of ``kontroller`` have no parameters.

    Args:
        kommun: the kommun.
        name: what the error calls its file.

    Raises:
        UnreadableError: a rule or a parameter that nobody has; the message offers the nearest.
    """
    known = {rule.id for rule in CATALOGUE} | {own.id for own in kommun.kontroller}
    faults = [
        f"{place}: regeln ”{rule_id}” finns inte.{_hint(rule_id, known)}"
        for place, rule_id in _named_rules(kommun)
        if rule_id not in known
    ]
    faults += _parameter_faults(kommun)
    if faults:
        raise UnreadableError(name, " ".join(faults), "Kommandot flikar regler visar alla regler.")


def check_own_checks(setup: Setup, name: str = "kommun.toml") -> None:
    """Every check of ``kontroller`` must be one that can be asked.

    Raises:
        UnreadableError: a formula that is not ours, or a name that nobody declared; every fault is told of.
    """
    if not setup.kommun.kontroller:
        return
    from engine.owncheck import own_check_faults

    faults = own_check_faults(setup.kommun, setup.catalog)
    if faults:
        raise UnreadableError(name, " ".join(faults), "Rätta formeln under kontroller och kör igen.")


def _named_rules(kommun: Kommun) -> Iterator[tuple[str, str]]:
    yield from ((f"[regler] {rule_id}", rule_id) for rule_id in kommun.regler)
    yield from ((f"tystade[{at}]", silenced.regel) for at, silenced in enumerate(kommun.tystade))


def _parameter_faults(kommun: Kommun) -> Iterator[str]:
    """Parameters that the rule does not have, and values that are no numbers from 0 on."""
    takes = {rule.id: rule.parameters for rule in CATALOGUE}
    for rule_id, setting in kommun.regler.items():
        known = takes.get(rule_id, {})
        for name, value in setting.parametrar.items():
            if name not in known:
                near = nearest(name, known, limit=1) or tuple(known) or ("allvar",)
                yield f"[regler] {rule_id}: parametern ”{name}” finns inte. Närmast är {near[0]}."
            elif isinstance(value, str) or value < 0:
                yield f"[regler] {rule_id}: {name} ska vara ett tal från 0 och uppåt, inte ”{value}”."


def _hint(rule_id: str, known: set[str]) -> str:
    near = nearest(rule_id, sorted(known)) or tuple(sorted(each for each in known if each[:2] == rule_id[:2])[:3])
    return f" Närmast är {', '.join(near)}." if near else ""
