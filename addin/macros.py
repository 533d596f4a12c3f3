"""The actions of the ribbon on the open workbook; VBA's one door calls ``dispatch`` with the tag of the button.

Each reads a copy of the workbook, unsaved changes included, through the same functions as the commands. What would
change is shown first, is written cell by cell into the open workbook, and is kept so that one press takes it back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from addin import undoing
from addin.books import OpenBook, apply, take_back
from engine.addresses import parse_cell
from engine.errors import FlikarError, UnreadableError
from engine.findings import Finding, Severity
from engine.periods import occasion_named
from engine.pipeline.setup import Setup

_MOST_LINES = 12
_MOST_CHARACTERS = 900
"""A message box of Excel holds 1,023 characters and cuts the rest away."""


def dispatch(tag: str) -> None:
    """Carry out the action of a button on the workbook in front."""
    from addin.host import active_book

    carry_out(tag, active_book())


def carry_out(tag: str, book: OpenBook) -> None:
    """Carry out an action; every failure becomes a Swedish message, and a bug a log as well."""
    try:
        OPEN_ACTIONS[tag](book)
    except FlikarError as error:
        book.say(str(error))
    except Exception as error:  # noqa: BLE001 the last door, as for the commands
        from engine.cli import swedish
        from engine.cli.exits import log_fault

        book.say(swedish.internal_fault(error, log_fault(error, f"tillägget, {tag}")))


def check_flik(book: OpenBook) -> None:
    """What is wrong on the sheet in front."""
    found = [finding for finding in _findings(book) if finding.flik == book.sheet]
    book.say(_told(found) or f"Fliken {book.sheet}: inga anmärkningar.")


def check_whole(book: OpenBook) -> None:
    """What is wrong in the workbook."""
    book.say(_told(_findings(book)) or "Boken: inga anmärkningar.")


def next_finding(book: OpenBook) -> None:
    """Go to the next cell with a finding, after the selected one on its sheet, and say what it is."""
    placed = [finding for finding in _findings(book) if finding.flik and parse_cell(finding.cell or "")]
    if not placed:
        book.say("Inga anmärkningar som gäller en cell.")
        return
    following = [finding for finding in placed if _place(finding, book.sheet) > _here(book)]
    chosen = min(following or placed, key=lambda finding: _place(finding, book.sheet))
    book.select(chosen.flik or "", chosen.cell or "")
    book.say(_line(chosen))


def rule_of_cell(book: OpenBook) -> None:
    """The rule behind each finding of the selected cell, with its cause and remedy."""
    from engine.findings import CATALOGUE

    rules = {rule.id: rule for rule in CATALOGUE}
    found = [finding for finding in _findings(book) if (finding.flik, finding.cell) == (book.sheet, book.cell)]
    lines = [
        "\n".join([_line(finding), *([f"Orsak: {rules[finding.rule].cause}"] if finding.rule in rules else [])])
        for finding in found
    ]
    book.say(_joined(lines) or f"{book.sheet}!{book.cell}: ingen anmärkning.")


def draft_comments(book: OpenBook) -> None:
    """Drafts in the empty comments of an occasion; text that is there stays."""
    from engine.pipeline.filling import fill_book

    setup = _setup()
    with _copied(book) as copy:
        said = book.ask("Vilket tillfälle? (budget, en månad, delar eller arsbokslut)", _likely_occasion(book, copy))
        if said is None:
            return
        outcome = fill_book(
            setup, copy, occasion_named(said.strip()).code, year=None, ledgers=(), tables=(), target=None, typ=None,
            skip_faults=False, drafts=True, trail=False,
        )  # fmt: skip
    lines = [f"{cell.flik}!{cell.cell} {cell.row}: {cell.after}" for cell in outcome.cells]
    if not lines:
        book.say("Inga tomma kommentarer att skriva utkast i.")
        return
    count = len(lines)
    shown = _joined(lines)
    if book.confirm(f"{shown}\n\nSkriva {count} utkast? Ingenting annat ändras, och Ångra tar bort dem."):
        undoing.keep(book, apply(book, (cell.change for cell in outcome.cells)))


def undo(book: OpenBook) -> None:
    """Take back the latest changes that a button made in this workbook."""
    applied = undoing.take_latest(book)
    if not applied:
        book.say("Det finns ingenting att ångra.")
        return
    left = take_back(book, applied)
    said = [f"Ångrade {len(applied) - len(left)} av {len(applied)} ändringar."]
    said += [f"{each.sheet}!{each.cell} har ändrats sedan dess och är kvar." for each in left]
    book.say(_joined(said))


def handbook(book: OpenBook) -> None:
    """Open the handbook in the browser."""
    from workbooks.handbook import open_handbook

    left = open_handbook()
    if left:
        book.say(left)


def about(book: OpenBook) -> None:
    """Which version this is, and whose kommun it works for."""
    from udfs.setting import kommun_file, kommun_or_none

    kommun = kommun_or_none()
    whose = kommun.display_name if kommun else f"ingen kommun ({kommun_file()} finns inte eller går inte att läsa)"
    book.say(f"flikar {version('flikar')}\nxlwings {version('xlwings')}\nKommun: {whose}")


OPEN_ACTIONS: Mapping[str, Callable[[OpenBook], None]] = {
    "infoga_kommentarsutkast": draft_comments,
    "angra": undo,
    "kontrollera_flik": check_flik,
    "kontrollera_arbetsbok": check_whole,
    "nasta_fynd": next_finding,
    "regel_for_cellen": rule_of_cell,
    "handbok": handbook,
    "om": about,
}
"""What a button can do to the open workbook, by tag."""


def _setup() -> Setup:
    """The kommun that this computer is set up for.

    Raises:
        UnreadableError: there is none.
    """
    from udfs.setting import kommun_file, kommun_or_none
    from workbooks.catalog import build_catalog

    kommun = kommun_or_none()
    if kommun is None:
        raise UnreadableError(kommun_file(), "finns inte eller går inte att läsa.", "Lägg kommunens kommun.toml där.")
    return Setup(kommun, build_catalog(kommun))


@contextmanager
def _copied(book: OpenBook) -> Iterator[Path]:
    with TemporaryDirectory(prefix="flikar-") as folder:
        copy = Path(folder) / f"bok{Path(book.name).suffix or '.xlsx'}"
        book.copy_to(copy)
        yield copy


def _findings(book: OpenBook) -> tuple[Finding, ...]:
    """The findings in the workbook, the worst first; the copy's name is the workbook's own."""
    from engine.pipeline.checking import check_books

    with _copied(book) as copy:
        found = check_books(_setup(), [str(copy)], occasion=None, year=None).findings
    order = list(Severity)
    named = (replace(finding, message=finding.message.replace(str(copy), book.name)) for finding in found)
    return tuple(sorted(named, key=lambda finding: order.index(finding.severity)))


def _likely_occasion(book: OpenBook, copy: Path) -> str:
    """The occasion that the sheet in front names; else nothing is proposed."""
    from engine.pipeline.opening import open_book

    data = open_book(copy, _setup(), year=None).data
    said = next((flik.occasion for flik in data.flikar if flik.name == book.sheet), None)
    return said[0].code if said else ""


def _place(finding: Finding, first_sheet: str) -> tuple[bool, str, int, int]:
    """Where a finding stands in the walk that begins on the sheet in front."""
    cell = parse_cell(finding.cell or "")
    sheet = finding.flik or ""
    return (sheet != first_sheet, sheet, cell.row if cell else 0, cell.column if cell else 0)


def _here(book: OpenBook) -> tuple[bool, str, int, int]:
    cell = parse_cell(book.cell)
    return (False, book.sheet, cell.row if cell else 0, cell.column if cell else 0)


def _line(finding: Finding) -> str:
    said = " → ".join(part for part in (finding.message, finding.remedy) if part)
    return f"{finding.severity.value.upper()} {finding.rule} {finding.place}: {said}"


def _told(findings: Iterable[Finding]) -> str:
    return _joined([_line(finding) for finding in findings])


def _joined(lines: list[str]) -> str:
    """As many whole lines as a message box holds, and how many there are besides."""
    shown: list[str] = []
    for line in lines[:_MOST_LINES]:
        if sum(map(len, shown)) + len(line) > _MOST_CHARACTERS and shown:
            break
        shown.append(line[:_MOST_CHARACTERS])
    more = len(lines) - len(shown)
    return "\n".join([*shown, *([f"… och {more} till."] if more else [])])
