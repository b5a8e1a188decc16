"""What did not run, over all articles: not run is not clean, and is said once for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.model import Report, Skipped


def skipped_rules(reports: Sequence[Report]) -> list[tuple[Skipped, int]]:
    """Each rule with its reason, and in how many articles it did not run."""
    return list(Counter(s for report in reports for s in report.skipped).items())


def reason_text(skipped: Skipped, articles: int, total: int) -> str:
    """The reason, with the number of articles where it is not true of all."""
    if articles == total:
        return skipped.reason
    return f"{skipped.reason} (in {articles:,} of {total:,} articles)"
