"""The two sides as a whole do not belong together, so that nothing can be said of their sentences."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.direction import NAMES
from qa.model import Hit, Lang, Severity

POOR = Rule(
    id="alignment-poor",
    title="The two sides do not belong together, or not all of them do",
    severity=Severity.MINOR,
    mqm="accuracy",
    its="uncategorized",
)

TRUSTED = 0.7
"""Probability that two sentences belong together from which a link counts as found."""

LEAST = 0.4
"""Share of the characters of the better linked side that trusted links hold at least.  Of two
unrelated articles they hold at most .18, of a faithful one at least .86, of a free one .54, and of
one of which half was left out .50: that half has no counterpart, but all the rest has."""

LONGEST = 0.3
"""Share of either side that stands in one piece without a trusted link at most.  Of faithful, of
free and of half translated articles none has that much on both sides; of pairs of articles that
have one half in common, two in three to five in six have."""

FAR = 0.45
"""Similarity of linked sentences, on average by length, under which they do not belong together however
sure the aligner is, which knows nothing else.  Of 88 free translations cut at six sentences the
least is .53, of 88 unrelated pairs of four sentences the greatest .44; with the embedded encoder."""

FEWEST = 3
"""Sentences a side below which a few findings say it as well."""


def run(context: Context) -> Iterator[Hit]:
    """One hit for an article whose links cannot be built on.

    Links that a person has set all have confidence 1: they are not doubted.
    """
    counts = (len(context.sentences_ko), len(context.sentences_en))
    if min(counts) < FEWEST or all(link.confidence == 1 for link in context.links):
        return
    shares = {lang: _share(context, lang) for lang in NAMES}
    if max(shares.values()) < LEAST or _similarity(context) < FAR:
        yield Hit(
            rule=POOR.id,
            message=(
                "Few sentences of the two sides belong together: are they one article? "
                f"(linked: {shares['ko']:.0%} of the Korean, {shares['en']:.0%} of the English)"
            ),
            reason="Few sentences of the two sides belong together: are they one article?",
            ko=context.sentences_ko[0].span,
            en=context.sentences_en[0].span,
            confidence=round(max(1 - max(shares.values()), 0.8 if _similarity(context) < FAR else 0.0), 6),
        )
        return
    runs = {lang: _longest(context, lang) for lang in NAMES}
    if all(last - first >= FEWEST and share > LONGEST for first, last, share in runs.values()):
        spans = {lang: context.span_of(lang, (first, last - 1)) for lang, (first, last, _) in runs.items()}
        told = ", ".join(
            f"{name} sentences {runs[lang][0]} to {runs[lang][1] - 1}" for lang, name in NAMES.items()
        )
        yield Hit(
            rule=POOR.id,
            message=(
                f"Parts of the two sides do not belong together ({told}, counted from 0): "
                "are two articles mixed up?"
            ),
            reason="These parts do not belong together: are two articles mixed up?",
            ko=spans["ko"],
            en=spans["en"],
            confidence=round(min(share for _, _, share in runs.values()), 6),
        )


def _similarity(context: Context) -> float:
    """The mean similarity of links with two sides, by their Korean length; 1 where it says nothing."""
    if context.gaps is None:
        return 1.0  # another encoder, whose cosines have another height
    lengths = _lengths(context, "ko")
    linked = [
        (sum(lengths[i] for i in link.ko), link.similarity) for link in context.links if link.ko and link.en
    ]
    return sum(n * s for n, s in linked) / max(1, sum(n for n, _ in linked)) if linked else 0.0


def _linked(context: Context, lang: Lang) -> frozenset[int]:
    """The sentences of one side that stand in a trusted link."""
    both = (link for link in context.links if link.ko and link.en and link.together >= TRUSTED)
    return frozenset(i for link in both for i in (link.ko if lang == "ko" else link.en))


def _lengths(context: Context, lang: Lang) -> list[int]:
    return [len(s.text) for s in (context.sentences_ko if lang == "ko" else context.sentences_en)]


def _share(context: Context, lang: Lang) -> float:
    """The share of one side's characters that stand in trusted links."""
    linked = _linked(context, lang)
    lengths = _lengths(context, lang)
    return sum(lengths[i] for i in linked) / max(1, sum(lengths))


def _longest(context: Context, lang: Lang) -> tuple[int, int, float]:
    """First and last (not included) of the longest run of sentences in no trusted link, and its share."""
    linked = _linked(context, lang)
    lengths = _lengths(context, lang)
    best = (0, 0, 0.0)
    start = 0
    for at in range(len(lengths) + 1):
        if at == len(lengths) or at in linked:
            share = sum(lengths[start:at]) / max(1, sum(lengths))
            if share > best[2]:
                best = (start, at, share)
            start = at + 1
    return best


CHECK = Check(
    id="alignment",
    title="The two sides are one article",
    rules=(POOR,),
    run=run,
    needs="paragraphs",
    on_links=False,
)
