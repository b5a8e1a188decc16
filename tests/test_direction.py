"""The reverse direction: the English is the original, the Korean the translation."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from command import Run
from hypothesis import given
from hypothesis import strategies as st
from test_cases import CASES, findings_of

from qa.checks import RULES
from qa.compare.wording_ko import korean_number, phrase_ko
from qa.config import Config
from qa.direction import roles_of
from qa.extract.korean import blemishes
from qa.extract.korean.foreign_words import foreign_words
from qa.model import DateSpan, Finding, Span
from qa.pipeline import check_articles, read_facts
from qa.report import FORMATS

PUBLISHED = datetime.date(2026, 1, 29)  # a Thursday


def korean(english: str, like: str = "") -> list[str]:
    """The Korean for every fact of an English text, in the style of the first fact of `like`."""
    (facts,) = read_facts("en", [english], [PUBLISHED])
    (style,) = read_facts("ko", [like], [PUBLISHED])
    return [phrase_ko(fact, style[0] if style else None, PUBLISHED) for fact in facts]


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("a loss of 4.13 trillion won", "4조1300억 원"),
        ("sold for $36.5 billion", "365억 달러"),
        ("sold for $1.25 million", "125만 달러"),
        ("it costs 50 cents", "50센트"),
        ("it costs 1,500 won", "1500원"),
        ("up 18.5 percent", "18.5%"),
        ("up 4.1 percentage points", "4.1%포인트"),
        ("a twofold increase", "2배"),
        ("35,000 people came", "3만5000명"),
        ("about 4,200 tickets", "약 4200"),
        ("dozens of people came", "수십"),
        ("tens of thousands of trees", "수만"),
        ("a third of them", "3분의 1"),
        ("half of them", "절반"),
        ("the fourth-largest city", "네 번째"),
        ("a man in his 20s", "20대"),
        ("it took four years and seven months", "4년7개월"),
        ("12 to 15 people", "12~15명"),
        ("at 80 mph", "시속 80마일"),
        ("30 degrees Celsius", "섭씨 30도"),
        ("2,600 feet above the sea", "2600피트"),
        ("at 4:30 p.m.", "오후 4시 30분"),
        ("at noon", "정오"),
        ("on Jan. 12", "지난 12일"),
        ("on Jan. 20, 2025", "지난해 1월 20일"),
        ("on March 3", "3월 3일"),
        ("in April 2024", "2024년 4월"),
        ("in early April", "4월 초"),
        ("in the third quarter of last year", "지난해 3분기"),
        ("two days ago", "이틀 전"),
        ("in the 1990s", "1990년대"),
        ("in the 21st century", "21세기"),
        ("next week", "다음 주"),
        ("the following year", "이듬해"),
        ("on Chuseok", "추석"),
        ("March 3 to 5", "3월 3~5일"),
    ],
)
def test_korean_as_newspapers_write_it(english: str, told: str) -> None:
    assert korean(english) == [told]


@pytest.mark.parametrize(
    ("english", "like", "told"),
    [
        ("3.5 trillion won", "3조 4천억원", "3조 5000억원"),
        ("350 billion won", "3조5000억원", "3500억원"),
        ("25,000 people", "25만 명", "2만5000명"),
        ("250,000 people", "2만5000명", "25만명"),
        ("42,000 tickets", "4,200장", "42,000장"),
        ("10 to 12 ships", "10~20척", "10~12척"),
        ("30,000 to 50,000 people", "3~4만 명", "3~5만 명"),
        ("the 14th summit", "제4차 정상회의", "14차"),
        ("at 4 p.m.", "새벽 4시", "오후 4시"),
        ("at 3 a.m.", "새벽 4시", "새벽 3시"),
        ("on Jan. 12", "지난 20일", "지난 12일"),
        ("on April 12", "4월20일", "4월12일"),
        ("in April 2025", "2024년 4월", "2025년 4월"),
        ("in April last year", "올해 4월", "지난해 4월"),
        ("he is 14", "스물네 살", "열네 살"),
    ],
)
def test_korean_in_the_style_at_hand(english: str, like: str, told: str) -> None:
    assert korean(english, like)[0] == told


def test_roles() -> None:
    roles = roles_of("en-ko")
    assert roles.ordered("한국어", "English") == ("English", "한국어")
    assert roles.ordered(*roles.ordered("한국어", "English")) == ("한국어", "English")
    assert (roles.source, roles.target) == ("English", "Korean")


# --- what the case files say, turned round ---------------------------------------------------------

TURNED = {
    "missing": "added",
    "added": "missing",
    "lost": "added",
    "omission": "addition",
    "addition": "omission",
}
OWN_WAY = {"untranslated", "format", "headline", "duplicate", "term", "alignment"}
"""Families that look at the translation as a text, or at another side for their facts."""
SIDED = {"negation", "modality", "quote"}
"""Families whose rules are called lost and added."""


def _turned(rule: str) -> str:
    family, _, kind = rule.partition("-")
    if family in ("omission", "addition"):
        return f"{TURNED[family]}-{kind}"
    if family in SIDED and kind == "added":
        return f"{family}-lost"
    return f"{family}-{TURNED.get(kind, kind)}"


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.ko.text if finding.ko else "", finding.en.text if finding.en else ""


@pytest.fixture(scope="module")
def both_ways() -> list[tuple[str, list[Finding], list[Finding]]]:
    """Every case of the case files as it stands and with the roles turned."""
    cases = [c for _, c in (p.values for p in CASES) if not c.get("glossary") and "direction" not in c]
    there = [findings_of(case) for case in cases]
    back = check_articles([replace(a, direction="en-ko") for _, a in there], Config())
    return [
        (case["id"], found, list(report.findings))
        for case, (found, _), report in zip(cases, there, back, strict=True)
    ]


@pytest.mark.parametrize("family", sorted({rule.family for rule in RULES.values()} - OWN_WAY))
def test_what_is_found_is_found_the_other_way(
    family: str, both_ways: list[tuple[str, list[Finding], list[Finding]]]
) -> None:
    """The same words on both sides, the rule as it is called from there, the values changed about."""
    one_way = {rule.id for rule in RULES.values() if rule.into_english} | {"quote-added", "quote-lost"}
    seen = 0
    for name, there, back in both_ways:
        wanted = {
            (_turned(f.rule), *_said(f)[1:]): f for f in there if f.family == family and f.rule not in one_way
        }
        found = {_said(f): f for f in back}
        for key, old in wanted.items():
            assert key in found, (name, key, sorted(found))
            new = found[key]
            assert (new.expected, new.found) == (old.found, old.expected) or family == "antonym", (name, key)
            if f"{family}-weekday" != old.rule:  # a slip of the original is copied faithfully
                assert new.severity is old.severity, (name, key)
            seen += 1
        turned = {(_turned(f.rule), *_said(f)[1:]) for f in there}
        alone = [
            k for k, f in found.items() if f.family == family and k not in turned and k[0] not in one_way
        ]
        assert not alone, (name, alone)
    assert seen > 0


def test_messages_name_the_right_side(both_ways: list[tuple[str, list[Finding], list[Finding]]]) -> None:
    """Nothing of the translation into Korean is said of the English."""
    for name, _, back in both_ways:
        for finding in back:
            assert not finding.reason.startswith(
                ("The English has", "The English is", "The English seems")
            ), (
                name,
                finding.reason,
            )


# --- the command line --------------------------------------------------------------------------------

ENGLISH = "The council will open the bridge on June 8.\n\nIt cost $62 million."
KOREAN = "의회는 다음 달 18일 다리를 개통한다.\n\n비용은 6200만 달러가 들었다."


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "old.ko.txt").write_text(KOREAN, encoding="utf-8")
    (tmp_path / "new.ko.txt").write_text(KOREAN.replace("18일", "8일"), encoding="utf-8")
    (tmp_path / "rows.tsv").write_text(
        "id\ten\tko\treference\tpublished\n"
        "a\tIt opened on March 3.\t공장은 지난 5일 문을 열었다.\t공장은 지난 3일 문을 열었다.\t2026-03-12\n",
        encoding="utf-8",
    )
    return tmp_path


def test_check(files: Path, qa: Run) -> None:
    sides = ["--ko", str(files / "old.ko.txt"), "--en", str(files / "en.txt")]
    done = qa("check", *sides, "--direction", "en-ko", "--published", "2026-05-14")
    assert done.code == 1
    assert "English to Korean" in done.out
    assert "The Korean has another day." in done.out
    assert "Would be right  다음 달 8일" in done.out


def test_pairs_with_a_reference(files: Path, qa: Run) -> None:
    done = qa("check", str(files / "rows.tsv"), "--direction", "en-ko", "--format", "json")
    report = json.loads(done.out)
    assert report["direction"] == "en-ko"
    (finding,) = report["findings"]
    assert (finding["rule"], finding["expected"], finding["found"]) == (
        "date-changed",
        "2026-03-03",
        "2026-03-05",
    )
    assert finding["suggestion"] == "지난 3일"
    assert {m["against"] for m in report["metrics"]} == {"ko/reference"}
    assert any("tok:char" in m["signature"] or "tok:ko-mecab" in m["signature"] for m in report["metrics"])
    assert {s["rule"] for s in report["skipped"]} >= {r.id for r in RULES.values() if r.into_english}


def test_compare_of_two_translations_into_korean(files: Path, qa: Run) -> None:
    versions = [str(files / "old.ko.txt"), str(files / "new.ko.txt")]
    options = ["--direction", "en-ko", "--published", "2026-05-14", "--format", "json"]
    done = qa("compare", "--en", str(files / "en.txt"), *versions, *options)
    assert done.code == 0
    compared = json.loads(done.out)
    fixed = [f["rule"] for p in compared["paragraphs"] for f in p["fixed"]]
    assert fixed == ["date-changed"]
    assert [p["facts"][0]["follows"] for p in compared["paragraphs"] if p["facts"]] == ["new"]


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"pearmut"}))
def test_every_format(form: str, files: Path, qa: Run) -> None:
    """Written without a fault, with the value that would be right where the format gives it."""
    sides = ["--ko", str(files / "old.ko.txt"), "--en", str(files / "en.txt")]
    done = qa("check", *sides, "--direction", "en-ko", "--published", "2026-05-14", "--format", form)
    assert done.code == 1, done.err
    assert "date-changed" in done.out
    if form not in ("junit", "gitlab", "github"):
        assert "다음 달 8일" in done.out


@pytest.mark.parametrize(
    ("ko", "en"), [("", "The bridge opened."), ("다리가 열렸다.", "다리가 열렸다."), ("The end.", "The end.")]
)
def test_a_side_of_another_language_or_none(ko: str, en: str, tmp_path: Path, qa: Run) -> None:
    (tmp_path / "ko.txt").write_text(ko, encoding="utf-8")
    (tmp_path / "en.txt").write_text(en, encoding="utf-8")
    done = qa(
        "check", "--ko", str(tmp_path / "ko.txt"), "--en", str(tmp_path / "en.txt"), "--direction", "en-ko"
    )
    assert done.code in (0, 1, 2)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "text",
    [
        "a " * 100_000,
        "(가" * 100_000,
        "정부는 " * 60_000,
        "가," * 100_000,
        "https://" * 25_000,
        "다.가나" * 50_000,
    ],
)
def test_hostile_korean(text: str) -> None:
    """Read to the end, whatever it is made of (200,000 characters and more)."""
    for read in (foreign_words, blemishes.spacing, blemishes.wide_marks, blemishes.doubled):
        for found in read(text):
            assert 0 <= found.span.start < found.span.end <= len(text)
    assert len(list(blemishes.unpaired_quotes(text, [Span(0, len(text))]))) == 0


@given(st.integers(min_value=0, max_value=10**16), st.sampled_from([1, 10, 1000, 10**4, 10**8]))
def test_a_number_is_read_as_it_was_written(number: int, scale: int) -> None:
    value = number // scale * scale
    (facts,) = read_facts("ko", [f"모두 {korean_number(Fraction(value))}명이 왔다."], [None])
    assert [f.amount for f in facts] == [value]


@given(st.dates(min_value=datetime.date(2000, 1, 1), max_value=datetime.date(2040, 12, 31)))
def test_a_day_is_read_as_it_was_written(day: datetime.date) -> None:
    english = f"It opened on {day:%B} {day.day}, {day.year}."
    (facts,) = read_facts("en", [english], [PUBLISHED])
    words = phrase_ko(facts[0], None, PUBLISHED)
    (back,) = read_facts("ko", [f"{words} 문을 열었다."], [PUBLISHED])
    assert DateSpan(first=day, last=day) in back[0].spans, words
