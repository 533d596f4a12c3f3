"""``flikar.md``: every flik of every verksamhet with the rows, columns, formulas and signs of its declaration."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.layout import FlikLayout, PlacedColumn, PlacedRow, template_layout
from engine.model import Catalog, Flik, RowKind, Sign
from engine.periods import OccasionKind
from workbooks.__main__ import APPLICATION
from workbooks.docs.markdown import markdown_table, page

_INTRO = (
    "Så ser flikarna ut i den bok som `flikar mall` skriver för den inbyggda demokommunen, år {year}. Rubrikerna har "
    "bokens år. En cell som bara visar sin adress fylls i; de andra visar sin formel. Tecknet är det som en ifylld "
    "rad ska ha: *minus* för kostnader, *plus* för intäkter och investeringar, *valfritt* där båda förekommer. "
    "Ett block av projektrader visas med formeln i sin första rad; den tomma raden efter blocket hör till summan, så "
    "att en rad som infogas sist kommer med. Föregående prognos och prognosförändring står till höger om "
    "kommentaren som hjälp för den som skriver; en adress inom parentes behåller ett belopp från förra tillfället "
    "eller ett förslag till prognos.\n\n"
    "Under varje tabell säger raden *Kontroll* OK eller AVVIKER för varje kolumn: alla ifyllda celler är tal, och "
    "varje summa och skillnad stämmer på en halv enhet när. Försättsbladet samlar dem. Över kolumner med utfall står "
    "om det är preliminärt eller nämndbeslutat. *Budgetbrygga* jämför flikarnas budget med besluten under året. "
    "Fliken för utfall mot periodbudget finns i böcker som är gjorda med `flikar mall --period`."
)
_SIGNS = {Sign.COST: "minus", Sign.INCOME: "plus", Sign.INVESTMENT: "plus", Sign.ANY: "valfritt"}
_KINDS = {
    OccasionKind.BUDGET: "nämndens budget",
    OccasionKind.MANAD: "månadsuppföljning",
    OccasionKind.FORDJUPAD: "fördjupad månadsuppföljning (april)",
    OccasionKind.DELAR: "delårsbokslut",
    OccasionKind.ARSBOKSLUT: "årsbokslut",
}
_VERKSAMHETER = {
    "skattefinansierad": "Skattefinansierad verksamhet",
    "va": "VA",
    "avfall": "Avfall",
    "samhallsbyggnad": "Samhällsbyggnad",
}


def flikar_page() -> str:
    """The page; the kommun is the built-in one and the year its own."""
    kommun = APPLICATION.built_in()
    catalog = APPLICATION.build_catalog(kommun)
    books = (_book(verksamhet, catalog, kommun.ar) for verksamhet in catalog.books)
    return page("# Flikar", _INTRO.format(year=kommun.ar), *books)


def _book(verksamhet: str, catalog: Catalog, year: int) -> str:
    standard = next(iter(catalog.books.values()))
    own = catalog.flikar(verksamhet)
    sections = (
        _flik(flik, year) if flik is model or not _is_alike(flik, model) else _like(flik, model)
        for flik, model in zip(own, standard, strict=True)
    )
    return "\n\n".join((f"## {_VERKSAMHETER[verksamhet]}", *sections))


def _is_alike(flik: Flik, model: Flik) -> bool:
    return replace(flik, name=model.name) == model


def _like(flik: Flik, model: Flik) -> str:
    if flik.name == model.name:
        return f"- `{flik.name}`: samma flik som ovan."
    return f"- `{flik.name}`: samma rader, kolumner och formler som `{model.name}`."


def _flik(flik: Flik, year: int) -> str:
    layout = template_layout(flik, year)
    occasions = " och ".join(_KINDS[kind] for kind in OccasionKind if kind in flik.kinds)
    columns = _columns(layout)
    kinds = ", ".join(f"{column.heading} = `{column.column.kind.value}`" for column in columns)
    headings = ("rad", "belopp i tkr", "tecken", *(column.heading for column in columns))
    return "\n\n".join(
        (
            f"### {flik.name}",
            f"{flik.table.title}, {occasions}. Rubriker i rad {layout.heading_row}; {kinds}.",
            markdown_table(headings, _rows(layout)),
        )
    )


def _columns(layout: FlikLayout) -> tuple[PlacedColumn, ...]:
    """The table's columns, then those to the right of the comments."""
    return (*layout.columns, *layout.beside)


def _rows(layout: FlikLayout) -> Iterator[Sequence[str]]:
    for placed in layout.rows:
        if placed.row.kind in (RowKind.BLANK, RowKind.CLOSING):
            continue
        if placed.row.kind is not RowKind.PROJECT:
            yield str(placed.number), placed.label, _sign(placed), *_cells(layout, placed)
            continue
        block = layout.projects(placed.block or "")
        if placed is block[0]:
            numbers = str(placed.number) if len(block) == 1 else f"{placed.number}–{block[-1].number}"
            yield numbers, "*projekt*", _sign(placed), *_cells(layout, placed)


def _sign(placed: PlacedRow) -> str:
    return _SIGNS[placed.row.sign] if placed.row.kind.is_filled_by_people else ""


def _cells(layout: FlikLayout, placed: PlacedRow) -> Iterator[str]:
    targets = {target.column.number: target for target in layout.all_targets if target.row is placed}
    for column in _columns(layout):
        target = targets.get(column.number)
        if target is None:
            yield ""
        elif target.formula is None:
            yield f"({target.cell})" if column.column.is_kept else str(target.cell)
        else:
            yield f"`={layout.formula_text(target)}`"
