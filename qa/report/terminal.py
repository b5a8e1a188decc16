"""The terminal report, for an editor: what to fix, where, and what both sides say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rich.text import Text

from qa.direction import roles_of
from qa.model import MetricScore, Report, Skipped
from qa.report import RenderOptions
from qa.report.lines import BOLD, DIM, fit, joined, output, text, wrap
from qa.report.paragraph_block import paragraph_lines, passage_lines, score_bar, score_style
from qa.report.placing import Placed, place
from qa.report.score_block import score_lines
from qa.report.tables import VERDICT_STYLE, article_table, fact_sheet
from qa.report.words import Tally, points, score_line, shorten, summary

NARROWEST = 40
ROOM_FOR_TABLE = 72


_FEW_RULES = 6
"""Rules left out for one reason that are named one by one."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """The report as text; lines of prose fit `options.width` cells (at least 40)."""
    options = replace(options, width=max(NARROWEST, options.width))
    lines: list[Text] = []
    common = _common_skips(reports)
    for report in reports:
        if options.quiet:
            lines.append(verdict_line(report, with_id=True))
            continue
        if len(reports) > 1:
            lines += [_rule(report.article.id, options.width)]
            report = replace(report, skipped=tuple(s for s in report.skipped if s not in common))
        if (
            len(reports) > 1
            and _unremarkable(report)
            and not (options.facts or options.explain or options.explain_score)
        ):
            lines += [*_verdict(report, options.width), Text()]
        else:
            lines += article_lines(report, options)
    if len(reports) > 1 and not options.quiet:
        verdicts = Counter(report.verdict for report in reports)
        counts = ", ".join(f"{verdicts[v]:,} {v}" for v in ("fail", "review", "pass") if verdicts[v])
        lines.append(_rule(f"{len(reports):,} articles: {counts}", options.width))
        for metric in _of_the_file(reports):
            value = f"{metric.name} {metric.value:.1f} ({metric.against}, all rows)  "
            lines += wrap(joined(value, (metric.signature, DIM)), options.width, indent=6)
        if options.width >= ROOM_FOR_TABLE:
            lines += article_table(reports, options.width)
        else:
            for report in reports:
                lines += wrap(verdict_line(report, with_id=True), options.width, indent=8)
        lines += _skips(common, "Not checked in any article", options.width)
    return output(lines, color=options.color)


def _of_the_file(reports: Sequence[Report]) -> list[MetricScore]:
    """Scores over all rows: every report repeats them, in one order."""
    return list(dict.fromkeys(m for r in reports for m in r.metrics if m.scope == "file"))


def article_lines(report: Report, options: RenderOptions) -> list[Text]:
    """One article, the verdict first and last."""
    placed, width = place(report), options.width
    lines = [*_head(report, width), Text()]
    for passage in placed.headline:
        lines += passage_lines(report, passage, options)
    for paragraph in placed.paragraphs:
        block = paragraph_lines(report, paragraph, options)
        if paragraph.passages and lines[-1].plain:
            lines.append(Text())  # air before a paragraph with findings, none between clean ones
        lines += block
    rest = [passage for passage in placed.rest if passage.findings]
    if rest:
        lines += [Text(), text("In the article as a whole", BOLD)]
        for passage in rest:
            lines += passage_lines(report, passage, options)
    lines += _facts(report, options) + _tail(report, placed, options)
    if options.explain_score:
        lines += score_lines(report, width)
    lines += [Text(), *_verdict(report, width), Text()]
    return [line for last, line in pairwise([Text(), *lines]) if line.plain or last.plain]


def verdict_line(report: Report, *, with_id: bool) -> Text:
    """`FAIL  score 78, 2 to fix, 5 to look at`, with the article's id before it if wanted."""
    return joined(
        (f"{report.verdict.upper():<6}", VERDICT_STYLE[report.verdict]),
        "  ",
        (f"{report.article.id}  " if with_id else "", BOLD),
        "score ",
        (points(report.score), score_style(report.score)),
        f", {Tally.of(report.findings).short()}",
        f", under the minimum of {points(report.minimum)}" if report.minimum is not None else "",
    )


def _verdict(report: Report, width: int) -> list[Text]:
    return wrap(verdict_line(report, with_id=False), width, indent=8)


def _head(report: Report, width: int) -> list[Text]:
    article = report.article
    roles = roles_of(article.direction)
    titles = roles.ordered(article.ko.title, article.en.title)
    lines = [line for title in titles if title for line in wrap(text(title, BOLD), width)]
    when = (
        f"Published {article.published.isoformat()}"
        if article.published
        else "No publication date: words such as “last month” were not resolved"
    )
    lines += wrap(text(f"{article.id} · {roles.source} to {roles.target} · {when}", DIM), width)
    lines.append(Text())
    lines += wrap(joined((summary(report), BOLD), " ", score_line(report)), width)
    for note in article.notes:
        lines += wrap(text(note.text), width, first=joined((f"Note ({note.kind}): ", DIM)), indent=6)
    for headline in report.headlines:
        original, _ = roles.ordered(headline.ko, headline.en)
        if headline.kind == "deck":
            lines.append(fit(joined(("Deck     ", DIM), text(original)), width))
            continue
        first = joined(("Headline ", DIM), score_bar(headline.match, 10), "  ")
        lines.append(fit(joined(first, text(original)), width))
    for metric in (m for m in report.metrics if m.scope == "row"):
        value = f"{metric.name} {metric.value:.1f} ({metric.against})  "
        lines += wrap(joined(value, (metric.signature, DIM)), width, indent=6)
    return lines


def _facts(report: Report, options: RenderOptions) -> list[Text]:
    if not options.facts:
        return []
    return [Text(), text("Fact sheet", BOLD), *fact_sheet(report, options.width)]


def _tail(report: Report, placed: Placed, options: RenderOptions) -> list[Text]:
    """What was accepted, and what was not looked at: not run is not clean."""
    lines: list[Text] = []
    for title, findings in (("Accepted", placed.accepted), ("In the base version too", placed.known)):
        if findings:
            lines += [Text(), text(title, BOLD)]
        for finding in findings:
            side = finding.en or finding.ko
            words = f" “{shorten(side.text, 40)}”" if side else ""
            why = finding.accepted
            reason = f": {why.reason} ({', '.join(filter(None, (why.by, why.when)))})" if why else ""
            content = joined(f"{finding.rule}{words}{reason}", (f"  {finding.fingerprint}", DIM))
            lines += wrap(content, options.width, first="  ", indent=4)
    lines += _skips(report.skipped, "Not checked", options.width)
    if options.explain:
        lines += [Text(), *wrap(text(report.signature, DIM), options.width)]
    return lines


def _skips(skipped: Sequence[Skipped], title: str, width: int) -> list[Text]:
    """Each rule with its reason; many with one reason by family alone."""
    lines = [Text(), text(title, BOLD)] if skipped else []
    by_reason: dict[str, list[str]] = {}
    for item in skipped:
        by_reason.setdefault(item.reason, []).append(item.rule)
    for reason, rules in by_reason.items():
        told = [f"{rule}: {reason}" for rule in rules]
        if len(rules) > _FEW_RULES:
            families = dict.fromkeys(rule.partition("-")[0] for rule in rules)
            told = [f"{len(rules)} rules ({', '.join(families)}): {reason}"]
        for line in told:
            lines += wrap(text(line), width, first="  ", indent=4)
    return lines


def _common_skips(reports: Sequence[Report]) -> tuple[Skipped, ...]:
    """What ran in none of several articles, for one reason: said once, at the end."""
    if len(reports) < 2:
        return ()
    everywhere = set(reports[0].skipped).intersection(*(report.skipped for report in reports[1:]))
    return tuple(s for s in dict.fromkeys(reports[0].skipped) if s in everywhere)


def _rule(title: str, width: int) -> Text:
    head = fit(joined("── ", (title, BOLD), " "), width)
    return joined(head, ("─" * max(0, width - head.cell_len), DIM))


def _unremarkable(report: Report) -> bool:
    """A pass with nothing open or left out: among many articles its verdict line is enough."""
    nothing_open = not any(f.open for f in report.findings)
    return report.verdict == "pass" and nothing_open and not report.skipped
