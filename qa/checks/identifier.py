"""A name with a number in it (GPT-4, Boeing 737, G7) differs between the original and the translation."""

from qa.checks.facts import fact_check
from qa.model import Severity

CHECK = fact_check("identifier", "identifier", "identifiers", alone=Severity.MINOR)
