"""A measure differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("unit", "measure", "measures")
