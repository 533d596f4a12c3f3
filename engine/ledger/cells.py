"""A ledger that stands in the cells of a range: its columns of text in memory, beside no file at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.ledger.faults import RowFault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cells:
    """A ledger in a range, read as it stands: every row has all its fields, and no field is more than one line.

    Attributes:
        name: what every message calls the range.
        headings: the text over each column.
        columns: the text of every cell below, column by column, or the numbers of one; all equally long.
        first: the row of the range that the columns begin on; the first row of the range is 1.
    """

    name: str
    headings: tuple[str, ...]
    columns: "tuple[NDArray[np.object_] | NDArray[np.float64], ...]"
    first: int = 2

    @property
    def places(self) -> Sequence[int]:
        """The row of the range that each row stands on."""
        return range(self.first, self.first + len(self.columns[0]))

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """Rows whose fields nobody can tell apart: a range has none."""
        return ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What there is to say of how it was read: nothing."""
        return ()

    @property
    def ends_with_newline(self) -> bool:
        """Whether the last row is whole; in a range it always is."""
        return True
