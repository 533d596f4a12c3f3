"""Buttons whose work on a closed workbook is a command's, for its nämnd, for one of its flikar or for a cell."""

from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

from engine.cli.command import Call, Reply
from engine.cli.commands.kontrollera import KONTROLLERA, told
from engine.cli.commands.mall import MALL
from engine.cli.commands.regler import REGLER
from engine.cli.commands.rensa import RENSA
from engine.errors import WrongCallError


def _strip(
    call: Call, *, book: Path, huvudbok: list[Path], tillfalle: str | None = None, target: Path | None = None
) -> Reply:
    """``rensa`` for the nämnd and the year of the workbook; what was removed goes to ``target``."""
    from engine.pipeline.opening import open_book, owner_of

    namnd, year = owner_of(open_book(book, call.setup, year=call.year), book)
    _refuse_overwriting(book, target)
    return RENSA.run(
        replace(call, year=year), ledgers=huvudbok, namnd=namnd.kod, tillfalle=tillfalle, borttaget=target
    )


def _make(call: Call, *, book: Path, namnd: str) -> Reply:
    """``mall`` for one nämnd, where nothing stands yet."""
    if book.exists():
        raise WrongCallError(f"{book} finns redan och skrivs inte över.", "Skriv namnet på den nya boken.")
    return MALL.run(call, namnd=namnd, target=book)


def _check_flik(call: Call, *, books: list[str], flik: str, tillfalle: str | None = None) -> Reply:
    """``kontrollera`` of one workbook, of which the findings on one flik are told; all if it cannot be read."""
    from engine.pipeline.check_outputs import CheckReport
    from engine.pipeline.checked import CheckOutcome
    from engine.pipeline.checking import check_books
    from engine.pipeline.opening import open_raw, sheet_named
    from engine.reader import read_raw

    read = cache(read_raw)
    [file] = check_books(call.setup, books, occasion=tillfalle, year=call.year, read=read).files
    if file.is_readable:
        name = sheet_named(open_raw(read(Path(file.path)), call.setup, year=None).data, flik)
        file = replace(file, findings=tuple(found for found in file.findings if found.flik == name))
    return told(call, CheckReport(CheckOutcome((file,))))


def _rule_of_cell(call: Call, *, book: Path, cell: str) -> Reply:
    """``regler`` for each finding of a cell, after the findings themselves."""
    from engine.cli.show_findings import finding_lines
    from engine.pipeline.checking import check_books
    from engine.pipeline.making import exit_of
    from engine.pipeline.opening import open_raw, place_named, sheet_named
    from engine.reader import read_raw

    sheet, place = place_named(cell)
    read = cache(read_raw)
    flik = sheet_named(open_raw(read(book), call.setup, year=None).data, sheet)
    checked = check_books(call.setup, [str(book)], occasion=None, year=call.year, read=read).findings
    found = tuple(each for each in checked if (each.flik, each.cell) == (flik, str(place)))
    rules = [REGLER.run(call, rule_id=rule) for rule in dict.fromkeys(each.rule for each in found)]
    return Reply(
        exit_of(found),
        {
            "regler": [rule for reply in rules for rule in reply.json["regler"]],  # type: ignore[attr-defined]
            "fynd": [each.as_json() for each in found],
        },
        human=lambda: (
            chain(finding_lines(found), *(reply.human() for reply in rules))
            if found
            else (f"{flik}!{place}: ingen anmärkning.",)
        ),
    )


def _refuse_overwriting(book: Path, target: Path | None) -> None:
    if target is not None and target.exists() and target.samefile(book):
        raise WrongCallError(f"{target}: det borttagna skulle skriva över boken själv.", "Välj ett annat namn.")


STRIP = replace(RENSA, run=_strip)
MAKE = replace(MALL, run=_make)
CHECK_FLIK = replace(KONTROLLERA, run=_check_flik)
RULE_OF_CELL = replace(REGLER, run=_rule_of_cell)
