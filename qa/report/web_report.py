"""The page for editors: one file that holds everything, asks nobody for anything, and works without scripts.

Scripts and styles are named by their hashes in the page's own policy: nothing else on it can run, whatever
stands in an article.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from qa.model import Lang, Report, Severity, Skipped
from qa.report import RenderOptions
from qa.report.language import Language, language
from qa.report.web_article import SIGNS, ArticleView, MetricView, article_view, metrics_of, skips
from qa.report.web_drawings import distribution, score_bar
from qa.report.web_text import line
from qa.report.words import Tally, points, visible, worst

_FAMILY = re.compile("[a-z][a-z-]{0,40}")
_VERDICTS = ("fail", "review", "pass")
_WORST_FIRST = tuple(reversed(Severity))


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """The page as text, in the language of `options`."""
    say = language(options.lang)
    common = _common(reports)
    articles = [
        article_view(report, n, say, common, explain_score=options.explain_score)
        for n, report in enumerate(reports, 1)
    ]
    severities, families = _filters(reports, say)
    index = _index(reports, articles, say) if len(reports) > 1 else None
    return page(
        "report.html.j2",
        say,
        rules=_filter_rules(severities, families),
        articles=articles,
        index=index,
        common=skips(common, say),
        severities=severities,
        families=families,
        signatures=list(dict.fromkeys(line(report.signature, 2000) for report in reports)),
        title=_title(articles, index, say),
    )


def page(template: str, say: Language, *, rules: str = "", **values: object) -> str:
    """A whole page of one of the templates, with our style and script, and a policy that lets only these run.

    Args:
        template: its name.
        say: the language of the report's own words.
        rules: more rules of style.
        values: what the template shows.
    """
    style, script = _asset("report.css") + rules, _asset("report.js")
    text = (
        _environment(say.code)
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704  ours, with names of families that _FAMILY lets through
            script=Markup(script),  # noqa: S704  ours
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'",
            **values,
        )
    )
    return text if text.endswith("\n") else text + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A severity or family to filter by, with the number of its open findings."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many articles have a verdict."""

    verdict: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """An article in the list of all; `rank`, `exact` and `low_exact` are what it is sorted by."""

    id: str
    title: str
    lang: Lang
    name: str
    verdict: str
    sign: str
    rank: int
    score: str
    exact: str
    bar: Markup
    low: str
    low_exact: str
    tally: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The list of several articles, those that need most work first."""

    title: str
    counts: tuple[Count, ...]
    distribution: Markup
    severities: tuple[str, ...]
    rows: tuple[IndexRow, ...]
    metrics: tuple[MetricView, ...]


def _index(reports: Sequence[Report], articles: Sequence[ArticleView], say: Language) -> Index:
    rows = sorted(
        (_index_row(report, article, say) for report, article in zip(reports, articles, strict=True)),
        key=lambda row: (row.rank, float(row.exact)),
    )
    verdicts: Counter[str] = Counter(report.verdict for report in reports)
    of_the_file = dict.fromkeys(m for r in reports for m in r.metrics if m.scope == "file")
    return Index(
        title=say("index", n=len(reports)),
        counts=tuple(
            Count(verdict=v, sign=SIGNS[v], text=say(f"index.counts.{v}", n=verdicts[v]))
            for v in _VERDICTS
            if verdicts[v]
        ),
        distribution=distribution([report.score for report in reports], say),
        severities=tuple(say(f"severity.{s.value}") for s in _WORST_FIRST),
        rows=tuple(rows),
        metrics=metrics_of(of_the_file),
    )


def _index_row(report: Report, article: ArticleView, say: Language) -> IndexRow:
    tally, low = Tally.of(report.findings), worst(report)
    return IndexRow(
        id=article.id,
        title=article.titles[0].text,
        lang=article.titles[0].lang,
        name=article.name,
        verdict=report.verdict,
        sign=SIGNS[report.verdict],
        rank=_VERDICTS.index(report.verdict),
        score=points(report.score),
        exact=f"{report.score:.2f}",
        bar=score_bar(report.score),
        low=f"{say('paragraph', n=low.en + 1)} {points(low.score)}" if low else "–",
        low_exact=f"{low.score:.2f}" if low else "101",
        tally=(tally.critical, tally.major, tally.minor, tally.neutral),
    )


def _title(articles: Sequence[ArticleView], index: Index | None, say: Language) -> str:
    if index is not None or not articles:
        return f"{index.title if index else say('none')} – {say('report')}"
    return f"{articles[0].sign} {articles[0].score} {articles[0].titles[0].text} – {say('report')}"


def _common(reports: Sequence[Report]) -> tuple[Skipped, ...]:
    """What ran in none of several articles, for one reason: said once, at the end."""
    if len(reports) < 2:
        return ()
    everywhere = set(reports[0].skipped).intersection(*(report.skipped for report in reports[1:]))
    return tuple(s for s in dict.fromkeys(reports[0].skipped) if s in everywhere)


def _filters(reports: Sequence[Report], say: Language) -> tuple[list[Choice], list[Choice]]:
    """What there is to choose: severities and families that have open findings."""
    found = [f for report in reports for f in report.findings if f.open]
    by_severity = Counter(f.severity for f in found)
    by_family = Counter(f.family for f in found if _FAMILY.fullmatch(f.family))
    severities = [
        Choice(key=s.value, name=say(f"severity.{s.value}"), count=by_severity[s])
        for s in _WORST_FIRST
        if by_severity[s]
    ]
    families = [
        Choice(key=family, name=say.known(f"family.{family}", family), count=n)
        for family, n in sorted(by_family.items(), key=lambda item: (-item[1], item[0]))
    ]
    return severities, families


def _filter_rules(severities: Iterable[Choice], families: Iterable[Choice]) -> str:
    """Style rules that hide what was not chosen; nothing chosen hides nothing.  No script is needed."""
    out = []
    for name, choices in (("severity", severities), ("family", families)):
        for choice in choices:
            chosen = f":root:has(.by-{name}:checked):not(:has(#show-{choice.key}:checked))"
            out.append(f'{chosen} .card[data-{name}="{choice.key}"]{{display:none}}\n')
    return "".join(out)


@functools.cache
def _asset(name: str) -> str:
    return resources.files("qa.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _harmless(value: object) -> object:
    """No control character or bidirectional mark of an article reaches the page; Markup is ours already."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@functools.cache
def _environment(code: str) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = language("ko" if code == "ko" else "en")
    return environment
