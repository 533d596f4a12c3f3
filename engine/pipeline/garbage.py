"""How often a process of ours looks for cycles among its objects."""

import gc

_OBJECTS = 50_000


def collect_rarely() -> None:
    """Seldom: reading a workbook makes thousands of values that live on and no cycles, and each search walks them.

    For processes that are ours alone; never for Excel's or another program's.
    """
    gc.set_threshold(_OBJECTS)
