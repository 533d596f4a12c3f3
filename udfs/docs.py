"""``funktioner.md``: every worksheet function as the registry words it, written by ``python -m udfs.docs docs``."""

import sys
from pathlib import Path

from engine.files import write_atomically
from udfs.declaring import Argument, Function
from udfs.registry import CATEGORY, REGISTRY
from workbooks.docs.markdown import markdown_table, page

_INTRO = (
    f"Funktionerna står under kategorin *{CATEGORY}* i Excels funktionsguide. Belopp är i tkr om inget annat sägs, "
    "och kostnader har minus i resultaträkningen. De räknar med samma kod som kommandona."
)
_BEHAVIOUR = (
    "Alla beter sig likadant: en tom cell är 0, eller standardvärdet där argumentet får utelämnas. Text i ett "
    "belopps ställe ger `#VALUE!` och aldrig 0; `FLIK_FELTEXT` säger i ord vad som är fel. Ett felvärde i ett "
    "argument blir svaret; de som är nyare än `#N/A`, som `#SPILL!`, blir `#VALUE!`. Ett tal som är för stort ger "
    "`#NUM!`. Ett område där ett värde hör hemma ger ett svar för varje cell, och ett i flera "
    "delar, som `(A1:A3;C1:C3)`, `#VALUE!`. Funktioner som behöver "
    "kommunen ger `#N/A` på en dator utan kommun.toml; filen pekas ut av miljövariabeln `FLIKAR_KOMMUN` eller ligger "
    "i `flikar/kommun.toml` bland användarens inställningar, och väljs aldrig av arbetsboken."
)


def functions_page() -> str:
    """The page."""
    overview = markdown_table(
        ("funktion", "ger"), ((f"[{f.name}](#{f.name.lower()})", f.help) for f in REGISTRY.values())
    )
    return page("# Funktioner", _INTRO, _BEHAVIOUR, overview, *map(_function, REGISTRY.values()))


def _function(function: Function) -> str:
    call, shown = function.example
    arguments = markdown_table(("argument", "är", "förklaring"), map(_argument, function.arguments))
    return "\n\n".join((f"## {function.name}", function.help, arguments, f"Exempel: `{call}` ger {shown}"))


def _argument(argument: Argument) -> tuple[str, str, str]:
    kind = argument.kind.value if argument.is_required else f"{argument.kind.value}, kan utelämnas"
    return argument.name, kind, argument.help


if __name__ == "__main__":
    target = Path(sys.argv[1]) / "funktioner.md"
    write_atomically(target, functions_page().encode())
    sys.stdout.write(f"{target}\n")
