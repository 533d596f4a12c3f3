"""Several values after one option, options on both sides of the arguments, installed additions."""

from importlib.metadata import EntryPoint

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from engine.cli import Call, Command, Group, Reply
from engine.cli.app import build_app
from engine.cli.commands.fyll import flik_and_file
from engine.cli.parsing import FlikarGroup, spread_values
from engine.errors import WrongCallError
from workbooks.__main__ import APPLICATION

FYLL = build_app(APPLICATION).commands["fyll"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BOK --huvudbok A B C --json", "BOK --huvudbok A --huvudbok B --huvudbok C --json"),
        ("--huvudbok A BOK", "--huvudbok A BOK"),
        ("--huvudbok A B BOK --tillfalle delar", "--huvudbok A --huvudbok B BOK --tillfalle delar"),
        ("--huvudbok A BOK -o UT", "--huvudbok A BOK -o UT"),
        ("--huvudbok=A B BOK", "--huvudbok=A --huvudbok B BOK"),
        ("--huvudbok A --tillfalle delar BOK", "--huvudbok A --tillfalle delar BOK"),
        ("--huvudbok A --huvudbok B BOK", "--huvudbok A --huvudbok B BOK"),
        ("--huvudbok A -- BOK", "--huvudbok A -- BOK"),
        ("BOK -o UT X", "BOK -o UT X"),
        ("BOK --huvudbok", "BOK --huvudbok"),
    ],
)
def test_values_after_an_option_are_spread_over_it(typed: str, meant: str) -> None:
    assert spread_values(typed.split(), FYLL.params) == meant.split()


@given(st.lists(st.sampled_from(["BOK", "--json", "-o", "--huvudbok", "--tabell", "a", "--", "-", "--x=1"])))
def test_spreading_only_repeats_the_option(args: list[str]) -> None:
    """No word is lost or moved: take the repetitions away and the call is as it was typed."""
    made = iter(spread_values(args, FYLL.params))
    for word in args:
        assert word in made, "the typed words in their order"


def test_spreading_twice_is_spreading_once() -> None:
    once = spread_values(["--huvudbok", "A", "B", "C", "BOK"], FYLL.params)
    assert spread_values(once, FYLL.params) == once


def test_a_table_is_parted_at_the_first_equals_sign() -> None:
    flik, path = flik_and_file("8 RR=a=b.csv")
    assert (flik, str(path)) == ("8 RR", "a=b.csv")


@pytest.mark.parametrize("given_text", ["", "=", "a", "a=", "=b.csv", "  =b.csv"])
def test_a_table_needs_flik_and_file(given_text: str) -> None:
    with pytest.raises(WrongCallError, match="FLIK=fil"):
        flik_and_file(given_text)


def _ping(call: Call) -> Reply:
    return Reply(0, {"kommun_fran": call.setup.kommun.namn})


PING = Command(name="ping", run=_ping, example="flikar ping", summary="Svarar.")
GRUPP = Group(name="grupp", example="flikar grupp ping", summary="Flera.", commands=(PING,))


def _with_addition(name: str) -> FlikarGroup:
    app = build_app(APPLICATION)
    point = EntryPoint(name=name, value=f"{__name__}:{name.upper()}", group="flikar.kommandon")
    vars(app)["additions"] = {name: point}
    return app


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let entry points name this very module."""
    import sys

    module = type(sys)(__name__)
    vars(module).update(PING=PING, GRUPP=GRUPP)
    monkeypatch.setitem(sys.modules, __name__, module)


@pytest.mark.usefixtures("importable")
@pytest.mark.parametrize("call", [["ping"], ["grupp", "ping"]])
def test_an_installed_addition_is_loaded_by_name(call: list[str]) -> None:
    reply = _with_addition(call[0]).main(args=call, prog_name="flikar", standalone_mode=False)
    assert isinstance(reply, Reply)
    assert reply.json["kommun_fran"]


def test_an_addition_is_not_loaded_for_another_command() -> None:
    app = build_app(APPLICATION)
    broken = EntryPoint(name="trasig", value="finns_inte_alls:X", group="flikar.kommandon")
    vars(app)["additions"] = {"trasig": broken}
    assert isinstance(app.main(args=["regler"], prog_name="flikar", standalone_mode=False), Reply)
    with pytest.raises(ModuleNotFoundError):
        app.main(args=["trasig"], prog_name="flikar", standalone_mode=False)


def test_additions_are_named_in_the_help_unloaded() -> None:
    app = build_app(APPLICATION)
    vars(app)["additions"] = {"trasig": EntryPoint("trasig", "finns_inte_alls:X", "flikar.kommandon")}
    context = typer.Context(app, info_name="flikar")
    assert "Fler kommandon: trasig" in app.get_help(context)
