"""What a check is: an id, its rules, and a pure function from an analysed article to hits."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qa.coverage import Pair, WordVectors
from qa.direction import Roles, roles_of
from qa.model import Article, FactMatch, Gap, Glossary, Hit, Lang, Link, Sentence, Severity, Span, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of finding.

    `id` is family, hyphen, kind; `severity` what it starts from (a hit may be milder); `mqm` the
    MQM error type and `its` the ITS 2.0 localization-quality issue type.  `needs` names a step
    that must have been taken, or an input that must be there, for the rule to say anything: without
    it the rule is listed as skipped.
    """

    id: str
    title: str
    severity: Severity
    mqm: str
    its: str
    needs: Literal["gaps", "glossary"] | None = None
    into_english: str = ""
    """Why the rule says nothing of a translation into Korean, as reports give the reason; empty where it
    works in both directions."""

    @property
    def family(self) -> str:
        """What the rule is about: the id up to its first hyphen."""
        return self.id.partition("-")[0]

    @property
    def kind(self) -> str:
        """What happened: the id after its first hyphen."""
        return self.id.partition("-")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedText:
    """A link with two sides: where they stand in the bodies, and the morphemes of the Korean one."""

    index: int
    link: Link
    ko: Span
    en: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """An analysed article: what every check may look at."""

    article: Article
    sentences_ko: tuple[Sentence, ...]
    sentences_en: tuple[Sentence, ...]
    links: tuple[Link, ...]
    facts: tuple[FactMatch, ...]
    published: datetime.date | None
    gaps: tuple[Gap, ...] | None = None
    """Stretches without counterpart; None where nobody looked."""
    tokens: tuple[Token, ...] = ()
    """The morphemes of the Korean body, in order; spans count in the body text."""
    pairs: Mapping[int, Pair] = field(default_factory=dict)
    """By link, how like each other the words of its two sides are; a link may lack it (too long, or
    the encoder is not the embedded one)."""
    vectors: WordVectors | None = None
    """Encodes words and phrases; None where `pairs` is empty because of the encoder."""

    glossary: Glossary | None = None
    """The user's terms; what they say wins over our own tables."""

    memo: dict[str, Any] = field(default_factory=dict, repr=False)
    """What a check worked out and the report asks for again."""

    @property
    def roles(self) -> Roles:
        """Which side is the original."""
        return roles_of(self.article.direction)

    def sentences(self, lang: Lang) -> tuple[Sentence, ...]:
        """The sentences of one side."""
        return self.sentences_ko if lang == "ko" else self.sentences_en

    def linked(self) -> Iterator[LinkedText]:
        """The links that have two sides, each one stretch of its body, in order."""
        starts = [t.span.start for t in self.tokens]
        for index, link in enumerate(self.links):
            ko, en = self.span_of("ko", link.ko), self.span_of("en", link.en)
            if ko is None or en is None or not link.unbroken:
                continue
            low, high = bisect.bisect_left(starts, ko.start), bisect.bisect_left(starts, ko.end)
            yield LinkedText(index=index, link=link, ko=ko, en=en, tokens=self.tokens[low:high])

    def text(self, lang: Lang) -> str:
        """The body text of one side."""
        return self.article.side(lang).text

    def words(self, lang: Lang, span: Span) -> str:
        """The words of a span of one side."""
        return self.text(lang)[span.start : span.end]

    def span_of(self, lang: Lang, sentences: tuple[int, ...]) -> Span | None:
        """From the first to the last of the sentences of one side; None for none."""
        side = self.sentences(lang)
        if not sentences:
            return None
        return Span(side[sentences[0]].span.start, side[sentences[-1]].span.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its module, doc page and case file bear its id.

    `needs` names what the input must have for the check to run at all: without it its rules are
    listed as skipped.  A row of a pairs file has no paragraphs.  `on_links` says that what the check
    finds is worth no more than the links it rests on: it is skipped where those are poor as a whole.
    """

    id: str
    title: str
    rules: tuple[Rule, ...]
    run: Callable[[Context], Iterator[Hit]]
    needs: Literal["paragraphs"] | None = None
    on_links: bool = True
