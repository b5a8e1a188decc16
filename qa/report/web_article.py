"""One article as the page shows it: head, rows side by side, fact sheet, map, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from qa.model import Lang, MetricScore, Report, Skipped
from qa.report.language import Language
from qa.report.paragraph_block import DOUBTFUL
from qa.report.placing import Passage, PlacedParagraph, place
from qa.report.score_block import score_lines
from qa.report.web_cards import Card, cards
from qa.report.web_drawings import alignment_map, map_words, score_bar, strip
from qa.report.web_facts import FactSheet, fact_sheet
from qa.report.web_text import line, marked_html, opening
from qa.report.words import Tally, points, summary, worst

SIGNS = {"fail": "✕", "review": "!", "pass": "✓"}
"""What stands before a verdict, for those who cannot tell its colour."""
SCORE_COLUMNS = 110
"""Width of the lines that say how the scores came about."""
_FEW_RULES = 6
"""Rules left out for one reason that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words in one language."""

    lang: Lang
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One side of a row; `opening` are its first words, for a folded row."""

    lang: Lang
    empty: bool
    html: Markup
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sentences side by side (the original first), and the cards under them."""

    id: str
    sides: tuple[Cell, ...]
    cards: tuple[Card, ...]
    moved: bool


Runs = tuple[tuple[bool, tuple[Row, ...]], ...]
"""Rows in order; neighbours without findings are folded together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in the page, and what to call it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """An English paragraph with its score and its rows."""

    id: str
    name: str
    score: str
    bar: Markup
    parts: str
    tally: str
    doubtful: bool
    clean: bool
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A line about the article, with the kind of line it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricView:
    """A score against other texts."""

    name: str
    value: str
    against: str
    signature: str


Skips = tuple[tuple[str, tuple[str, ...]], ...]
"""Reasons, each with the rules (or, where they are many, what they are about)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """All that the template of an article needs, in words."""

    id: str
    name: str
    direction: str
    published: str
    titles: tuple[Line, ...]
    decks: tuple[Line, ...]
    verdict: str
    sign: str
    summary: str
    score: str
    bar: Markup
    lowest: Anchor | None
    remarks: tuple[str, ...]
    strip: Markup
    notes: tuple[Labelled, ...]
    headline_match: str
    metrics: tuple[MetricView, ...]
    headline: tuple[Card, ...]
    columns: tuple[str, ...]
    order: tuple[Lang, ...]
    paragraphs: tuple[ParagraphView, ...]
    rest: Runs
    facts: FactSheet | None
    map: Markup
    map_words: str
    skipped: Skips
    scores: Sequence[str]
    """How the scores came about, line by line, where that was asked for."""


def article_view(
    report: Report,
    number: int,
    say: Language,
    common: Sequence[Skipped] = (),
    *,
    explain_score: bool = False,
) -> ArticleView:
    """The article with the number that its places in the page are named by."""
    own = f"a{number}"
    article, placed = report.article, place(report)
    order: tuple[Lang, Lang] = ("ko", "en") if article.direction == "ko-en" else ("en", "ko")
    low = worst(report) if len(report.paragraphs) > 1 else None
    untitled = not (article.ko.title or article.en.title)
    name = line(article.id)
    titles = tuple(
        Line(lang=lang, text=line(article.side(lang).title) or ("" if untitled else say("untitled")))
        for lang in order
    )
    decks = tuple(Line(lang=lang, text=line(" · ".join(article.side(lang).decks), 600)) for lang in order)
    remarks = [say("score.minimum", minimum=points(report.minimum))] if report.minimum is not None else []
    for key, settled in (("summary.accepted", placed.accepted), ("summary.known", placed.known)):
        remarks += [say(key, n=len(settled))] if settled else []
    return ArticleView(
        id=own,
        name=name,
        direction=say(f"direction.{article.direction}"),
        published=say("published", date=say.date(article.published))
        if article.published
        else say("published.none"),
        titles=(Line(lang=order[0], text=name),) if untitled else titles,
        decks=decks if any(deck.text for deck in decks) else (),
        verdict=report.verdict,
        sign=SIGNS[report.verdict],
        summary=summary(report, say),
        score=points(report.score),
        bar=score_bar(report.score),
        lowest=Anchor(
            id=f"{own}-p{low.en + 1}",
            text=say("score.lowest.short", paragraph=say("paragraph", n=low.en + 1), low=points(low.score)),
        )
        if low is not None and low.score < 100
        else None,
        remarks=tuple(remarks),
        strip=strip(report, own, say),
        notes=tuple(
            Labelled(kind=say.known(f"note.{n.kind}", say("note.other")), text=line(n.text))
            for n in article.notes
        ),
        headline_match=next(
            (say("headline.match", match=points(h.match)) for h in report.headlines if h.kind == "title"), ""
        ),
        metrics=metrics_of(m for m in report.metrics if m.scope == "row"),
        headline=tuple(
            c for p in placed.headline for c in cards(report, (*p.findings, *p.settled), own, say)
        ),
        columns=tuple(
            f"{say(f'language.{lang}')} · {say('side.original' if n == 0 else 'side.translation')}"
            for n, lang in enumerate(order)
        ),
        order=order,
        paragraphs=tuple(_paragraph(report, p, own, order, say) for p in placed.paragraphs),
        rest=_runs(report, placed.rest, own, order, say),
        facts=fact_sheet(report, placed, own, order, say),
        map=alignment_map(report, placed, own, say),
        map_words=map_words(report, say),
        skipped=skips((s for s in report.skipped if s not in common), say),
        scores=[row.plain for row in score_lines(report, SCORE_COLUMNS)[2:]] if explain_score else [],
    )


def metrics_of(metrics: Iterable[MetricScore]) -> tuple[MetricView, ...]:
    """Scores against a reference, with the signature that makes them comparable."""
    return tuple(
        MetricView(name=m.name, value=f"{m.value:.1f}", against=m.against, signature=m.signature)
        for m in metrics
    )


def skips(skipped: Iterable[Skipped], say: Language) -> Skips:
    """Each reason with its rules; many rules by family alone."""
    by_reason: dict[str, list[str]] = {}
    for item in skipped:
        by_reason.setdefault(item.reason, []).append(item.rule)
    out = []
    for reason, rules in by_reason.items():
        told = tuple(rules)
        if len(rules) > _FEW_RULES:
            families = dict.fromkeys(rule.partition("-")[0] for rule in rules)
            names = ", ".join(say.known(f"family.{f}", f) for f in families)
            told = (say("skipped.many", n=len(rules), families=names),)
        out.append((line(say.sentence(reason)), told))
    return tuple(out)


def _paragraph(
    report: Report, placed: PlacedParagraph, own: str, order: tuple[Lang, Lang], say: Language
) -> ParagraphView:
    score, tally = placed.score, Tally.of(placed.findings)
    return ParagraphView(
        id=f"{own}-p{score.en + 1}",
        name=say("paragraph", n=score.en + 1),
        score=points(score.score),
        bar=score_bar(score.score),
        parts=say("score.parts", match=points(score.match), mqm=points(score.mqm)),
        tally=tally.short(say) if placed.passages else "",
        doubtful=score.score < DOUBTFUL and not (tally.fix or tally.minor),
        clean=not any(row.findings or row.settled for row in placed.rows),
        runs=_runs(report, placed.rows, own, order, say),
    )


def _runs(
    report: Report, passages: Sequence[Passage], own: str, order: tuple[Lang, Lang], say: Language
) -> Runs:
    shown: set[int] = set()
    rows = []
    for passage in passages:
        first = passage.link is not None and passage.link not in shown
        if passage.link is not None:
            shown.add(passage.link)
        rows.append((passage, _row(report, passage, own, order, say, named=first)))
    return tuple(
        (folded, tuple(row for _, row in group))
        for folded, group in groupby(rows, key=lambda pair: not (pair[0].findings or pair[0].settled))
    )


def _row(
    report: Report, passage: Passage, own: str, order: tuple[Lang, Lang], say: Language, *, named: bool
) -> Row:
    numbers = "-".join(str(item.number) for item in (*passage.findings, *passage.settled))
    link = passage.link
    return Row(
        id=f"{own}-l{link + 1}" if named and link is not None else f"{own}-r{numbers or 0}",
        sides=tuple(
            Cell(
                lang=lang,
                empty=not passage.sentences(lang),
                html=marked_html(report, passage, lang, own),
                opening=opening(report, passage.sentences(lang), lang),
            )
            for lang in order
        )
        if passage.ko or passage.en
        else (),
        cards=cards(report, (*passage.findings, *passage.settled), own, say),
        moved=link is not None and report.links[link].moved,
    )
