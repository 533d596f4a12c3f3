"""Where every filled amount comes from, kept beside the workbook so that it can be told offline.

``values`` is what a trail says, ``gathering`` takes the nämnd's rows out of a stripped ledger, ``writing`` and
``reading`` are the Parquet file, ``moving`` follows a row that is inserted in the workbook, and ``comparing`` sets a
trail beside the ledger now.
"""

from engine.ledger.trail.comparing import AccountChange, LedgerChanges, RowChange, changes_since
from engine.ledger.trail.gathering import Wanted, gather_rows
from engine.ledger.trail.moving import trail_with_row
from engine.ledger.trail.reading import (
    AccountSum,
    LedgerRow,
    OpenTrail,
    digest,
    find_trail,
    open_trail,
    source_files,
    trail_path,
)
from engine.ledger.trail.values import (
    SUFFIX,
    Behind,
    Carried,
    Fill,
    SourceFile,
    Trail,
    TrailCell,
    TrailColumn,
    TrailRow,
)
from engine.ledger.trail.writing import StagedTrail, staged_trail

__all__ = [
    "SUFFIX",
    "AccountChange",
    "AccountSum",
    "Behind",
    "Carried",
    "Fill",
    "LedgerChanges",
    "LedgerRow",
    "OpenTrail",
    "RowChange",
    "SourceFile",
    "StagedTrail",
    "Trail",
    "TrailCell",
    "TrailColumn",
    "TrailRow",
    "Wanted",
    "changes_since",
    "digest",
    "find_trail",
    "gather_rows",
    "open_trail",
    "source_files",
    "staged_trail",
    "trail_path",
    "trail_with_row",
]
