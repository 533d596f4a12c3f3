"""The commands, one a module, in the order of the work."""

from engine.cli.commands.forklara import FORKLARA
from engine.cli.commands.fyll import FYLL
from engine.cli.commands.konsolidera import KONSOLIDERA
from engine.cli.commands.kontrollera import KONTROLLERA
from engine.cli.commands.lamna_in import LAMNA_IN
from engine.cli.commands.mall import MALL
from engine.cli.commands.projektrad import PROJEKTRAD
from engine.cli.commands.rapport import RAPPORT
from engine.cli.commands.regler import REGLER
from engine.cli.commands.rensa import RENSA
from engine.cli.commands.rulla import RULLA
from engine.cli.commands.tabell import TABELL

COMMANDS = (
    MALL, RENSA, FYLL, PROJEKTRAD, KONTROLLERA, REGLER, FORKLARA, TABELL, RAPPORT, RULLA, LAMNA_IN, KONSOLIDERA,
)  # fmt: skip

__all__ = ["COMMANDS"]
