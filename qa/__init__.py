"""Checks Korean-English article translations: scores paragraphs, points at drift."""

__version__ = "0.1.0"
