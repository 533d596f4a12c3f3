"""What is shown in Excel names buttons and never the command line."""

import ast
import re
from collections.abc import Iterator

import pytest

from addin.wording import LABELS, OF_COMMAND_LINE, in_excel
from tests.support.books import REPOSITORY

NOT_SHOWN = (
    "Med --per projekt", "Förslagen visas, och skrivs med --inv", '--samma "Vårdarhjälp',
    "En bok från flikar mall --namnd",  # examples of rules, shown in the catalogue alone
    "--per ", "Nivån i --per", "--kopia och -o", "Ange svaret från en tidigare körning", "--fjolar ", "--alla ",
    "--typ är utfall", "Ange vad som ska fyllas i: ", "--inv fyller", "Lägg till --huvudbok",  # of options misused
)  # fmt: skip
"""Messages that no button can bring up, by what they say."""


def messages() -> Iterator[str]:
    """Every text of the engine that is no documentation; what is put into it is left as an X."""
    for path in sorted((REPOSITORY / "engine").rglob("*.py")):
        if "cli" not in path.relative_to(REPOSITORY).parts:
            yield from _texts(ast.parse(path.read_text(encoding="utf-8")))


def _texts(tree: ast.AST) -> Iterator[str]:
    documentation, inside = set[ast.AST](), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(node.value)
        if isinstance(node, ast.JoinedStr):
            inside.update(node.values)
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation | inside:
            yield node.value


OF_THE_COMMAND_LINE = [text for text in messages() if OF_COMMAND_LINE.search(text)]


def test_every_message_of_the_engine_is_said_of_the_buttons() -> None:
    assert len(OF_THE_COMMAND_LINE) > 40, "the messages are no longer found"
    left = [text for text in OF_THE_COMMAND_LINE if OF_COMMAND_LINE.search(in_excel(text))]
    assert [text for text in left if not any(said in text for said in NOT_SHOWN)] == []


def test_nothing_is_excepted_that_is_not_there() -> None:
    assert [said for said in NOT_SHOWN if not any(said in text for text in OF_THE_COMMAND_LINE)] == []


@pytest.mark.parametrize(("said", "shown"), [
    ('Är de samma, kör igen med --samma "A.=B.".', "Är de samma, tryck på knappen igen och svara Ja."),
    ("Utgå från en bok gjord med flikar mall.", "Utgå från en bok gjord med knappen Ny arbetsbok."),
    ("Fyll fliken för rätt tillfälle (flikar fyll --tillfalle) eller rätta cellen.",
     "Fyll fliken för rätt tillfälle (knappen Fyll flik) eller rätta cellen."),
    ("Flikar fylls, och flikar med celler rörs inte.", "Flikar fylls, och flikar med celler rörs inte."),
])  # fmt: skip
def test_a_message_is_said_of_the_buttons(said: str, shown: str) -> None:
    assert in_excel(said) == shown


def test_every_button_that_is_named_is_on_the_ribbon() -> None:
    shown = " ".join(map(in_excel, OF_THE_COMMAND_LINE))
    named = re.findall(r"knappen ([A-ZÅÄÖ]\w+(?: \w+)*)", shown)
    assert named
    assert [name for name in named if not name.startswith(tuple(LABELS.values()))] == []
