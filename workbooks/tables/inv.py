"""Investments by the EIRA model: positive amounts, categories of projects the user names."""

from collections.abc import Sequence

from engine.formula import Add, Ref, SumBlock
from engine.model import Row, RowKind, Sign, Table


def category(row_id: str, label: str, slots: int, subject: str = "") -> Row:
    """A category with so many empty project rows under it."""
    return Row(
        id=row_id,
        label=label,
        kind=RowKind.CATEGORY,
        formula=SumBlock(row_id),
        slots=slots,
        sign=Sign.INVESTMENT,
        optional=True,
        subject=subject,
    )


CATEGORIES = (
    category("expansion", "Expansionsinvestering", 3, "Expansionsinvesteringarna"),
    category("exploatering", "Expansionsinvestering - Exploatering", 1, "Expansionsinvesteringarna i exploatering"),
    category("image", "Imageinvestering", 1, "Imageinvesteringarna"),
    category("reinvestering", "Reinvestering", 5, "Reinvesteringarna"),
    category("anpassning", "Anpassningsinvestering", 6, "Anpassningsinvesteringarna"),
)


def inv_with_categories(categories: Sequence[Row]) -> Table:
    """An INV with other categories; the total is their sum."""
    total = Row(
        id="totala_utgifter",
        label="Totala utgifter",
        kind=RowKind.SUM,
        formula=Add(tuple(Ref(row=row.id) for row in categories)),
        sign=Sign.INVESTMENT,
        subject="Investeringsutgifterna",
    )
    return Table("INV", "Investeringar", (*categories, total))


INV = inv_with_categories(CATEGORIES)
