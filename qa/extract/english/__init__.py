"""Reading facts in English text: numbers, money, percentages, units, dates, times and the rest."""

from qa.extract.english.reader import read

__all__ = ["read"]
