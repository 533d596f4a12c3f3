"""Carrying a workbook to its next occasion, and back: as changes that somebody else carries out.

``standing`` finds out where the workbook is, ``filing`` what *Historik* gets, ``step`` and ``new_year`` what the next
occasion's flikar get, ``undo`` how the last roll is taken back; ``lists`` writes the workbook's own two lists.
"""

from engine.roll.lists import add_history, add_log, logged, take_away
from engine.roll.new_year import roll_into_year, widened
from engine.roll.plan import CarriedFrom, Rolled, RolledCell
from engine.roll.refusals import NoHistoryError, RollRefusedError
from engine.roll.standing import Standing, current_occasion
from engine.roll.step import Step, roll_within_year
from engine.roll.undo import Undoing, undo_last

__all__ = [
    "CarriedFrom",
    "NoHistoryError",
    "RollRefusedError",
    "Rolled",
    "RolledCell",
    "Standing",
    "Step",
    "Undoing",
    "add_history",
    "add_log",
    "current_occasion",
    "logged",
    "roll_into_year",
    "roll_within_year",
    "take_away",
    "undo_last",
    "widened",
]
