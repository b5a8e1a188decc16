"""The terminal report: what an editor reads, at two widths, with and without colour."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_fixture import ARTICLE, CLEAN, EN, FINDINGS, KO, REPORT
from rich.cells import cell_len
from rich.text import Text

from qa.model import Direction, Report, Severity, Side, Skipped, Span
from qa.report import FORMATS, RenderOptions
from qa.report.lines import output, wrap
from qa.report.marking import Mark, mark
from qa.report.paragraph_block import marked_text, score_bar
from qa.report.placing import place
from qa.score.match import calibration

ANSI = re.compile(r"\x1b\[[0-9;]*m")
BRACKETS = re.compile(r"⟦[0-9,]{1,99}:|⟧")


Golden = tuple[str, list[Report], dict[str, object]]


def terminal(*reports: Report, **options: object) -> str:
    return FORMATS["terminal"](reports, RenderOptions(**options))  # type: ignore[arg-type]


GOLDEN: list[Golden] = [
    ("report_order_100.txt", [REPORT], {"width": 100, "facts": True}),
    ("report_order_60.txt", [REPORT], {"width": 60, "facts": True, "explain": True}),
    ("report_clean_100.txt", [CLEAN], {"width": 100, "facts": True}),
    ("report_several_100.txt", [REPORT, CLEAN], {"width": 100}),
    (
        "report_scores_80.txt",
        [replace(REPORT, signature=f"encoder:{calibration().encoder}")],
        {"width": 80, "explain_score": True},
    ),
    ("report_quiet.txt", [REPORT, CLEAN], {"quiet": True}),
]


@pytest.mark.parametrize(("name", "reports", "options"), GOLDEN, ids=[g[0] for g in GOLDEN])
def test_golden(
    name: str, reports: list[Report], options: dict[str, object], golden: Callable[[str, str], None]
) -> None:
    golden(name, terminal(*reports, **options))


@pytest.mark.parametrize(("name", "reports", "options"), GOLDEN, ids=[g[0] for g in GOLDEN])
def test_colour_adds_styles_and_nothing_else(
    name: str, reports: list[Report], options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "20")):
        monkeypatch.setenv(variable, value)  # the caller minds the environment, a formatter does not
    plain, coloured = terminal(*reports, **options), terminal(*reports, color=True, **options)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert ANSI.sub("", coloured) == plain


@pytest.mark.parametrize("width", [40, 60, 72, 100, 160])
def test_lines_fit_and_end_in_no_space(width: int) -> None:
    text = terminal(REPORT, CLEAN, width=width, facts=True, explain=True, explain_score=True)
    for line in text.split("\n"):
        assert cell_len(line) <= width, line
        assert line == line.rstrip()


def test_numbers_tie_both_sides_to_the_finding() -> None:
    text = terminal(REPORT)
    for words in ("⟦1:1조4000억원⟧", "⟦1:140 billion", "⟦7:오는 22일⟧", "⟦7:Sept. 23⟧", "⟦5:easy to meet⟧"):
        assert words in text
    assert re.search(r"^ +7  MAJOR  date-changed  \S+$", text, re.MULTILINE)
    assert "Korean says     오는 22일 = 2025-09-22" in text
    assert "English says    Sept. 23 = 2025-09-23" in text
    assert "Would be right  Sept. 22" in text


def test_what_is_missing_stands_where_it_belongs() -> None:
    text = terminal(REPORT)
    before, omitted, after = (text.index(w) for w in ("⟦2:17.3%⟧", "⟦3:연간", "¶4"))
    assert before < omitted < after
    assert "╌ nothing in the English ╌" in text
    assert "╌ nothing in the Korean ╌" in text


def test_doubt_is_said_in_words() -> None:
    text = terminal(REPORT)
    assert text.count("A guess: look before you change anything.") == 1
    assert text.count("Not certain: look before you change anything.") == 1


def test_a_score_is_taken_apart() -> None:
    text = terminal(REPORT, explain_score=True, width=100)
    assert "¶3       60  errors 60, below match 68 (58–77); 17% of the article" in text
    assert "¶2       97  match 97 (87–97), below errors 100" in text
    words = " ".join(text.split())
    assert "12% of the Korean that may be lost and 10% of the English that may be invented" in words
    assert re.search(r"^ +50% +0  KO 4: nothing in the English$", text, re.MULTILINE)
    assert re.search(r"^ +−20  percent-changed, major  \S+$", text, re.MULTILINE)
    assert re.search(r"^Article  56  the mean of the paragraphs' scores", text, re.MULTILINE)
    assert "match 84 (79–88), of their errors 57)" in " ".join(text.split())
    assert "How the scores came about" not in terminal(REPORT)


def test_a_link_names_its_sentences_alone() -> None:
    links = (replace(REPORT.links[0], ko=(0, 1, 3), en=(0, 2)), *REPORT.links[1:])
    assert "KO 0–1, 3 = EN 0, 2: similarity" in terminal(replace(REPORT, links=links), explain_score=True)


def test_another_encoder_has_no_calibration() -> None:
    text = " ".join(terminal(REPORT, explain_score=True).split())
    assert "The match was fitted to the embedded encoder: with another one" in text


def test_what_is_lost_from_an_english_original() -> None:
    turned = replace(REPORT, article=replace(ARTICLE, direction="en-ko"))
    text = " ".join(terminal(turned, explain_score=True).split())
    assert "12% of the Korean that may be invented and 10% of the English that may be lost" in text


def test_an_accepted_finding_costs_nothing() -> None:
    accepted = tuple(replace(f, accepted=FINDINGS[8].accepted) for f in FINDINGS)
    text = terminal(replace(REPORT, findings=accepted), explain_score=True)
    assert re.search(r"^ +0  percent-changed, major, accepted", text, re.MULTILINE)
    assert "−20" not in text


def test_a_pass_among_many_is_taken_apart_too() -> None:
    assert terminal(REPORT, CLEAN, explain_score=True).count("How the scores came about") == 2
    bare = replace(CLEAN, paragraphs=(), sentences_en=(), links=(), link_scores=())
    assert "How the scores came about" not in terminal(bare, explain_score=True)


def test_brackets_in_an_article_are_text() -> None:
    assert "[time to be set]" in terminal(REPORT)
    odd = replace(ARTICLE, id="[red]x[/red]", ko=replace(ARTICLE.ko, title="[bold]제목[/nope] :smile:"))
    assert "[bold]제목[/nope] :smile:" in terminal(replace(REPORT, article=odd))


def test_controls_cannot_drive_the_terminal() -> None:
    odd = replace(ARTICLE, ko=replace(ARTICLE.ko, title="제목\x1b[2J\x07\u202e끝"))
    text = terminal(replace(REPORT, article=odd), color=False)
    assert "제목�[2J��끝" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_quiet_is_one_line_an_article() -> None:
    assert terminal(REPORT, CLEAN, quiet=True).splitlines() == [
        "FAIL    order.txt  score 56, 5 to fix, 2 to look at, 1 note",
        "PASS    order-corrected.txt  score 97, nothing to fix",
    ]


@pytest.mark.parametrize(
    ("severities", "sentence"),
    [
        ([], "Nothing to fix in 5 paragraphs."),
        ([Severity.MINOR], "Nothing to fix, 1 thing to look at, in 5 paragraphs."),
        ([Severity.CRITICAL], "1 thing to fix in 5 paragraphs."),
        ([Severity.MAJOR, Severity.MAJOR, Severity.MINOR], "2 things to fix, 1 to look at, in 5 paragraphs."),
        ([Severity.NEUTRAL, Severity.NEUTRAL], "Nothing to fix, 2 notes, in 5 paragraphs."),
    ],
)
def test_the_verdict_in_words(severities: list[Severity], sentence: str) -> None:
    findings = tuple(replace(FINDINGS[0], severity=s) for s in severities)
    assert sentence in terminal(replace(REPORT, findings=findings))


@pytest.mark.parametrize(
    ("score", "bar"),
    [
        (100.0, "▇" * 10 + " 100"),
        (99.96, "▇" * 10 + " 100"),
        (79.6, "▇▇▇▇▇▇▇···  79"),
        (0.0, "·" * 10 + "   0"),
    ],
)
def test_bars(score: float, bar: str) -> None:
    assert score_bar(score, 10).plain == bar


def test_a_poor_paragraph_without_findings_asks_to_be_read() -> None:
    poor = replace(CLEAN, paragraphs=(replace(CLEAN.paragraphs[0], score=31.0), *CLEAN.paragraphs[1:]))
    assert "Nothing definite was found, but this matches its Korean poorly" in terminal(poor)
    assert "Nothing definite" not in terminal(CLEAN)


def test_what_was_not_checked_is_said_once() -> None:
    text = terminal(REPORT, CLEAN)
    assert text.count("term-not-used: no glossary was given") == 1
    assert text.index("Not checked in any article") < text.index("term-not-used")
    own = replace(CLEAN, skipped=(*CLEAN.skipped, Skipped(rule="name-misspelt", reason="no names")))
    assert "  name-misspelt: no names" in terminal(REPORT, own)
    assert "Not checked\n  term-not-used: no glossary was given" in terminal(CLEAN)


@pytest.mark.parametrize("direction", ["ko-en", "en-ko"])
def test_the_original_comes_first(direction: Direction) -> None:
    back = replace(
        REPORT,
        article=replace(ARTICLE, direction=direction),
        findings=(replace(FINDINGS[6], expected="the original's", found="the translation's"),),
    )
    text = terminal(back)
    order = [line.split()[0] for line in text.splitlines() if re.match(r"     (KO|EN)  ", line)]
    assert order == (["KO", "EN"] if direction == "ko-en" else ["EN", "KO"])
    owner = "오는 22일" if direction == "ko-en" else "Sept. 23"
    assert f"{owner} = the original's" in text


def test_a_finding_without_place_is_shown_for_the_whole_article() -> None:
    homeless = replace(FINDINGS[0], ko=None, en=None, link=None, fingerprint="homeless")
    text = terminal(replace(REPORT, findings=(homeless,)))
    assert text.index("In the article as a whole") < text.index("homeless")


def test_a_finding_that_points_beside_its_link_shows_that_sentence_too() -> None:
    beside = replace(FINDINGS[6], link=6)
    placed = place(replace(REPORT, findings=(beside,)))
    (passage,) = (p for paragraph in placed.paragraphs for p in paragraph.passages)
    assert (passage.ko, passage.en) == ((7, 8), (5, 6))
    assert "⟦1:Sept. 23⟧" in marked_text(REPORT, passage, "en").plain


def test_numbers_are_unique_and_in_reading_order() -> None:
    placed = place(REPORT)
    shown = [n.number for p in placed.paragraphs for q in p.passages for n in q.findings]
    assert shown == list(range(1, 9))
    assert [a.rule for a in placed.accepted] == ["name-inconsistent"]


def test_sentences_of_two_paragraphs_keep_the_break_visible() -> None:
    wide = replace(REPORT, links=(replace(REPORT.links[0], en=(0, 1)), *REPORT.links[1:]))
    assert "carriers. ¶ The" in re.sub(r"\s+", " ", terminal(wide))


TEXTS = st.text(st.sampled_from("가나다 abc.,[]()1조억㎡é👍🏽\u3000·“”"), max_size=60)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda p: Span(*sorted(p)))
    marks = [
        Mark(span=s, number=n, severity=Severity.MAJOR)
        for n, s in enumerate(draw(st.lists(spans, max_size=6)), 1)
    ]
    return text, draw(spans), marks


@given(texts_with_marks())
def test_marked_text_without_marks_is_the_text(case: tuple[str, Span, list[Mark]]) -> None:
    text, within, marks = case
    pieces = mark(text, within, marks)
    wanted = text[within.start : within.end]
    assert "".join(p.text for p in pieces if not p.bracket) == wanted
    shown = "".join(p.text for p in pieces)
    assert BRACKETS.sub("", shown) == wanted
    depth = 0
    for piece in pieces:
        depth += 0 if not piece.bracket else -1 if piece.text == "⟧" else 1
        assert depth >= 0
    assert depth == 0


@given(texts_with_marks())
def test_marks_hold_exactly_their_words(case: tuple[str, Span, list[Mark]]) -> None:
    text, within, marks = case
    at = within.start
    for piece in mark(text, within, marks):
        if not piece.bracket:
            for offset in range(at, at + len(piece.text)):
                covering = {m.number for m in marks if m.span.start <= offset < m.span.end}
                assert {m.number for m in piece.marks} == covering
            at += len(piece.text)


def test_crossing_marks_pair_their_brackets() -> None:
    marks = [Mark(span=Span(0, 4), number=1, severity=Severity.MAJOR)]
    marks.append(Mark(span=Span(2, 6), number=2, severity=Severity.MINOR))
    shown = "".join(p.text for p in mark("가나다라마바", Span(0, 6), marks))
    assert shown == "⟦1:가나⟦2:다라⟧⟧⟦2:마바⟧"


@given(TEXTS, st.integers(20, 100))
def test_wrapped_prose_fits_and_keeps_its_words(text: str, width: int) -> None:
    lines = wrap(Text(text), width, first="  EN  ")
    assert all(cell_len(line.plain) <= width for line in lines)
    together = "".join(line.plain[6:] for line in lines)
    assert re.sub(r"\s", "", together) == re.sub(r"\s", "", text)


def test_a_thousand_findings_are_written_fast() -> None:
    findings = tuple(replace(FINDINGS[n % 8], fingerprint=f"{n:08x}") for n in range(1000))
    started = time.perf_counter()
    text = terminal(replace(REPORT, findings=findings), color=True)
    assert time.perf_counter() - started < 20
    assert text.count("money-changed") == 125


def test_a_very_long_paragraph_is_written_whole() -> None:
    body = "만" * 100_000 + " " + "1,000 " * 10_000
    span = Span(0, len(body))
    long_ko = replace(ARTICLE.ko, text=body, paragraphs=(replace(ARTICLE.ko.paragraphs[0], span=span),))
    sentence = replace(REPORT.sentences_ko[0], text=body, span=span)
    words = Side(text="만", span=Span(50_000, 50_001), paragraph=0, sentence=0)
    started = time.perf_counter()
    text = terminal(
        replace(
            REPORT,
            article=replace(ARTICLE, ko=long_ko),
            sentences_ko=(sentence, *REPORT.sentences_ko[1:]),
            findings=(replace(FINDINGS[0], ko=words),),
        )
    )
    assert time.perf_counter() - started < 20
    assert text.count("만") >= 100_000
    assert text.count("1,000") >= 10_000


def test_output_strips_spaces_at_line_ends() -> None:
    assert output([Text("끝   "), Text("")], color=False) == "끝\n\n"


def test_the_fixture_is_whole() -> None:
    assert [s.text for s in REPORT.sentences_ko] == [s for p in KO for s in p]
    assert [s.text for s in REPORT.sentences_en] == [s for p in EN for s in p]


def test_a_minimum_that_is_not_reached_is_named() -> None:
    assert "under the minimum" not in terminal(REPORT)
    assert "under the minimum of 95" in terminal(replace(REPORT, minimum=95.0))
