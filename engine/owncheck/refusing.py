"""Which of the kommun's own checks cannot be used, found before any workbook is opened."""

from collections.abc import Iterator, Sequence

from engine.findings import CATALOGUE
from engine.model import Catalog, Flik
from engine.organisation import Kommun, Kontroll
from engine.owncheck.grammar import read_formula
from engine.owncheck.names import CellName, RefusedFormulaError, row_key
from engine.periods import OCCASIONS, Occasion, occasion_named
from engine.text import nearest

_TAKEN = frozenset(rule.id for rule in CATALOGUE)


def own_check_faults(kommun: Kommun, catalog: Catalog) -> tuple[str, ...]:
    """What is wrong with each check of ``kontroller``, in Swedish, with place and remedy; empty when all is well."""
    return tuple(
        f"kontroller[{at}] {check.id}: {fault}"
        for at, check in enumerate(kommun.kontroller)
        for fault in _faults(check, catalog)
    )


def _faults(check: Kontroll, catalog: Catalog) -> Iterator[str]:
    if check.id in _TAKEN:
        yield "regeln finns redan. Välj ett annat id, till exempel EG01."
    try:
        names = read_formula(check.formel).names
    except RefusedFormulaError as refused:
        yield f"{refused.message}. {refused.remedy}"
        return
    if not names:
        yield "formeln nämner inget belopp. Skriv ett namn, till exempel RR.Årets_resultat.Prognos."
    flikar = _flikar_of(check, catalog)
    for name in names:
        yield from _unknown(name, flikar)


def occasions_of(check: Kontroll) -> tuple[Occasion, ...]:
    """The occasions a check is for; all of them when it names none."""
    return tuple(occasion_named(code) for code in check.tillfallen) or OCCASIONS


def _flikar_of(check: Kontroll, catalog: Catalog) -> tuple[Flik, ...]:
    occasions = occasions_of(check)
    everything = (flik for flikar in catalog.books.values() for flik in flikar)
    return tuple(flik for flik in everything if any(flik.serves(occasion) for occasion in occasions))


def _unknown(name: CellName, flikar: Sequence[Flik]) -> Iterator[str]:
    """A name that no flik of the occasions can have; project rows are named by the users, so they may be anything."""
    own = [flik for flik in flikar if flik.table.code == name.table]
    if not own:
        yield f"”{name.text}”: tabellen {name.table} finns inte vid de tillfällena."
        return
    kinds = dict.fromkeys(column.kind.value for flik in own for column in flik.columns)
    if name.column.value not in kinds:
        yield f"”{name.text}”: kolumnen finns inte vid de tillfällena. De som finns är {', '.join(kinds)}."
    labels = {row_key(row.label): row.label for flik in own for row in flik.table.rows if row.label}
    has_projects = any(row.slots for flik in own for row in flik.table.rows)
    if name.row not in labels and not has_projects:
        near = nearest(name.row, labels) or tuple(labels)
        shown = ", ".join(labels[key].replace(" ", "_").replace("_{ar}", "") for key in near)
        yield f"”{name.text}”: raden finns inte. Närmast är {shown}."
