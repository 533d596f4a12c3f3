"""*Flikar*: a new workbook, the next occasion, new projects, drafts of comments, the latest press taken back."""

from pathlib import Path

from addin.books import OpenBook
from addin.messages import joined, line_of, warnings
from addin.session import (
    Task,
    change,
    copied,
    for_occasion,
    in_front,
    named,
    own_setup,
    own_trail,
    undo_latest,
)
from engine.data import InsertRow
from engine.errors import UnreadableError, WrongCallError


def new_book(book: OpenBook) -> None:
    """The year's workbook of a nämnd, as a new file that is opened."""
    from engine.pipeline.making import book_name, make_books

    setup = own_setup()
    codes = ", ".join(namnd.kod for namnd in setup.kommun.namnder)
    said = book.ask(f"Vilken nämnd? ({codes})", "")
    year = book.ask("Vilket år?", str(setup.kommun.ar)) if said else None
    if not said or not year:
        return
    namnd = setup.kommun.namnd(said.strip())
    whole = _year(year)
    target = book.choose_target("Spara den nya boken", book_name(namnd, whole), "Excel-arbetsbok", "*.xlsx")
    if target is None:
        return
    make_books(setup, namnd.kod, whole, target)
    book.show(target)


@for_occasion
def roll(book: OpenBook, task: Task) -> None:
    """Carry the open workbook to another occasion of its year."""
    from engine.cli.show_rolled import cell_lines
    from engine.pipeline.rolling import roll_book

    outcome = roll_book(task.setup, task.copy, task.occasion, target=task.copy.with_name("rullad.xlsx"))
    lines = [f"{outcome.origin} → {outcome.occasion}: {outcome.filed} rader arkiveras i Historik."]
    lines += cell_lines(outcome)
    lines += warnings(named(outcome.findings, task.copy))
    lines += [f"Fyll sedan i {each.flik}: {', '.join(each.headings)}" for each in outcome.to_fill]
    if book.confirm(f"{joined(lines)}\n\nRulla boken? Ångra tar tillbaka det."):
        change(book, outcome.changes)


def add_project(book: OpenBook) -> None:
    """A new project in the block in which the selected cell stands; a full block gets a row more."""
    from engine.pipeline.adding import block_at, planned_project

    setup = own_setup()
    address = f"{book.sheet}!{book.cell}"
    with copied(book) as copy, in_front(book):
        block = block_at(setup, copy, address)
        name = book.ask(f"Vad heter projektet? Det läggs under {block}.", "")
        if name is None:
            return
        project = planned_project(setup, copy, address, name)
    place = f"{project.flik}!{project.label.cell}"
    said = [f"{place}: ”{project.label.after}” under {block}.", *map(line_of, project.findings)]
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
        book.say("Inga tomma kommentarer att skriva utkast i.")
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
    if not (said.strip().isdecimal() and len(said.strip()) == len("2022")):
        raise WrongCallError(f"”{said}” är inget år.", "Skriv fyra siffror, till exempel 2022.")
    return int(said)
