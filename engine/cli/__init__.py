"""The command line: a door, a few lines a command; the work is done in ``engine.pipeline``."""

from engine.cli.command import Application, Call, Command, Group, Reply
from engine.cli.exits import run

__all__ = ["Application", "Call", "Command", "Group", "Reply", "run"]
