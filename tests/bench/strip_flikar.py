"""Strip a ledger through the function behind the command."""

from importlib.resources import files
from pathlib import Path

from engine.ledger import Question, Reading, strip
from engine.organisation import parse_kommun
from engine.periods import occasion_named
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import question_of
from tests.bench.strip_answer import NAMND, OCCASION, YEAR, tell, told
from workbooks.catalog import build_catalog

_COLUMNS = ("budget_ore", "budget_period_ore", "utfall_ore", "foregaende_ore")


def setup() -> Setup:
    """The demo municipality."""
    text = (files("workbooks.demo") / "kommun.toml").read_text(encoding="utf-8")
    kommun = parse_kommun(text, "demo", inbyggd=True)
    return Setup(kommun, build_catalog(kommun))


def question() -> Question:
    """What is asked of every ledger."""
    whose = setup()
    return question_of(whose, whose.kommun.namnd(NAMND), YEAR, occasion_named(OCCASION), typ=None, skip_faults=False)


def stripped(ledger: str, _folder: str, cache: str = "") -> str:
    """The stripped figures; with ``cache`` they may be those of an earlier run."""
    found = strip([Path(ledger)], question(), reading=Reading(use_cache=bool(cache)))
    answer = {label: [getattr(amounts, column) for column in _COLUMNS] for label, amounts in found.rr.items()}
    return told(answer, found.rader.borttagna)


if __name__ == "__main__":
    tell(stripped)
