"""A length of time differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("duration", "length of time", "lengths of time")
