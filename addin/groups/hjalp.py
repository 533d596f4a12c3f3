"""*Hjälp*: the rule behind a finding, the handbook, and what is installed."""

from importlib.metadata import version

from addin.books import OpenBook
from addin.groups.kontroll import faults_of_whole, findings_in
from addin.messages import joined, line_of
from addin.wording import in_excel


def rule_of_cell(book: OpenBook) -> None:
    """The rule behind each finding of the selected cell, with its cause and remedy."""
    from engine.findings import CATALOGUE

    rules = {rule.id: rule for rule in CATALOGUE}
    everything = findings_in(book)
    found = [finding for finding in everything if (finding.flik, finding.cell) == (book.sheet, book.cell)]
    lines = [
        "\n".join(
            [line_of(finding), *([in_excel(f"Orsak: {rules[finding.rule].cause}")] if finding.rule in rules else [])]
        )
        for finding in found or faults_of_whole(everything)
    ]
    book.say(joined(lines) or f"{book.sheet}!{book.cell}: ingen anmärkning.")


def handbook(book: OpenBook) -> None:
    """Open the handbook as a page, in whatever the computer shows pages with."""
    from workbooks.handbook import write_handbook

    book.show(write_handbook())


def about(book: OpenBook) -> None:
    """Which version this is, and whose kommun it works for."""
    from udfs.setting import kommun_file, kommun_or_none

    kommun = kommun_or_none()
    whose = kommun.display_name if kommun else f"ingen kommun ({kommun_file()} finns inte eller går inte att läsa)"
    book.say(f"flikar {version('flikar')}\nxlwings {version('xlwings')}\nKommun: {whose}")
