"""Why a workbook cannot be changed cell by cell; nothing has been written when one of these is raised."""

from typing import ClassVar

from engine.addresses import Cell
from engine.errors import EXIT_NOT_WRITTEN, FlikarError


class NotPatchableError(FlikarError):
    """A workbook that can perhaps be read, but not be changed without harm."""

    exit_code: ClassVar[int] = EXIT_NOT_WRITTEN


class DamagedWorkbookError(NotPatchableError):
    """The package or one of its parts is not what the file format says."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Arbetsboken är skadad och kan inte ändras: {what}.",
            "Öppna den i Excel, låt Excel reparera den, spara den som .xlsx och försök igen.",
        )


class SignedWorkbookError(NotPatchableError):
    """Any change makes the digital signature invalid."""

    def __init__(self) -> None:
        super().__init__(
            "Arbetsboken är digitalt signerad; en ändring skulle göra signaturen ogiltig.",
            "Ta bort signaturen i Excel (Arkiv, Information, Visa signaturer) eller använd en osignerad kopia.",
        )


class ArrayFormulaError(NotPatchableError):
    """A constant was to be put into a part of an array formula or data table, which Excel does not allow."""

    def __init__(self, sheet: str, cell: Cell, area: str) -> None:
        super().__init__(
            f"{sheet}!{cell} är en del av matrisformeln i {area} och kan inte skrivas över för sig.",
            f"Ta bort matrisformeln i {area} i Excel och försök igen.",
        )


class TextTooLongError(NotPatchableError):
    """A text longer than a cell holds; Excel would call the file damaged."""

    def __init__(self, sheet: str, cell: Cell, length: int, limit: int) -> None:
        super().__init__(f"{sheet}!{cell}: texten har {length} tecken, en cell rymmer {limit}.", "Korta texten.")
