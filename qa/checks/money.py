"""An amount of money differs between the original and the translation."""

from qa.checks.facts import fact_check

CHECK = fact_check("money", "amount of money", "amounts of money")
