"""The flik Kontroll in a copy of a workbook: findings, no figures of anybody's."""

from collections.abc import Mapping

from engine.addresses import tab_of

CONTROL_SHEET = "Kontroll"
CONTROL_MARK = "flikar_kontroll"
"""The hidden defined name that leads to the flik, by which it is known again whatever it is called."""


def control_sheet(names: Mapping[str, str]) -> str | None:
    """The tab that the hidden name leads to; None where there is no such name.

    Args:
        names: the workbook's defined names with their text.
    """
    text = names.get(CONTROL_MARK)
    return None if text is None else tab_of(text)
