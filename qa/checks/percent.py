"""A percentage differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("percent", "percentage", "percentages")
