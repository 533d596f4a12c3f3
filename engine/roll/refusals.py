"""Why a workbook is not rolled, or a roll not undone; nothing has been written when one of these is raised."""

from collections.abc import Iterable

from engine.errors import WrongCallError

_SHOWN = 12


class RollRefusedError(WrongCallError):
    """Something would be lost, or the workbook does not stand where the roll begins.

    Attributes:
        places: the cells or projects concerned, in words; the message names the first of them.
    """

    def __init__(self, message: str, remedy: str, places: Iterable[str] = ()) -> None:
        self.places = tuple(places)
        named = "; ".join(self.places[:_SHOWN])
        more = f" och {len(self.places) - _SHOWN} till" if len(self.places) > _SHOWN else ""
        super().__init__(f"{message} {named}{more}." if named else message, remedy)


class NoHistoryError(RollRefusedError):
    """A workbook made before there were lists to file into."""

    def __init__(self, path: object, sheet: str) -> None:
        super().__init__(
            f"{path}: boken saknar bladet {sheet}, så det som finns i den kan inte arkiveras.",
            "Gör en ny bok med flikar mall, för över beloppen med flikar fyll och rulla den.",
        )
