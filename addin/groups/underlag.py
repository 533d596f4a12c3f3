"""*Underlag*: the ledger read in, stripped and filled into the flik, and where an amount comes from."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from addin.asking import answers_of, chosen_tables, named_sources
from addin.books import OpenBook
from addin.choices import Source
from addin.messages import joined, warnings
from addin.session import (
    NO_LEDGER,
    Ledger,
    Task,
    change,
    chosen_ledger,
    copied,
    for_occasion,
    forget_ledger,
    in_front,
    keep_ledger,
    ledger_of,
    named,
    own_setup,
    own_trail,
    reading,
    save_as,
    trail_beside,
)
from addin.without_trail import require_place, why_no_trail
from engine.amounts import counted, kronor, show_number
from engine.pipeline.opening import open_book, owner_of

if TYPE_CHECKING:
    from engine.organisation import Namnd
    from engine.pipeline.explanations import Explanation
    from engine.pipeline.filling import FillOutcome
    from engine.pipeline.setup import Setup
    from engine.pipeline.stripping import StripOutcome

_MOST_SHARES = 5
_LEAVING_OUT = "Läs in huvudbok frågar om rader som inte går att läsa ska utelämnas. Där väljer du också andra filer."


def read_ledger(book: OpenBook) -> None:
    """Choose the ledger that the other buttons use, and tell what it holds of the workbook's nämnd."""
    setup = own_setup()
    with copied(book) as copy:
        whose = owner_of(open_book(copy, setup, year=None), copy)
    ledger = chosen_ledger(book)
    if not ledger.paths:
        return
    outcome = _stripped(book, setup, ledger, whose)
    if outcome.stripped.stops and not outcome.stripped.olasta:
        count = len(outcome.stripped.radfel) + sum(len(each.rader) for each in outcome.stripped.upprepade)
        told = joined(warnings(outcome.findings))
        if book.confirm(f"{told}\n\nUtelämna {counted(count, 'rad', 'rader')}? Knapparna räknar då utan dem."):
            outcome = _stripped(book, setup, replace(ledger, skip_faults=True), whose)
    if outcome.stripped.olasta:
        book.say(joined(["Huvudboken är inte inläst; rätta filen eller välj en annan.", *warnings(outcome.findings)]))
        return
    rows = outcome.stripped.rader
    names = ", ".join(path.name for path in ledger.paths)
    namnd, year = whose
    used = (
        "Huvudboken används av Rensa interninterna och Fyll flik, och föreslås i Kontrollera arbetsbok och Lämna in, "
        "tills en annan läses in eller Excel stängs."
    )
    said = [
        f"{names}: {show_number(rows.inlasta)} rader, varav {show_number(rows.namnden)} är {namnd.kod}:s {year}.",
        used,
    ]
    book.say(joined([*said, *warnings(outcome.findings)]))


@for_occasion
def strip(book: OpenBook, task: Task) -> None:
    """What is interninternt in the ledger, and the workbook of what was removed where the user wants it."""
    ledger = ledger_of(book)
    if not ledger.paths:
        return
    removed = task.copy.with_name("borttaget.xlsx")
    whose = owner_of(task.opened, task.copy)
    outcome = _stripped(book, task.setup, ledger, whose, occasion=task.occasion, removed=removed)
    said = joined([*_removed_lines(outcome), *warnings(outcome.findings)])
    if not outcome.written:
        book.say(said)
        return
    if not book.confirm(f"{said}\n\nSpara arbetsboken med bryggan, paren och de borttagna raderna?"):
        return
    proposed = f"{task.copy.stem}-borttaget.xlsx"
    save_as(book, "Spara det borttagna", proposed, removed)


@for_occasion
def fill(book: OpenBook, task: Task) -> None:
    """An occasion's flikar from the ledger, from tables or from both, into the open workbook, with its trail."""
    sources = named_sources(book)
    ledger = ledger_of(book) if sources - {Source.TABLES} else NO_LEDGER
    tables = chosen_tables(book, task.opened.data, task.occasion) if Source.TABLES in sources else ()
    if bool(ledger.paths) != bool(sources - {Source.TABLES}) or bool(tables) != (Source.TABLES in sources):
        return  # a question was cancelled
    if not sources:
        return
    outcome = _filled(book, task, sources, ledger, tables)
    said = [*_filled_lines(outcome), *warnings(named(outcome.findings, task.copy))]
    if outcome.target is None:
        book.say(joined([*said, "Ingenting är ändrat.", _LEAVING_OUT]))
        return
    said += why_no_trail(book)
    if book.confirm(f"{joined(said)}\n\nSkriva beloppen? Ingenting annat ändras, och Ångra tar tillbaka dem."):
        files = trail_beside(own_trail(book), outcome.trail)
        change(book, (cell.change for cell in (*outcome.cells, *outcome.beside)), files)


def _filled(
    book: OpenBook,
    task: Task,
    sources: frozenset[Source],
    ledger: Ledger,
    tables: Sequence[tuple[str, Path]],
) -> "FillOutcome":
    from engine.data.renames import NO_ANSWERS
    from engine.pipeline.filling import fill_book, fill_questions

    ask = partial(fill_questions, task.setup, task.copy, task.occasion, year=None, tables=tables)
    answers = answers_of(book, lambda said: ask(answers=said)) if tables else NO_ANSWERS
    with reading(book, ledger) as how:
        outcome = fill_book(
            task.setup, task.copy, task.occasion, year=None, ledgers=ledger.paths, tables=tables, target=None,
            typ=None, skip_faults=ledger.skip_faults, proposals=Source.PROPOSALS in sources,
            investments=Source.INVESTMENTS in sources, answers=answers, reading=how,
        )  # fmt: skip
    if ledger.paths and not outcome.stops:
        keep_ledger(book, ledger)
    return outcome


def explain(book: OpenBook) -> None:
    """Where the amount of the selected cell comes from."""
    from engine.pipeline.explaining import explain_cell

    require_place(book)
    with copied(book) as copy, in_front(book):
        told = explain_cell(own_setup(), copy, f"{book.sheet}!{book.cell}", year=None, with_rows=False)
    book.say(joined([*_explained_lines(told.explanation), *warnings(told.findings)]))


def _stripped(  # noqa: PLR0913 what the command is told
    book: OpenBook,
    setup: "Setup",
    ledger: Ledger,
    whose: "tuple[Namnd, int]",
    *,
    occasion: str | None = None,
    removed: Path | None = None,
) -> "StripOutcome":
    from engine.pipeline.stripping import strip_ledger

    namnd, year = whose
    with reading(book, ledger) as how:
        outcome = strip_ledger(
            setup, ledger.paths, namnd.kod, year=year, occasion=occasion, typ=None, skip_faults=ledger.skip_faults,
            kept_to=None, removed_to=removed, reading=how,
        )  # fmt: skip
    if outcome.stripped.olasta:
        forget_ledger(book)
    else:
        keep_ledger(book, ledger)
    return outcome


def _removed_lines(outcome: "StripOutcome") -> list[str]:
    stripped = outcome.stripped
    if stripped.stops:
        return ["Huvudboken kan inte räknas förrän den är rättad.", _LEAVING_OUT]
    rows = stripped.rader
    whose = f"{stripped.namnd} {stripped.tillfalle} {stripped.ar}"
    counts = f"{show_number(rows.borttagna)} rader är interninterna, {show_number(rows.kvar)} är kvar."
    sums = (
        f"{r.forvaltning} {r.typ} {r.ar}: {show_number(r.rader)} rader, summa {kronor(r.ore)} kr (ska vara 0)."
        for r in stripped.borttaget
    )
    return [f"{whose}: {counts}", *sums]


def _filled_lines(outcome: "FillOutcome") -> list[str]:
    from engine.cli.show_filled import columns_told

    lines = [
        f"{flik}: {columns_told(cell for cell in outcome.cells if cell.flik == flik)}"
        for flik in dict.fromkeys(cell.flik for cell in outcome.cells)
    ]
    if outcome.moved:
        lines.append(f"{len(outcome.moved)} belopp är flyttade en enhet så att summorna går ihop.")
    if outcome.beside:
        lines.append(f"{len(outcome.beside)} celler till höger om kommentarerna.")
    if outcome.investments:
        lines.append(
            f"Huvudboken ger {len(outcome.investments)} celler i investeringsfliken, som inte skrivs; svara "
            f"{Source.LEDGER}, {Source.INVESTMENTS} för att ta med dem."
        )
    return lines


def _explained_lines(told: "Explanation") -> list[str]:
    from engine.cli.show_explained import what_stands

    place = ", ".join(part for part in (told.row, told.heading) if part)
    lines = [f"{told.flik}!{told.cell} {place}: {what_stands(told.value)}", told.told]
    if told.is_changed and told.known is not None:
        lines.append(f"Fylldes med {what_stands(told.known.varde)} och är ändrat sedan dess.")
    if told.formula:
        lines.append(f"Formel: {told.formula}")
    if told.ore is not None:
        lines.append(f"Exakt: {kronor(told.ore)} kr")
    if told.is_moved and told.fill is not None and told.own_rounding is not None:
        own = show_number(told.own_rounding)
        lines.append(
            f"Egen avrundning: {own} tkr, flyttat en enhet ({told.fill.avrundning}) så att summorna går ihop."
        )
    if told.counted or told.removed:
        lines.append(
            f"{show_number(told.counted)} rader räknade, {show_number(told.removed)} interninterna borttagna."
        )
    largest = sorted(told.shares, key=lambda share: -abs(share.ore))
    lines += [f"konto {s.konto}, ansvar {s.ansvar}: {kronor(s.ore)} kr" for s in largest[:_MOST_SHARES]]
    if len(largest) > _MOST_SHARES:
        rest = sum(share.ore for share in largest[_MOST_SHARES:])
        lines.append(f"{len(largest) - _MOST_SHARES} andra konton och ansvar: {kronor(rest)} kr")
    return lines
