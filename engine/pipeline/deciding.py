"""The budget bridge kept as kommun.toml has the decisions, by every command that writes the workbook."""

from engine.fill import FlikFill, refresh_bridge
from engine.pipeline.making import decisions_of
from engine.pipeline.opening import OpenedBook
from engine.pipeline.setup import Setup


def bridge_as_decided(setup: Setup, opened: OpenedBook) -> FlikFill:
    """What it takes to bring the bridge up to kommun.toml; nothing for a workbook that does not say whose it is."""
    if opened.namnd is None or opened.data.identity.year is None:
        return FlikFill()
    return refresh_bridge(opened.data, decisions_of(setup.kommun, opened.namnd, opened.data.identity.year))
