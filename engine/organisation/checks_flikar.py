"""Declared flikar that nobody could use: no such flik, no rows, keys without meaning, names already taken."""

from collections.abc import Iterator, Mapping

from engine.organisation.faults import Fault, KeyPath
from engine.organisation.konton import Flik, Flikrad
from engine.organisation.source import Source, sound_items
from engine.text import fold

OWN_FLIKAR: Mapping[str, frozenset[str]] = {
    "RR": frozenset({"va", "avfall", "samhallsbyggnad"}),
    "PERIOD": frozenset({"va", "avfall", "samhallsbyggnad"}),
    "INV": frozenset({"va"}),
    "FORUTB": frozenset({"va"}),
    "PROGSAK": frozenset(),
}
"""Which verksamheter have a flik of their own for a table (domain: flikar); the others share everyone's."""

SHARED_ROWS: Mapping[str, tuple[str, ...]] = {
    "RR": (
        "Verksamhetens kostnader", "Verksamhetens nettokostnader", "Kommunbidrag", "Finansnetto", "Årets resultat",
    ),
    "INV": ("Totala utgifter",),
    "FORUTB": ("Inkomster", "- varav exploatering", "Totala inkomster"),
    "PROGSAK": (),
}  # fmt: skip
"""The rows a table has whatever is declared; no declared row may bear their names."""

INCOME_TOTAL = "Verksamhetens intäkter"
"""Taken by the sum of the income rows, unless it is the only one of them."""

USUAL_COSTS = ("Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader")
"""The cost rows of an RR for which only income rows are declared."""


def flik_faults(source: Source) -> Iterator[Fault]:
    """Every declared flik that would be of no effect or contradict its table."""
    for path, flik in sound_items(source, ("flikar",), Flik):
        if flik.verksamhet not in OWN_FLIKAR[flik.tabell]:
            yield _without_own_flik(source, path, flik)
        elif not flik.rader:
            remedy = "Ta bort posten om raderna är de vanliga."
            yield source.fault((*path, "rader"), "en tom lista", "minst en rad", remedy)
        else:
            for index, row in enumerate(flik.rader):
                yield from _row_faults(source, (*path, "rader", index), flik, row)


def _without_own_flik(source: Source, path: KeyPath, flik: Flik) -> Fault:
    own = sorted(OWN_FLIKAR[flik.tabell])
    expected = f"en verksamhet med egen {flik.tabell}-flik ({', '.join(own)})" if own else "en tabell med egna flikar"
    return source.fault(
        (*path, "tabell"), f'"{flik.tabell}" för {flik.verksamhet}', expected,
        f"{flik.verksamhet} använder samma {flik.tabell}-flik som alla andra; ta bort posten.",
    )  # fmt: skip


def _row_faults(source: Source, path: KeyPath, flik: Flik, row: Flikrad) -> Iterator[Fault]:
    if flik.tabell == "RR" and row.block is None:
        yield source.fault(
            path, f"raden ”{row.namn}” utan block", "nyckeln ”block”",
            'Skriv block = "intakter" eller block = "kostnader".',
        )  # fmt: skip
    if flik.tabell != "RR":
        yield from _without_meaning(source, path, flik, row)
    taken = next((name for name in _taken_names(flik) if fold(name) == fold(row.namn)), None)
    if taken:
        yield source.fault(
            (*path, "namn"), f"”{row.namn}”", "ett annat namn än tabellens egna rader",
            f"Raden ”{taken}” finns alltid i {flik.tabell} och räknas eller fylls för sig.",
        )  # fmt: skip


def _without_meaning(source: Source, path: KeyPath, flik: Flik, row: Flikrad) -> Iterator[Fault]:
    """Blocks belong to RR, and the ledger fills no other table."""
    for key, is_given in (("block", row.block is not None), ("konton", bool(row.konton)), ("utom", bool(row.utom))):
        if is_given:
            yield source.fault(
                (*path, key), f"”{key}” för raden ”{row.namn}” i {flik.tabell}", f"inget ”{key}”",
                "Bara RR har block och fylls från huvudboken.",
            )  # fmt: skip


def _taken_names(flik: Flik) -> Iterator[str]:
    yield from SHARED_ROWS[flik.tabell]
    income = [row for row in flik.rader if row.block == "intakter"]
    is_alone = len(income) == 1 and fold(income[0].namn) == fold(INCOME_TOTAL)
    if flik.tabell == "RR" and not is_alone:
        yield INCOME_TOTAL
    if flik.tabell == "RR" and all(row.block != "kostnader" for row in flik.rader):
        yield from USUAL_COSTS
