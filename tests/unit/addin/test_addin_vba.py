"""The VBA carried out in LibreOffice: from a cell to Python and back, and the door of the ribbon."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from addin.macros import OPEN_ACTIONS
from addin.needs import WORDINGS, Need
from addin.ribbon import GROUPS
from tests.support.vba_host import Ran, Situation, carried_out
from udfs.declaring import Function
from udfs.registry import REGISTRY

VALUE, NOT_AVAILABLE = "Error 2015", "Error 2042"
"""How a cell of LibreOffice shows the error values that VBA makes; Excel shows #VALUE! and #N/A."""
DIV0 = 532
"""LibreOffice's number of its own #DIV/0!."""
LOST = Function("FLIK_FINNS_INTE", "Finns i VBA men inte i Python.", (), lambda: 0, ("=FLIK_FINNS_INTE()", "0"))
HOSTILE = (
    "om'); import os; os.system('x",
    'om" & Shell("x") & "',
    "Om",
    "om ",
    "om\n",
    "öm",
    "om;",
    "addin.macros",
    "",
    "x" * 41,
    "ﬂikar",
)
FORMULAS = {
    "H1": "=FLIK_TKR(-717533500)",
    "H2": '=FLIK_TALTEXT(-6931;"mnkr")',
    "H3": "=FLIK_MNKR(-6931)",
    "H4:H6": "=FLIK_AVRUNDA_SUMMERBART({1400|1400|1400})",
    "H7": '=FLIK_TKR("1 234 5x")',
    "H8": "=FLIK_TKR(1/0)",
    "H9": '=FLIK_KOMMUNBIDRAG("VON";2022)',
    "H10": "=FLIK_FINNS_INTE()",
    "H12": "=FLIK_TKR(K1)",
    "H13": "=FLIK_AVRUNDNINGSDIFFERENS(K2;K3:K5)",
    "K1": "=-717533500",
    "K2": "=1170",
    "K3": "=852",
    "K4": "=317",
}


NEEDS = {button.tag: button.needs for group in GROUPS for button in group.buttons}
TIPS = {button.tag: button.supertip for group in GROUPS for button in group.buttons}
MET = {
    Situation.NO_BOOK: {Need.NOTHING},
    Situation.FOREIGN: {Need.NOTHING, Need.BOOK},
    Situation.CONSOLIDATION: {Need.NOTHING, Need.BOOK},
    Situation.OURS: {Need.NOTHING, Need.BOOK, Need.OURS},
    Situation.OTHER_WRITTEN: {Need.NOTHING, Need.BOOK, Need.OURS},
    Situation.WRITTEN: set(Need),
    Situation.TAKEN_BACK: {Need.NOTHING, Need.BOOK, Need.OURS},
}
PRESSED: dict[Situation, Sequence[str]] = {
    Situation.NO_BOOK: list(OPEN_ACTIONS), Situation.FOREIGN: list(OPEN_ACTIONS),
    Situation.WRITTEN: list(OPEN_ACTIONS),
}  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLIKAR_KOMMUN", str(Path("nowhere") / "kommun.toml"))
        yield carried_out(
            tmp_path_factory.mktemp("vba"), FORMULAS,
            calls=[("FlikarMeny.RentTag", tag) for tag in (*OPEN_ACTIONS, *HOSTILE)],
            pressed=[*HOSTILE, "finns_inte"], more_functions=[LOST],
            situations={situation: PRESSED.get(situation, ()) for situation in Situation},
        )  # fmt: skip


def test_a_number_goes_all_the_way_and_back(ran: Ran) -> None:
    assert ran.cells["H1"].value == -717534
    assert ran.cells["H12"].value == -717534, "from a cell"
    assert all(ran.cells[cell].error == 0 for cell in ("H1", "H2", "H3", "H12"))


def test_a_missing_argument_gets_its_default_and_a_text_keeps_its_characters(ran: Ran) -> None:
    assert ran.cells["H3"].value == -6.9
    assert ran.cells["H2"].text == "−6,9\xa0mnkr"


def test_an_array_fills_its_cells_and_a_range_arrives_whole(ran: Ran) -> None:
    assert [ran.cells[cell].value for cell in ("H4", "H5", "H6")] == [2, 1, 1]
    assert ran.cells["H13"].value == 1


def test_a_failure_is_an_error_value_of_vba(ran: Ran) -> None:
    assert ran.cells["H7"].text == VALUE, "Python says that it is no amount"
    assert ran.cells["H10"].text == VALUE, "Python fails"
    assert ran.cells["H9"].text == NOT_AVAILABLE, "no kommun on this computer"


def test_an_error_in_is_the_same_error_out(ran: Ran) -> None:
    assert ran.cells["H8"].error == DIV0


def test_the_filter_lets_tags_through_and_nothing_else(ran: Ran) -> None:
    assert list(ran.returned) == [*OPEN_ACTIONS, *("" for _ in HOSTILE)]


def test_a_pressed_button_reaches_python_by_its_tag_alone_and_when_its_need_is_met(ran: Ran) -> None:
    reached = [tag for situation, tags in PRESSED.items() for tag in tags if NEEDS[tag] in MET[situation]]
    assert list(ran.python) == [f"import addin.macros as m; m.dispatch('{tag}')" for tag in reached]
    assert len(reached) > len(OPEN_ACTIONS)


def test_python_is_given_a_workbook_even_when_none_is_open(ran: Ran) -> None:
    assert list(ran.callers) == ["xlwings._xlwindows.BOOK_CALLER=flikar.xlam"] * len(ran.python)
    without = [tag for tag in PRESSED[Situation.NO_BOOK] if NEEDS[tag] is Need.NOTHING]
    assert [f"m.dispatch('{tag}')" in said for tag, said in zip(without, ran.python, strict=False)] == [True] * len(
        without
    )
    assert "om" in without


@pytest.mark.parametrize("situation", Situation)
def test_a_button_can_be_pressed_when_its_need_is_met_and_else_says_why(ran: Ran, situation: Situation) -> None:
    assert list(ran.buttons[situation]) == list(OPEN_ACTIONS)
    for tag, state in ran.buttons[situation].items():
        is_met = NEEDS[tag] in MET[situation]
        missing = Need.BOOK if situation is Situation.NO_BOOK else NEEDS[tag]
        reason = "" if is_met else f"{WORDINGS[missing].reason}\r\n\r\n"
        assert (state.enabled, state.supertip) == (is_met, reason + TIPS[tag])


def test_the_ribbon_is_asked_again_after_each_button_and_each_word_from_python(ran: Ran) -> None:
    told_by_python = 3
    assert ran.asked_again == sum(map(len, PRESSED.values())) + told_by_python, "and not before it was loaded"


def test_the_function_that_fails_is_none_of_ours() -> None:
    assert LOST.name not in REGISTRY
