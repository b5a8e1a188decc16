"""What single lines are taken for: date lines, by-lines, captions, notes, and the text beside them."""

from __future__ import annotations

import datetime

import pytest

from qa.data import table
from qa.read.classify import KINDS, patterns, untagged, verdict, without_tail
from qa.read.dates import date_line
from qa.read.lines import Line, dominant, language

DAY = datetime.date(2025, 1, 31)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Published: 31 Jan. 2025, 10:09", 0),
        ("Jan. 31, 2025", 1),
        ("January 31, 2025 10:09 KST", 1),
        ("Fri, Jan 31, 2025", 1),
        ("2025-01-31", 1),
        ("[2025-01-31 10:09]", 1),
        ("2025-01-31T10:09:00+09:00", 1),
        ("Updated : 2025-01-31 09:00", 2),
        ("By Yoo Da-in Published : January 31, 2025 - 10:09 Updated : February 1, 2025 - 10:12", 0),
        ("입력 2025.01.31 10:09", 0),
        ("입력 2025.01.31 00:10 업데이트 2025.02.01 09:15 지면보기", 0),
        ("입력2025.01.31. 오전 10:09 수정2025.02.01. 오후 1:09 기사원문", 0),
        ("2025년 1월 31일 금요일", 1),
        ("등록 2025-01-31", 0),
        ("기사입력 2025-01-31 10:09:00", 0),
        ("수정 2025. 1. 31. 11:00", 2),
        ("2025. 1. 31.", 1),
        ("2025. 1. 31.(금)", 1),
        ("송고시간2025-01-31 10:09", 0),
        ("유다인 기자 입력 2025.01.31 10:09", 0),
    ],
)
def test_date_lines(text: str, rank: int) -> None:
    found = date_line(text)
    assert found is not None
    assert (found.date, found.rank) == (DAY, rank)


@pytest.mark.parametrize(
    "text",
    [
        "It was published on Jan. 31, 2025.",
        "The notice was posted Jan. 31, 2025 and withdrawn at once.",
        "Jan. 31, 2025, was a turning point for the firm",
        "2025년 1월 31일 서울에서 열렸다.",
        "이 법은 2025. 1. 31. 시행된다.",
        "2025-13-45",
        "Jan. 31",
        "",
    ],
)
def test_no_date_lines(text: str) -> None:
    assert date_line(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By Yoo Da-in", "byline"),
        ("BY YOO DA-IN [yoo.dain@example.com]", "byline"),
        ("By Yoo Da-in and Seo Jin-woo", "byline"),
        ("Yoo Da-in, staff reporter", "byline"),
        ("유다인 기자 dain@example.co.kr", "byline"),
        ("도쿄=유다인 특파원", "byline"),
        ("부산=유다인, 서진우 기자", "byline"),
        ("dain@example.co.kr", "byline"),
        ("Visitors line up outside the museum on Jan. 15. [YONHAP]", "caption"),
        ("This photo shows the bridge a day after it opened.", "caption"),
        ("[사진=연합뉴스]", "caption"),
        ("관람객이 전시장에 들어서고 있다. 연합뉴스", "caption"),
        ("관람객이 전시장에 들어서고 있다. /사진=뉴시스", "caption"),
        ("ⓒ 어느일보, 무단 전재 및 재배포 금지", "boilerplate"),
        ("Copyright 2025 The Paper. All rights reserved.", "boilerplate"),
        ("(0/250자)", "boilerplate"),
        ("댓글 3", "boilerplate"),
        ("댓글 0개", "boilerplate"),
        ("관람객이 전시장에 들어서고 있다. [공동취재단]", "caption"),
        ("댓글을 작성하려면 로그인 해주세요", "boilerplate"),
        ("Log in to comment", "boilerplate"),
        ("공유 스크랩 인쇄", "boilerplate"),
        ("Share | Print | Facebook", "boilerplate"),
        ("[관련기사] 반도체 수출, 석 달째 늘었다", "boilerplate"),
        ("Opinion > Editorials", "boilerplate"),
        ("■□■", "boilerplate"),
        ("Translated by AI and edited by our staff.", "note"),
        ("이 기사는 생성형 AI를 활용해 번역했습니다.", "note"),
        ("The author is a professor of law at a university in Daegu.", "note"),
    ],
)
def test_lines_about_the_article(text: str, kind: str) -> None:
    found = verdict(Line(number=1, text=text, lang=language(text)))
    assert found is not None
    assert found.kind.value == kind


@pytest.mark.parametrize(
    "text",
    [
        "By 2029, machines will write most code",
        "By noon the queue had reached the river.",
        "Print media is dying",
        "Share prices fell sharply on Tuesday.",
        "News of the deal spread quickly.",
        "Translated into 30 languages, the novel has won readers who never met machine learning.",
        "A photo essay on the island won the prize.",
        "Log in once a day, the doctor tells his patients, and walk twice.",
        "Copyrighted songs were used without leave, the court found.",
        "로그인 체계를 바꾼 은행이 늘고 있다.",
        "정부는 댓글 조작을 처벌하기로 했다.",
        "댓글 조작 정황을 경찰이 확인했다.",
        "사진작가 윤씨는 “사진은 기억이다”라고 말했다.",
        "사진 찍기 좋은 날이다",
        "국제 유가가 사흘째 올랐다",
        "기자 출신인 그는 정치에 뜻이 없다고 했다.",
        "연합뉴스는 이 소식을 처음 전했다.",
        "[사설] 다리를 더 놓을 때다",
    ],
)
def test_lines_of_the_article(text: str) -> None:
    assert verdict(Line(number=1, text=text, lang=language(text))) is None


@pytest.mark.parametrize(
    ("text", "rest", "tail"),
    [
        ("대책을 냈다. 유다인 기자 dain@example.co.kr", "대책을 냈다.", "유다인 기자 dain@example.co.kr"),
        ("대책을 냈다.유다인 기자", "대책을 냈다.", "유다인 기자"),
        ("He left. BY YOO DA-IN [yoo.dain@example.com]", "He left.", "BY YOO DA-IN [yoo.dain@example.com]"),
        ("He left. (Yonhap)", "He left.", None),
        ("그는 떠났다. (끝)", "그는 떠났다.", None),
        ("문의는 help@example.com", "문의는 help@example.com", None),
        ("그는 한때 이름난 기자", "그는 한때 이름난 기자", None),
        ("He met a reporter.", "He met a reporter.", None),
    ],
)
def test_tails(text: str, rest: str, tail: str | None) -> None:
    kept, notes = without_tail(text)
    assert kept == rest
    assert [note.text for note in notes] == ([tail] if tail else [])


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Seoul's buses gain routes (KOR)", "Seoul's buses gain routes"),
        ("Seoul's buses gain routes | The Daily", "Seoul's buses gain routes"),
        ("Seoul's buses (and trains)", "Seoul's buses (and trains)"),
        ("(KOR)", "(KOR)"),
    ],
)
def test_untagged(title: str, bare: str) -> None:
    assert untagged(title) == bare


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("한국은행", "ko"),
        ("Kakao·Naver·SK hynix 등은 답하지 않았다.", "ko"),
        ("The word jeong (정) has no equal.", "en"),
        ("AI", "en"),
        ("2025. 1. 31.", None),
        ("", None),
    ],
)
def test_language(text: str, lang: str | None) -> None:
    assert language(text) == lang


def test_dominant() -> None:
    assert dominant("한국은행이 금리를 내렸다.\nBOK cut") == "ko"
    assert dominant("한국은행이 금리를 내렸다.\nThe bank cut its rate.") == "both"
    assert dominant("12 34") is None


def test_every_pattern_row_loads() -> None:
    rows = table("page_lines", ("kind", "note", "limit", "pattern", "source"))
    assert len(patterns()) == len(rows)
    assert {p.kind for p in patterns()} == {*KINDS, "tag", "tail"}
