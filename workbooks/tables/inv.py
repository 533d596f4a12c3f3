"""Investments by the EIRA model: positive amounts, categories of projects the user names."""

from engine.formula import Add, Ref, SumBlock
from engine.model import Row, RowKind, Sign, Table


def _category(row_id: str, label: str, slots: int, subject: str) -> Row:
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
    _category("expansion", "Expansionsinvestering", 3, "Expansionsinvesteringarna"),
    _category(
        "exploatering", "Expansionsinvestering - Exploatering", 1, "Expansionsinvesteringarna i exploatering"
    ),
    _category("image", "Imageinvestering", 1, "Imageinvesteringarna"),
    _category("reinvestering", "Reinvestering", 5, "Reinvesteringarna"),
    _category("anpassning", "Anpassningsinvestering", 6, "Anpassningsinvesteringarna"),
)

INV = Table(
    "INV",
    "Investeringar",
    (
        *CATEGORIES,
        Row(
            id="totala_utgifter",
            label="Totala utgifter",
            kind=RowKind.SUM,
            formula=Add(tuple(Ref(row=category.id) for category in CATEGORIES)),
            sign=Sign.INVESTMENT,
            subject="Investeringsutgifterna",
        ),
    ),
)
