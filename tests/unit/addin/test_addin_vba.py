"""The VBA carried out in LibreOffice: from a cell to Python and back, and the door of the ribbon."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.macros import OPEN_ACTIONS
from tests.support.vba_host import Ran, carried_out
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


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLIKAR_KOMMUN", str(Path("nowhere") / "kommun.toml"))
        yield carried_out(
            tmp_path_factory.mktemp("vba"), FORMULAS,
            calls=[("FlikarMeny.RentTag", tag) for tag in (*OPEN_ACTIONS, *HOSTILE)],
            pressed=[*HOSTILE, *OPEN_ACTIONS], more_functions=[LOST],
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


def test_a_pressed_button_reaches_python_by_its_tag_alone(ran: Ran) -> None:
    assert list(ran.python) == [f"import addin.macros as m; m.dispatch('{tag}')" for tag in OPEN_ACTIONS]


def test_the_function_that_fails_is_none_of_ours() -> None:
    assert LOST.name not in REGISTRY
