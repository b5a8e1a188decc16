"""The page that shows two versions side by side with the text that they share."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from qa.model import Fact, Finding, Lang, Report, Side
from qa.report.language import Language, language
from qa.report.placing import Numbered
from qa.report.web_article import SIGNS, MetricView
from qa.report.web_cards import Card, SaidView, cards
from qa.report.web_drawings import score_bar
from qa.report.web_report import page
from qa.report.web_text import line
from qa.report.words import points, visible
from qa.values import value_text
from qa.versions.comparison import Block, Comparison
from qa.versions.facts import FactChange
from qa.versions.findings import Fates

PREFIX = "c"
"""Before the numbers in the page's anchors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FateView:
    """Findings that had one fate, with the word for it."""

    kind: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A value that changed: its words before and after, and what the shared text has."""

    where: str
    family: str
    old: str
    new: str
    follows: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One side of a block."""

    lang: Lang
    html: Markup
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block of paragraphs: scores before and after, both sides, findings by fate."""

    id: str
    name: str
    old: str
    new: str
    bar: Markup
    sides: tuple[CellView, ...]
    fates: tuple[FateView, ...]
    edited: bool

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to see: it is folded."""
        return not self.edited and not self.fates


class _Numbers:
    """Numbers findings in the order of the page."""

    def __init__(self) -> None:
        self._last = 0

    def of(self, findings: Sequence[Finding]) -> list[Numbered]:
        out = [Numbered(number=self._last + n, finding=f) for n, f in enumerate(findings, 1)]
        self._last += len(out)
        return out


def render(comparison: Comparison, lang: Lang, *, failed: bool) -> str:
    """The page as text, in one of the report's languages."""
    say = language(lang)
    numbers = _Numbers()
    blocks = [_block(comparison, block, numbers, say) for block in comparison.blocks]
    rest = _fates(comparison, comparison.rest, numbers, say)
    found = comparison.findings
    # what did not fail the gate may still be there to look at
    verdict = "fail" if failed else "pass" if comparison.new.verdict == "pass" else "review"
    counts = [
        say(f"compare.count.{kind}", n=n)
        for kind, n in (("fixed", len(found.fixed)), ("new", len(found.new)), ("still", len(found.still)))
        if n
    ]
    title = comparison.new.article.side(comparison.moving).title or comparison.new.article.id
    return page(
        "compare.html.j2",
        say,
        title=f"{SIGNS[verdict]} {line(title)} – {say('compare')}",
        heading=line(title),
        moving=comparison.moving,
        versions=[
            (say(f"compare.{name}"), line(report.article.side(comparison.moving).uri), points(report.score))
            for name, report in (("old", comparison.old), ("new", comparison.new))
        ],
        verdict=verdict,
        sign=SIGNS[verdict],
        summary=", ".join(counts) or say("compare.nothing"),
        old_score=points(comparison.old.score),
        new_score=points(comparison.new.score),
        bar=score_bar(comparison.new.score),
        edited=say(
            "compare.edited",
            n=sum(len(b.new) for b in comparison.blocks if b.edited),
            total=sum(len(b.new) for b in comparison.blocks),
        ),
        effort=[
            MetricView(
                name=m.name, value=f"{m.value:.1f}", against=say("compare.against"), signature=m.signature
            )
            for m in comparison.effort
        ],
        columns=[say(f"language.{side.lang}") for side in blocks[0].sides] if blocks else [],
        runs=_runs(blocks),
        rest=rest,
        changes=[_change(comparison, b, c, say) for b in comparison.blocks for c in b.facts],
        signatures=list(dict.fromkeys(line(r.signature, 2000) for r in (comparison.old, comparison.new))),
    )


def _runs(blocks: Sequence[BlockView]) -> list[tuple[bool, list[BlockView]]]:
    """Neighbouring blocks, those with nothing to see together."""
    out: list[tuple[bool, list[BlockView]]] = []
    for block in blocks:
        if out and out[-1][0] and block.quiet:
            out[-1][1].append(block)
        else:
            out.append((block.quiet, [block]))
    return out


def _block(comparison: Comparison, block: Block, numbers: _Numbers, say: Language) -> BlockView:
    first = block.new[0] if block.new else block.old[0]
    last = block.new[-1] if block.new else block.old[-1]
    name = (
        say("paragraph", n=first + 1)
        if first == last
        else say("compare.range", first=first + 1, last=last + 1)
    )
    if not block.new:
        name = say("compare.gone", paragraph=name)
    elif not block.old:
        name = say("compare.come", paragraph=name)
    same: Lang = "ko" if comparison.moving == "en" else "en"
    shared = comparison.new.article.side(same)
    spans = [shared.paragraphs[p].span for p in block.same]
    cells = {
        same: CellView(
            lang=same,
            html=Markup("<br>").join(escape(visible(shared.text[s.start : s.end])) for s in spans),
            empty=not spans,
        ),
        comparison.moving: CellView(lang=comparison.moving, html=_diff(block), empty=False),
    }
    order: tuple[Lang, ...] = ("ko", "en") if comparison.new.article.direction == "ko-en" else ("en", "ko")
    return BlockView(
        id=f"{PREFIX}-p{'' if block.new else 'old'}{first + 1}",
        name=name,
        old=points(block.old_score) if block.old_score is not None else "–",
        new=points(block.new_score) if block.new_score is not None else "–",
        bar=score_bar(block.new_score) if block.new_score is not None else Markup(""),
        sides=tuple(cells[lang] for lang in order),
        fates=_fates(comparison, block.findings, numbers, say),
        edited=block.edited,
    )


def _diff(block: Block) -> Markup:
    """Both versions in one: what was taken out struck through, what was put in underlined."""
    if not block.edited:
        return _lines(block.new_text)
    tags = {"old": "del", "new": "ins"}
    return Markup("").join(
        _lines(p.text)
        if p.kind == "same"
        else Markup("<{0}>{1}</{0}>").format(Markup(tags[p.kind]), _lines(p.text))  # noqa: S704  del or ins
        for p in block.words
    )


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(visible(part)) for part in text.split("\n"))


def _fates(comparison: Comparison, found: Fates, numbers: _Numbers, say: Language) -> tuple[FateView, ...]:
    kinds: tuple[tuple[str, Report, Sequence[Finding]], ...] = (
        ("new", comparison.new, found.new),
        ("still", comparison.new, [new for _, new in found.still]),
        ("fixed", comparison.old, found.fixed),
    )
    out = []
    for kind, report, findings in kinds:
        shown = tuple(
            card if card.says else dataclasses.replace(card, says=_words(finding, report))
            for card, finding in zip(cards(report, numbers.of(findings), PREFIX, say), findings, strict=True)
        )
        if kind == "fixed":
            shown = tuple(dataclasses.replace(card, settled=say("compare.fixed")) for card in shown)
        if shown:
            out.append(FateView(kind=kind, name=say(f"compare.{kind}.name"), cards=shown))
    return tuple(out)


def _words(finding: Finding, report: Report) -> tuple[SaidView, ...]:
    """The words of a finding that the report of one version shows by a mark in the text."""
    original: Lang = "ko" if report.article.direction == "ko-en" else "en"
    sides: tuple[tuple[Lang, Side | None], ...] = (("ko", finding.ko), ("en", finding.en))
    return tuple(
        SaidView(
            lang=lang,
            place="left" if lang == original else "right",
            words=line(side.text),
            value="",
            nothing=False,
        )
        for lang, side in sides
        if side is not None
    )


def _change(comparison: Comparison, block: Block, change: FactChange, say: Language) -> ChangeView:
    first = block.new[0] if block.new else block.old[0]
    other = say("language.ko" if comparison.moving == "en" else "language.en")
    return ChangeView(
        where=say("paragraph", n=first + 1),
        family=say.known(f"family.{change.family}", change.family),
        old=_value(change.old, say),
        new=_value(change.new, say),
        follows=say(f"compare.follows.{change.follows}", language=other),
        kind="agree"
        if change.follows == "new"
        else "unresolved"
        if change.follows == "silent"
        else "changed",
    )


def _value(fact: Fact | None, say: Language) -> str:
    if fact is None:
        return say("says.nothing")
    value = value_text(fact, group=True)
    return line(fact.text) if value == fact.text else f"{line(fact.text)} = {value}"
