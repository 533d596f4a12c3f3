"""No code may have two owners: ansvar, motparter, accounts, motpartsslag."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.organisation.codes import CodeSet, shared_codes
from engine.organisation.faults import Fault, KeyPath
from engine.organisation.followup import Budgetandring
from engine.organisation.konton import Flik, Kontogrupper, Motpartsslag
from engine.organisation.settings import Investeringar
from engine.organisation.source import Ownership, Source, code_sets, ownerships, sound, sound_items


def code_faults(source: Source) -> Iterator[Fault]:
    """Every code that two places of the file claim, and validity that ends before it begins."""
    owners = ownerships(source)
    yield from _reversed_validity(source, owners)
    yield from _ansvar_overlaps(source, owners)
    yield from _motpart_twice(source, owners)
    yield from _overlaps(source, tuple(code_sets(source, "kontogrupper", Kontogrupper)), "konto")
    yield from _overlaps(source, tuple(code_sets(source, "motpartsslag", Motpartsslag)), "motpart")
    for path, flik in sound_items(source, ("flikar",), Flik):
        rows = tuple(((*path, "rader", index), row.codes) for index, row in enumerate(flik.rader))
        yield from _overlaps(source, rows, "konto")
    yield from _investments_in_rr(source)
    yield from _changes_out_of_year(source)


def _reversed_validity(source: Source, owners: Sequence[Ownership]) -> Iterator[Fault]:
    for owner in owners:
        first, last = owner.forvaltning.validity
        if first > last:
            yield source.fault(
                (*owner.path, "giltig_fran"), f'"{first}" med giltig_till "{last}"',
                "en giltig_fran som inte är senare än giltig_till", "Byt plats på dem.",
            )  # fmt: skip


def _ansvar_overlaps(source: Source, owners: Sequence[Ownership]) -> Iterator[Fault]:
    for first, second in combinations(owners, 2):
        if _same_unit(first, second) or not _valid_together(first, second):
            continue
        shared = shared_codes(first.forvaltning.ansvar, second.forvaltning.ansvar)
        if shared is None:
            continue
        yield source.fault(
            (*second.path, "ansvar"),
            f"ansvar {shared} hos {_unit(second)} som redan ligger hos {_unit(first)}, "
            f"{source.place((*first.path, 'ansvar'))}",
            "en ägare för varje ansvar och period",
            "Undanta koderna med utom på ett av ställena, eller skilj dem åt med giltig_fran och giltig_till.",
        )


def _same_unit(first: Ownership, second: Ownership) -> bool:
    return (first.namnd, first.forvaltning.kod) == (second.namnd, second.forvaltning.kod)


def _valid_together(first: Ownership, second: Ownership) -> bool:
    start, end = first.forvaltning.validity
    other_start, other_end = second.forvaltning.validity
    return max(start, other_start) <= min(end, other_end)


def _unit(owner: Ownership) -> str:
    return f"{owner.namnd}/{owner.forvaltning.kod}"


def _motpart_twice(source: Source, owners: Sequence[Ownership]) -> Iterator[Fault]:
    seen: dict[str, tuple[KeyPath, str]] = {}
    for owner in owners:
        for index, code in enumerate(owner.forvaltning.motpart):
            path = (*owner.path, "motpart", index)
            first, kod = seen.setdefault(code, (path, owner.forvaltning.kod))
            if first != path:
                yield source.fault(
                    path,
                    f'motpart "{code}" hos {owner.forvaltning.kod} som redan står hos {kod}, {source.place(first)}',
                    "varje motpart en enda gång, hos en förvaltning",
                    "Ta bort den på ett av ställena.",
                )


def _overlaps(source: Source, sets: Sequence[tuple[KeyPath, CodeSet]], what: str) -> Iterator[Fault]:
    for (first, codes), (second, others) in combinations(sets, 2):
        shared = shared_codes(codes, others)
        if shared is None:
            continue
        faulty, other = (second, first) if source.at(second) is not None else (first, second)
        yield source.fault(
            faulty,
            f"{what} {shared} som också tas av {source.place(other)}",
            f"varje {what} på högst ett ställe",
            "Undanta koderna med utom eller ändra intervallen."
            if what == "konto"
            else "Ändra intervallen så att de inte går i varandra.",
        )


def _investments_in_rr(source: Source) -> Iterator[Fault]:
    """An account cannot be both an investment and a row of the RR: its amounts would be counted twice."""
    path = ("investeringar", "konton")
    investments = sound(source, ("investeringar",), Investeringar)
    if investments is None or source.at(path) is None:
        return
    groups = (each for each in code_sets(source, "kontogrupper", Kontogrupper) if each[0][-1] != "utanfor_rr")
    declared = (
        ((*flik_path, "rader", index), row.codes)
        for flik_path, flik in sound_items(source, ("flikar",), Flik)
        for index, row in enumerate(flik.rader)
    )
    for claimed in (*groups, *declared):
        yield from _overlaps(source, (claimed, (path, investments.codes)), "konto")


def _changes_out_of_year(source: Source) -> Iterator[Fault]:
    for path, change in sound_items(source, ("budgetandringar",), Budgetandring):
        if change.fran // 100 > change.ar:
            yield source.fault(
                (*path, "fran"), f'"{change.fran}" för budgetår {change.ar}',
                f"en period senast i december {change.ar}", "Ändringen skulle aldrig börja gälla.",
            )  # fmt: skip
