"""*Flikar*: a new workbook, the next occasion, new projects, drafts of comments, the latest press taken back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from addin.asking import answers_of
from addin.books import OpenBook
from addin.messages import joined, line_of, short, warnings
from addin.progress import CancelledError, working
from addin.session import (
    Task,
    change,
    choose_target,
    for_occasion,
    in_front,
    named,
    opened_copy,
    own_setup,
    own_trail,
    trail_beside,
    undo_latest,
)
from engine.cli.show_rolled import cell_lines
from engine.data import InsertRow
from engine.errors import UnreadableError, WrongCallError
from engine.files import write_atomically
from engine.findings import Finding
from engine.organisation import Namnd
from engine.periods import Occasion, occasion_named, read_occasion_label, read_year
from engine.pipeline.opening import cell_named
from engine.pipeline.setup import Setup
from engine.text import fold

if TYPE_CHECKING:
    from engine.pipeline.rolling import RollOutcome

_BACK = "tillbaka"
_WHERE_TO = (
    "Till vilket tillfälle? Med nästa år efter, som i budget 2023, blir det en ny bok. "
    f"Svara {_BACK} för att ångra den senaste rullningen."
)


def new_book(book: OpenBook) -> None:
    """The year's workbook of a nämnd, as a new file that is opened."""
    from engine.pipeline.making import book_name, make_books

    setup = own_setup()
    codes = ", ".join(namnd.kod for namnd in setup.kommun.namnder)
    said = book.ask(f"Vilken nämnd? ({short(codes, 200)})", "")
    if not said:
        return
    namnd = setup.kommun.namnd(said.strip())
    year = book.ask("Vilket år?", str(setup.kommun.ar))
    if not year:
        return
    whole = _year(year)
    target = choose_target(book, "Spara den nya boken", book_name(namnd, whole))
    if target is None:
        return
    make_books(setup, namnd.kod, whole, target)
    book.show(target)


def roll(book: OpenBook) -> None:
    """Carry the open workbook to another occasion, or into a new one of the next year; or undo the last roll."""
    from engine.pipeline.rolling import next_occasion, roll_book, roll_questions

    with opened_copy(book) as (setup, copy, opened):
        own, rolled = opened.data.year, copy.with_name("rullad.xlsx")
        said = book.ask(_WHERE_TO, next_occasion(setup, copy, opened))
        if said is None:
            return
        if fold(said) == _BACK:
            _roll_back(book, setup, copy, rolled)
            return
        occasion, year = read_occasion_label(said) or (occasion_named(said.strip()), None)
        last_year = _last_year(book, occasion) if (year or own) == own else None
        ask = partial(roll_questions, setup, copy, occasion.code, year=year, last_year=last_year)
        answers = answers_of(book, lambda told: ask(answers=told))
        with working(book, "Rullar boken …") as work:
            outcome = roll_book(
                setup, copy, occasion.code, year=year, last_year=last_year, target=rolled, answers=answers
            )
            work.share(1)
        lines = joined(_rolled_lines(outcome, named(outcome.findings, copy)))
        if outcome.year != own:
            _offer_new_year(book, lines, outcome, opened.namnd)
        elif book.confirm(f"{lines}\n\nRulla boken? Ångra tar tillbaka det."):
            change(book, outcome.changes, trail_beside(own_trail(book), outcome.trail))


def _roll_back(book: OpenBook, setup: Setup, copy: Path, target: Path) -> None:
    """Undo the last roll, also one that was made before Excel was started."""
    from engine.pipeline.rolling import undo_roll

    outcome = undo_roll(setup, copy, target=target)
    said = [
        f"Den senaste rullningen ångras: {outcome.filed} rader tas bort ur Historik.",
        *cell_lines(outcome),
        *warnings(named(outcome.findings, copy)),
    ]
    if book.confirm(f"{joined(said)}\n\nÅngra rullningen? Ångra gör om den."):
        change(book, outcome.changes, trail_beside(own_trail(book), outcome.trail))


def _last_year(book: OpenBook, occasion: Occasion) -> Path | None:
    """Last year's workbook for an occasion that is compared with it, where the user has it.

    Raises:
        CancelledError: no file was chosen after all.
        WrongCallError: several were.
    """
    from engine.pipeline.rolling import WITH_LAST_YEAR

    if occasion.kind not in WITH_LAST_YEAR:
        return None
    if not book.confirm("Hämta fjolårets utfall ur fjolårets bok?\n\nJa väljer boken, Nej rullar utan."):
        return None
    chosen = book.choose_files("Välj fjolårets bok", "Excel-arbetsbok", "*.xlsx;*.xlsm")
    if not chosen:
        raise CancelledError
    if len(chosen) > 1:
        raise WrongCallError(f"{len(chosen)} böcker är valda.", "Välj en bok: nämndens från året innan.")
    return chosen[0]


def _rolled_lines(outcome: "RollOutcome", findings: Sequence[Finding]) -> list[str]:
    return [
        f"{outcome.origin} → {outcome.occasion} {outcome.year}: {outcome.filed} rader arkiveras i Historik.",
        *cell_lines(outcome),
        *warnings(findings),
        *(f"Fyll sedan i {each.flik}: {', '.join(each.headings)}" for each in outcome.to_fill),
    ]


def _offer_new_year(book: OpenBook, lines: str, outcome: "RollOutcome", namnd: Namnd | None) -> None:
    """The next year's workbook, with its trail, where the user wants it; the open one stays as it is."""
    from engine.ledger.trail import trail_path
    from engine.pipeline.making import book_name

    year = outcome.year
    if namnd is None or not book.confirm(f"{lines}\n\nSpara {year} års bok? Boken som är framme ändras inte."):
        return
    target = choose_target(book, f"Spara {year} års bok", book_name(namnd, year))
    if target is None:
        return
    for path, content in [
        (target, Path(outcome.target).read_bytes()),
        *trail_beside(trail_path(target), outcome.trail),
    ]:
        write_atomically(path, content)
    book.show(target)


def add_project(book: OpenBook) -> None:
    """A new project in the block in which the selected cell stands; a full block gets a row more."""
    from engine.fill import block_owner, new_project

    with opened_copy(book) as (_, _, opened), in_front(book):
        place = cell_named(opened.data, f"{book.sheet}!{book.cell}")
        block = block_owner(*place).label
        name = book.ask(f"Vad heter projektet? Det läggs under {short(block)}.", "")
        if name is None:
            return
        project = new_project(*place, name)
    written = f"{project.flik}!{project.label.cell}: ”{project.label.after}” under {block}."
    said = [written, *map(line_of, project.findings)]
    if project.inserted is not None:
        said.append(f"{block} är full: rad {project.inserted.row} infogas, och det som står under den flyttas ner.")
    if project.formulas:
        cells = ", ".join(str(formula.cell) for formula in project.formulas)
        said.append(f"Formler skrivs i {cells}.")
    if not book.confirm(f"{joined(said)}\n\nLägga till projektet? Ingenting annat ändras, och Ångra tar bort det."):
        return
    change(book, project.changes, _moved_trail(book, project.inserted), project.inserted)
    book.select(project.flik, str(project.label.cell))


@for_occasion
def draft_comments(book: OpenBook, task: Task) -> None:
    """Drafts in the empty comments of an occasion; text that is there stays."""
    from engine.pipeline.filling import fill_book

    outcome = fill_book(
        task.setup, task.copy, task.occasion, year=None, ledgers=(), tables=(), target=None, typ=None,
        skip_faults=False, drafts=True, trail=False,
    )  # fmt: skip
    lines = [f"{cell.flik}!{cell.cell} {cell.row}: {cell.after}" for cell in outcome.cells]
    if not lines:
        remarks = warnings(named(outcome.findings, task.copy))
        where = f"Utkast skrivs i tomma kommentarer på flikar för {task.occasion}; kontrollera tillfället."
        book.say(joined([f"Inga tomma kommentarer att skriva utkast i. {where}", *remarks]))
        return
    if book.confirm(
        f"{joined(lines)}\n\nSkriva {len(lines)} utkast? Ingenting annat ändras, och Ångra tar bort dem."
    ):
        change(book, (cell.change for cell in outcome.cells))


def undo(book: OpenBook) -> None:
    """Take back what the latest button did in this workbook."""
    book.say(undo_latest(book))


def _moved_trail(book: OpenBook, row: InsertRow | None) -> list[tuple[Path, bytes]]:
    """The trail beside the workbook when a row has been inserted; one that cannot be read is left as it is."""
    from engine.ledger.trail import trail_with_row

    trail = own_trail(book)
    if row is None or trail is None or not trail.is_file():
        return []
    try:
        return [(trail, trail_with_row(trail, row.sheet, row.row))]
    except UnreadableError:
        return []


def _year(said: str) -> int:
    year = read_year(said.strip())
    if year is None:
        raise WrongCallError(f"”{said}” är inget år.", "Skriv fyra siffror, till exempel 2022.")
    return year
