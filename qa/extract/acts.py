"""Who does what to whom: a verb of two places, with the words that fill them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.data import table
from qa.model import Lang, Span

COLUMNS = ("relation", "lang", "slot", "subject", "verbs", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A verb and its two participants, each a stretch of the body text.

    `relation` names what the verb says of them (`defeat`); `first` is who stands first in it (who
    wins), whether the clause has it as subject or not, and `second` the other one.
    """

    relation: str
    verb: Span
    first: Span
    second: Span

    @property
    def clause(self) -> Span:
        """From the first of the verb and its participants to the last."""
        parts = (self.verb, self.first, self.second)
        return Span(min(p.start for p in parts), max(p.end for p in parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a verb names its participants.

    `slot` says where the participant stands that is not the subject: `object`, or a preposition or
    particle (`to`, `from`, `than` …).  `subject` is which of the two the subject of the active verb is.
    """

    relation: str
    slot: str
    subject: Literal["first", "second"]

    def act(self, verb: Span, subject: Span, other: Span) -> Act:
        """The act of a subject and the participant in the slot."""
        first, second = (subject, other) if self.subject == "first" else (other, subject)
        return Act(relation=self.relation, verb=verb, first=first, second=second)


def frames(lang: Lang) -> tuple[tuple[str, Frame], ...]:
    """The verbs of one language in their dictionary form, each with a frame; a verb may have more."""
    return tuple(
        (
            verb,
            Frame(
                relation=row["relation"], slot=slot, subject="first" if row["subject"] == "1" else "second"
            ),
        )
        for row in table("acts", COLUMNS)
        if row["lang"] == lang
        for slot in row["slot"].split("|")
        for verb in row["verbs"].split("|")
    )
