"""Why no trail can be kept beside an open workbook, told with what to do about it."""

from addin.books import OpenBook
from engine.errors import WrongCallError


class NoPlaceForTrailError(WrongCallError):
    """The workbook has no folder on this computer, so that no trail has been kept of it."""

    def __init__(self, book: OpenBook) -> None:
        super().__init__(f"Varifrån beloppen kommer är inte sparat: {_cause(book)}", _remedy(book))


def why_no_trail(book: OpenBook) -> list[str]:
    """Before filling: that no trail will be kept, why, and what to do; no line where there is a place for one."""
    if book.folder is not None:
        return []
    return [f"Varifrån beloppen kommer sparas inte: {_cause(book)} {_remedy(book)}"]


def require_place(book: OpenBook) -> None:
    """A trail can lie beside the workbook.

    Raises:
        NoPlaceForTrailError: it cannot.
    """
    if book.folder is None:
        raise NoPlaceForTrailError(book)


def _cause(book: OpenBook) -> str:
    if book.address is None:
        return "boken är inte sparad på den här datorn, och spåret ska ligga i samma mapp som boken."
    return f"boken ligger i molnet ({book.address}), och mappen är inte synkad till den här datorn."


def _remedy(book: OpenBook) -> str:
    if book.address is None:
        return "Spara boken i en mapp på datorn och fyll fliken igen."
    return "Synka mappen med OneDrive, eller spara boken i en mapp på datorn, och fyll fliken igen."
