"""What can be put right in a workbook without asking anybody, and what can only be proposed.

One step at a time (``steps``): text that is a number, formulas overwritten by their own value, a forgotten minus,
decimals. After each the workbook is read and checked anew, so that a step builds on what the one before it made.
"""

from engine.repair.plan import Proposal, Repair
from engine.repair.proposals import proposals_of
from engine.repair.steps import STEPS, Step, next_repairs

__all__ = ["STEPS", "Proposal", "Repair", "Step", "next_repairs", "proposals_of"]
