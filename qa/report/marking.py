"""Marks around the words of findings, numbered so that both sides and the finding are tied.

`⟦1:지난 20일⟧` is the words of finding 1.  Marks nest; where two ranges cross, the inner one is
closed and opened again, so that brackets always pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.model import Lang, Report, Sentence, Severity, Span
from qa.report.placing import Numbered, Passage

OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The words of finding `number` on one side."""

    span: Span
    number: int
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of output: text of the article inside `marks` (outermost first), or a bracket."""

    text: str
    marks: tuple[Mark, ...] = ()
    bracket: bool = False


def marked_runs(
    report: Report, passage: Passage, lang: Lang, *, settled: bool = False
) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """The sentences of one side of a passage, cut into pieces, with what is written before each run.

    `…` stands where sentences between were left out, `¶` where a paragraph begins.  With `settled`,
    the words of settled findings are marked as well.
    """
    sentences = report.sentences_ko if lang == "ko" else report.sentences_en
    body = report.article.side(lang).text
    items: tuple[Numbered, ...] = (*passage.findings, *(passage.settled if settled else ()))
    marks = [
        Mark(span=side.span, number=item.number, severity=item.finding.severity)
        for item in items
        if (side := item.finding.ko if lang == "ko" else item.finding.en) is not None
    ]
    for before, run in _runs([sentences[i] for i in passage.sentences(lang)]):
        yield before, mark(body, Span(run[0].span.start, run[-1].span.end), marks)


def _runs(sentences: Sequence[Sentence]) -> Iterator[tuple[str, list[Sentence]]]:
    """Neighbours in one paragraph, with what is written before each run."""
    last: Sentence | None = None
    # index minus position is the same through a run of neighbours
    for (_, _paragraph), group in groupby(
        enumerate(sentences), key=lambda pair: (pair[1].index - pair[0], pair[1].paragraph)
    ):
        run = [sentence for _, sentence in group]
        before = "" if last is None else " … " if run[0].index > last.index + 1 else " ¶ "
        last = run[-1]
        yield before, run


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Marks of exactly the same words share one pair of brackets."""

    span: Span
    marks: tuple[Mark, ...]


def mark(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut `text[within]` into pieces, brackets in between.

    Args:
        text: the body text in which all the spans count.
        within: the part to show.
        marks: words to mark; those outside `within` are left out, those that stick out are cut.

    Returns:
        Pieces in order; the texts of those that are no brackets, joined, are `text[within]`.
    """
    by_span: dict[Span, list[Mark]] = {}
    for item in sorted(marks, key=lambda m: m.number):
        span = Span(max(item.span.start, within.start), min(item.span.end, within.end))
        if span.start < span.end or (span.start == span.end and item.span.start == item.span.end):
            by_span.setdefault(span, []).append(item)
    groups = [_Group(span=s, marks=tuple(m)) for s, m in by_span.items()]
    groups.sort(key=lambda g: (g.span.start, -g.span.end))  # outer before inner
    return tuple(_cut(text, within, groups))


def _cut(text: str, within: Span, groups: Sequence[_Group]) -> Iterable[Piece]:
    open_groups: list[_Group] = []
    edges = sorted({within.start, within.end, *(edge for g in groups for edge in g.span)})
    upcoming = 0
    for edge, following in zip(edges, [*edges[1:], within.end], strict=True):
        ending = [n for n, g in enumerate(open_groups) if g.span.end == edge]
        if ending:  # close down to the outermost that ends here, then reopen those that go on
            closing = open_groups[ending[0] :]
            del open_groups[ending[0] :]
            yield from (Piece(text=CLOSE, marks=g.marks, bracket=True) for g in reversed(closing))
            for group in closing:
                if group.span.end > edge:
                    open_groups.append(group)
                    yield _opening(group)
        while upcoming < len(groups) and groups[upcoming].span.start == edge:
            group = groups[upcoming]
            upcoming += 1
            yield _opening(group)
            if group.span.end == edge:  # a place between two letters
                yield Piece(text=CLOSE, marks=group.marks, bracket=True)
            else:
                open_groups.append(group)
        if edge < following:
            inside = tuple(m for g in open_groups for m in g.marks)
            yield Piece(text=text[edge:following], marks=inside)


def _opening(group: _Group) -> Piece:
    numbers = ",".join(str(m.number) for m in group.marks)
    return Piece(text=f"{OPEN}{numbers}:", marks=group.marks, bracket=True)
