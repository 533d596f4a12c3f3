"""Worksheet functions: each declared once in ``registry``, one to three lines over the engine."""
