"""The demo municipality and a way to ask a ledger written in the test."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from engine.ledger import Question, Stripped, Typ, strip
from engine.organisation import Kommun, read_kommun
from engine.periods import PeriodScope, occasion_named
from engine.reader import read_raw
from workbooks.catalog import build_catalog

LABELS = {
    "intakter": "Verksamhetens intäkter", "personalkostnader": "Personalkostnader", "lokalhyror": "Lokalhyror",
    "kop_av_tjanster": "Köp av tjänster", "ovriga_kostnader": "Övriga kostnader", "kommunbidrag": "Kommunbidrag",
    "finansnetto": "Finansnetto",
}  # fmt: skip
_KOMMUN = Path(__file__).parents[4] / "workbooks" / "demo" / "kommun.toml"


@pytest.fixture(scope="session")
def kommun() -> Kommun:
    return read_kommun(_KOMMUN)


Ask = Callable[..., Question]


@pytest.fixture(scope="session")
def ask(kommun: Kommun) -> Ask:
    """A question to the ledger: nämnd, occasion and the rest."""

    def question(
        namnd: str = "VON", occasion: str = "delar", *, typ: Typ | None = None, skip_faulty: bool = False
    ) -> Question:
        closing = tuple(int(month) for month in kommun.huvudbok.bokslutsperioder)
        scope = PeriodScope(2022, occasion_named(occasion), closing)
        whose = kommun.namnd(namnd)
        rows = build_catalog(kommun).ledger_rows(whose.verksamhet)
        return Question(kommun, whose, scope, LABELS, rows, typ, skip_faulty, read_raw)

    return question


HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[..., Path]:
    """Write a ledger of the given lines in UTF-8 and give its path."""

    def write(*lines: str, heading: str = HEADING, name: str = "huvudbok.csv") -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in (heading, *lines)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def stripped(ledger: Callable[..., Path], ask: Ask) -> Callable[..., Stripped]:
    """Strip a ledger of the given lines."""

    def run(lines: Sequence[str], **asked: object) -> Stripped:
        return strip([ledger(*lines)], ask(**asked))

    return run
