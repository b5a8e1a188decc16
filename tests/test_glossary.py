"""Glossaries as users write them: formats, encodings, errors, and where terms are found."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import DataError, QaError
from qa.extract.english.glossary_terms import english_forms, find_english, short_for
from qa.extract.english.inflection import canonical, forms, related
from qa.extract.korean.glossary_terms import find_korean, korean_forms
from qa.model import Glossary, Span, Term
from qa.read.glossary import read_glossary
from qa.segment.korean import analyse

SAMPLES = Path(__file__).parents[1] / "samples"
TSV = """\
ko\ten\tforbidden\tnote
기준금리|정책금리\tkey rate; policy rate\tbase rate\t통화정책
국회\tNational Assembly\t\t
"""
WANTED = (
    Term(
        ko=("기준금리", "정책금리"),
        en=("key rate", "policy rate"),
        forbidden=("base rate",),
        note="통화정책",
        line=2,
    ),
    Term(ko=("국회",), en=("National Assembly",), line=3),
)


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


# --- tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings(tmp_path: Path, encoding: str, end: str) -> None:
    path = written(tmp_path, "g.tsv", TSV.replace("\n", end).encode(encoding))
    assert read_glossary(path).entries == WANTED


def test_csv_with_quotes_and_korean_headers(tmp_path: Path) -> None:
    rows = '통화정책,"key rate; policy rate",기준금리|정책금리,base rate,kim\n,National Assembly,국회\n'
    text = f"비고,영문,국문,금지,담당\n{rows}"
    assert read_glossary(written(tmp_path, "g.csv", text)).entries == WANTED


def test_rows_of_one_term_are_one_entry(tmp_path: Path) -> None:
    text = "ko\ten\tforbidden\n기준금리\tkey rate\t\n국회\tAssembly\t\n기준 금리\tpolicy rate\tbase rate\n"
    first, second = read_glossary(written(tmp_path, "g.tsv", text)).entries
    assert first == Term(
        ko=("기준금리", "기준 금리"), en=("key rate", "policy rate"), forbidden=("base rate",), line=2
    )
    assert second.ko == ("국회",)


def test_the_look_up() -> None:
    glossary = Glossary(WANTED)
    assert glossary.english("정책 금리") == ("key rate", "policy rate")
    assert glossary.english("예산") == ()
    assert glossary.entry("국회") is WANTED[1]


def test_the_sample_is_read() -> None:
    assert len(read_glossary(SAMPLES / "glossary.tsv").entries) == 12


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("g.tsv", "a\tb\n국회\tAssembly\n", "g.tsv:1: the header is 'a, b', expected the columns ko, en"),
        ("g.tsv", "ko\tnote\n국회\tx\n", "g.tsv:1: the header is 'ko, note', expected the columns"),
        ("g.tsv", "ko\ten\t영문\n국회\tx\ty\n", "g.tsv:1: the column en stands twice in the header"),
        ("g.tsv", "ko\ten\n\tAssembly\n", "g.tsv:2: ko is empty, expected a Korean term"),
        ("g.tsv", "ko\ten\n | ;\tAssembly\n", "g.tsv:2: ko is empty, expected a Korean term"),
        ("g.tsv", "ko\ten\n-\tAssembly\n", "g.tsv:2: ko is empty, expected a Korean term"),
        ("g.tsv", "ko\ten\n\n국회\t\n", "g.tsv:3: '국회' has neither en nor forbidden"),
        ("g.tsv", "ko\ten\n국회\tAssembly\tx\ty\n", "g.tsv:2: 4 cells, expected 2"),
        ("g.tsv", "ko\ten\nNational Assembly\t국회\n", "g.tsv:2: '국회' stands for English; are the columns"),
        ("g.tsv", "ko\ten\n국회\t--\n", "g.tsv:2: '--' is no English term"),
        ("g.tsv", f"ko\ten\n국회\t{'a' * 201}\n", "g.tsv:2: a term of 201 characters, expected at most 200"),
        ("g.tsv", "ko\ten\n", "g.tsv: holds no terms, expected one entry a line"),
        (
            "g.tsv",
            "ko\ten\tforbidden\n국회\tAssembly\t\n국회\tDiet\tassembly\n",
            "g.tsv:3: 'assembly' is both the English of '국회' and forbidden for it",
        ),
        ("g.tsv", "ko\ten\n가\ta\n나\tb\n가|나\tc\n", "g.tsv:4: joins the entries of lines 2, 3"),
        ("g.csv", 'ko,en\n국회,"Assembly\n', "g.csv:2: no CSV: unexpected end of data"),
        ("g.xlsx", "PK", "g.xlsx: ends in .xlsx, expected .csv, .tsv or .tbx"),
        ("g", "PK", "g: ends in nothing, expected .csv, .tsv or .tbx"),
        ("g.tsv", "", "g.tsv: is empty, expected text"),
        ("g.tbx", "ko\ten\n", "g.tbx:1: no XML: syntax error"),
        ("g.tbx", "<tmx/>", "g.tbx: its root is 'tmx', expected TBX (martif or tbx)"),
        ("g.tbx", "<tbx/>", "g.tbx: no entry holds both a Korean and an English term"),
        (
            "g.tbx",
            '<!DOCTYPE tbx [\n<!ENTITY a "b">\n]><tbx/>',
            "g.tbx:2: declares an entity, which is not read",
        ),
        ("g.tbx", "<tbx>" + "<a>" * 100, "g.tbx:1: elements nest deeper than 60"),
    ],
)
def test_errors_name_the_place(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(QaError) as fault:
        read_glossary(written(tmp_path, name, text))
    assert str(fault.value).startswith(f"{tmp_path.as_posix()}/{says}")
    assert "\n" not in str(fault.value)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="no such file"):
        read_glossary(tmp_path / "none.tsv")


# --- TBX ----------------------------------------------------------------------------------------

TBX_2 = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1">
  <note>통화정책</note>
  <langSet xml:lang="ko-KR"><tig><term>기준금리</term></tig>
    <ntig><termGrp><term>정책<hi>금리</hi></term></termGrp></ntig></langSet>
  <langSet xml:lang="en-US">
    <tig><term>policy rate</term></tig>
    <tig><term>key rate</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    <tig><term>base rate</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
  <langSet xml:lang="de"><tig><term>Leitzins</term></tig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="de"><tig><term>Bund</term></tig></langSet></termEntry>
</body></text></martif>
"""
TBX_3 = """<?xml version="1.0"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" style="dct" type="TBX-Min">
<text><body><conceptEntry id="c1">
  <langSec xml:lang="ko"><termSec><term>국회</term></termSec></langSec>
  <langSec xml:lang="en">
    <termSec><term>National Assembly</term></termSec>
    <termSec><term>Congress</term>
      <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
</conceptEntry></body></text></tbx>
"""


def test_tbx_version_2(tmp_path: Path) -> None:
    (term,) = read_glossary(written(tmp_path, "g.tbx", TBX_2)).entries
    assert term == Term(
        ko=("기준금리", "정책금리"),
        en=("key rate", "policy rate"),
        forbidden=("base rate",),
        note="통화정책",
        line=4,
    )


def test_tbx_version_3(tmp_path: Path) -> None:
    (term,) = read_glossary(written(tmp_path, "g.xml", TBX_3.encode("utf-16"))).entries
    assert (term.ko, term.en, term.forbidden) == (("국회",), ("National Assembly",), ("Congress",))


WORDS = st.text("가나다라마국회금리 ", min_size=1, max_size=8).map(lambda s: " ".join(s.split())).filter(bool)
ENGLISH = (
    st.text("abcdeKW&<'- ", min_size=1, max_size=12)
    .map(lambda s: " ".join(s.split()))
    .filter(lambda s: any(c.isalnum() for c in s))
)
ENTRIES = st.dictionaries(
    WORDS.filter(lambda w: " " not in w), st.lists(ENGLISH, min_size=1, max_size=3, unique=True), min_size=1
)


@given(ENTRIES)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("g")
    wanted = [((ko,), tuple(en)) for ko, en in entries.items()]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([("ko", "en"), *((ko, "|".join(en)) for ko, en in entries.items())])
    xml = "".join(
        f'<conceptEntry><langSec xml:lang="ko"><termSec><term>{ko}</term></termSec></langSec>'
        '<langSec xml:lang="en">'
        + "".join(f"<termSec><term>{escape(word)}</term></termSec>" for word in en)
        + "</langSec></conceptEntry>"
        for ko, en in entries.items()
    )
    for name, text in (("g.csv", out.getvalue()), ("g.tbx", f"<tbx>{xml}</tbx>")):
        read = read_glossary(written(folder, name, text))
        assert [(t.ko, t.en) for t in read.entries] == wanted


# --- finding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("기준금리", "한은은 기준금리를 올렸다.", "기준금리"),
        ("기준금리", "기준 금리는 그대로다.", "기준 금리"),
        ("기준 금리", "기준금리는 그대로다.", "기준금리"),
        ("한은", "한은이 금리를 내렸다.", "한은"),
        ("한미", "한·미 정상이 만났다.", "한·미"),
        ("국회", "국회의원들이 모였다.", "(국회)"),
        ("대통령", "부통령은 대통령과 만났다.", "대통령"),
        ("은행", "은행나무가 물들었다.", None),
        ("조선", "조선일보가 보도했다.", None),
        ("이사회", "이 사회의 문제다.", None),
        ("이사회", "이사회는 안건을 부결했다.", "이사회"),
        ("캐나다", "캐나다는 관세를 물렸다.", "캐나다"),
        ("비준하다", "의회가 협정을 비준했다.", "비준"),
        ("치솟다", "물가가 치솟자 시위가 벌어졌다.", "치솟"),
        ("국제통화기금(IMF)", "국제통화기금은 전망을 낮췄다.", "국제통화기금"),
        ("AI", "AI가 일자리를 바꾼다.", "AI"),
        ("美", "美 대통령이 서명했다.", "美"),
        ("더불어민주당", "더불어민주당은 반대했다.", "더불어민주당"),
        ("전공의", "전공의들이 돌아왔다.", "전공의"),
    ],
)
def test_korean_terms(term: str, text: str, found: str | None) -> None:
    ((tokens, _),) = analyse([text])
    hits = find_korean(text, tokens, Span(0, len(text)), korean_forms([[term]]))
    told = [
        text[h.span.start : h.span.end] if h.whole else f"({text[h.span.start : h.span.end]})" for h in hits
    ]
    assert told == ([found] if found else [])


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("central bank", "The central banks' rates rose.", "central banks"),
        ("central bank", "Central-bank money", "Central-bank"),
        ("policymaker", "policy-makers met", "policy-makers"),
        ("policy maker", "policymakers met", "policymakers"),
        ("member of parliament", "Members of Parliament voted.", "Members of Parliament"),
        ("ratify", "It was ratified.", "ratified"),
        ("to withdraw", "They withdrew.", "withdrew"),
        ("defense", "the Defence Ministry", "Defence"),
        ("labor union", "labour unions", "labour unions"),
        ("organization", "organisations", "organisations"),
        ("U.S.", "The US said", "US"),
        ("U.S.", "They told us so.", None),
        ("WHO", "Who said so?", None),
        ("China", "fine china", None),
        ("China", "CHINA SAYS", "CHINA"),
        ("Ministry of Trade and Industry", "the Trade & Industry Ministry", None),
        ("Trade, Industry and Energy", "of Trade, Industry & Energy", "Trade, Industry & Energy"),
        ("communique", "a joint communiqué", "communiqué"),
        ("National Assembly (NA)", "the NA voted", "NA"),
        ("the Blue House", "Blue House officials", "Blue House"),
        ("base rate", "at the base. Rates rose", "base. Rates"),
        ("rate", "The pirate fled.", None),
        ("crisis", "two crises", "crises"),
        ("duty", "duties on steel", "duties"),
    ],
)  # fmt: skip
def test_english_terms(term: str, text: str, found: str | None) -> None:
    hits = find_english(text, Span(0, len(text)), english_forms([([term], [])]))
    assert [text[h.span.start : h.span.end] for h in hits] == ([found] if found else [])


@pytest.mark.parametrize(
    ("term", "text", "short"),
    [
        ("key interest rate", "Markets expect the rate to fall.", "rate"),
        ("key interest rate", "It raised interest rates.", "rates"),
        ("key interest rate", "It raised the standard rate.", None),
        ("National Assembly", "The Assembly voted.", "Assembly"),
        ("National Assembly", "The NA voted.", "NA"),
        ("Yoon Seo-jin", "Yoon signed it.", "Yoon"),
        ("president", "presidential powers", "presidential"),
        ("investigation", "They investigate.", "investigate"),
        ("China", "Chinese exports", "Chinese"),
        ("France", "French exports", "French"),
        ("denuclearization", "denuclearizing the peninsula", "denuclearizing"),
        ("separated families", "reunions of divided families", None),
        ("separated families", "They met the families.", "families"),
        ("Ministry of Unification", "the Ministry of Reunification", None),
        ("Ministry of Unification", "the ministry said", "ministry"),
        ("Japan", "talks with Tokyo", "Tokyo"),
        ("tariff", "duties on steel", None),
    ],
)
def test_short_forms(term: str, text: str, short: str | None) -> None:
    at = short_for([term], text, Span(0, len(text)), frozenset({"the", "it", "they"}))
    assert (text[at.start : at.end] if at else None) == short


def test_words_and_their_kin() -> None:
    assert canonical("Centre’s") == canonical("center")
    assert "ratified" in forms("ratify")
    assert "planned" in forms("plan")
    assert related("virus", "coronavirus")
    assert not related("tax", "taxi")


@pytest.mark.parametrize(
    "text", ["가" * 200_000, "a" * 200_000, "a " * 100_000, "-" * 200_000, "(" * 200_000, "a-" * 100_000]
)
def test_long_texts_are_read_at_once(text: str) -> None:
    find_english(text, Span(0, len(text)), english_forms([(["a a a a b", "aab"], ["a a c"])]))
    find_korean(text, (), Span(0, len(text)), korean_forms([["가나다", "가가가나"]]))
    short_for(["a b c"], text, Span(0, len(text)), frozenset())


def test_a_long_line_of_a_glossary(tmp_path: Path) -> None:
    for name in ("g.tsv", "g.csv", "g.tbx"):
        with pytest.raises(DataError):
            read_glossary(written(tmp_path, name, "ko,en\n" + "가|" * 100_000))
