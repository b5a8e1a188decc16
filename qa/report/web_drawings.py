"""The drawings of the page, as SVG without styles of their own: the style sheet gives the colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from qa.model import Lang, Report
from qa.report.language import Language
from qa.report.placing import Placed
from qa.report.words import points

WIDTH = 1000
"""Units that the widest drawings are wide; the page stretches them."""
LINKED_BANDS = 400
"""Links up to which each band of the map can be clicked; beyond, they are too thin to be hit."""


def band(score: float) -> str:
    """The class of a score: `good` from 90, `fair` from 70, else `poor`."""
    return "good" if score >= 90 else "fair" if score >= 70 else "poor"


def score_bar(score: float) -> Markup:
    """A bar as long as the score; the number stands beside it."""
    full = max(0.0, min(100.0, float(points(score))))
    return Markup(
        '<svg class="bar {}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="6"/><rect class="fill" width="{}" height="6"/></svg>'
    ).format(band(score), f"{full:g}")


def strip(report: Report, article_id: str, say: Language) -> Markup:
    """One column for each paragraph, as high as its score; a click leads to the paragraph."""
    if len(report.paragraphs) < 2:
        return Markup("")
    step = WIDTH / len(report.paragraphs)
    gap = min(4.0, step / 5)
    columns = Markup("").join(
        Markup(
            '<a href="#{}-p{}" tabindex="-1"><title>{}</title>'
            '<rect class="track" x="{x}" width="{w}" height="60"/>'
            '<rect class="fill {}" x="{x}" y="{}" width="{w}" height="{}"/></a>'
        ).format(
            article_id,
            p.en + 1,
            f"{say('paragraph', n=p.en + 1)}: {say('score.is', score=points(p.score))}",
            band(p.score),
            f"{60 - height:g}",
            f"{height:g}",
            x=f"{n * step + gap / 2:.2f}",
            w=f"{step - gap:.2f}",
        )
        for n, p in enumerate(report.paragraphs)
        # a score of 0 is still to be seen
        for height in (max(2.0, float(points(p.score)) * 0.6),)
    )
    return Markup('<svg viewBox="0 0 {} 60" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(
        WIDTH, columns
    )


def distribution(scores: Sequence[float], say: Language) -> Markup:
    """How many articles score how much, in steps of ten."""
    bins = [0] * 10
    for score in scores:
        bins[min(9, max(0, int(float(points(score)) // 10)))] += 1
    highest = max(bins)
    out = []
    for n, count in enumerate(bins):
        height = 0 if not count else max(2.0, 70 * count / highest)
        low, high = n * 10, 100 if n == 9 else n * 10 + 9
        out.append(
            Markup(
                '<g><title>{}</title><rect class="fill {}" x="{}" y="{}" width="52" height="{}"/>'
                '<text class="count" x="{mid}" y="{}">{}</text>'
                '<text class="axis" x="{mid}" y="104">{}</text></g>'
            ).format(
                say("index.bin", low=low, high=high, n=count),
                band(low),
                n * 56 + 2,
                f"{88 - height:g}",
                f"{height:g}",
                f"{82 - height:g}",
                count or "",
                f"{low}–{high}",
                mid=n * 56 + 28,
            )
        )
    words = "; ".join(
        say("index.bin", low=n * 10, high=100 if n == 9 else n * 10 + 9, n=count)
        for n, count in enumerate(bins)
        if count
    )
    return Markup(
        '<svg viewBox="0 0 560 110" role="img" aria-label="{}">'
        '<line class="base" x1="0" x2="560" y1="88.5" y2="88.5"/>{}</svg>'
    ).format(words, Markup("").join(out))


def alignment_map(report: Report, placed: Placed, article_id: str, say: Language) -> Markup:
    """The sentences of both sides as two rows of blocks, joined by a band for each link."""
    if len(report.links) < 2:
        return Markup("")
    upper: Lang = "ko" if report.article.direction == "ko-en" else "en"
    lower: Lang = "en" if upper == "ko" else "ko"
    places = {upper: _blocks(report, upper), lower: _blocks(report, lower)}
    worst = _worst(placed)
    clickable = len(report.links) <= LINKED_BANDS
    bands: list[Markup] = []
    for index, link in enumerate(report.links):
        kind = worst.get(index, "moved" if link.moved else "plain")
        above, below = (link.ko, link.en) if upper == "ko" else (link.en, link.ko)
        path = " ".join(_paths(places[upper], above, places[lower], below))
        shape = Markup('<path class="band {}" d="{}"/>').format(kind, path)
        if clickable:
            name = f"{say('language.ko')} {_numbers(link.ko)} = {say('language.en')} {_numbers(link.en)}"
            shape = Markup('<a href="#{}-l{}" tabindex="-1"><title>{}</title>{}</a>').format(
                article_id, index + 1, name, shape
            )
        bands.append(shape)
    blocks = Markup("").join(
        Markup('<rect class="block" x="{}" y="{}" width="{}" height="9" rx="1"/>').format(
            f"{x:.2f}", y, f"{w:.2f}"
        )
        for lang, y in ((upper, 0), (lower, 111))
        for x, w in places[lang]
    )
    return Markup(
        '<svg class="map" viewBox="0 0 {} 120" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>'
    ).format(WIDTH, Markup("").join(bands), blocks)


def map_words(report: Report, say: Language) -> str:
    """The map in words."""
    original, translation = ("ko", "en") if report.article.direction == "ko-en" else ("en", "ko")
    counts = (
        ("map.links", len(report.links)),
        ("map.merged", sum(len(k.ko) > 1 or len(k.en) > 1 for k in report.links)),
        ("map.omitted", sum(not k.en for k in report.links)),
        ("map.added", sum(not k.ko for k in report.links)),
        ("map.moved", sum(k.moved for k in report.links)),
    )
    about = say("map.about", original=say(f"language.{original}"), translation=say(f"language.{translation}"))
    return f"{about} {', '.join(say(key, n=n) for key, n in counts if n)}."


def _worst(placed: Placed) -> Mapping[int, str]:
    """The worst open severity by link."""
    rows = [row for p in placed.paragraphs for row in p.passages] + [r for r in placed.rest if r.findings]
    return {row.link: row.severity.value for row in rows if row.link is not None}


def _blocks(report: Report, lang: Lang) -> list[tuple[float, float]]:
    """Left edge and width of each sentence, by its length, with air between paragraphs."""
    sentences = report.sentences_ko if lang == "ko" else report.sentences_en
    if not sentences:
        return []
    breaks = sentences[-1].paragraph - sentences[0].paragraph
    gap = min(6.0, WIDTH * 0.2 / max(1, breaks))
    total = sum(len(s.text) for s in sentences) or 1
    scale = (WIDTH - gap * breaks) / total
    out, at, paragraph = [], 0.0, sentences[0].paragraph
    for sentence in sentences:
        at += gap * (sentence.paragraph - paragraph)
        paragraph = sentence.paragraph
        width = len(sentence.text) * scale
        out.append((at, max(0.2, width - min(1.5, width / 4))))
        at += width
    return out


def _paths(
    upper: Sequence[tuple[float, float]],
    above: Sequence[int],
    lower: Sequence[tuple[float, float]],
    below: Sequence[int],
) -> Iterator[str]:
    """The outline of a link: bands between its runs, a stub where a side is empty."""
    tops = [_extent(upper, run) for run in _runs(above)]
    bottoms = [_extent(lower, run) for run in _runs(below)]
    if not bottoms:
        yield from (f"M{a:.2f} 9H{b:.2f}V26H{a:.2f}Z" for a, b in tops)
    if not tops:
        yield from (f"M{a:.2f} 111H{b:.2f}V94H{a:.2f}Z" for a, b in bottoms)
    for a, b in tops:
        for c, d in bottoms:
            there = f"M{a:.2f} 9H{b:.2f}C{b:.2f} 60 {d:.2f} 60 {d:.2f} 111"
            yield f"{there}H{c:.2f}C{c:.2f} 60 {a:.2f} 60 {a:.2f} 9Z"


def _runs(indices: Sequence[int]) -> list[list[int]]:
    # index minus position is the same through a run of neighbours
    return [[i for _, i in run] for _, run in groupby(enumerate(indices), lambda at: at[1] - at[0])]


def _extent(blocks: Sequence[tuple[float, float]], run: Sequence[int]) -> tuple[float, float]:
    return blocks[run[0]][0], sum(blocks[run[-1]])


def _numbers(indices: Sequence[int]) -> str:
    """`3–4, 7`, counted from 1; a dash for none."""
    told = (f"{r[0] + 1}–{r[-1] + 1}" if len(r) > 1 else f"{r[0] + 1}" for r in _runs(indices))
    return ", ".join(told) or "–"
