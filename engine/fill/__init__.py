"""Filling a flik: from a ledger's sums and from tables, as changes to a workbook that somebody else carries out."""

from engine.fill.accuracy import follow_outcome
from engine.fill.bridge import refresh_bridge
from engine.fill.dependents import dependent_changes
from engine.fill.figures import LedgerFigures
from engine.fill.from_ledger import fill_from_ledger
from engine.fill.from_table import TableFaultsError, compare_derived, fill_from_table, likely_renames, renamed_rows
from engine.fill.investments import InvestmentFigures, fill_investments, project_group
from engine.fill.new_project import FullBlockError, NewProject, block_owner, new_project
from engine.fill.occasion import set_occasion
from engine.fill.plan import CellSource, FilledCell, FlikFill, MovedCell, SourceKind, changed_flik
from engine.fill.proposals import propose_from_ledger

__all__ = [
    "CellSource",
    "FilledCell",
    "FlikFill",
    "FullBlockError",
    "InvestmentFigures",
    "LedgerFigures",
    "MovedCell",
    "NewProject",
    "SourceKind",
    "TableFaultsError",
    "block_owner",
    "changed_flik",
    "compare_derived",
    "dependent_changes",
    "fill_from_ledger",
    "fill_from_table",
    "fill_investments",
    "follow_outcome",
    "likely_renames",
    "new_project",
    "project_group",
    "propose_from_ledger",
    "refresh_bridge",
    "renamed_rows",
    "set_occasion",
]
