"""AV10: is last year's outcome the one that the nämnd has decided."""

from collections.abc import Iterator

from engine.data import DECIDED, PRELIMINARY
from engine.findings import Finding, make_finding
from engine.model import ColumnKind
from engine.rules.scope import BookScope


def check_marks(scope: BookScope) -> Iterator[Finding]:
    """AV10 for last year's outcome that is marked as preliminary; this year's may be."""
    for flik in scope.flikar:
        kind, layout = ColumnKind.UTFALL_FG, flik.data.layout
        column = layout.column(kind)
        if column is not None and flik.data.marks.get(kind) == PRELIMINARY:
            text = f"{column.heading} är märkt {PRELIMINARY}; jämförelsen mellan åren görs med {DECIDED} utfall."
            yield make_finding(
                "AV10", text, flik=flik.data.name, cell=layout.mark_cells[kind], column=kind.value, found=PRELIMINARY,
                expected=DECIDED,
            )  # fmt: skip
