"""The HTML report: what it says, that it agrees with the others, and that no article can harm it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from html_page import Element, read
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from report_fixture import ARTICLE, CLEAN, EN, FINDINGS, KO, REPORT
from test_cases import CASES, findings_of

from qa.checks import RULES
from qa.config import Config
from qa.model import (
    Document,
    Headline,
    Lang,
    NamePair,
    Note,
    Report,
    Sentence,
    Severity,
    Skipped,
    Span,
)
from qa.pipeline import check_articles
from qa.read import ReadOptions, read_page
from qa.report import FORMATS, RenderOptions
from qa.report.korean import myriads
from qa.report.language import language
from qa.report.placing import place
from qa.report.words import visible
from qa.runner import _NEEDS_EMBEDDED, _NEEDS_GLOSSARY, _POOR

ROOT = Path(__file__).parents[1]
LANGS: tuple[Lang, ...] = ("en", "ko")
ONE = replace(REPORT, findings=FINDINGS[4:5])
SEVERAL = [REPORT, CLEAN, replace(REPORT, article=replace(ARTICLE, id="third.txt"), verdict="review")]


def page(*reports: Report, lang: Lang = "en") -> str:
    return FORMATS["html"](reports, RenderOptions(lang=lang))


def cut(text: str) -> str:
    """The page without its style sheet, script and their hashes: they have no place in a golden file."""
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    text = re.sub(r"<script>.*?</script>", "<script>…</script>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", text)


def card(text: str | Element, rule: str) -> Element:
    root = read(text) if isinstance(text, str) else text
    (found,) = (c for c in root.all("li", class_="card") if c.all("summary")[0].all("code")[0].text() == rule)
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_golden(lang: Lang, golden: Callable[[str, str], None]) -> None:
    golden(f"report_order_{lang}.html", cut(page(REPORT, lang=lang)))


def test_golden_of_a_sample(golden: Callable[[str, str], None]) -> None:
    article = read_page(ROOT / "samples" / "diplomacy-summit" / "page_bad.txt", ReadOptions())
    article = replace(article, id="page_bad.txt")
    report = replace(next(check_articles([article], Config())), signature="qa")
    golden("sample_diplomacy-summit.html", cut(page(report)))


# --- the page as a whole ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reports", [[REPORT], [CLEAN], SEVERAL, []], ids=["one", "clean", "several", "none"])
def test_tags_close_places_are_unique_and_links_lead_to_them(reports: list[Report], lang: Lang) -> None:
    text = page(*reports, lang=lang)
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.endswith("</html>\n")
    root = read(text)
    ids = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for link in root.all("a"):
        assert (link.attributes["href"] or "")[1:] in ids
    for element in root.all():
        if label := element.attributes.get("aria-labelledby"):
            assert label in ids
    assert root.all("html")[0].attributes["lang"] == lang


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_loaded_and_only_our_own_script_and_style_can_run(lang: Lang) -> None:
    text = page(*SEVERAL, lang=lang)
    root = read(text)
    for element in root.all():
        assert not {"src", "srcset", "style", "background", "action", "data"} & set(element.attributes)
        assert not [a for a in element.attributes if a.startswith("on")]
        assert (element.attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in text.replace("http-equiv", "")
    (policy,) = (
        m.attributes["content"] or "" for m in root.all("meta", http_equiv="Content-Security-Policy")
    )
    for name, rule in (("style", "style-src"), ("script", "script-src")):
        (element,) = root.all(name)
        digest = base64.b64encode(hashlib.sha256(element.text().encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'; ")


def test_the_same_reports_give_the_same_bytes() -> None:
    assert page(*SEVERAL) == page(*SEVERAL)


# --- what it says -------------------------------------------------------------------------------


def test_the_verdict_comes_in_words() -> None:
    (head,) = read(page(REPORT)).all("header", class_="head")
    assert (
        head.all("p", class_="summary")[0].text() == "5 things to fix, 2 to look at, 1 note, in 5 paragraphs."
    )
    assert head.all("span", class_="number")[0].text() == "56"
    assert head.all("p", class_="low")[0].text() == "lowest ¶1 with 0"
    assert [t.text() for t in head.all("h1")] == [ARTICLE.ko.title]
    assert "Published September 17, 2025" in head.text()
    assert "1 finding is accepted and not counted." in head.text()


@pytest.mark.parametrize(
    ("lang", "report", "said"),
    [
        ("ko", REPORT, "5개 문단에서 고칠 곳 5건, 살펴볼 곳 2건, 참고 사항 1건을 찾았습니다."),
        ("ko", CLEAN, "5개 문단에서 고칠 곳을 찾지 못했습니다."),
        ("ko", ONE, "5개 문단에서 고칠 곳은 없고, 살펴볼 곳 1건을 찾았습니다."),
        ("en", CLEAN, "Nothing to fix in 5 paragraphs."),
        ("en", ONE, "Nothing to fix, 1 thing to look at, in 5 paragraphs."),
    ],
)  # fmt: skip
def test_summaries(lang: Lang, report: Report, said: str) -> None:
    assert said in page(report, lang=lang)


def test_a_number_ties_the_words_of_both_sides_to_the_card() -> None:
    root = read(page(REPORT))
    for passage in (q for p in place(REPORT).paragraphs for q in p.rows):
        for item in (*passage.findings, *passage.settled):
            (found,) = root.all("li", class_="card", data_n=str(item.number))
            assert found.attributes["id"] == f"a1-f{item.number}"
            marked = [
                m for m in root.all("mark") if str(item.number) in (m.attributes["data-n"] or "").split()
            ]
            sides = [s for s in (item.finding.ko, item.finding.en) if s]
            assert [m.text(numbers=False) for m in marked] == [s.text for s in sides]
            for m in marked:
                assert m.all("a", class_="n")[0].attributes["href"] == f"#a1-f{item.number}"


def test_numbers_are_those_of_the_terminal() -> None:
    terminal = FORMATS["terminal"]([REPORT], RenderOptions(width=120))
    told = re.findall(r"^ +(\d+) +(?:CRITICAL|MAJOR|minor|note) +([a-z-]+)", terminal, re.MULTILINE)
    cards = [
        (c.attributes["data-n"], c.all("summary")[0].all("code")[0].text())
        for c in read(page(REPORT)).all("li", class_="card")
        if not c.is_("class_", "settled")
    ]
    assert cards == told


def test_a_card_says_everything() -> None:
    text = re.sub(r"\s+", " ", card(page(REPORT), "money-changed").text())
    for part in (
        "Critical", "The amount is ten times too small", "Korean says 1조4000억원 = 1,400,000,000,000 KRW",
        "English says 140 billion won = 140,000,000,000 KRW", "Would be right 1.4 trillion won",
        "The amount of money is another one in the translation", "sure",
        f'qa accept {FINDINGS[0].fingerprint} --reason "…"', "accuracy/mistranslation",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize(
    ("confidence", "word"), [(0.95, "sure"), (0.8, "fairly sure"), (0.5, "not certain"), (0.1, "a guess")]
)
def test_confidence_in_words(confidence: float, word: str) -> None:
    report = replace(REPORT, findings=(replace(FINDINGS[0], confidence=confidence),))
    assert card(page(report), "money-changed").all("span", class_="sure")[0].text().startswith(word)


def test_an_accepted_finding_is_shown_greyed_and_not_counted() -> None:
    found = card(page(REPORT), "name-inconsistent")
    assert found.is_("class_", "settled")
    assert "full name at first mention (desk, 2025-09-17)" in found.text()
    assert "qa accept" not in found.text()
    root = read(page(REPORT))
    (mark,) = root.all("mark", data_n="9")
    assert mark.is_("class_", "settled")
    counts = [label.all("b")[0].text() for label in root.all("label") if label.all("b")]
    assert sum(map(int, counts)) == 2 * 8  # by severity and by family: the eight that are open


def test_what_is_missing_is_a_gap_in_its_place() -> None:
    root = read(page(REPORT))
    (row,) = (r for r in root.all("div", class_="row") if r.all("li", data_n="3"))
    korean, english = row.all("div", class_="cell")
    assert KO[1][2] in korean.text(numbers=False)
    assert english.all("p", class_="gap")[0].text() == "nothing in the English"


def test_all_sentences_stand_in_the_page_once_and_clean_ones_are_folded() -> None:
    root = read(page(REPORT))
    shown = [
        re.sub(r"\s+", " ", p.text(numbers=False))
        for cell in root.all("div", class_="cell")
        for p in cell.all("p")
        if not p.is_("class_", "gap")
    ]
    for sentence in (s for side in (KO, EN) for paragraph in side for s in paragraph):
        assert sum(sentence in text for text in shown) == 1, sentence
    (fold,) = root.all("details", class_="fold")
    assert "open" not in fold.attributes
    assert EN[1][0] in fold.text()


def test_the_original_stands_on_the_left() -> None:
    turned = replace(REPORT, article=replace(ARTICLE, direction="en-ko"))
    for report, first in ((REPORT, "ko"), (turned, "en")):
        root = read(page(report))
        for row in root.all("div", class_="sides"):
            tags = [t.text() for t in row.all("span", class_="tag")]
            assert tags == (["KO", "EN"] if first == "ko" else ["EN", "KO"])
        assert root.all("h1")[0].attributes["lang"] == first
        columns = [c.text() for c in root.all("div", class_="columns")[0].all("span")]
        assert columns[0].endswith("original")
        assert root.all("table")[0].all("th")[2].text() == ("Korean" if first == "ko" else "English")


def test_the_fact_sheet_has_every_fact_and_the_names_found() -> None:
    (sheet,) = read(page(REPORT)).all("section", class_="facts")
    rows = [[re.sub(r"\s+", " ", c.text()).strip() for c in tr.all("td")] for tr in sheet.all("tr")[1:]]
    assert len(rows) == len(REPORT.facts) + 1
    assert ["≠ changed", "Money", "1조4000억원", "140 billion won",
            "1,400,000,000,000 KRW ≠ 140,000,000,000 KRW", "¶1"] in rows  # fmt: skip
    assert ["− missing", "Percent", "80%", "–", "80 percent", "¶3"] in rows
    assert ["≠ changed", "Name", "부사장", "Vice President", "", "¶4"] in rows


def test_headline_findings_stand_under_the_headline_and_are_numbered_first() -> None:
    wrong = replace(
        FINDINGS[0], rule="headline-changed", family="headline", ko=None, en=None, link=None, fingerprint="a"
    )
    report = replace(REPORT, findings=(*FINDINGS, wrong))
    (head,) = read(page(report)).all("header", class_="head")
    (found,) = head.all("li", class_="card")
    assert found.attributes["data-n"] == "1"
    assert "In the article as a whole" not in page(report)
    terminal = FORMATS["terminal"]([report], RenderOptions())
    assert re.search(r"^ +1  CRITICAL  headline-changed", terminal, re.MULTILINE)


def test_headline_match_notes_and_what_was_not_checked() -> None:
    text = page(REPORT)
    assert "Match of the headlines: 88" in text
    assert "Translated by machine and edited by the newsroom." in text
    assert "term-not-used" in text
    assert "용어집이 없습니다" in page(
        replace(
            REPORT, skipped=(Skipped(rule="term-missing", reason="no glossary given (--glossary FILE)"),)
        ),
        lang="ko",
    )


def test_several_articles_have_an_index_worst_first() -> None:
    root = read(page(*SEVERAL))
    (table,) = root.all("table", class_="articles")
    links = [a.attributes["href"] for a in table.all("a")]
    assert links == ["#a1", "#a3", "#a2"]
    assert len(root.all("h1")) == 1
    assert next(h.text() for h in root.all("h2")) == ARTICLE.ko.title
    assert "Not checked in any article" in root.text()
    (distribution,) = root.all("figure", class_="distribution")
    assert distribution.all("svg")[0].attributes["aria-label"] == "50–59: 2 articles; 90–100: 1 article"


def test_a_text_without_its_translation_is_shown_all_the_same() -> None:
    links = tuple(replace(k, en=()) for k in REPORT.links if k.ko)
    article = replace(ARTICLE, en=Document(lang="en", uri="", text="", paragraphs=()))
    bare = replace(
        REPORT, article=article, sentences_en=(), links=links, paragraphs=(), findings=(), facts=()
    )
    text = page(bare)
    for sentence in (s for p in KO for s in p):
        assert sentence in text
    assert text.count('<p class="gap">nothing in the English</p>') == len(links)


def test_a_translation_without_its_original_is_shown_all_the_same() -> None:
    links = tuple(replace(k, ko=()) for k in REPORT.links if k.en)
    article = replace(ARTICLE, ko=Document(lang="ko", uri="", text="", paragraphs=()))
    bare = replace(REPORT, article=article, sentences_ko=(), links=links, findings=(), facts=())
    text = page(bare)
    for sentence in (s for p in EN for s in p):
        assert str(escape(sentence)) in text
    assert text.count('<p class="gap">nothing in the Korean</p>') == len(links)


# --- hostile articles ---------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>", "</script><script>x", "</style><style>*{display:none}",
    "<img src=x onerror=y>",
    "\" onmouseover='z' ", "{{ 7*7 }}{% raw %}", "&lt;b&gt; &amp;amp;", "-->", "]]>", "\u202eright to left",
    "a\x00b\x1b[31mc\x07", "\ud800", "⟦1:no mark⟧", "javascript:alert(1)", "x" * 2000,
)  # fmt: skip


def _article(ko: str, en: str) -> Report:
    """An article of one sentence a side, with two findings about all of their words, the words everywhere."""

    def sentences(text: str) -> tuple[Sentence, ...]:
        return (Sentence(index=0, text=text, span=Span(0, len(text)), paragraph=0),)

    article = replace(
        ARTICLE,
        id=ko,
        ko=replace(Document.of("ko", ko), title=ko, decks=(en,)),
        en=replace(Document.of("en", en), title=en),
        notes=(Note(kind=en, text=ko),),
    )
    korean, english = FINDINGS[0].ko, FINDINGS[0].en
    assert korean
    assert english
    found = replace(
        FINDINGS[0],
        ko=replace(korean, text=ko, span=Span(0, len(ko)), paragraph=0, sentence=0),
        en=replace(english, text=en, span=Span(0, len(en)), paragraph=0, sentence=0),
        message=ko, reason=en, expected=ko, found=en, suggestion=en, fingerprint=ko, mqm=ko, its=en,
        rule=en, family=ko, link=0,
    )  # fmt: skip
    fact = REPORT.facts[0]
    assert fact.ko
    assert fact.en
    return replace(
        REPORT,
        article=article,
        sentences_ko=sentences(ko),
        sentences_en=sentences(en),
        links=(replace(REPORT.links[0], ko=(0,), en=(0,)),),
        link_match=(50.0,),
        facts=(replace(fact, ko=replace(fact.ko, text=ko), en=replace(fact.en, text=en)),),
        findings=(found, replace(found, severity=Severity.MINOR)),
        paragraphs=(replace(REPORT.paragraphs[0], en=0, ko=(0,), findings=()),),
        headlines=(Headline(ko=ko, en=en, match=50.0),),
        skipped=(Skipped(rule=ko, reason=en),),
        signature=en,
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_article_can_write_into_the_page(text: str, lang: Lang) -> None:
    made = page(_article(text, text), _article("평범한 글이다.", "A plain text."), lang=lang)
    made.encode("utf-8")
    root = read(made)
    assert len(root.all("script")) == len(root.all("style")) == 1
    assert not root.all("img")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]", made)
    for element in root.all():
        assert not [a for a in element.attributes if a.startswith("on")]
        assert (element.attributes.get("href") or "#").startswith("#")
    (cell, *_) = root.all("div", class_="cell")
    assert cell.all("p")[0].text(numbers=False) == visible(text)


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60), st.data())
def test_any_text_survives_whatever_is_marked_in_it(ko: str, en: str, data: st.DataObject) -> None:
    report = _article(ko, en)

    def part(text: str) -> Span:
        start = data.draw(st.integers(0, len(text)))
        return Span(start, data.draw(st.integers(start, len(text))))

    found = tuple(
        replace(f, ko=replace(f.ko, span=part(ko)), en=replace(f.en, span=part(en)))  # type: ignore[type-var]
        for f in (*report.findings, *report.findings)
    )
    root = read(page(replace(report, findings=found)))
    (row,) = root.all("div", class_="row")
    assert [c.all("p")[0].text(numbers=False) for c in row.all("div", class_="cell")] == [
        visible(ko),
        visible(en),
    ]


def test_a_family_cannot_write_into_the_style_sheet() -> None:
    odd = replace(FINDINGS[0], family="date]{} * {display:none}")
    (style,) = read(page(replace(REPORT, findings=(odd,)))).all("style")
    assert "date]" not in style.text()


# --- the two languages --------------------------------------------------------------------------


def test_both_languages_say_everything_with_the_same_slots() -> None:
    english, korean = language("en").messages, language("ko").messages
    assert set(english) == set(korean)
    for key, text in english.items():
        slots = {re.sub(r":.*", "", s) for s in re.findall(r"\{([^}]*)\}", text)}
        assert slots == {re.sub(r":.*", "", s) for s in re.findall(r"\{([^}]*)\}", korean[key])}, key
        assert text
        assert korean[key]


def test_every_message_of_the_templates_is_in_the_catalogue() -> None:
    for path in (ROOT / "qa" / "report").rglob("*"):
        if path.suffix in (".j2", ".py"):
            for key in re.findall(r"""\bsay\(['"]([a-z.]+)['"][,)]""", path.read_text(encoding="utf-8")):
                assert key in language("en").messages, f"{path.name}: {key}"


def test_every_rule_and_family_has_a_korean_name() -> None:
    say = language("ko")
    for rule in RULES.values():
        assert say.title(rule.id, rule.title) != rule.title, rule.id
        assert f"family.{rule.family}" in say.messages, rule.family


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("The English is 1,000 times too small.", "영어의 값이 1,000분의 1입니다."),
        ("The Korean says that it is a plan, the English that it is a fact.",
         "한국어는 ‘계획’인데 영어는 ‘사실’입니다."),
        ("Min-jun does not go with 한빛.", "Min-jun: 한빛의 이름으로 맞지 않습니다."),
        ("One digit differs. (unsure: the two sentences belong together with probability 0.41)",
         "숫자 하나가 다릅니다. (두 문장이 서로 맞을 확률이 0.41여서 확실하지 않습니다)"),
        ("Something that nobody has put into Korean yet.", "Something that nobody has put into Korean yet."),
        ("“certain” stands twice.", "“certain”: 두 번 적혔습니다."),
    ],
)  # fmt: skip
def test_reasons_in_korean(english: str, korean: str) -> None:
    assert language("ko").sentence(english) == korean
    assert language("en").sentence(english) == english


@pytest.mark.parametrize(
    "text",
    [
        "1 belongs to a and 2 to b; the English gives " + " to a and " * 20_000,
        "“" + "” became “" * 20_000,
        "x" * 200_000,
        " (unsure: the two sentences belong together with probability 0.1)" * 3_000,
    ],
)
def test_long_reasons_are_looked_up_in_passing(text: str) -> None:
    assert len(language("ko").sentence(text)) > 1000


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("1,240,000,000,000 KRW", "1조2400억원"),
        ("about 36,500,000,000 USD", "약 365억 달러"),
        ("5,000 MXN", "5,000 MXN"),  # 페소 are those of three countries
        ("12,470", "1만2470"),
        ("1,500", "1500"),
        ("-20,000", "-2만"),
        ("2025", "2025"),
        ("under 2 years", "2년 미만"),
        ("7 years 4 months", "7년 4개월"),
        ("under 5 years back", "5년 전 미만"),
        ("2 to 3 years", "2~3년"),
        ("17.3 percentage points", "17.3%포인트"),
        ("15 next month", "다음 달 15일"),
        ("24 February last year", "지난해 2월 24일"),
        ("H1 last year", "지난해 상반기"),
        ("21st century", "21세기"),
        ("2nd", "2번째"),
        ("10:00 or 22:00", "10:00 또는 22:00"),
        ("2025-11-20", "2025-11-20"),
        ("4 parsecs", "4 parsecs"),
    ],
)
def test_values_in_korean(english: str, korean: str) -> None:
    assert language("ko").value(english) == korean
    assert language("en").value(english) == english


@given(st.integers(-(10**20), 10**20))
def test_myriads_say_the_same_number(number: int) -> None:
    total, group = 0, ""
    for c in myriads(f"{number:,}").removeprefix("-"):
        if c.isdigit():
            group += c
        else:
            total += int(group) * 10_000 ** ("만억조경해".index(c) + 1)
            group = ""
    assert total + int(group or 0) == abs(number)


def test_names_of_both_sides_stand_in_the_fact_sheet_once() -> None:
    def pair(ko: str, en: str, link: int) -> NamePair:
        korean, english = ARTICLE.ko.text.index(ko), ARTICLE.en.text.index(en)
        return NamePair(ko=Span(korean, korean + len(ko)), en=Span(english, english + len(en)), link=link)

    names = (pair("카타르", "Qatari", 0), pair("오정민", "Oh Jung-min", 4), pair("오정민", "Oh Jung-min", 5))
    (sheet,) = read(page(replace(REPORT, names=names))).all("section", class_="facts")
    rows = [[re.sub(r"\s+", " ", c.text()).strip() for c in tr.all("td")] for tr in sheet.all("tr")[1:]]
    assert [row for row in rows if row[1] == "Name" and row[0] == "✓ agree"] == [
        ["✓ agree", "Name", "카타르", "Qatari", "", "¶1"],
        ["✓ agree", "Name", "오정민", "Oh Jung-min", "× 2", "¶4"],
    ]


def test_every_reason_of_the_case_files_is_known_in_korean() -> None:
    say = language("ko")
    for parameter in CASES:
        _, case = parameter.values
        found, _article_of_it = findings_of(case)
        for finding in found:
            reason = finding.reason or finding.message
            assert say.sentence(reason) != reason, f"qa/data/report/sentences.tsv lacks {reason!r}"


def test_how_the_scores_came_about_is_told_when_asked_for() -> None:
    told = FORMATS["html"]([REPORT], RenderOptions(explain_score=True))
    (scores,) = read(told).all("div", class_="scores")
    assert "errors 0, below match 93" in scores.text()
    assert "How the scores came about" not in page(REPORT)


def test_findings_of_the_base_version_are_shown_and_not_counted() -> None:
    known = tuple(replace(f, known=True) for f in FINDINGS[:2])
    text = page(replace(REPORT, findings=(*known, *FINDINGS[2:])))
    assert card(text, "money-changed").is_("class_", "settled")
    assert "In the base version too" in card(text, "money-changed").text()
    assert "3 things to fix" in text
    assert "2 findings are in the base version too and not counted." in text


def test_every_reason_for_not_checking_is_known_in_korean() -> None:
    reasons = {rule.into_english for rule in RULES.values() if rule.into_english}
    for reason in reasons | {_POOR, _NEEDS_EMBEDDED, _NEEDS_GLOSSARY}:
        assert language("ko").sentence(reason) != reason, reason
