"""*Flikar*: a new workbook, the next occasion, drafts of comments, and the latest press taken back."""

from addin.books import OpenBook
from addin.messages import joined, warnings
from addin.progress import working
from addin.session import Task, change, for_occasion, named, own_setup, undo_latest
from engine.errors import WrongCallError


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

    with working(book, "Rullar boken …") as work:
        outcome = roll_book(task.setup, task.copy, task.occasion, target=task.copy.with_name("rullad.xlsx"))
        work.share(1)
    lines = [f"{outcome.origin} → {outcome.occasion}: {outcome.filed} rader arkiveras i Historik."]
    lines += cell_lines(outcome)
    lines += warnings(named(outcome.findings, task.copy))
    lines += [f"Fyll sedan i {each.flik}: {', '.join(each.headings)}" for each in outcome.to_fill]
    if book.confirm(f"{joined(lines)}\n\nRulla boken? Ångra tar tillbaka det."):
        change(book, outcome.changes)


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


def _year(said: str) -> int:
    if not (said.strip().isdecimal() and len(said.strip()) == len("2022")):
        raise WrongCallError(f"”{said}” är inget år.", "Skriv fyra siffror, till exempel 2022.")
    return int(said)
