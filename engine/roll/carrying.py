"""Amounts and projects put into the flikar of another occasion; nothing that stands there is written over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from engine.addresses import Cell
from engine.amounts import half_away, show_number
from engine.calc import Amount, flik_values, has_amounts
from engine.data import FlikData
from engine.data.history import LoggedValue
from engine.data.renames import NO_ANSWERS, Answers, Rename, likely_pairs
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn, PlacedRow
from engine.layout.history import LABEL
from engine.model import ColumnKind
from engine.roll.origins import NOWHERE, Places
from engine.roll.plan import CarriedFrom, Rolled, RolledCell, constant, is_restorable
from engine.roll.refusals import RollRefusedError
from engine.roll.rows import RowKey, group_of, keyed_rows

Amounts = Mapping[RowKey, Amount]

Projects = Sequence[tuple[RowKey, str]]
"""The projects of one place, with their names."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the rows of other flikar find themselves in a flik.

    Attributes:
        flik: the flik.
        rows: every row by its key, those of new projects too; a project of two names has a key for each.
        names: the names of new projects, which have to be written.
        labels: what a key is called, for messages.
        likely: projects that are likely one under two names, and have been kept apart.
    """

    flik: FlikData
    rows: Mapping[RowKey, PlacedRow]
    names: tuple[RolledCell, ...]
    labels: Mapping[RowKey, str]
    likely: tuple[Rename, ...] = ()

    def label(self, key: RowKey) -> str:
        """What people call the row."""
        return self.labels.get(key) or (self.rows[key].label if key in self.rows else key.name)

    def amount_at(self, placed: PlacedRow, amounts: Amounts) -> Amount | None:
        """The amount that belongs on a row, under whichever of its names.

        Raises:
            RollRefusedError: two names that have been said to be one have an amount each.
        """
        keys = [key for key, other in self.rows.items() if other is placed and key in amounts]
        if len(keys) > 1:
            raise _two_amounts(self, keys)
        return amounts[keys[0]] if keys else None


def _two_amounts(room: Room, keys: Sequence[RowKey]) -> RollRefusedError:
    names = " och ".join(f"”{room.label(key)}”" for key in keys)
    return RollRefusedError(
        f"{room.flik.name}: {names} sägs vara samma men har var sitt belopp; det ena skulle gå förlorat.",
        "Ta bort svaret, eller slå ihop projekten i boken först.",
    )


def make_room(flik: FlikData, *sources: Projects, answers: Answers = NO_ANSWERS) -> Room:
    """Each project on the row of its name, a new one on the first empty row of its category.

    Args:
        flik: the flik.
        sources: the projects of every place that amounts are carried from.
        answers: which names are one; the flik's own, else the first source's, is kept.

    Raises:
        RollRefusedError: a category has more projects than rows; they are named.
    """
    labels: dict[RowKey, str] = {}
    for key, label in chain(*sources):
        labels.setdefault(key, label)
    rows = dict(keyed_rows(flik.layout))
    own = {key: placed.label for key, placed in rows.items() if key.block}
    joined = _joined(own, labels, answers)
    new = [key for key in labels if key not in rows and key not in joined]
    names: list[RolledCell] = []
    for block in dict.fromkeys(key.block for key in new):
        wanted = [key for key in new if key.block == block]
        for key, placed in zip(wanted, _free_rows(flik, block, [labels[key] for key in wanted]), strict=True):
            rows[key] = placed
            names.append(_name(flik, placed, labels[key]))
    rows |= {key: rows[other] for key, other in joined.items()}
    return Room(flik, rows, tuple(names), labels, tuple(_likely(flik, own, sources)))


def room_of_known(flik: FlikData, projects: Projects, answers: Answers) -> Room:
    """The room of those projects alone that the flik has already, under the same name or another."""
    rows = dict(keyed_rows(flik.layout))
    own = {key: placed.label for key, placed in rows.items() if key.block}
    labels = dict(projects)
    rows |= {key: rows[other] for key, other in _joined(own, labels, answers).items() if other in rows}
    return Room(flik, rows, (), labels, tuple(_likely(flik, own, [projects])))


def _joined(own: Mapping[RowKey, str], labels: Mapping[RowKey, str], answers: Answers) -> dict[RowKey, RowKey]:
    """The keys that are another key's project under a second name."""
    known = dict(own)
    joined: dict[RowKey, RowKey] = {}
    for key, label in labels.items():
        others = (k for k, name in known.items() if k.block == key.block and answers.joins(name, label))
        other = None if key in own else next(others, None)
        if other is None:
            known[key] = label
        else:
            joined[key] = other
    return joined


def _likely(flik: FlikData, own: Mapping[RowKey, str], sources: Sequence[Projects]) -> Iterator[Rename]:
    """Pairs of names, each in a place where the other is not."""
    places = [own, *map(dict, sources)]
    found: dict[tuple[str, str], None] = {}
    for number, older in enumerate(places):
        for newer in places[number + 1 :]:
            for block in dict.fromkeys(key.block for key in newer):
                old = [label for key, label in older.items() if key.block == block and key not in newer]
                new = [label for key, label in newer.items() if key.block == block and key not in older]
                found |= dict.fromkeys(likely_pairs(old, new))
    return (Rename(flik.name, "projekt", *pair) for pair in found)


def _free_rows(flik: FlikData, block: str, names: Sequence[str]) -> Sequence[PlacedRow]:
    free = [placed for placed in flik.layout.projects(block) if not placed.label and not has_amounts(flik, placed)]
    if len(names) > len(free):
        owner = flik.layout.row(block)
        missing = len(names) - len(free)
        raise RollRefusedError(
            f"{flik.name}: {owner.label if owner else block} har {len(names)} nya projekt men {len(free)} tomma "
            "rader; utan plats blir:",
            f"Infoga {missing} {'rad' if missing == 1 else 'rader'} i fliken och rulla igen.",
            names[len(free) :],
        )
    return free[: len(names)]


def _name(flik: FlikData, placed: PlacedRow, name: str) -> RolledCell:
    cell = Cell(placed.number, flik.layout.label_column)
    group = group_of(flik.layout, placed)
    before = constant(flik.raw(cell))
    return RolledCell(flik.name, flik.layout.flik.name, cell, group, name, LABEL, before, name)


def carry(room: Room, kind: ColumnKind, amounts: Amounts, places: Places = NOWHERE) -> Rolled:
    """The amounts as whole thousands in the input cells of a column, each with the place that it is carried from.

    Amounts without a row, and decimals that were rounded away, are findings.

    Raises:
        RollRefusedError: a cell holds another amount already; every such cell is named.
    """
    column = room.flik.layout.column(kind)
    if column is None:
        return Rolled(findings=tuple(_without_column(room, kind, amounts)))
    found = (_carried(room, column, key, amount, places.get(key)) for key, amount in amounts.items())
    cells = [cell for cell in found if cell is not None]
    _refuse_other_content(room.flik, cells)
    changed = tuple(cell for cell in cells if cell.before != cell.after)
    for placed in {placed.number: placed for key, placed in room.rows.items() if key in amounts}.values():
        room.amount_at(placed, amounts)
    return Rolled(changed, (), (*_without_row(room, column, amounts), *_rounded(room, column, amounts)))


def _carried(
    room: Room, column: PlacedColumn, key: RowKey, amount: Amount, place: CarriedFrom | None
) -> RolledCell | None:
    placed = room.rows.get(key)
    target = room.flik.layout.targets_by_cell.get(Cell(placed.number, column.number)) if placed else None
    if placed is None or target is None or target.formula is not None:
        return None
    return rolled_cell(room, placed, column, half_away(amount), place)


def rolled_cell(
    room: Room, placed: PlacedRow, column: PlacedColumn, after: LoggedValue, source: CarriedFrom | None
) -> RolledCell:
    """The amount cell of a row with its new content."""
    flik, cell = room.flik, Cell(placed.number, column.number)
    label = next((room.label(key) for key, other in room.rows.items() if other is placed), placed.label)
    group = group_of(flik.layout, placed)
    kind = column.column.kind.value
    before = constant(flik.raw(cell))
    return RolledCell(flik.name, flik.layout.flik.name, cell, group, label, kind, before, after, source)


def _refuse_other_content(flik: FlikData, cells: Iterable[RolledCell]) -> None:
    values = flik_values(flik).values
    other = [
        cell
        for cell in cells
        if flik.is_filled(cell.cell)
        and (values.get(cell.cell) != cell.after or not is_restorable(flik.raw(cell.cell)))
    ]
    if other:
        raise RollRefusedError(
            f"{flik.name} är redan ifylld med annat än det som förs fram; det här skulle gå förlorat:",
            "Töm cellerna, eller rätta dem så att beloppen är lika, och rulla igen.",
            (
                f"{cell.cell} {cell.row}, {cell.column}: {_shown(cell.before)} mot {_shown(cell.after)}"
                for cell in other
            ),
        )


def _shown(value: LoggedValue) -> str:
    return show_number(value) if isinstance(value, int | float) else f"”{value or ''}”"


def _without_column(room: Room, kind: ColumnKind, amounts: Amounts) -> Iterator[Finding]:
    if any(amounts.values()):
        text = f"Fliken saknar kolumnen {kind.value}; {len(amounts)} belopp är inte framförda."
        yield make_finding("ST04", text, flik=room.flik.name, column=kind.value)


def _without_row(room: Room, column: PlacedColumn, amounts: Amounts) -> Iterator[Finding]:
    for key, amount in amounts.items():
        if key not in room.rows and amount:
            text = f"{room.label(key)}, {column.heading}: {show_number(amount)} tkr har ingen rad i fliken."
            yield make_finding(
                "ST04", text, flik=room.flik.name, row=room.label(key), column=column.column.kind.value, found=amount
            )


def _rounded(room: Room, column: PlacedColumn, amounts: Amounts) -> Iterator[Finding]:
    for key, amount in amounts.items():
        placed = room.rows.get(key)
        whole = half_away(amount)
        if placed is not None and whole != amount:
            place = f"{room.label(key)}, {column.heading}"
            text = f"{place}: {show_number(amount)} är framfört som {show_number(whole)}."
            yield make_finding(
                "TK01", text, flik=room.flik.name, cell=Cell(placed.number, column.number), row=room.label(key),
                column=column.column.kind.value, found=amount, expected=whole,
            )  # fmt: skip


def inputs_of(flik: FlikData, kind: ColumnKind) -> Amounts:
    """The amounts in the input cells of a column, by row; empty cells left out.

    Raises:
        RollRefusedError: a row of projects has an amount and no name, so that nobody could find it again.
    """
    column = flik.layout.column(kind)
    if column is None:
        return {}
    _refuse_unnamed(flik, column)
    values = flik_values(flik).values
    rows = [(key, placed) for key, placed in keyed_rows(flik.layout) if placed.row.kind.is_filled_by_people]
    found = ((key, values.get(Cell(placed.number, column.number))) for key, placed in rows)
    return {key: amount for key, amount in found if amount is not None}


def _refuse_unnamed(flik: FlikData, column: PlacedColumn) -> None:
    unnamed = [
        target.cell
        for target in flik.layout.targets
        if target.column is column and target.row.block and not target.row.label and flik.is_filled(target.cell)
    ]
    if unnamed:
        raise RollRefusedError(
            f"{flik.name} har projekt utan namn, som inte går att föra fram:",
            "Skriv projektens namn i kolumn A.",
            map(str, unnamed),
        )
