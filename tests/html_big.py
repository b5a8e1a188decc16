"""A long article put together by hand: many paragraphs, many sentences, findings in every fifth."""

from __future__ import annotations

from dataclasses import replace

from report_fixture import ARTICLE, FINDINGS, REPORT

from qa.model import Document, Finding, Lang, Link, Paragraph, ParagraphScore, Report, Sentence, Side, Span

KO = "올해 {n}번째 배가 거제에서 {m}월에 물에 떴고, 회사는 다음 배도 예정대로 지을 것이라고 밝혔다."
EN = "The {n}th ship of the year was launched in Geoje in month {m}; the next is to follow, the company said."


def _side(lang: Lang, count: int, each: int) -> tuple[Document, tuple[Sentence, ...]]:
    """`count` sentences in paragraphs of `each`."""
    pattern, at = (KO if lang == "ko" else EN), 0
    sentences: list[Sentence] = []
    paragraphs: list[Paragraph] = []
    parts: list[str] = []
    for first in range(0, count, each):
        texts = [pattern.format(n=n, m=n % 12 + 1) for n in range(first, min(count, first + each))]
        start = at
        for text in texts:
            sentences.append(
                Sentence(
                    index=len(sentences), text=text, span=Span(at, at + len(text)), paragraph=first // each
                )
            )
            at += len(text) + 1
        paragraphs.append(
            Paragraph(index=first // each, span=Span(start, at - 1), line=2 * (first // each) + 1)
        )
        parts.append(" ".join(texts))
        at += 1
    document = Document(
        lang=lang,
        uri=f"long.{lang}.txt",
        text="\n\n".join(parts),
        paragraphs=tuple(paragraphs),
        title="Ships",
    )
    return document, tuple(sentences)


def long_report(sentences: int = 5000, every: int = 5, each: int = 4) -> Report:
    """An article of so many sentences, with a finding in every so-manieth."""
    ko, korean = _side("ko", sentences, each)
    en, english = _side("en", sentences, each)
    assert all(
        d.text[s.span.start : s.span.end] == s.text for d, side in ((ko, korean), (en, english)) for s in side
    )
    found = tuple(_finding(n, korean[n], english[n]) for n in range(0, sentences, every))
    fact = REPORT.facts[0]
    assert fact.ko
    assert fact.en
    facts = tuple(
        replace(fact, link=n, verdict="changed" if n % every == 0 else "agree") for n in range(sentences)
    )
    return replace(
        REPORT,
        article=replace(ARTICLE, id="long.txt", ko=ko, en=en),
        sentences_ko=korean,
        sentences_en=english,
        links=tuple(Link(ko=(n,), en=(n,), confidence=0.99, similarity=0.8) for n in range(sentences)),
        link_match=(90.0,) * sentences,
        link_scores=(REPORT.link_scores[0],) * sentences,
        facts=facts,
        findings=found,
        paragraphs=tuple(
            ParagraphScore(en=n, ko=(n,), score=80.0, mqm=80.0, match=92.0, coverage=1.0)
            for n in range(len(en.paragraphs))
        ),
    )


def _finding(n: int, ko: Sentence, en: Sentence) -> Finding:
    def words(sentence: Sentence, wanted: str) -> Side:
        start = sentence.span.start + sentence.text.index(wanted)
        return Side(
            text=wanted, span=Span(start, start + len(wanted)), paragraph=sentence.paragraph, sentence=n
        )

    return replace(
        FINDINGS[6],
        ko=words(ko, f"{n}번째"),
        en=words(en, f"{n}th"),
        link=n,
        expected=f"{n}",
        found=f"{n + 1}",
        suggestion=f"{n}th",
        fingerprint=f"{n:016x}",
    )
