"""What a quotation is on either side, and the scan that pairs marks: both languages share it."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.model import Lang, Span

MAX_DEPTH = 6
"""Marks that may be open at once; an older one is taken to have been left open."""


class Marks(enum.StrEnum):
    """The family of a pair of marks."""

    DOUBLE = "double"  # “ ” " "  speech
    SINGLE = "single"  # ‘ ’ ' '  speech within speech, thoughts, so-called words
    TITLE = "title"  # 「 」 『 』 《 》 〈 〉  works and laws


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks.

    `span` holds the marks, `inner` what stands between them; both count in the text that was read.
    `speech` says that somebody says or thinks the words, rather than that they are a name or an
    emphasized term.  `outer` is the number of the quotation that this one stands in.  `runs_on` says
    that it goes on beyond the paragraph (or row) and has a mark at one end only.
    """

    lang: Lang
    span: Span
    inner: Span
    marks: Marks
    speech: bool = False
    outer: int | None = None
    runs_on: bool = False

    def within(self, part: Span) -> Quotation:
        """What of it stands in a stretch of the text."""
        return dataclasses.replace(
            self,
            span=Span(max(self.span.start, part.start), min(self.span.end, part.end)),
            inner=Span(max(self.inner.start, part.start), min(self.inner.end, part.end)),
            runs_on=self.runs_on or self.span.start < part.start or self.span.end > part.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What the marks of a text quote, in order, and the marks that have no partner."""

    found: tuple[Quotation, ...]
    unpaired: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark of `width` code points: what it may do is up to its language's reader."""

    at: int
    char: str
    opens: bool
    closes: bool
    width: int = 1
    ends_speech: bool = False
    """Stands where spoken words end: behind their full stop or comma, before 라고."""

    @property
    def end(self) -> int:
        """The first code point behind it."""
        return self.at + self.width

    @property
    def family(self) -> Marks:
        """Which pair of marks it belongs to."""
        return FAMILY[self.char]


FAMILY = {
    "“": Marks.DOUBLE, "”": Marks.DOUBLE, "„": Marks.DOUBLE, '"': Marks.DOUBLE, "＂": Marks.DOUBLE,
    "‘": Marks.SINGLE, "’": Marks.SINGLE, "'": Marks.SINGLE, "‚": Marks.SINGLE,
    "「": Marks.TITLE, "」": Marks.TITLE, "『": Marks.TITLE, "』": Marks.TITLE,
    "《": Marks.TITLE, "》": Marks.TITLE, "〈": Marks.TITLE, "〉": Marks.TITLE,
}  # fmt: skip

_PARTNER = {"「": "」", "『": "』", "《": "》", "〈": "〉"}
_RUNNING = '“"‘'
"""Marks that may stay open to the end of a row: the next row goes on with the words."""


def read_quotations(
    text: str,
    lang: Lang,
    paragraphs: Sequence[Span],
    marks: Callable[[str, Span], Iterator[Mark]],
    *,
    row: bool,
) -> tuple[list[tuple[Quotation, int | None]], tuple[Span, ...]]:
    """Pair the marks of a text, paragraph by paragraph.

    Args:
        text: the text; spans of the result are code points in it.
        lang: its language.
        paragraphs: where its paragraphs stand.
        marks: reads the marks of one paragraph.
        row: the text is a row of a longer text: a quotation may begin in the row before and end in
            the row after.

    Returns:
        The quotations by where they begin, each with the number of the one around it, and the marks
        that have no partner.
    """
    found: list[Quotation] = []
    unpaired: list[Span] = []
    for n, paragraph in enumerate(paragraphs):
        after = text[paragraphs[n + 1].start] if n + 1 < len(paragraphs) else ""
        pairs, lone = _paired(marks(text, paragraph), lang)
        runs, lost = _running(lone, lang, paragraph, pairs, row=row, goes_on=after in FAMILY)
        found += [*pairs, *runs]
        # 27" is a length
        unpaired += [Span(m.at, m.end) for m in lost if not text[m.at - 1 : m.at].isdigit()]
    return _nested(found), tuple(sorted(unpaired))


def _paired(marks: Iterator[Mark], lang: Lang) -> tuple[list[Quotation], list[Mark]]:
    """The quotations of one paragraph, innermost first, and the marks without partner."""
    found: list[Quotation] = []
    lone: list[Mark] = []
    waiting: list[Mark] = []
    for mark in marks:
        at = _opened_by(mark, waiting) if mark.closes else None
        if at is not None and mark.at > waiting[at].end:
            # What was opened later is closed no more: an apostrophe, or a mark that was forgotten.
            lone += [m for m in waiting[at + 1 :] if m.family is not Marks.SINGLE]
            opened = waiting[at]
            span, inner = Span(opened.at, mark.end), Span(opened.end, mark.at)
            found.append(Quotation(lang=lang, span=span, inner=inner, marks=mark.family))
            del waiting[at:]
        elif mark.opens or at is not None:  # two marks on end open two quotations
            waiting.append(mark)
            if len(waiting) > MAX_DEPTH:
                waiting.pop(0)
        else:
            lone.append(mark)
    return found, [*lone, *waiting]


def _running(
    lone: Sequence[Mark], lang: Lang, paragraph: Span, pairs: Sequence[Quotation], *, row: bool, goes_on: bool
) -> tuple[list[Quotation], list[Mark]]:
    """Quotations that reach over an end of their paragraph, and the marks that are left."""
    found: list[Quotation] = []
    lost: list[Mark] = []
    for mark in lone:
        whole = None
        if mark.opens and mark.char in _RUNNING and (row or (goes_on and mark.family is Marks.DOUBLE)):
            whole = Quotation(
                lang=lang,
                span=Span(mark.at, paragraph.end),
                inner=Span(mark.end, paragraph.end),
                marks=mark.family,
                runs_on=True,
            )
        elif row and mark.ends_speech and mark.family is Marks.DOUBLE:
            whole = Quotation(
                lang=lang,
                span=Span(paragraph.start, mark.end),
                inner=Span(paragraph.start, mark.at),
                marks=mark.family,
                runs_on=True,
            )
        if whole is not None and not any(_collide(whole, q) for q in [*found, *pairs]):
            found.append(whole)
        elif mark.family is not Marks.SINGLE:
            lost.append(mark)
    return found, lost


def _collide(running: Quotation, other: Quotation) -> bool:
    """Whether both cannot be: only what opens in front of another quotation may go around it."""
    around = running.inner.start > running.span.start and running.span.start < other.span.start
    return running.span.touches(other.span) and not (around and other.span.end <= running.span.end)


def _opened_by(mark: Mark, waiting: Sequence[Mark]) -> int | None:
    for at in range(len(waiting) - 1, -1, -1):
        char = waiting[at].char
        if waiting[at].family is mark.family and _PARTNER.get(char, mark.char) == mark.char:
            return at
    return None


def _nested(found: Sequence[Quotation]) -> list[tuple[Quotation, int | None]]:
    """The quotations by where they begin, each with the number of the one around it."""
    out: list[tuple[Quotation, int | None]] = []
    around: list[int] = []
    for quotation in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        while around and out[around[-1]][0].span.end <= quotation.span.start:
            around.pop()
        out.append((quotation, around[-1] if around else None))
        around.append(len(out) - 1)
    return out
