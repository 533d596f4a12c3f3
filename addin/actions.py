"""``flikar kor``: the actions on closed workbooks, for computers where the add-in is not allowed.

An action is a command under the tag that its button has; the work is the command's own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.on_files import CHECK_FLIK, MAKE, RULE_OF_CELL, STRIP
from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.commands.forklara import FORKLARA
from engine.cli.commands.fyll import FYLL
from engine.cli.commands.konsolidera import KONSOLIDERA
from engine.cli.commands.kontrollera import KONTROLLERA
from engine.cli.commands.lamna_in import LAMNA_IN
from engine.cli.commands.projektrad import PROJEKTRAD
from engine.cli.commands.rapport import RAPPORT
from engine.cli.commands.rulla import RULLA
from engine.cli.commands.tabell import TABELL
from engine.cli.options import AnyOccasion, AnyTarget, Huvudbok, OneNamnd, Tables, given_path
from engine.errors import EXIT_DONE, UnknownNameError, WrongCallError
from engine.text import nearest

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Asked:
    """What an action may be told besides its workbook; None where the call does not say."""

    tillfalle: str | None = None
    huvudbok: list[Path] | None = None
    tabell: list[str] | None = None
    cell: str | None = None
    flik: str | None = None
    namnd: str | None = None
    namn: str | None = None
    target: Path | None = None


_OPTIONS: Mapping[str, str] = {
    "tillfalle": "--tillfalle", "huvudbok": "--huvudbok", "tabell": "--tabell", "cell": "--cell", "flik": "--flik",
    "namnd": "--namnd", "namn": "--namn", "target": "-o",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileAction:
    """An action on a closed workbook.

    Attributes:
        tag: its name, that of the button where there is one.
        summary: what it does, in Swedish.
        command: what carries it out.
        own: the command's own parameters for a workbook and what was asked.
        needs, takes: the fields of ``Asked`` without which it cannot be done, and the others that it heeds.
    """

    tag: str
    summary: str
    command: Command
    own: Callable[[Path, Asked], dict[str, object]]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    @property
    def options(self) -> str:
        """The options as they are shown, those that may be left out in brackets."""
        return " ".join([*(_OPTIONS[n] for n in self.needs), *(f"[{_OPTIONS[n]}]" for n in self.takes)])


def _checked(book: Path, asked: Asked) -> dict[str, object]:
    return {"books": [str(book)], "tillfalle": asked.tillfalle}


def _flik_checked(book: Path, asked: Asked) -> dict[str, object]:
    return {**_checked(book, asked), "flik": asked.flik}


def _repaired(book: Path, asked: Asked) -> dict[str, object]:
    return {**_checked(book, asked), "ratta": True, "target": asked.target}


def _as_asked(book: Path, asked: Asked) -> dict[str, object]:
    """For a command whose parameters have the names of what was asked."""
    given = {field.name: getattr(asked, field.name) for field in fields(asked)}
    return {"book": book, **{name: value for name, value in given.items() if value is not None}}


def _consolidated(folder: Path, asked: Asked) -> dict[str, object]:
    return {"sources": [folder], "tillfalle": asked.tillfalle, "target": asked.target}


def _drafted(book: Path, asked: Asked) -> dict[str, object]:
    return {**_as_asked(book, asked), "utkast": True}


def _copied(book: Path, asked: Asked) -> dict[str, object]:
    from engine.pipeline.exporting import CLIPBOARD

    return {**_as_asked(book, asked), "form": CLIPBOARD}


def _rolled(book: Path, asked: Asked) -> dict[str, object]:
    return {"book": book, "till": asked.tillfalle, "target": asked.target}


def _rolled_back(book: Path, asked: Asked) -> dict[str, object]:
    return {"book": book, "tillbaka": True, "target": asked.target}


_ALL = (
    FileAction(
        "las_in_huvudbok", "Säger vad huvudboken har av nämndens rader.", STRIP, _as_asked, ("huvudbok",),
    ),
    FileAction(
        "rensa_interninterna", "Visar vad som är interninternt i huvudboken för bokens nämnd.", STRIP, _as_asked,
        ("huvudbok",), ("tillfalle", "target"),
    ),
    FileAction(
        "fyll_flik", "Fyller flikarna från huvudboken och från tabeller.", FYLL, _as_asked,
        ("tillfalle",), ("huvudbok", "tabell", "target"),
    ),
    FileAction("forklara_cell", "Visar varifrån beloppet i en cell kommer.", FORKLARA, _as_asked, ("cell",)),
    FileAction(
        "ny_arbetsbok", "Gör årets bok för en nämnd; den nya anges i stället för boken.", MAKE, _as_asked, ("namnd",),
    ),
    FileAction(
        "rulla_till_nasta", "Rullar boken till tillfället.", RULLA, _rolled, ("tillfalle",), ("target",),
    ),
    FileAction("angra_rullning", "Ångrar den senaste rullningen.", RULLA, _rolled_back, (), ("target",)),
    FileAction(
        "lagg_till_projektrad", "Lägger ett projekt på en tom rad i cellens kategori.", PROJEKTRAD, _as_asked,
        ("cell", "namn"), ("target",),
    ),
    FileAction(
        "infoga_kommentarsutkast", "Skriver utkast i tillfällets tomma kommentarer.", FYLL, _drafted,
        ("tillfalle",), ("target",),
    ),
    FileAction(
        "kontrollera_arbetsbok", "Kontrollerar boken; ingenting ändras.", KONTROLLERA, _checked, (), ("tillfalle",),
    ),
    FileAction(
        "kontrollera_flik", "Kontrollerar boken och visar fynden på en flik; ingenting ändras.", CHECK_FLIK,
        _flik_checked, ("flik",), ("tillfalle",),
    ),
    FileAction(
        "ratta_sakra_fel", "Rättar i en kopia det säkra.", KONTROLLERA, _repaired, ("target",), ("tillfalle",),
    ),
    FileAction("lamna_in", "Kontrollerar boken och lämnar in den.", LAMNA_IN, _as_asked, ("tillfalle",)),
    FileAction("kopiera_tabell", "Kopierar flikens tabell, för Word.", TABELL, _copied, ("flik",)),
    FileAction("skapa_rapport", "Gör tillfällets rapport i Word.", RAPPORT, _as_asked, ("tillfalle", "target")),
    FileAction(
        "konsolidera_mapp", "Lägger samman böckerna i en mapp, som anges i stället för boken.", KONSOLIDERA,
        _consolidated, ("tillfalle", "target"),
    ),
    FileAction(
        "regel_for_cellen", "Visar fynden i en cell och deras regler.", RULE_OF_CELL, _as_asked, ("cell",),
    ),
)  # fmt: skip
FILE_ACTIONS: Mapping[str, FileAction] = {action.tag: action for action in _ALL}
"""By tag, in the order of the work."""
ONLY_IN_EXCEL: Mapping[str, tuple[str, str]] = {
    "angra": (
        "tar tillbaka det som en knapp har skrivit i en öppen bok; här skrivs en ny fil, och boken står kvar.",
        "En rullning ångras med flikar kor angra_rullning, en inlämning med flikar lamna-in --angra.",
    ),
    "nasta_fynd": (
        "går från cell till cell i en öppen bok.",
        "Alla fynd på en gång: flikar kor kontrollera_arbetsbok BOK.",
    ),
    "handbok": ("gäller ingen bok.", "Kör flikar handbok."),
    "om": ("gäller ingen bok.", "Kör flikar --version."),
}
"""The buttons that can do nothing to a closed workbook: why, and what to do in their place."""

Tag = Annotated[str | None, typer.Argument(metavar="TAGG", help=f"Åtgärden: {', '.join(FILE_ACTIONS)}.")]
MaybeBook = Annotated[Path | None, typer.Argument(metavar="BOK", parser=given_path, help="Arbetsboken (.xlsx).")]


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    tag: Tag = None,
    book: MaybeBook = None,
    tillfalle: AnyOccasion = None,
    huvudbok: Huvudbok = None,
    tabell: Tables = None,
    cell: Annotated[
        str | None, typer.Option("--cell", metavar="FLIK!CELL", help="Cellen som åtgärden gäller.")
    ] = None,
    flik: Annotated[str | None, typer.Option("--flik", metavar="FLIK", help="Fliken som åtgärden gäller.")] = None,
    namnd: OneNamnd = None,
    namn: Annotated[str | None, typer.Option("--namn", metavar="NAMN", help="Projektets namn.")] = None,
    target: AnyTarget = None,
) -> Reply:
    """Carry out an action, or list them all."""
    if tag is None:
        actions = [{"tagg": action.tag, "gor": action.summary, "val": action.options} for action in _ALL]
        return Reply(EXIT_DONE, {"atgarder": actions}, human=_listed)
    asked = Asked(tillfalle, huvudbok, tabell, cell, flik, namnd, namn, target)
    action = _action_named(tag)
    if book is None:
        raise WrongCallError(f"Ange arbetsboken: flikar kor {action.tag} BOK {action.options}.")
    _require(action, asked)
    return action.command.run(call, **action.own(book, asked))


def _action_named(tag: str) -> FileAction:
    if tag in ONLY_IN_EXCEL:
        why, remedy = ONLY_IN_EXCEL[tag]
        raise WrongCallError(f"{tag} {why}", remedy)
    action = FILE_ACTIONS.get(tag)
    if action is None:
        raise UnknownNameError("Åtgärden", tag, nearest(tag, FILE_ACTIONS), FILE_ACTIONS)
    return action


def _require(action: FileAction, asked: Asked) -> None:
    given = {field.name for field in fields(asked) if getattr(asked, field.name) is not None}
    missing = [_OPTIONS[name] for name in action.needs if name not in given]
    if missing:
        raise WrongCallError(f"{action.tag} behöver {' och '.join(missing)}.")
    unheeded = [_OPTIONS[name] for name in _OPTIONS if name in given - {*action.needs, *action.takes}]
    if unheeded:
        raise WrongCallError(f"{action.tag} tar inte {' eller '.join(unheeded)}.")


def _listed() -> Iterator["RenderableType"]:
    from engine.cli.show_blocks import table

    yield table(("Åtgärd", "Gör", "Val"), ((action.tag, action.summary, action.options) for action in _ALL))


def _of_call(own: Own) -> tuple[FileAction, dict[str, object]] | None:
    """The action of a call with its command's own parameters; None when the call names none."""
    action = FILE_ACTIONS.get(str(own.get("tag")))
    book = own.get("book")
    if action is None or not isinstance(book, Path):
        return None
    asked = Asked(**{field.name: own.get(field.name) for field in fields(Asked)})  # type: ignore[arg-type]
    return action, action.own(book, asked)


def _needs_own(own: Own) -> bool:
    found = _of_call(own)
    return found is not None and found[0].command.needs_own_kommun(found[1])


def _when_unread(own: Own, findings: Findings) -> Mapping[str, object]:
    found = _of_call(own)
    return {} if found is None else found[0].command.json_when_unread(found[1], findings)


KOR = Command(
    name="kor",
    run=run,
    example="flikar kor kontrollera_arbetsbok von-2022.xlsx",
    summary="Kör en av menyflikens åtgärder på en stängd arbetsbok, där tillägget inte får användas.",
    details="flikar kor utan något mer visar åtgärderna och deras val.",
    needs_own_kommun=_needs_own,
    json_when_unread=_when_unread,
)
