"""A time of day differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("time", "time of day", "times of day")
