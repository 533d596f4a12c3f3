"""ST: is it the right book, and are its flikar, rows and columns there."""

from collections.abc import Iterator

from engine.addresses import Cell
from engine.data import FlikData
from engine.findings import Finding, make_finding
from engine.periods import OCCASIONS, nearest_occasion
from engine.rules.owners import namnd_called
from engine.rules.scope import BookScope
from engine.text import nearest


def check_recognised(scope: BookScope) -> Iterator[Finding]:
    """ST02 when no flik was recognised, else ST01 for each flik the occasion asks for in vain."""
    if not scope.book.flikar:
        sheets = ", ".join(sheet.name for sheet in scope.book.raw.sheets) or "inga flikar"
        yield make_finding("ST02", f"Ingen uppföljningsflik känns igen; boken har {sheets}.", found=sheets)
        return
    others = [sheet.name for sheet in scope.book.raw.sheets if sheet.name not in {f.name for f in scope.book.flikar}]
    for name in scope.required:
        if scope.book.flik(name) is None:
            near = nearest(name, others, limit=1)
            hint = f" Närmast är ”{near[0]}”." if near else ""
            yield make_finding("ST01", f"Fliken ”{name}” saknas.{hint}", flik=name, expected=name)


def check_belonging(scope: BookScope) -> Iterator[Finding]:
    """ST03 for the book as a whole: a nämnd nobody knows, or another year than the one asked for."""
    identity = scope.book.identity
    if identity.namnd and scope.namnd is None:
        known = ", ".join(namnd.kod for namnd in scope.kommun.namnder)
        yield make_finding(
            "ST03", f"Boken tillhör nämnden ”{identity.namnd}”, som inte finns i {scope.kommun.namn}.",
            found=identity.namnd, expected=known,
        )  # fmt: skip
    if identity.year and scope.asked_year and identity.year != scope.asked_year:
        yield make_finding(
            "ST03", f"Boken gäller {identity.year}, men {scope.asked_year} efterfrågas.",
            found=identity.year, expected=scope.asked_year,
        )  # fmt: skip


def check_year_in_turn(scope: BookScope) -> Iterator[Finding]:
    """ST03, when the workbook is handed in, for one of an earlier year than any the calendar has the occasion for.

    A calendar that still has the earlier year says by its deadline (AV16) that the workbook is late.
    """
    own = scope.book.identity.year
    if scope.filed_at is None or scope.occasion is None or own is None or scope.asked_year is not None:
        return
    years = [post.ar for post in scope.kommun.kalender if post.tillfalle == scope.occasion.code]
    if years and own < min(years):
        text = f"Boken gäller {own}, men kalendern i kommun.toml har {scope.occasion.title} för {min(years)}."
        yield make_finding("ST03", text, found=own, expected=min(years))


def check_version(scope: BookScope) -> Iterator[Finding]:
    """ST09 for a workbook made from another version of the template."""
    own, current = scope.book.identity.version, scope.book.template_version
    if own is None or own == current or not scope.book.flikar:
        return
    age = "nyare" if own.isdigit() and current.isdigit() and int(own) > int(current) else "äldre"
    text = f"Boken är gjord med en {age} mall: version {own}, medan den som gäller är {current}."
    yield make_finding("ST09", text, found=own, expected=current)


def check_flik_belonging(scope: BookScope) -> Iterator[Finding]:
    """ST03 for each flik that names another occasion, year or nämnd; one finding a flik."""
    for flik in scope.book.flikar:
        if scope.required and flik.layout.flik.name not in scope.required:
            continue
        found = next(_strangeness(scope, flik), None)
        if found is not None:
            yield found


def _strangeness(scope: BookScope, flik: FlikData) -> Iterator[Finding]:
    identity_year = scope.book.identity.year
    year = identity_year or scope.year
    if flik.unread_occasion:
        yield _unread_occasion(flik, scope)
    elif names_other_occasion(flik, scope):
        yield _other_occasion(flik, scope)
    elif flik.occasion and flik.occasion[1] not in (None, year):
        yield make_finding(
            "ST03", f"Fliken gäller {flik.occasion[1]}, boken {year}.", flik=flik.name,
            cell=flik.layout.occasion_cell, row="Tillfälle", found=flik.occasion[0].label(flik.occasion[1] or 0),
            expected=flik.occasion[0].label(year),
        )  # fmt: skip
    is_asked_about = identity_year is not None and year != scope.year
    if flik.wrong_years and not is_asked_about:
        wrong = flik.wrong_years[0]
        headings = ", ".join(f"”{each.column.heading}” (ska vara ”{each.expected}”)" for each in flik.wrong_years)
        yield make_finding(
            "ST03", f"Rubriker med fel år: {headings}; boken gäller {year}.", flik=flik.name,
            cell=_heading_cell(flik, wrong.column.number), column=wrong.column.column.kind.value,
            found=wrong.column.heading, expected=wrong.expected,
        )  # fmt: skip
    other = _other_namnd(scope, flik)
    if other:
        yield make_finding(
            "ST03", f"Fliken är en annan nämnds: {other}.", flik=flik.name, cell=flik.namnd_cell, row="Nämnd",
            found=flik.namnd, expected=scope.namnd.namn if scope.namnd else None,
        )  # fmt: skip


def _heading_cell(flik: FlikData, column: int) -> Cell:
    return Cell(flik.layout.heading_row, column)


def names_other_occasion(flik: FlikData, scope: BookScope) -> bool:
    """The cell *Tillfälle* names another occasion than the one asked for, one filed elsewhere, or no occasion."""
    if flik.occasion is None:
        return bool(flik.unread_occasion)
    declared, said = flik.layout.flik, flik.occasion[0]
    if scope.occasion is not None and declared.serves(scope.occasion):
        return said != scope.occasion
    return not declared.serves(said)


def _other_occasion(flik: FlikData, scope: BookScope) -> Finding:
    said = flik.occasion[0].title if flik.occasion else ""
    wanted = scope.occasion.label(scope.year) if scope.occasion else f"fliken {flik.layout.flik.name}"
    used = "; dess siffror används inte" if scope.occasion else ""
    return make_finding(
        "ST03", f"Fliken gäller {said}, men {wanted} efterfrågas{used}.", flik=flik.name,
        cell=flik.layout.occasion_cell, row="Tillfälle", found=said, expected=wanted,
        remedy="Fyll fliken för rätt tillfälle (flikar fyll --tillfalle) eller rätta cellen Tillfälle.",
    )  # fmt: skip


def occasion_finding(flik: FlikData, scope: BookScope) -> Finding | None:
    """ST03 for a flik that cannot be used for the occasion asked for; None for one that can."""
    if not names_other_occasion(flik, scope):
        return None
    return _unread_occasion(flik, scope) if flik.unread_occasion else _other_occasion(flik, scope)


def _unread_occasion(flik: FlikData, scope: BookScope) -> Finding:
    served = [occasion for occasion in OCCASIONS if flik.layout.flik.serves(occasion)]
    near = nearest_occasion(flik.unread_occasion, served) or scope.occasion
    wanted = near.label(scope.year) if near else None
    used = "; flikens siffror används inte" if scope.occasion else ""
    advice = (
        f"Skriv ”{wanted}” i cellen Tillfälle, om det är det som menas"
        if wanted
        else "Skriv till exempel ”mars 2022”"
    )
    said = flik.unread_occasion
    return make_finding(
        "ST03", f"Cellen Tillfälle säger ”{said}”, som inte är något tillfälle{used}.", flik=flik.name,
        cell=flik.layout.occasion_cell, row="Tillfälle", found=said, expected=wanted,
        remedy=f"{advice}, eller fyll fliken med flikar fyll --tillfalle.",
    )  # fmt: skip


def _other_namnd(scope: BookScope, flik: FlikData) -> str | None:
    if flik.namnd is None or scope.namnd is None:
        return None
    called = namnd_called(flik.namnd, scope)
    return called.namn if called is not None and called.kod != scope.namnd.kod else None


def check_doubles(scope: BookScope) -> Iterator[Finding]:
    """ST06 for a tab that looks like a flik another tab already is."""
    for name, declared in scope.book.doubles.items():
        yield make_finding(
            "ST06", f"Fliken ”{name}” ser ut som ”{declared}”, som redan finns; den används inte.", flik=name,
            found=name, expected=declared,
        )  # fmt: skip
