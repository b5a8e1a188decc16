"""What a modal cue is: how sure, how binding or how first-hand a text says that something is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from qa.model import Span

Mode = Literal[
    "ability", "possibility", "certainty", "obligation", "recommendation", "permission",
    "prediction", "plan", "hearsay", "allegation", "future", "later", "condition", "soft",
]  # fmt: skip
"""`ability`: 수 있다, can; `possibility`: 수도 있다, 지 모른다, may, perhaps; `certainty`: 틀림없다,
certainly, always; `obligation`: 해야 한다, must; `recommendation`: 권고하다, should; `permission`:
해도 된다, is free to; `prediction`: 전망이다, is expected to; `plan`: 방침이다, plans to; `hearsay`:
알려졌다, reportedly; `allegation`: 혐의, allegedly; `future`: will; `later`: a time
to come (내년, 앞으로, next, soon); `condition`: 면, if; `soft`: any other word that takes
a statement back a little or says under which condition it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalCue:
    """Words that say how a statement is meant.

    `says` is what the words say by themselves; `implies` all that they may say, too, in the right
    company ("may" says possibility, and may give a permission): it explains a cue of the other side,
    and is never told of.  `scope` is the predicate that the cue belongs to, as the text has it,
    `near` the words of weight beside it, nearest first, `reach` the stretch of its clause that a cue
    may be about, `span` the cue alone; all in the text that was read.
    """

    says: frozenset[Mode]
    implies: frozenset[Mode]
    span: Span
    scope: Span | None
    reach: Span
    near: tuple[Span, ...] = ()
    negated: bool = False
    past: bool = False
    """Whether the cue itself is of the past: 해야 했다, had to."""
    asserted: bool = True
    """Whether it is stated, by the text or by whom it quotes: not 살 수 있는 집, 갈 수 있을지."""

    @property
    def words(self) -> Span:
        """Predicate and cue together."""
        if self.scope is None:
            return self.span
        return Span(min(self.scope.start, self.span.start), max(self.scope.end, self.span.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalReading:
    """One side of a link: its cues in order, and the predicates that tell of what has happened."""

    cues: tuple[ModalCue, ...]
    done: tuple[Span, ...]


def modes_of(cell: str) -> frozenset[Mode]:
    """The modes of a cell of a table, `-` for none."""
    return cast("frozenset[Mode]", frozenset(cell.split()) - {"-"})
