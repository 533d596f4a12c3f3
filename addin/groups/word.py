"""*Word*: the report of an occasion."""

from addin.books import OpenBook
from addin.messages import joined, warnings
from addin.session import ask_occasion, copied, own_setup


def write(book: OpenBook) -> None:
    """The occasion's report as a new Word document, which is opened."""
    from engine.files import write_atomically
    from engine.pipeline.reporting import write_report

    setup = own_setup()
    with copied(book) as copy:
        occasion = ask_occasion(book, setup, copy)
        if occasion is None:
            return
        made = write_report(setup, copy, occasion, copy.with_suffix(".docx"), year=None)
        remarks = joined(warnings(made.findings))
        if not made.files:
            book.say(remarks)
            return
        question = f"{remarks}\n\nGöra rapporten ändå?"
        if remarks and not book.confirm(question):
            return
        target = book.choose_target("Spara rapporten", f"{copy.stem}-{occasion}.docx", "Word-dokument", "*.docx")
        if target is not None:
            write_atomically(target, copy.with_suffix(".docx").read_bytes())
            book.show(target)
