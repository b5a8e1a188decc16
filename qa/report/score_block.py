"""How the scores of an article came about, for `--explain-score`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from qa.model import ParagraphScore, Report, Severity
from qa.report.lines import BOLD, DIM, fit, joined, text, wrap
from qa.report.words import pilcrow, points
from qa.score.match import UNSEEN, calibration

_MEANING = (
    "A score is the lower of two. Match: the meaning found on the other side, 0 to 100, sentence by sentence "
    "(in brackets: where other wordings of the same meaning would come to lie, four times in five). "
    "Errors: 100, less 4 for each point; a critical finding has 25 points, a major one 5, a minor one 1."
)
_BLIND = f"The match cannot see {UNSEEN}: that is what the findings are for."

_OTHER_ENCODER = (
    "The match was fitted to the embedded encoder: with another one, it can rank but its height means little."
)

_TELLING = 0.005
"""Share lost or invented under which there is nothing to say."""


def score_lines(report: Report, width: int) -> list[Text]:
    """Each paragraph's score, the links and findings it is made of, and the article's."""
    if not report.paragraphs:
        return []
    lines = [Text(), text("How the scores came about", BOLD)]
    lines += [*wrap(text(_MEANING, DIM), width), *wrap(text(_BLIND, DIM), width)]
    if f"|encoder:{calibration().encoder}|" not in f"|{report.signature}|":
        lines += wrap(text(_OTHER_ENCODER), width)
    lines.append(Text())
    sizes = dict.fromkeys((p.en for p in report.paragraphs), 0)
    for sentence in report.sentences_en:
        sizes[sentence.paragraph] += len(sentence.text)
    whole = max(1, sum(sizes.values()))
    for paragraph in report.paragraphs:
        lines += _paragraph(report, paragraph, sizes[paragraph.en] / whole, width)
    lines += wrap(
        joined(
            ("Article ", BOLD),
            (f"{points(report.score):>3}", BOLD),
            "  the mean of the paragraphs' scores, by their length in English (of their match "
            f"{_match(report.match, report.match_interval)}, of their errors {points(report.mqm)})",
        ),
        width,
        indent=13,
    )
    return lines


def _match(match: float, interval: tuple[float, float]) -> str:
    return f"{points(match)} ({points(interval[0])}–{points(interval[1])})"


def _paragraph(report: Report, paragraph: ParagraphScore, share: float, width: int) -> Iterator[Text]:
    """A line for the paragraph, one for each link, one for each finding that costs points."""
    match = f"match {_match(paragraph.match, paragraph.match_interval)}"
    errors = f"errors {points(paragraph.mqm)}"
    lower, higher = (match, errors) if paragraph.match < paragraph.mqm else (errors, match)
    head = joined(
        (f"{pilcrow(paragraph.en):<7}{points(paragraph.score):>4}", BOLD),
        f"  {lower}, {'' if points(paragraph.match) == points(paragraph.mqm) else 'below '}{higher}",
        (f"; {share:.0%} of the article", DIM),
    )
    yield from wrap(head, width, indent=13)
    for link, weight in paragraph.parts:
        yield from wrap(
            text(_link(report, link)),
            width,
            first=joined((f"{weight:>7.0%}", DIM), f"{points(report.link_scores[link].match):>4}  "),
            indent=13,
        )
        yield fit(joined(" " * 13, (_opening(report, link), DIM)), width)
    for finding in report.findings:
        if finding.fingerprint not in paragraph.findings or finding.severity is Severity.NEUTRAL:
            continue
        cost = f"−{4 * finding.severity.weight}" if finding.accepted is None else "0"
        why = f"{finding.rule}, {finding.severity.value}{'' if finding.accepted is None else ', accepted'}"
        yield from wrap(
            joined(why, (f"  {finding.fingerprint}", DIM)), width, first=f"{cost:>11}  ", indent=13
        )
    yield Text()


def _link(report: Report, index: int) -> str:
    """Which sentences, and what their match is made of."""
    link, score = report.links[index], report.link_scores[index]
    if not link.en:
        return f"{_named('KO', link.ko)}: nothing in the English"
    if not link.ko:
        return f"{_named('EN', link.en)}: nothing in the Korean"
    said = f"{_named('KO', link.ko)} = {_named('EN', link.en)}: similarity {link.similarity:.2f}"
    korean, english = ("lost", "invented") if report.article.direction == "ko-en" else ("invented", "lost")
    less = [
        f"{share:.0%} of the {side} that may be {what}"
        for share, side, what in ((score.lost, "Korean", korean), (score.invented, "English", english))
        if share >= _TELLING
    ]
    return f"{said} gives {points(score.meaning)}, less {' and '.join(less)}" if less else said


def _named(side: str, sentences: Sequence[int]) -> str:
    """`KO 3–4, 7`: sentences counted from 0 through the whole article, as in the table of links."""
    # index minus position is the same through a run of neighbours
    runs = [[i for _, i in run] for _, run in groupby(enumerate(sentences, 1), lambda at: at[1] - at[0])]
    told = (f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"{side} {', '.join(told)}"


def _opening(report: Report, index: int) -> str:
    """The first words of the link's English, or of its Korean where there is no English."""
    link = report.links[index]
    sentence = report.sentences_en[link.en[0]] if link.en else report.sentences_ko[link.ko[0]]
    return " ".join(sentence.text[:200].split())
