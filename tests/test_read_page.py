"""Raw bilingual pages: whatever the order, each paragraph once and nothing but the article."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

import pytest

from qa.errors import ReadError
from qa.model import Article, BlockKind, Document
from qa.read import ReadOptions, read_page
from qa.read.copies import differing_words
from qa.read.page import blocks, parse_page

EN_TITLE = "Seoul's night buses gain new routes"
KO_TITLE = "서울 심야버스, 노선 더 늘린다"
DECKS = ("이용객 3년 새 두 배로 늘어", "환승 거점도 열 곳 신설")
EN = (
    "The Seoul city government said Thursday that it will add four night bus routes in March.",
    "Ridership has doubled over the past three years, to 14,500 passengers a night, according to city data.",
    "“Late-shift workers need a way home,” said Han Mi-sook, who heads the transit bureau.",
    "Critics say the buses will cost 6.2 billion won a year. The council votes next week.",
)
KO = (
    "서울시는 3월부터 심야버스 노선 네 개를 새로 운행한다고 목요일 밝혔다.",
    "시 자료에 따르면 이용객은 최근 3년 사이 두 배로 늘어 하룻밤 1만4500명에 이른다. "
    "교통국을 이끄는 한미숙 국장은 “밤늦게 일하는 사람들에게 귀갓길이 필요하다”고 말했다.",
    "해마다 62억원이 든다는 비판도 나온다. 시의회는 다음 주 표결한다.",
)
DATE = "Published: 16 Jan. 2025, 09:30"
NOTE = "Translated using generative AI and edited by the newsroom."


def parse(*lines: str, options: ReadOptions | None = None) -> Article:
    return parse_page("\n".join(lines), "page.txt", options or ReadOptions())


def paragraphs(document: Document) -> tuple[str, ...]:
    return tuple(document.text[p.span.start : p.span.end] for p in document.paragraphs)


def interleaved() -> list[str]:
    return [EN[0], KO[0], EN[1], EN[2], KO[1], EN[3], KO[2]]


LAYOUTS = {
    "english-first": [EN_TITLE, DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO],
    "korean-first": [KO_TITLE, *DECKS, "입력 2025.01.16 09:30", *KO, EN_TITLE, *EN, NOTE],
    "interleaved": [EN_TITLE, KO_TITLE, *DECKS, DATE, *interleaved(), NOTE],
    "twice": [EN_TITLE, DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO] * 2,
    "second-copy-in-part": [
        *(EN_TITLE, DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO),
        *(*EN[1:], NOTE, KO_TITLE, *DECKS, *KO),
    ],
    "first-copy-in-part": [
        *(EN_TITLE, DATE, *EN[1:3], NOTE, KO_TITLE, *DECKS, *KO),
        EN_TITLE,
        *EN,
        NOTE,
        *KO,
    ],
    "one-language-twice": [EN_TITLE, DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO, *EN],
    "interleaved-twice": [EN_TITLE, KO_TITLE, *DECKS, DATE, *interleaved(), NOTE, *interleaved()],
    "copy-in-other-paragraphs": [
        *(EN_TITLE, DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO),
        *(" ".join(EN[:2]), " ".join(EN[2:]), *KO),
    ],
    "blank-lines": [x for line in (EN_TITLE, DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO) for x in (line, "", "")],
    "furniture": [
        *("Opinion > Editorials", EN_TITLE + " (KOR)", "BY HAN SEO-YEON [han.seoyeon@example.com]", DATE),
        *(
            "Share | Print | Facebook",
            EN[0],
            "A night bus waits at Gwanghwamun in central Seoul. [YONHAP]",
            *EN[1:],
        ),
        *(NOTE, "[사회]", KO_TITLE, *DECKS, "한서연 기자 han.seoyeon@example.com", KO[0]),
        *("서울 광화문 정류장에서 승객들이 버스를 기다리고 있다. [연합뉴스]", *KO[1:]),
        *("ⓒ 어느일보, 무단 전재 및 재배포 금지", "관련 기사", "지하철 막차 30분 늦춘다", "택시 요금 오르나"),
        *(
            "Please log in to your account to leave a comment.",
            "(0/300자)",
            "오늘의 날씨",
            "A daily of record",
        ),
    ],
    "teaser-on-top": [EN_TITLE, EN[0][:60] + "...", DATE, *EN, NOTE, KO_TITLE, *DECKS, *KO],
    "by-line-behind": [
        EN_TITLE,
        DATE,
        *EN,
        NOTE,
        KO_TITLE,
        *DECKS,
        *KO[:-1],
        KO[-1] + " 한서연 기자 han@example.com",
    ],
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    article = parse(*LAYOUTS[name])
    assert paragraphs(article.ko) == KO
    assert paragraphs(article.en) == EN
    assert article.ko.title == KO_TITLE
    assert article.en.title == EN_TITLE
    assert article.ko.decks == DECKS
    assert article.published == datetime.date(2025, 1, 16)
    assert "machine-translated" in {note.kind for note in article.notes}
    assert article.duplicates == ()
    for document in (article.ko, article.en):
        assert document.text == "\n\n".join(paragraphs(document))


def test_paragraphs_know_their_lines() -> None:
    article = parse(EN_TITLE, "", DATE, "", *EN, "", KO_TITLE, *KO)
    assert [p.line for p in article.en.paragraphs] == [5, 6, 7, 8]
    assert [p.line for p in article.ko.paragraphs] == [11, 12, 13]


def test_copies_that_differ() -> None:
    edited = EN[1].replace("14,500", "15,400")
    article = parse(EN_TITLE, DATE, *EN, KO_TITLE, *KO, EN[0], edited, *EN[2:], *KO)
    assert paragraphs(article.en) == EN
    (found,) = article.duplicates
    assert (found.kept, found.other, found.lang, found.line) == ("14,500", "15,400", "en", 12)
    assert article.en.text[found.span.start : found.span.end] == "14,500"


def test_copy_edited_throughout() -> None:
    page = [KO_TITLE, DATE, *KO, EN_TITLE, *EN, *(line.replace("다.", "다!") for line in KO)]
    article = parse(*page)
    assert paragraphs(article.ko) == KO
    assert {d.lang for d in article.duplicates} == {"ko"}


@pytest.mark.parametrize(
    "page",
    [
        [EN_TITLE, DATE, *EN[:2], EN[1], *EN[2:], KO_TITLE, *KO],
        [KO_TITLE, KO[0], EN[0], KO[1], EN[1], EN[1], KO[2], EN[3]],
        [EN_TITLE, DATE, *EN, EN[1], KO_TITLE, *KO],
    ],
    ids=["adjacent", "interleaved", "at-the-end"],
)
def test_paragraph_repeated_by_mistake_stays(page: list[str]) -> None:
    assert paragraphs(parse(*page).en).count(EN[1]) == 2


def test_similar_paragraphs_are_not_copies() -> None:
    countries = ("Japan", "Spain", "Egypt", "Chile", "Kenya", "India")
    names = ("일본", "스페인", "이집트", "칠레", "케냐", "인도")
    listed = [f"Exports to {c} rose {n}.3 percent from a year earlier." for n, c in enumerate(countries)]
    korean = [f"{c} 수출은 지난해 같은 달보다 {n}.3% 늘었다." for n, c in enumerate(names)]
    for page in ([*listed, *korean], [x for pair in zip(listed, korean, strict=True) for x in pair]):
        article = parse(*page)
        assert paragraphs(article.en) == tuple(listed)
        assert paragraphs(article.ko) == tuple(korean)
        assert article.duplicates == ()


def test_hard_wrapped_text() -> None:
    article = parse("\n\n".join([*(textwrap.fill(p, 60) for p in EN), *(textwrap.fill(p, 32) for p in KO)]))
    assert paragraphs(article.en) == EN
    assert paragraphs(article.ko) == KO


def test_lines_that_are_short_are_not_wrapped() -> None:
    article = parse(KO_TITLE, *DECKS, KO[0], "", EN_TITLE, *EN)
    assert article.ko.decks == DECKS


def test_languages_may_hold_words_of_the_other() -> None:
    article = parse(
        "The word jeong (정) has no equal in English, the novelist said.",
        "Kakao and Naver declined to comment.",
        "소설가는 ‘정(jeong)’에 꼭 맞는 영어가 없다고 했다.",
        "Kakao·Naver·SK hynix 등은 답하지 않았다.",
    )
    assert len(article.en.paragraphs) == len(article.ko.paragraphs) == 2


def test_published_option_wins() -> None:
    day = datetime.date(2024, 5, 2)
    assert parse(*LAYOUTS["twice"], options=ReadOptions(published=day)).published == day
    assert parse(*EN, *KO).published is None


def test_original_dates_the_article() -> None:
    page = ["Published: Jan. 17, 2025", *EN, "입력 2025.01.16 09:30", *KO]
    assert parse(*page).published == datetime.date(2025, 1, 16)
    assert parse(*page, options=ReadOptions(direction="en-ko")).published == datetime.date(2025, 1, 17)


def test_presegmented_page() -> None:
    article = parse(
        "One.", "하나다.", "", "Two.", "Three.", "둘이다.", options=ReadOptions(presegmented=True)
    )
    assert article.presegmented
    assert article.en.text == "One.\n\nTwo.\nThree."
    assert article.ko.text == "하나다.\n\n둘이다."


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (KO, "only Korean text found, expected both Korean and English"),
        (EN, "only English text found, expected both Korean and English"),
        (["***", "1", "2"], "no article text found"),
        (
            ["Published: 31 Feb. 2025", *EN, *KO],
            "page.txt:1: the date line says '31 Feb. 2025', which is no date",
        ),
    ],
)
def test_errors(lines: list[str], says: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(*lines)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_blocks_name_every_line() -> None:
    kinds = [(b.kind, b.line) for b in blocks("\n".join(LAYOUTS["english-first"]))]
    assert kinds[:3] == [(BlockKind.TITLE, 1), (BlockKind.DATE, 2), (BlockKind.BODY, 3)]
    assert kinds[6:10] == [
        (BlockKind.NOTE, 7),
        (BlockKind.TITLE, 8),
        (BlockKind.DECK, 9),
        (BlockKind.DECK, 10),
    ]


@pytest.mark.parametrize(
    ("kept", "other", "found"),
    [
        ("a b c", "a x c", [("b", "x")]),
        ("a b c", "a c", [("b", "")]),
        ("a c", "a b c", [("a", "a b")]),
        ("c", "b c", [("c", "b c")]),
        ("a b", "a b", []),
    ],
)
def test_differing_words(kept: str, other: str, found: list[tuple[str, str]]) -> None:
    result = differing_words(kept, other)
    assert [(k, o) for _, _, k, o in result] == found
    assert all(kept[start:end] == k for start, end, k, _ in result)


def test_read_page_decodes(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("\r\n".join(LAYOUTS["korean-first"]).encode("cp949"))
    article = read_page(path, ReadOptions())
    assert article.id == path.as_posix()
    assert paragraphs(article.ko) == KO


@pytest.mark.parametrize("unit", ["1", "만", "가 ", "(", "“", "a@", "By A ", "2025. ", "1월 "])
def test_long_lines_end(unit: str) -> None:
    with pytest.raises(ReadError):
        parse(unit * (200_000 // len(unit)))
    parse(unit * 20_000, KO[0], EN[0], "\n".join([unit * 20] * 2000))
