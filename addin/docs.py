"""``menyfliken.md`` and its picture, from the ribbon's declaration; written by ``python -m addin.docs docs``."""

import sys
from collections.abc import Mapping
from pathlib import Path

from addin.actions import FILE_ACTIONS, ONLY_IN_EXCEL
from addin.commands import KOR, TILLAGG
from addin.needs import WORDINGS
from addin.picture import ribbon_svg
from addin.ribbon import GROUPS, TAB, TAB_KEYTIP, Button
from engine.files import write_atomically
from workbooks.docs.commands import help_text
from workbooks.docs.markdown import markdown_table, page

_PICTURE = "menyfliken.svg"
_INTRO = (
    f"Menyfliken *{TAB}* finns i Excel när [tillägget är installerat](tillagg-it.md). Knapparna arbetar på boken som "
    "är framme, även det som inte är sparat, med samma kod som kommandona. Det som ska ändras visas först, skrivs "
    "sedan helt eller inte alls, och tas tillbaka med *Ångra*. Excels egen ångra-knapp tar inte tillbaka det som "
    "en knapp har skrivit. Medan huvudboken eller böcker läses står det i statusraden hur långt det har kommit, och "
    "Esc avbryter utan att något ändras. En knapp som inte går att använda just nu är grå, och säger varför när "
    "pekaren vilar där."
)
_ON_FILES = (
    "Det här går att köra på stängda böcker från kommandoraden med `flikar kor`, också där tillägget inte "
    "får användas. Varje åtgärd gör det som ett kommando gör. Några knappar har inget att göra på en stängd bok:"
)
_NOT_YET = (
    "Menyfliken har ännu inte Uppdatera rapport, Stäm av text och Öppna översikt. Dessa val har ingen knapp och "
    "finns bara på kommandoraden:"
)
NO_BUTTON: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("kontrollera", ("--tillfalle",), "*Kontrollera arbetsbok* tar alla tillfällen, och *Lämna in* det du anger."),
    ("kontrollera", ("--kopia", "--sedan"), "Excel visar boken som den är, och *Nästa fynd* går till cellerna."),
    ("kontrollera", ("--inlamning",), "*Lämna in* kontrollerar så."),
    ("kontrollera", ("--arbetare",), "En knapp kontrollerar en bok."),
    ("konsolidera", ("--arbetare",), "Knappen läser böckerna en i taget, så att Esc kan avbryta."),
    ("lamna-in", ("--mapp",), "Mappen står i kommun.toml."),
    ("mall", ("--alla", "--period"), "Görs en gång om året för alla nämnder."),
    ("fyll", ("--typ",), "I Excel ska huvudboken ha kolumnen typ."),
    (
        "fyll",
        ("--utan-spar", "--utan-cache"),
        "Spåret behövs av *Förklara cell*, och en ändrad huvudbok läses alltid om.",
    ),
    ("rensa", ("-o", "--per"), "*Rensa interninterna* visar och sparar det borttagna."),
    ("rensa", ("--typ", "--utan-cache"), "Som för fyll."),
    (
        "forklara",
        ("--rader", "--andrat", "--tillfalle", "--typ"),
        "*Förklara cell* gäller en cell och visar de största kontona.",
    ),
    (
        "tabell",
        ("--format", "--alla-rader", "-o"),
        "*Kopiera tabell* lägger tabellen i urklipp, som Word vill ha den.",
    ),
)
"""The options that no button takes: of which command, which, and why."""


def pages() -> Mapping[str, str]:
    """The page and the picture, by file name."""
    return {"menyfliken.md": ribbon_page(), _PICTURE: ribbon_svg()}


def ribbon_page() -> str:
    """The page."""
    names = ", ".join(button.label for group in GROUPS for button in group.buttons)
    picture = f"![Menyfliken {TAB} med knapparna {names}]({_PICTURE})"
    groups = (
        f"## {group.label}\n\n" + markdown_table(("Knapp", "Tangenter", "Gör", "När"), map(_button, group.buttons))
        for group in GROUPS
    )
    actions = markdown_table(
        ("Åtgärd", "Knapp", "Gör", "Val"),
        ((f"`{a.tag}`", _label(a.tag), a.summary, f"`{a.options}`") for a in FILE_ACTIONS.values()),
    )
    only_in_excel = "\n".join(f"- *{_label(tag)}* {why} {remedy}" for tag, (why, remedy) in ONLY_IN_EXCEL.items())
    no_button = "\n".join(
        f"- `{command}` {', '.join(f'`{option}`' for option in options)}: {why}"
        for command, options, why in NO_BUTTON
    )
    helps = (f"### {' '.join(name)}\n\n```text\n{help_text(*name).strip()}\n```" for name in _commands())
    return page(
        "# Menyfliken", _INTRO, picture, *groups, "## På stängda böcker", _ON_FILES, only_in_excel, actions, _NOT_YET,
        no_button, "## Kommandona", *helps,
    )  # fmt: skip


def _commands() -> list[tuple[str, ...]]:
    return [(KOR.name,), (TILLAGG.name,), *((TILLAGG.name, command.name) for command in TILLAGG.commands)]


def _button(button: Button) -> tuple[str, str, str, str]:
    keys = " ".join(button.keytip)
    does = f"{button.screentip}. {button.supertip}"
    return button.label, f"Alt {TAB_KEYTIP} {keys}", does, WORDINGS[button.needs].when


def _label(tag: str) -> str:
    return next((button.label for group in GROUPS for button in group.buttons if button.tag == tag), "–")


if __name__ == "__main__":
    for name, text in pages().items():
        write_atomically(Path(sys.argv[1]) / name, text.encode())
        sys.stdout.write(f"{Path(sys.argv[1]) / name}\n")
