"""A range differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("range", "range", "ranges")
