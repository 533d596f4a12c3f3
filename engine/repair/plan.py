"""A repair that is made, and one that is only proposed."""

from dataclasses import dataclass

from engine.addresses import Cell
from engine.data import CellChange, FlikData, SetCell, SetFormula
from engine.findings import Finding, FoundValue, json_value
from engine.layout import PlacedTarget

CellContent = int | float | str | None


@dataclass(frozen=True, slots=True)
class Repair:
    """One cell that is put right.

    Attributes:
        rule: the rule whose finding goes away.
        row: the row's label.
        column: the column kind.
        before: what stood in the cell, an error value as its text.
        after: the amount that stands there now, in tkr.
        formula: the formula that gives it, A1 text without ``=``; None for a constant.
        reason: why it is safe, one sentence.
    """

    rule: str
    flik: str
    cell: Cell
    row: str
    column: str
    before: CellContent
    after: int | float
    reason: str
    formula: str | None = None

    @property
    def change(self) -> CellChange:
        """The change to the workbook."""
        if self.formula is None:
            return SetCell(self.flik, self.cell, self.after)
        return SetFormula(self.flik, self.cell, self.formula, self.after)

    def as_json(self) -> dict[str, object]:
        """The repair with the keys of a finding's place."""
        return {
            "regel": self.rule, "flik": self.flik, "cell": str(self.cell), "rad": self.row or None,
            "kolumn": self.column, "fore": self.before, "efter": self.shown_after, "skal": self.reason,
        }  # fmt: skip

    @property
    def shown_after(self) -> int | float | str:
        """What stands in the cell now: the formula where there is one."""
        return self.after if self.formula is None else f"={self.formula}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that somebody has to decide.

    Attributes:
        finding: what is wrong.
        proposed: what could stand in the cell; None where only a person can say.
        reason: why it is not done, one sentence.
    """

    finding: Finding
    proposed: FoundValue
    reason: str

    def as_json(self) -> dict[str, object]:
        """The proposal with the keys of a finding's place."""
        finding = self.finding
        return {
            "regel": finding.rule, "flik": finding.flik, "cell": finding.cell, "rad": finding.row,
            "kolumn": finding.column, "funnet": json_value(finding.found), "forslag": json_value(self.proposed),
            "skal": self.reason,
        }  # fmt: skip


def repair_at(  # noqa: PLR0913 a repair has this many parts
    rule: str,
    flik: FlikData,
    target: PlacedTarget,
    after: float,
    reason: str,
    *,
    formula: str | None = None,
) -> Repair:
    """A repair of one amount cell."""
    raw = flik.raw(target.cell)
    before = raw.error if raw.error is not None else raw.value
    shown = ("SANT" if before else "FALSKT") if isinstance(before, bool) else before
    return Repair(
        rule, flik.name, target.cell, target.row.label, target.column.column.kind.value, shown, after, reason, formula
    )  # fmt: skip
