"""*Kommun*: every nämnd's workbook in a folder to one."""

from addin.asking import named_occasion
from addin.books import OpenBook
from addin.messages import joined, line_of, warnings
from addin.progress import working
from addin.session import choose_target, own_setup
from engine.data.consolidation import FileStatus
from engine.findings import Severity


def consolidate(book: OpenBook) -> None:
    """Consolidate the workbooks of a folder into a new workbook, which is opened."""
    from engine.pipeline.consolidating import consolidate_books

    setup = own_setup()
    folder = book.choose_folder("Välj mappen med nämndernas böcker")
    if folder is None:
        return
    occasion = named_occasion(book)
    proposed = f"kommun-{occasion}.xlsx"
    target = choose_target(book, "Spara kommunens bok", proposed) if occasion else None
    if occasion is None or target is None:
        return
    with working(book, "Läser böckerna …") as work:
        outcome = consolidate_books(
            setup, [folder], occasion, target, year=None, each=work.each, listed_to=work.items
        )
    if outcome.target is None:
        faults = [line_of(finding) for finding in outcome.findings if finding.severity is Severity.FEL]
        book.say(joined(["Ingen bok är skriven.", *faults, *outcome.passed_over]))
        return
    read = sum(file.status is FileStatus.LAST for file in outcome.files)
    missing = f" Saknas: {', '.join(outcome.missing)}." if outcome.missing else ""
    lines = [f"{read} av {len(outcome.files)} filer är med i summorna.{missing}", *outcome.passed_over]
    book.say(joined([*lines, *warnings(outcome.findings)]))
    book.show(target)
