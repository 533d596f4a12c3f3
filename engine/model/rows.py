"""A row of a table, as declared."""

from dataclasses import dataclass
from enum import StrEnum

from engine.formula import Expression
from engine.model.signs import Sign
from engine.organisation import CodeSet


class RowKind(StrEnum):
    """What a row is; decides who fills it in and how every export sets it off."""

    INPUT = "input"
    SUM = "sum"
    CATEGORY = "category"
    PROJECT = "project"
    HEADING = "heading"
    OF_WHICH = "of_which"
    BLANK = "blank"
    CLOSING = "closing"

    @property
    def is_filled_by_people(self) -> bool:
        """Amounts in such a row are inputs."""
        return self in (RowKind.INPUT, RowKind.PROJECT, RowKind.OF_WHICH)

    @property
    def is_summed(self) -> bool:
        """Amounts in such a row come from other rows."""
        return self in (RowKind.SUM, RowKind.CATEGORY)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Row:
    """One declared row.

    Attributes:
        id: ASCII name used in formulas; empty for blank rows.
        label: what column A says; ``{ar}`` stands for the year.
        kind: see RowKind; a CATEGORY or HEADING with ``slots`` owns a block of project rows.
        formula: for rows whose amounts come from other rows.
        sign: of the amounts, for rows people fill in and where a sum has one; projects take the sign of the row that
            owns their block.
        slots: how many empty project rows the template offers below this row.
        optional: an older layout may lack the row, its amounts then count as 0.
        aliases: other labels the row is known under.
        subject: the row as the subject of a sentence (``Personalkostnaderna``); empty when nobody has worded one.
        plural: the subject's grammatical number; a singular one is neuter (``Kommunbidraget``).
        accounts: those that fill the row from the ledger; None for a row that the ledger does not fill.
    """

    id: str = ""
    label: str = ""
    kind: RowKind
    formula: Expression | None = None
    sign: Sign = Sign.ANY
    slots: int = 0
    optional: bool = False
    aliases: tuple[str, ...] = ()
    subject: str = ""
    plural: bool = True
    accounts: CodeSet | None = None

    def shown(self, year: int) -> str:
        """The label for a year."""
        return self.label.replace("{ar}", str(year))
