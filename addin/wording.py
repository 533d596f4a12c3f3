"""What the engine says of commands and their options, said of the buttons instead: Excel has no command line.

The engine words its remedies for the command line. Here is what each of those words is called on the ribbon, and the
test of this module reads every message of the engine, so that a new one is not forgotten.
"""

import re
from itertools import chain

from addin.choices import Source
from addin.ribbon import GROUPS

LABELS = {button.tag: button.label for button in chain.from_iterable(group.buttons for group in GROUPS)}
"""What is written on each button, by tag."""

_FILL, _READ = LABELS["fyll_flik"], LABELS["las_in_huvudbok"]
_ROLL, _NEW = LABELS["rulla_till_nasta"], LABELS["ny_arbetsbok"]
_SAID = tuple(
    (re.compile(said), shown)
    for said, shown in (
        (r"ångra den senaste rullningen med --tillbaka", f"tryck på {_ROLL} och svara tillbaka"),
        (r"Kör igen med --samma \".+?=.+?\"(?= om)", "Tryck på knappen igen och svara Ja på frågan"),
        (r"kör igen med --samma \".+?=.+?\"(?=\.$)", "tryck på knappen igen och svara Ja på frågan"),
        (r"efter --samma", "i svaret"),
        (r"Lägg till --inv, så", f"Svara {Source.LEDGER}, {Source.INVESTMENTS} i {_FILL}, så"),
        (r"--inv behöver", "Investeringar ur huvudboken behöver"),
        (r"Ange --typ utfall eller --typ budget, eller lägg", "Lägg"),
        (r"utelämna den senare filens rader med --hoppa-over", f"låt {_READ} utelämna den senare filens rader"),
        (r"Kontrollera --mapp", "Kontrollera inlämningsmappen i kommun.toml"),
        (
            r"Ta ut en fil i stället: flikar tabell BOK FLIK --format docx -o FIL",
            "Markera tabellen och kopiera den i Excel",
        ),
        (r"Kommandot flikar regler visar alla regler", f"{LABELS['handbok']} visar alla regler"),
        (r"flikar fyll(?: --tillfalle(?: arsbokslut)?| --huvudbok)?\b", f"knappen {_FILL}"),
        (r"flikar mall\b", f"knappen {_NEW}"),
        (r"flikar rulla\b", f"knappen {_ROLL}"),
        (r"flikar rapport\b", f"knappen {LABELS['skapa_rapport']}"),
        (r"flikar kontrollera\b", f"knappen {LABELS['kontrollera_arbetsbok']}"),
    )
)
OF_COMMAND_LINE = re.compile(
    r"(?<!\w)--[a-zåäö]|\bflikar (?:fyll|mall|rulla|rapport|kontrollera|regler|forklara|kor)\b"
)
"""What nobody who sits at Excel can do anything with."""


def in_excel(text: str) -> str:
    """A message as it is shown in Excel: the buttons are named where the command line was."""
    for said, shown in _SAID:
        text = said.sub(shown, text)
    return text
