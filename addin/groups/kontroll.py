"""*Kontroll*: what is wrong, gone to cell by cell, put right where that is safe, and filed when nothing is left."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from addin.books import OpenBook
from addin.comparing import Compared, asked_comparison, keep_compared, last_compared
from addin.messages import fits, joined, line_of, told, warnings, worst_first
from addin.progress import working
from addin.session import Task, change, choose_target, copied, for_occasion, named, own_setup, remember
from engine.addresses import parse_cell
from engine.findings import Finding, Severity

if TYPE_CHECKING:
    from engine.pipeline.checked import CheckedFile, CheckOutcome
    from engine.pipeline.setup import Setup

_CHECKING = "Kontrollerar boken …"


def check_flik(book: OpenBook) -> None:
    """What is wrong on the sheet in front."""
    everything = findings_in(book)
    found = [finding for finding in everything if finding.flik == book.sheet]
    book.say(told(found or faults_of_whole(everything)) or f"Fliken {book.sheet}: inga anmärkningar.")


def check_whole(book: OpenBook) -> None:
    """What is wrong in the workbook and beside what it is compared with; all of it as a page where it is much."""
    compared = asked_comparison(book)
    if compared is None:
        return
    setup = own_setup()
    outcome = _checked(book, setup, compared)
    file, *unread = outcome.files
    keep_compared(book, compared, file, is_compared=not (unread or file.ledger_stops))
    lines = [line_of(finding) for finding in worst_first(outcome.findings)]
    if fits(lines):
        book.say(joined(lines) or "Boken: inga anmärkningar.")
    elif book.confirm(f"{joined(lines)}\n\nSpara alla {len(lines)} fynd som en sida och visa den?"):
        _save_page(book, setup, outcome)


def _save_page(book: OpenBook, setup: "Setup", outcome: "CheckOutcome") -> None:
    from engine.pipeline.check_outputs import report_check

    target = choose_target(book, "Spara sidan med fynden", f"{Path(book.name).stem}-kontroll.html")
    if target is not None:
        report_check(setup, outcome, occasion=None, page=target)
        book.show(target)


def next_finding(book: OpenBook) -> None:
    """Go to the next cell with a finding, after the selected one on its sheet, and say what it is."""
    everything = findings_in(book)
    placed = [finding for finding in everything if finding.flik and parse_cell(finding.cell or "")]
    if not placed:
        book.say(told(faults_of_whole(everything)) or "Inga anmärkningar som gäller en cell.")
        return
    following = [finding for finding in placed if _place(finding, book.sheet) > _here(book)]
    chosen = min(following or placed, key=lambda finding: _place(finding, book.sheet))
    book.select(chosen.flik or "", chosen.cell or "")
    book.say(line_of(chosen))


def repair(book: OpenBook) -> None:
    """Put right what is safe; the rest is told of."""
    from engine.pipeline.checking import check_books
    from engine.pipeline.repairing import repair_books

    setup = own_setup()
    with copied(book) as copy, working(book, _CHECKING) as work:
        outcome = check_books(setup, [str(copy)], occasion=None, year=None, each=work.each)
        repaired = repair_books(setup, outcome, [copy.with_name("rattad.xlsx")], occasion=None, year=None).files
        work.share(1)
    if not repaired or not repaired[0].repairs:
        left = warnings(repaired[0].left if repaired else named(outcome.findings, copy))
        book.say(joined(["Ingenting är säkert att rätta.", *left]))
        return
    [file] = repaired
    lines = [f"{r.flik}!{r.cell} {r.row}: {r.before} → {r.shown_after} ({r.rule})" for r in file.repairs]
    lines += [f"Rättas inte: {line_of(proposal.finding)}" for proposal in file.proposals]
    count = len(file.repairs)
    if book.confirm(f"{joined(lines)}\n\nRätta {count} celler? Ingenting annat ändras, och Ångra tar tillbaka dem."):
        change(book, (each.change for each in file.repairs))


@for_occasion
def submit(book: OpenBook, task: Task) -> None:
    """Check the workbook and file a sealed copy of it; with a *fel* nothing is filed."""
    from engine.pipeline.submitting import submission_folder, submit_book

    folder = submission_folder(task.setup, None)
    compared = asked_comparison(book)
    if compared is None:
        return
    question = f"Kontrollera boken och lämna in den för {task.occasion} i {folder}? Boken själv ändras inte."
    if not book.confirm(question):
        return
    now = datetime.now().astimezone()
    with working(book, _CHECKING) as work:
        submitted = submit_book(
            task.setup, task.copy, task.occasion, year=None, folder=folder, now=now, each=work.each,
            earlier=compared.earlier, ledgers=compared.ledger.paths,
        )  # fmt: skip
    keep_compared(book, compared, submitted.file, is_compared=submitted.is_compared)
    findings = named(submitted.findings, task.copy)
    if submitted.receipt is None:
        fel = [finding for finding in findings if finding.severity is Severity.FEL]
        book.say(joined(["Boken är inte inlämnad; rätta felen och lämna in igen.", *map(line_of, fel)]))
        return
    remember(book, lambda open_book: _withdrawn(open_book, task.setup, task.occasion, folder))
    number = submitted.receipt.number
    said = f"Inlämnad som inlämning {number}: {submitted.copy}. Ångra tar tillbaka den tills den är konsoliderad."
    book.say(joined([said, *warnings(findings)]))


def findings_in(book: OpenBook) -> tuple[Finding, ...]:
    """The findings in the workbook, also beside what it was last compared with, the worst first."""
    return tuple(worst_first(_checked(book, own_setup(), last_compared(book)).findings))


def faults_of_whole(findings: Iterable[Finding]) -> list[Finding]:
    """The *fel* of the workbook as a whole, because of which its cells may not have been looked at."""
    return [finding for finding in findings if finding.severity is Severity.FEL and not finding.flik]


def _checked(book: OpenBook, setup: "Setup", compared: Compared) -> "CheckOutcome":
    """The check of a copy, told of as the user knows the workbook."""
    from engine.pipeline.checked import CheckOutcome
    from engine.pipeline.checking import check_books

    with copied(book) as copy, working(book, _CHECKING) as work:
        files = check_books(
            setup, [str(copy)], occasion=None, year=None, each=work.each, against=compared.against,
            skip_faults=compared.ledger.skip_faults,
        ).files  # fmt: skip
        own, *unread = (
            replace(file, path=Path(file.path).name, findings=named(file.findings, copy)) for file in files
        )
        return CheckOutcome((own, *(_telling_which(file) for file in unread)))


def _telling_which(file: "CheckedFile") -> "CheckedFile":
    from engine.consolidate import in_file

    return replace(file, findings=tuple(in_file(file.path, finding) for finding in file.findings))


def _withdrawn(book: OpenBook, setup: "Setup", occasion: str, folder: Path) -> str:
    from engine.cli.show_submitted import what_counts
    from engine.pipeline.submitting import undo_submission

    with copied(book) as copy:
        undone = undo_submission(setup, copy, occasion, year=None, folder=folder)
    return f"Inlämning {undone.sealed.number} är ångrad. {what_counts(undone)}"


def _place(finding: Finding, first_sheet: str) -> tuple[bool, str, int, int]:
    """Where a finding stands in the walk that begins on the sheet in front."""
    cell = parse_cell(finding.cell or "")
    sheet = finding.flik or ""
    return (sheet != first_sheet, sheet, cell.row if cell else 0, cell.column if cell else 0)


def _here(book: OpenBook) -> tuple[bool, str, int, int]:
    cell = parse_cell(book.cell)
    return (False, book.sheet, cell.row if cell else 0, cell.column if cell else 0)
