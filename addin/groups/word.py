"""*Word*: a table on the clipboard, and the report of an occasion."""

from addin.books import OpenBook
from addin.messages import joined, warnings
from addin.progress import working
from addin.session import Task, copied, for_occasion, in_front, named, own_setup, save_as


def copy(book: OpenBook) -> None:
    """The table of the flik in front on the clipboard."""
    from engine.pipeline.exporting import copy_table

    setup = own_setup()
    with copied(book) as path, in_front(book):
        made = copy_table(setup, path, book.sheet, all_rows=False, year=None)
        remarks = warnings(named(made.findings, path))
    book.say(joined([f"{made.title} är kopierad. Klistra in i Word med Ctrl+V.", *remarks]))


@for_occasion
def write(book: OpenBook, task: Task) -> None:
    """The occasion's report as a new Word document, which is opened."""
    from engine.pipeline.reporting import write_report

    report = task.copy.with_suffix(".docx")
    with working(book, "Skapar rapporten …") as work:
        made = write_report(task.setup, task.copy, task.occasion, report, year=None)
        work.share(1)
    remarks = warnings(named(made.findings, task.copy))
    if not made.files:
        book.say(joined(["Ingen rapport är skapad.", *remarks]))
        return
    if remarks and not book.confirm(f"{joined(remarks)}\n\nGöra rapporten ändå?"):
        return
    proposed = f"{task.copy.stem}-{task.occasion}.docx"
    save_as(book, "Spara rapporten", proposed, report)
