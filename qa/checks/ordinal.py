"""A rank or ordinal differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("ordinal", "rank or ordinal", "ranks and ordinals")
