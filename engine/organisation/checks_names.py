"""Names that must be unique, and names that must point at something."""

from collections.abc import Iterable, Iterator

from engine.organisation.faults import Fault, KeyPath
from engine.organisation.followup import Kalenderpost
from engine.organisation.konton import Flik
from engine.organisation.settings import Investeringsprojekt
from engine.organisation.source import Source, items, keys, sound_items, text_at
from engine.text import fold, nearest

Named = tuple[KeyPath, str]


def name_faults(source: Source) -> Iterator[Fault]:
    """Names given twice, and nämnder nobody declared."""
    for unique in _unique_names(source):
        yield from _twice(source, unique)
    yield from _unknown_namnder(source)


def _unique_names(source: Source) -> Iterator[list[Named]]:
    """Each list holds names of which no two may be alike."""
    namnder = list(items(source, ("namnder",)))
    yield _texts(source, ((*path, "kod") for path in namnder))
    yield _texts(source, ((*path, "namn") for path in namnder))
    yield _texts(source, ((*path, "id") for path in items(source, ("kontroller",))))
    yield [
        ((*path, "tillfalle"), f"{post.tillfalle} {post.ar}")
        for path, post in sound_items(source, ("kalender",), Kalenderpost)
    ]
    yield [
        ((*path, "tabell"), f"{flik.tabell} {flik.verksamhet}")
        for path, flik in sound_items(source, ("flikar",), Flik)
    ]
    projects = sound_items(source, ("investeringar", "projekt"), Investeringsprojekt)
    named = [(path, project) for path, project in projects]
    yield [((*path, "kod"), f"{project.kod} {project.namnd}") for path, project in named]
    yield [((*path, "namn"), f"{project.namn} {project.kategori} {project.namnd}") for path, project in named]
    for flik_path in items(source, ("flikar",)):
        yield _texts(source, ((*row, "namn") for row in items(source, (*flik_path, "rader"))))
    for table in ("kolumner", "typvarden"):
        path = ("huvudbok", table)
        yield _texts(source, (item for key, _ in keys(source, path) for item in items(source, key)))


def _texts(source: Source, paths: Iterable[KeyPath]) -> list[Named]:
    return [(path, text) for path in paths if (text := text_at(source, path)) is not None]


def _twice(source: Source, named: Iterable[Named]) -> Iterator[Fault]:
    seen: dict[str, KeyPath] = {}
    for path, name in named:
        first = seen.setdefault(fold(name), path)
        if first != path:
            yield source.fault(
                path,
                f"”{name}” en gång till, först i {source.place(first)}",
                "ett namn som inte används redan",
                "Byt namn på det ena eller ta bort det.",
            )


def _unknown_namnder(source: Source) -> Iterator[Fault]:
    known = [text for _, text in _texts(source, ((*path, "kod") for path in items(source, ("namnder",))))]
    for path, kod in _named_namnder(source):
        if kod not in known:
            near = nearest(kod, known, limit=1)
            remedy = f"Menade du ”{near[0]}”?" if near else "Lägg till nämnden eller ta bort raden."
            yield source.fault(path, f"nämnden ”{kod}”", f"en av {', '.join(known)}", remedy)


def _named_namnder(source: Source) -> Iterator[Named]:
    lists: tuple[KeyPath, ...] = (("tystade",), ("budgetandringar",), ("investeringar", "projekt"))
    for listed in lists:
        yield from _texts(source, ((*path, "namnd") for path in items(source, listed)))
    for table in ("kommunbidrag", "investeringsbudget"):
        for year, _ in keys(source, (table,)):
            yield from keys(source, year)
