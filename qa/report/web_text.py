"""Text of the article as HTML: escaped, harmless, with the words of findings marked."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from qa.model import Lang, Report
from qa.report.marking import CLOSE, Mark, marked_runs
from qa.report.placing import Passage
from qa.report.words import shorten, visible

OPENING = 140
"""Code points of the first words that stand for a folded row."""


def marked_html(report: Report, passage: Passage, lang: Lang, article_id: str) -> Markup:
    """The sentences of one side with every finding's words in a `<mark>`, numbered, linked to its card."""
    settled = {item.number for item in passage.settled}
    out: list[Markup] = []
    for before, pieces in marked_runs(report, passage, lang, settled=True):
        if before:
            out.append(Markup('<span class="cut">{}</span>').format(before))
        for piece in pieces:
            if not piece.bracket:
                out.append(escape(visible(piece.text)))
            elif piece.text == CLOSE:
                out.append(Markup("</mark>"))
            else:
                out.append(_opening(piece.marks, settled, article_id))
    return Markup("").join(out)


def _opening(marks: Sequence[Mark], settled: set[int], article_id: str) -> Markup:
    """The start of a mark with the numbers of its findings; greyed where all of them are settled."""
    still_open = [m for m in marks if m.number not in settled]
    worst = max((m.severity for m in still_open), key=lambda s: s.rank, default=None)
    numbers = Markup("").join(
        Markup('<a class="n" href="#{0}-f{1}">{1}</a>').format(article_id, m.number) for m in marks
    )
    return Markup('<mark class="{}" data-n="{}">{}').format(
        worst or "settled", " ".join(str(m.number) for m in marks), numbers
    )


def opening(report: Report, sentences: Sequence[int], lang: Lang) -> str:
    """The first words of some sentences, for one line."""
    side = report.sentences_ko if lang == "ko" else report.sentences_en
    text = " ".join(visible(side[i].text[:OPENING]) for i in sentences[:3])
    return " ".join(text[:OPENING].split())


def line(text: str, length: int = 300) -> str:
    """Words of the article on one line, harmless and not endless."""
    return shorten(text, length)
