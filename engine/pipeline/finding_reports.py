"""``kontrollera --html``: a check as one page, with links from the page to the cells of the files."""

import os
from pathlib import Path
from urllib.parse import quote

from engine.amounts import show_number
from engine.files import write_atomically
from engine.organisation import Kommun
from engine.periods import occasion_named
from engine.pipeline.checked import CheckedFile, CheckOutcome
from engine.pipeline.comparing_findings import Since
from engine.pipeline.opening import known_namnd
from engine.pipeline.read_words import clean_sentence
from engine.report import FindingsPage, PageFile, findings_html, page_findings


def write_findings_page(
    kommun: Kommun, outcome: CheckOutcome, target: Path, *, occasion: str | None, since: Since | None = None
) -> None:
    """Write the page.

    Args:
        kommun: whose settings were used.
        outcome: the check.
        target: the HTML file.
        occasion: ``--tillfalle``; None when every filled flik was checked.
        since: the check beside an earlier one.

    Raises:
        NotWrittenError: the file cannot be written.
    """
    page = findings_page(kommun, outcome, target.parent, occasion=occasion, since=since)
    write_atomically(target, findings_html(page).encode())


def findings_page(
    kommun: Kommun, outcome: CheckOutcome, folder: Path, *, occasion: str | None, since: Since | None
) -> FindingsPage:
    """The page's content; ``folder`` is where it will lie, from which its links lead."""
    marks = since.marks if since else tuple(() for _ in outcome.files)
    files = (_page_file(kommun, file, folder, own) for file, own in zip(outcome.files, marks, strict=True))
    return FindingsPage(
        kommun=kommun.display_name,
        occasion=occasion_named(occasion).title if occasion else "alla ifyllda flikar",
        files=tuple(files),
        fixed=tuple((told.file, page_findings([told.finding])[0]) for told in since.fixed) if since else None,
        untested=len(since.untested) if since else 0,
    )


def _page_file(kommun: Kommun, file: CheckedFile, folder: Path, marks: tuple[str, ...]) -> PageFile:
    namnd = known_namnd(kommun, file.namnd)
    title = occasion_named(file.occasion).title if file.occasion else ""
    return PageFile(
        path=file.path,
        link=link_from(folder, Path(file.path)) if file.is_readable else "",
        code=file.namnd or "",
        namnd=f"{namnd.namn} ({namnd.kod})" if namnd else "",
        occasion=" ".join(part for part in (title, str(file.year or "")) if part),
        read=_read_words(file),
        note=clean_sentence(file) if file.is_blank and not file.findings else "",
        is_readable=file.is_readable,
        findings=page_findings(file.findings, marks),
    )


def link_from(folder: Path, target: Path) -> str:
    """The address of a file relative to a folder, as a page writes it; its own address where there is no way."""
    try:
        relative = os.path.relpath(target.resolve(), folder.resolve())
    except ValueError:  # another drive
        return target.resolve().as_uri()
    return quote(relative.replace(os.sep, "/"))


def _read_words(file: CheckedFile) -> str:
    read = file.read
    return f"{read.flikar} flikar, {show_number(read.celler)} celler" if file.is_readable else "Gick inte att läsa"
