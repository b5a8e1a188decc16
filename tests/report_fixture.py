"""A report put together by hand: a shipyard's order, with drift of many kinds in the English.

The company, the people and the events are invented.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction

from qa.model import (
    Acceptance,
    Article,
    Bound,
    DateSpan,
    Document,
    Fact,
    FactMatch,
    Family,
    Finding,
    Grain,
    Headline,
    Lang,
    Link,
    LinkScore,
    MetricScore,
    Note,
    Paragraph,
    ParagraphScore,
    PartialDate,
    Report,
    Sentence,
    Severity,
    Shift,
    Side,
    Skipped,
    Span,
)

KO = (
    (
        "한빛조선해양이 카타르 선사로부터 액화천연가스(LNG) 운반선 4척을 1조4000억원에 수주했다고 "
        "16일 밝혔다.",
        "선박은 2028년 상반기까지 차례로 인도될 예정이다.",
    ),
    (
        "이번 계약으로 한빛조선의 올해 누적 수주액은 62억 달러로 늘었다.",
        "지난해 같은 기간보다 17.3% 많은 규모다.",
        "연간 수주 목표의 80%를 이미 채운 셈이다.",
    ),
    (
        "오정민 부사장은 “친환경 선박 수요가 당분간 이어질 것으로 본다”고 말했다.",
        "반면 노조는 인력난이 풀리지 않으면 납기를 맞추기 어렵다고 지적했다.",
    ),
    (
        "거제 조선소에서는 협력사를 포함해 1만2470명이 일한다.",
        "한빛조선은 오는 22일 이곳에서 계약 서명식을 연다.",
    ),
)
EN = (
    (
        "Hanbit Shipbuilding & Marine said Tuesday that it had won an order worth 140 billion won from a "
        "Qatari shipping company for four liquefied natural gas carriers.",
    ),
    ("The vessels are to be delivered in stages through the first half of 2028.",),
    (
        "The contract brings Hanbit's orders so far this year to $6.2 billion, up 17.3 percentage points "
        "from the same period a year earlier.",
    ),
    (
        "“We expect demand for eco-friendly ships to hold up for some time,” "
        "Vice President Oh Jung-min said.",
        "The union, on the other hand, said the deadline would be easy to meet even if the labor shortage "
        "is not resolved.",
    ),
    (
        "Some 12,500 people, subcontractors included, work at the Geoje shipyard.",
        "Hanbit will hold the signing ceremony there on Sept. 23 [time to be set].",
        "Its shares rose 3 percent on the news.",
    ),
)
LINKS: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = (
    ((0,), (0,)),
    ((1,), (1,)),
    ((2, 3), (2,)),
    ((4,), ()),
    ((5,), (3,)),
    ((6,), (4,)),
    ((7,), (5,)),
    ((8,), (6,)),
    ((), (7,)),
)


def document(lang: Lang, paragraphs: tuple[tuple[str, ...], ...], title: str) -> Document:
    """A body of paragraphs joined by blank lines."""
    texts = [" ".join(p) for p in paragraphs]
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 2
    return Document(
        lang=lang,
        uri=f"order.{lang}.txt",
        text="\n\n".join(texts),
        paragraphs=tuple(Paragraph(index=n, span=s, line=2 * n + 3) for n, s in enumerate(spans)),
        title=title,
    )


def sentences(doc: Document, paragraphs: tuple[tuple[str, ...], ...]) -> tuple[Sentence, ...]:
    """The sentences as the tables above cut them."""
    out: list[Sentence] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph:
            at = doc.text.index(text, at)
            span = Span(at, at + len(text))
            out.append(Sentence(index=len(out), text=text, span=span, paragraph=number))
            at = span.end
    return tuple(out)


ARTICLE = Article(
    id="order.txt",
    ko=document("ko", KO, "한빛조선, LNG 운반선 4척 1조4000억원에 수주"),
    en=document("en", EN, "Hanbit wins order for four LNG carriers"),
    published=datetime.date(2025, 9, 17),
    notes=(Note(kind="machine-translated", text="Translated by machine and edited by the newsroom."),),
)
SENTENCES_KO = sentences(ARTICLE.ko, KO)
SENTENCES_EN = sentences(ARTICLE.en, EN)


def side(lang: Lang, words: str) -> Side:
    """The one place where the words stand."""
    text = ARTICLE.side(lang).text
    assert text.count(words) == 1, words
    start = text.index(words)
    found = SENTENCES_KO if lang == "ko" else SENTENCES_EN
    sentence = next(s for s in found if s.span.start <= start < s.span.end)
    return Side(
        text=words,
        span=Span(start, start + len(words)),
        paragraph=sentence.paragraph,
        sentence=sentence.index,
    )


def finding(
    rule: str,
    severity: Severity,
    message: str,
    *,
    ko: str = "",
    en: str = "",
    link: int | None,
    expected: str = "",
    found: str = "",
    suggestion: str = "",
    confidence: float = 0.95,
    accepted: Acceptance | None = None,
) -> Finding:
    """A finding about the quoted words."""
    family, _, kind = rule.partition("-")
    return Finding(
        rule=rule,
        family=family,
        kind=kind,
        severity=severity,
        confidence=confidence,
        message=message,
        ko=side("ko", ko) if ko else None,
        en=side("en", en) if en else None,
        expected=expected,
        found=found,
        suggestion=suggestion,
        link=link,
        fingerprint=f"{rule[:4]}{link if link is not None else 'x'}{len(message):03d}",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        accepted=accepted,
    )


FINDINGS = (
    finding(
        "money-changed",
        Severity.CRITICAL,
        "The amount is ten times too small: 조 is trillion, 억 is hundred million.",
        ko="1조4000억원",
        en="140 billion won",
        link=0,
        expected="1,400,000,000,000 KRW",
        found="140,000,000,000 KRW",
        suggestion="1.4 trillion won",
    ),
    finding(
        "percent-changed",
        Severity.MAJOR,
        "The Korean gives percent, the English percentage points.",
        ko="17.3%",
        en="17.3 percentage points",
        link=2,
        expected="17.3 percent",
        found="17.3 percentage point",
        suggestion="17.3 percent",
    ),
    finding(
        "omission-sentence",
        Severity.MAJOR,
        "This sentence has no counterpart in the English.",
        ko=KO[1][2],
        link=3,
    ),
    finding(
        "antonym-changed",
        Severity.MAJOR,
        "The English says the opposite: 어렵다 is difficult.",
        ko="맞추기 어렵다고",
        en="easy to meet",
        link=5,
        expected="difficult",
        found="easy",
        confidence=0.62,
    ),
    finding(
        "name-spelling",
        Severity.MINOR,
        "The title is shortened: 부사장 is executive vice president here.",
        ko="부사장",
        en="Vice President",
        link=4,
        confidence=0.31,
    ),
    finding(
        "number-rounded",
        Severity.NEUTRAL,
        "The English rounds the figure and says so.",
        ko="1만2470명",
        en="Some 12,500 people",
        link=6,
        expected="12,470",
        found="about 12,500",
    ),
    finding(
        "date-changed",
        Severity.MAJOR,
        "The day differs: the Korean says the 22nd, the English the 23rd.",
        ko="오는 22일",
        en="Sept. 23",
        link=7,
        expected="2025-09-22",
        found="2025-09-23",
        suggestion="Sept. 22",
    ),
    finding(
        "addition-sentence",
        Severity.MINOR,
        "This sentence has no counterpart in the Korean.",
        en="Its shares rose 3 percent on the news.",
        link=8,
    ),
    finding(
        "name-inconsistent",
        Severity.MINOR,
        "The company is called by two names.",
        en="Hanbit Shipbuilding & Marine",
        link=None,
        accepted=Acceptance(reason="full name at first mention", by="desk", when="2025-09-17"),
    ),
)


def fact(family: Family, lang: Lang, words: str, **values: object) -> Fact:
    """A fact at the quoted words."""
    return Fact(family=family, text=words, span=side(lang, words).span, **values)  # type: ignore[arg-type]


def _day(day: int) -> tuple[DateSpan, ...]:
    date = datetime.date(2025, 9, day)
    return (DateSpan(first=date, last=date),)


FACTS = (
    FactMatch(
        verdict="changed",
        family="money",
        ko=fact("money", "ko", "1조4000억원", amount=Fraction(1_400_000_000_000), currency="KRW"),
        en=fact("money", "en", "140 billion won", amount=Fraction(140_000_000_000), currency="KRW"),
        link=0,
    ),
    FactMatch(
        verdict="agree",
        family="date",
        ko=fact("date", "ko", "16일", date=PartialDate(grain=Grain.DAY, day=16, lean="past"), spans=_day(16)),
        en=fact("date", "en", "Tuesday", date=PartialDate(grain=Grain.WEEKDAY, weekday=1), spans=_day(16)),
        link=0,
    ),
    FactMatch(
        verdict="agree",
        family="number",
        ko=fact("number", "ko", "4척", amount=Fraction(4), counter="ship"),
        en=fact("number", "en", "four", amount=Fraction(4), form="word"),
        link=0,
    ),
    FactMatch(
        verdict="changed",
        family="percent",
        ko=fact("percent", "ko", "17.3%", amount=Fraction(173, 10), unit="percent"),
        en=fact("percent", "en", "17.3 percentage points", amount=Fraction(173, 10), unit="percentage-point"),
        link=2,
    ),
    FactMatch(
        verdict="missing",
        family="percent",
        ko=fact("percent", "ko", "80%", amount=Fraction(80), unit="percent"),
        en=None,
        link=3,
    ),
    FactMatch(
        verdict="agree",
        family="number",
        ko=fact("number", "ko", "1만2470명", amount=Fraction(12_470), counter="person"),
        en=fact("number", "en", "12,500", amount=Fraction(12_500), bound=Bound.ABOUT),
        link=6,
    ),
    FactMatch(
        verdict="unresolved",
        family="date",
        ko=fact(
            "date",
            "ko",
            "올해",
            date=PartialDate(grain=Grain.YEAR, shifts=(Shift(unit=Grain.YEAR, count=0),)),
        ),
        en=None,
        link=2,
    ),
)


MATCHES = (93.21, 97.0, 91.5, 0.0, 95.04, 71.0, 94.0, 96.6, 0.0)
LINK_SCORES = tuple(
    LinkScore(
        match=match,
        interval=(match * 0.8, match + 0.4 * (100 - match)) if match else (0.0, 0.0),
        meaning=match / (1 - lost) / (1 - invented),
        lost=lost,
        invented=invented,
    )
    for match, lost, invented in zip(
        MATCHES, (0, 0, 0.04, 0, 0, 0.12, 0, 0, 0), (0, 0, 0, 0, 0, 0.1, 0, 0, 0), strict=True
    )
)


def _paragraph(
    en: int, ko: tuple[int, ...], score: float, match: float, links: tuple[int, ...]
) -> ParagraphScore:
    own = [f for f in FINDINGS if f.link in links]
    mqm = 100 * (1 - min(25, sum(f.severity.weight for f in own)) / 25)
    return ParagraphScore(
        en=en,
        ko=ko,
        score=score,
        mqm=mqm,
        match=match,
        coverage=0.6 if 3 in links else 1.0,
        findings=tuple(f.fingerprint for f in own),
        match_interval=(match - 10, match + 0.3 * (100 - match)),
        parts=tuple((n, 1 / len(links)) for n in links),
    )


REPORT = Report(
    article=ARTICLE,
    sentences_ko=SENTENCES_KO,
    sentences_en=SENTENCES_EN,
    links=tuple(
        Link(ko=ko, en=en, confidence=0.98765 if ko and en else 0.81, similarity=0.7 if ko and en else 0.0)
        for ko, en in LINKS
    ),
    link_match=MATCHES,
    link_scores=LINK_SCORES,
    match_interval=(79.94, 88.06),
    facts=FACTS,
    findings=FINDINGS,
    paragraphs=(
        _paragraph(0, (0,), 0.0, 93.21, (0,)),
        _paragraph(1, (0,), 97.0, 97.0, (1,)),
        _paragraph(2, (1,), 60.0, 68.4, (2, 3)),
        _paragraph(3, (2,), 71.0, 82.9, (4, 5)),
        _paragraph(4, (3,), 76.0, 79.6, (6, 7, 8)),
    ),
    headlines=(
        Headline(
            ko="한빛조선, LNG 운반선 4척 1조4000억원에 수주",
            en="Hanbit wins order for four LNG carriers",
            match=88.0,
        ),
    ),
    skipped=(Skipped(rule="term-not-used", reason="no glossary was given"),),
    score=56.52,
    mqm=57.04,
    match=83.99,
    verdict="fail",
    signature="qa:0.1|rules:12|data:0011aabb|encoder:none",
)

CLEAN = replace(
    REPORT,
    article=replace(ARTICLE, id="order-corrected.txt", notes=(), published=None),
    findings=(),
    facts=(),
    headlines=(),
    paragraphs=tuple(replace(p, score=s, mqm=100.0, match=s, findings=()) for p, s in zip(
        REPORT.paragraphs, (97.0, 98.5, 100.0, 96.1, 94.9), strict=True)),
    metrics=(
        MetricScore(
            name="chrF2",
            against="en/reference",
            value=63.27,
            signature="nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.5.1",
        ),
    ),
    score=97.2,
    mqm=100.0,
    match=97.2,
    verdict="pass",
)  # fmt: skip
