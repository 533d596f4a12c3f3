"""What a rule says of itself: a stable id, a severity, and the words that explain it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.findings.finding import Severity

FAMILIES = {
    "LA": "Läsning", "ST": "Struktur", "TY": "Typ", "TK": "Tusental", "TE": "Tecken", "SU": "Summor",
    "FO": "Formler", "IN": "Interninterna", "AV": "Avstämning", "KO": "Kommentarer",
}  # fmt: skip

FEL, VARNING, INFO = Severity.FEL, Severity.VARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as people read it.

    Attributes:
        sentence: what must hold.
        cause: how it usually comes to be broken.
        remedy: what to do in Excel, one sentence.
        wrong, right: an example of each.
        parameters: what kommun.toml may set under ``[regler]`` beside ``allvar``, with the value it has otherwise.
    """

    id: str
    severity: Severity
    sentence: str
    cause: str
    remedy: str
    wrong: str
    right: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The family's Swedish name."""
        return FAMILIES.get(self.id[:2], "Egen kontroll")
