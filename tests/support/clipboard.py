"""A clipboard that behaves as pywin32's does: what is not done in its order is an error."""

from engine.clipboard import TEXT


class ClipboardError(Exception):
    """As ``pywintypes.error``, which is no ``OSError``."""


class ClipboardDouble:
    """What has been put on it stands in ``held``, by the number of its form.

    Attributes:
        busy: how many times another program still has it open.
        refuses: the name of a form that it does not take.
    """

    error: type[Exception] = ClipboardError

    def __init__(self, *, busy: int = 0, refuses: str | None = None) -> None:
        self.busy, self.refuses = busy, refuses
        self.is_open = False
        self.is_own = False
        self.closed = 0
        self.held: dict[int, bytes | str] = {}
        self.names: dict[int, str] = {}

    def OpenClipboard(self) -> None:  # noqa: N802 pywin32's own names, as below
        if self.busy:
            self.busy -= 1
            raise ClipboardError(5, "OpenClipboard", "Åtkomst nekad.")
        assert not self.is_open
        self.is_open = True

    def EmptyClipboard(self) -> None:  # noqa: N802
        self._require_open()
        self.held.clear()
        self.is_own = True

    def CloseClipboard(self) -> None:  # noqa: N802
        self._require_open()
        self.is_open, self.is_own = False, False
        self.closed += 1

    def RegisterClipboardFormat(self, name: str) -> int:  # noqa: N802
        number = next((known for known, said in self.names.items() if said == name), 0xC000 + len(self.names))
        self.names[number] = name
        return number

    def SetClipboardData(self, form: int, data: bytes | str) -> int:  # noqa: N802
        self._require_open()
        if not self.is_own:
            raise ClipboardError(1418, "SetClipboardData", "Tråden har inget öppet Urklipp.")
        if self.refuses == self.names.get(form, TEXT):
            raise ClipboardError(8, "SetClipboardData", "Minnet räcker inte.")
        assert isinstance(data, str if form == 13 else bytes)
        self.held[form] = data
        return form

    def by_name(self) -> dict[str, bytes | str]:
        return {self.names.get(form, str(form)): data for form, data in self.held.items()}

    def _require_open(self) -> None:
        if not self.is_open:
            raise ClipboardError(1418, "…", "Tråden har inget öppet Urklipp.")
