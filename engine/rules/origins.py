"""LA and ST: what the workbook is made of: links to other books, dates from 1904, hidden names."""

from collections.abc import Iterator

from engine.data import TEMPLATE_NAME
from engine.findings import Finding, make_finding
from engine.rules.scope import BookScope


def check_links(scope: BookScope) -> Iterator[Finding]:
    """LA09 once for a workbook that fetches from others."""
    if scope.book.raw.linked and scope.book.flikar:
        names = ", ".join(scope.book.raw.linked)
        yield make_finding("LA09", f"Boken hämtar värden ur andra böcker: {names}.", found=names)


def check_days(scope: BookScope) -> Iterator[Finding]:
    """LA10 for a workbook that counts days from 1904."""
    if scope.book.raw.date1904:
        text = "Boken räknar datum från 1904; datum hamnar fyra år fel i en vanlig bok."
        yield make_finding("LA10", text, found=1904, expected=1900)


def check_hidden_names(scope: BookScope) -> Iterator[Finding]:
    """ST19 for a workbook that has lost some of its hidden names, but not all."""
    own = scope.book.identity
    names = {
        TEMPLATE_NAME: own.template, "flikar_version": own.version, "flikar_namnd": own.namnd, "flikar_ar": own.year,
    }  # fmt: skip
    lost = [name for name, value in names.items() if value is None]
    if lost and len(lost) < len(names) and scope.book.flikar:
        text = f"Boken saknar det dolda namnet {', '.join(lost)}."
        yield make_finding("ST19", text, found=None, expected=", ".join(names))
