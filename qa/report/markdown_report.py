"""Markdown for pull requests, wikis and the summary of a CI job."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qa.model import Lang, Report, Severity, Side
from qa.report import RenderOptions
from qa.report.results import Result, results_of, worst_first
from qa.report.skipping import reason_text, skipped_rules
from qa.report.words import LANGUAGE, Tally, pilcrow, points, score_line, shorten, summary, visible, worst

SUMMARY_BYTES = 900_000
"""Bytes of the summary of a CI job; GitHub refuses one of more than 1,024 KiB as a whole."""

_SIGNS = {Severity.CRITICAL: "🛑", Severity.MAJOR: "🔴", Severity.MINOR: "🟡", Severity.NEUTRAL: "⚪"}
_VERDICTS = {"fail": "❌ FAIL", "review": "🟡 REVIEW", "pass": "✅ PASS"}
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]|^(?:[#+\-=]|[0-9]{1,9}[.)](?=\s|$))")
_CONTEXT = 120
"""Code points before and after the marked words of a sentence."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """All articles, in order."""
    return "".join(_blocks(reports, options, reports))


def render_summary(reports: Sequence[Report], options: RenderOptions, limit: int = SUMMARY_BYTES) -> str:
    """The same within `limit` bytes of UTF-8: what fails comes first, and it says how much does not fit."""
    rank = {"fail": 0, "review": 1, "pass": 2}
    ordered = sorted(reports, key=lambda r: rank[r.verdict])
    left = limit - 200  # room for the last line
    out: list[str] = []
    dropped = 0
    for block in _blocks(reports, options, ordered):
        size = len(block.encode("utf-8", errors="replace"))
        if dropped or size > left:
            dropped += 1
            continue
        left -= size
        out.append(block)
    if dropped and limit >= 200:
        out.append(f"\n**{dropped:,} more parts do not fit here:** see the other reports of this job.\n")
    return "".join(out)


def _blocks(reports: Sequence[Report], options: RenderOptions, ordered: Sequence[Report]) -> Iterator[str]:
    """The text in parts that can be left out from the end."""
    if len(reports) != 1:
        counts = [(v, sum(r.verdict == v for r in reports)) for v in ("fail", "review", "pass")]
        told = ", ".join(f"{n:,} {v}" for v, n in counts if n) or "none"
        yield f"# {len(reports):,} articles: {told}\n\n"
        if reports:
            yield "| verdict | score | lowest | critical | major | minor | note | article |\n"
            yield "|---|--:|---|--:|--:|--:|--:|---|\n"
            yield from (_row(report) for report in ordered)
    for report in ordered:
        yield from _article(report, options, alone=len(reports) == 1)
    skipped = skipped_rules(reports)
    if skipped:
        yield "\n## Not checked\n\n"
        for rule, n in skipped:
            yield f"- `{rule.rule}`: {escaped(reason_text(rule, n, len(reports)))}\n"


def _row(report: Report) -> str:
    tally, low = Tally.of(report.findings), worst(report)
    lowest = f"{pilcrow(low.en)} {points(low.score)}" if low else "–"
    counts = (tally.critical, tally.major, tally.minor, tally.neutral)
    cells = (_VERDICTS[report.verdict], points(report.score), lowest, *(str(n or "·") for n in counts))
    return f"| {' | '.join(cells)} | {escaped(report.article.id)} |\n"


def _article(report: Report, options: RenderOptions, *, alone: bool) -> Iterator[str]:
    results = results_of(report, options)
    if not alone and report.verdict == "pass" and not results:
        return  # its row in the table is enough
    article = report.article
    titles = [article.ko.title, article.en.title]
    if article.direction == "en-ko":
        titles.reverse()
    level = "#" if alone else "\n##"
    yield f"{level} {_VERDICTS[report.verdict]} {escaped(article.id)}\n\n"
    for title in filter(None, titles):
        yield f"> {escaped(title)}  \n"
    yield f"\n{escaped(summary(report))} {escaped(score_line(report))}"
    yield f" Published {article.published.isoformat()}.\n" if article.published else "\n"
    for note in article.notes:
        yield f"\nNote ({escaped(note.kind)}): {escaped(note.text)}\n"
    low = [r for r in results if r.finding is None]
    for result in low:
        yield f"\n{_SIGNS[result.severity]} **{result.rule}** {escaped(result.message)}\n"
    scores = {p.en: p.score for p in report.paragraphs}
    open_results = [r for r in results if r.finding is not None and r.open]
    # a finding about what is missing stands among those of its paragraph
    for paragraph, group in groupby(
        sorted(open_results, key=lambda r: -1 if r.paragraph is None else r.paragraph),
        key=lambda r: r.paragraph,
    ):
        score = f" · {points(scores[paragraph])}" if paragraph in scores else ""
        name = pilcrow(paragraph) if paragraph is not None else "The article as a whole"
        yield f"\n### {name}{score}\n\n"
        for result in group:
            yield _finding(result)
    accepted = [r for r in worst_first(results) if r.accepted is not None]
    if accepted:
        yield "\n### Accepted\n\n"
    for result in accepted:
        why = result.accepted
        assert why is not None
        by = ", ".join(filter(None, (why.by, why.when)))
        reason = escaped(f"{why.reason} ({by})" if by else why.reason)
        yield f"- **{result.rule}** {escaped(result.advice)}: {reason} `{result.fingerprint}`\n"
    known = [r for r in worst_first(results) if r.known and r.accepted is None]
    if known:
        yield "\n### In the base version too\n\n"
    for result in known:
        yield f"- **{result.rule}** {escaped(result.advice)} `{result.fingerprint}`\n"


def _finding(result: Result) -> str:
    finding, report = result.finding, result.report
    assert finding is not None
    lines = [
        f"- {_SIGNS[result.severity]} **{result.severity.value}** `{result.rule}`"
        f" {escaped(result.advice)} {_code(result.at.shown())} `{result.fingerprint}`"
    ]
    for lang, side in _order(report, finding.ko, finding.en):
        if side is not None:
            lines.append(f"  > {LANGUAGE[lang]}: {_marked(report, lang, side)}  ")
    return "\n".join(lines) + "\n"


def _order(report: Report, ko: Side | None, en: Side | None) -> list[tuple[Lang, Side | None]]:
    sides: list[tuple[Lang, Side | None]] = [("ko", ko), ("en", en)]
    return sides if report.article.direction == "ko-en" else sides[::-1]


def _marked(report: Report, lang: Lang, side: Side) -> str:
    """The words in bold within their sentence, cut where that is long."""
    text = report.article.side(lang).text
    sentences = report.sentences_ko if lang == "ko" else report.sentences_en
    start, end = side.span
    low, high = start, end
    if side.sentence is not None and 0 <= side.sentence < len(sentences):
        low, high = (
            min(start, sentences[side.sentence].span.start),
            max(end, sentences[side.sentence].span.end),
        )
    before = ("… " if low < start - _CONTEXT else "") + text[max(low, start - _CONTEXT) : start]
    after = text[end : min(high, end + _CONTEXT)] + (" …" if high > end + _CONTEXT else "")
    # a tag, since ** beside Hangul and punctuation is no mark of emphasis
    return f"{escaped(before)}<b>{escaped(shorten(text[start:end], 4 * _CONTEXT))}</b>{escaped(after)}"


def escaped(text: str) -> str:
    """Text of an article as text, whatever Markdown or HTML it holds."""
    return _MARKUP.sub(_escape, visible(text))


def _escape(match: re.Match[str]) -> str:
    if len(match[0]) > 1:
        return f"{match[0][:-1]}\\{match[0][-1]}"  # "2025. " would begin a list
    return _ENTITIES.get(match[0]) or f"\\{match[0]}"


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _code(text: str) -> str:
    """A code span that its own text cannot end."""
    return f"`{visible(text).replace('`', chr(0x2019))}`"
