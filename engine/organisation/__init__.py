"""The organisation that kommun.toml describes: nämnder, förvaltningar, konton, motparter and settings."""

from engine.organisation.checks_flikar import INCOME_TOTAL, OWN_FLIKAR, SHARED_ROWS, USUAL_COSTS
from engine.organisation.codes import CodeRange, CodeSet, read_range, shared_codes
from engine.organisation.faults import Fault, KommunTomlError
from engine.organisation.followup import Budgetandring, Kalenderpost, Kontroll, Tystad
from engine.organisation.kommun import BUILT_IN_NAME, Kommun
from engine.organisation.konton import Flik, Flikrad, Kontogrupp, Kontogrupper, Motpartsslag
from engine.organisation.load import parse_kommun, read_kommun
from engine.organisation.namnder import Forvaltning, Namnd
from engine.organisation.settings import (
    LEDGER_COLUMNS,
    Huvudbok,
    Inlamning,
    Installningar,
    Investeringar,
    Investeringsprojekt,
    Regelinstallning,
    StorreAvvikelse,
    Utvecklingsmedel,
)

__all__ = [
    "BUILT_IN_NAME", "INCOME_TOTAL", "LEDGER_COLUMNS", "OWN_FLIKAR", "SHARED_ROWS", "USUAL_COSTS",
    "Budgetandring", "CodeRange", "CodeSet", "Fault", "Flik", "Flikrad", "Forvaltning", "Huvudbok", "Inlamning",
    "Installningar", "Investeringar", "Investeringsprojekt", "Kalenderpost", "Kommun", "KommunTomlError",
    "Kontogrupp", "Kontogrupper", "Kontroll", "Motpartsslag", "Namnd", "Regelinstallning", "StorreAvvikelse",
    "Tystad", "Utvecklingsmedel", "parse_kommun", "read_kommun", "read_range", "shared_codes",
]  # fmt: skip
