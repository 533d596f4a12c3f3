"""Worksheet functions: one to three lines each over the engine."""
