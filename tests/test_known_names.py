"""The tables of known names, the look-ups in them, and where known names stand in a text."""

from __future__ import annotations

import collections
import itertools
import re
import time
from collections.abc import Mapping

import pytest
from babel import Locale

from qa.data import table
from qa.names.known import COLUMNS, TABLES, Known, by_english, by_id, by_korean, known, korean_key
from qa.names.mentions import Mention, english_names_in, korean_names_in

# A Korean form of several entities of one kind: the English forms of each are right, the text decides.
SHARED = {
    "country": "콩고 도미니카 버진아일랜드",
    "region": "서안 워싱턴",
    "body": "보건복지부 중국군 연방상원 연방하원",
    "party": "자유당 노동당 보수당 자유민주당 자민당 사회민주당 사민당 인민당 사회당 민주당 국민당",
    "sport": "레인저스",
}


def ids(found: tuple[Known, ...]) -> set[str]:
    return {entity.id for entity in found}


def test_ids_are_unique_and_say_their_kind() -> None:
    counts = collections.Counter(entity.id for entity in known())
    assert [key for key, count in counts.items() if count > 1] == []
    assert [e.id for e in known() if e.id.split(":")[0] != e.kind] == []


def test_parts_of_compounds_are_entities() -> None:
    assert [(e.id, part) for e in known() for part in e.parts if by_id(part) is None] == []


def test_every_entity_has_forms_in_both_languages() -> None:
    assert [e.id for e in known() if not e.ko or not (e.en or e.parts)] == []
    assert [
        (e.id, f) for e in known() for f in e.ko if not re.search(r"[가-힣一-鿿A-Z0-9]|dpa|tvN|tbs|kt wiz", f)
    ] == []
    assert [(e.id, f) for e in known() for f in e.en if not re.search(r"[A-Za-z0-9]", f)] == []
    assert [e.id for e in known() if e.ambiguous - set(e.ko) - set(e.en)] == []
    assert [e.id for e in known() if len(set(e.ko)) < len(e.ko) or len(set(e.en)) < len(e.en)] == []


def test_tables_are_sorted() -> None:
    for _, rows in itertools.groupby(_rows(), key=lambda pair: pair[0]):
        keys = [row["id"] for _, row in rows]
        assert keys == sorted(keys)


def test_every_row_names_its_source() -> None:
    assert [row["id"] for _, row in _rows() if not row["source"]] == []


def test_a_form_is_shared_within_a_kind_only_where_listed() -> None:
    owners: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for entity in known():
        for form in entity.ko:
            owners[entity.kind, korean_key(form)].add(entity.id)
    shared: dict[str, set[str]] = collections.defaultdict(set)
    for (kind, form), entities in owners.items():
        if len(entities) > 1:
            shared[kind].add(form)
    assert {kind: " ".join(sorted(forms)) for kind, forms in shared.items()} == {
        kind: " ".join(sorted(forms.split())) for kind, forms in SHARED.items()
    }


def test_every_territory_of_the_cldr_is_known() -> None:
    korean, english = Locale("ko").territories, Locale("en").territories
    no_places = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "CQ"}
    missing = [
        code
        for code in english
        if re.fullmatch("[A-Z]{2}", code)
        and code not in no_places
        and by_id(f"country:{code.lower()}") is None
    ]
    assert missing == []
    # "(중국 특별행정구)" and "남아프리카" are not how news calls them
    differ = {"HK", "MO", "ZA"}
    assert [
        (code, korean[code])
        for code in korean
        if re.fullmatch("[A-Z]{2}", code)
        and code not in no_places | differ
        and f"country:{code.lower()}" not in ids(by_korean(korean[code]))
    ] == []


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("독일", "country:de"), ("미국", "country:us"), ("美", "country:us"), ("남아공", "country:za"),
        ("아랍에미리트 연합", "country:ae"), ("소련", "state:ussr"), ("강남구", "district:seoul-gangnam-gu"),
        ("경북", "korea:gyeongbuk"), ("청와대", "korea:blue-house"), ("독도", "korea:dokdo"),
        ("연준", "body:us-fed"), ("미 연준", "body:us-fed"),
        ("기재부", "body:moef"), ("헌재", "body:constitutional-court"),

        ("국힘", "party:kr-ppp"), ("현대차", "company:hyundai-motor"), ("P&G", "company:pg"),
        ("서울대", "school:snu"), ("카이스트", "school:kaist"), ("베이징", "region:cn-beijing"),
        ("북경", "region:cn-beijing"), ("비엔나", "place:vienna"), ("마윈", "person:jack-ma"),
        ("공자", "person:confucius"), ("목성", "sky:jupiter"), ("추석", "holiday:chuseok"),
        ("2차 대전", "event:ww2"), ("한미", "pair:kr-us"), ("한·미", "pair:kr-us"), ("방미", "compound:us"),
        ("동해", "nature:east-sea"), ("독일어", "language:german"),
    ],
)  # fmt: skip
def test_korean_forms(form: str, entity: str) -> None:
    assert entity in ids(by_korean(form))


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("Germany", "country:de"), ("german", "country:de"),
        ("the Germans'", "country:de"), ("Germany's", "country:de"),

        ("U.S.", "country:us"), ("US", "country:us"), ("the Netherlands", "country:nl"),
        ("Côte d’Ivoire", "country:ci"), ("Cote d'Ivoire", "country:ci"), ("Türkiye", "country:tr"),
        ("Guinea Bissau", "country:gw"), ("Kazakhs", "country:kz"), ("Fed", "body:us-fed"),
        ("National Assembly", "body:assembly"), ("PPP", "party:kr-ppp"), ("WHO", "body:who"),
        ("Gangnam-gu", "district:seoul-gangnam-gu"), ("gangnam district", "district:seoul-gangnam-gu"),
        ("Prosecutors’ Office", "body:spo"), ("AT&T", ""), ("us", ""), ("who", ""), ("the", ""), ("", ""),
    ],
)  # fmt: skip
def test_english_forms(form: str, entity: str) -> None:
    found = ids(by_english(form))
    assert entity in found if entity else found == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("미국과 중국은 무역 협상을 재개했다.", ["미국", "중국"]),
        ("독일·프랑스 정상이 베를린에서 만났다.", ["독일", "프랑스", "베를린"]),
        ("인도네시아인 노동자", ["인도네시아"]),
        ("미 국무부는 北의 도발을 비판했다.", ["미 국무부", "北"]),
        ("美정부는 침묵했다.", ["美"]),
        ("한·미·일 정상이 서울에 모였다.", ["한·미·일", "서울"]),
        ("한미동맹은 굳건하다.", ["한미동맹"]),
        ("한국 은행들은 한국은행의 결정을 기다렸다.", ["한국", "한국은행"]),
        ("국제통화기금(IMF)은 전망치를 낮췄다.", ["국제통화기금", "IMF"]),
        ("LG전자와 SK하이닉스, KT&G가 올랐다.", ["LG전자", "SK하이닉스", "KT&G"]),
        ("제2차 세계대전 때", ["제2차 세계대전"]),
        ("2차대전 직후", ["2차대전"]),
        ("5·18 민주화운동 기념식", ["5·18 민주화운동"]),
        ("아름다운 미래와 일상", []),
        ("IMFX라는 회사", []),
        ("번호는 123이다", []),
        ("12·3 비상계엄", ["12·3 비상계엄"]),
    ],
)  # fmt: skip
def test_names_in_korean(text: str, expected: list[str]) -> None:
    assert [mention.form for mention in korean_names_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "form", "whole", "ambiguous"),
    [
        ("인도를 걸었다", "인도", True, True),
        ("대전환을 맞았다", "대전", False, True),
        ("가나안 땅", "가나", False, True),
        ("독일산 맥주", "독일", True, False),
        ("독일인들에게는", "독일", True, False),
        ("미 의회", "미 의회", True, False),
        ("강남에서", "강남", True, False),
        ("경주에서 이겼다", "경주", True, True),
        ("조지아에서", "조지아", True, False),
    ],
)  # fmt: skip
def test_doubtful_korean_names_say_so(text: str, form: str, whole: bool, ambiguous: bool) -> None:
    (mention, *_) = korean_names_in(text)
    assert (mention.form, mention.whole, mention.ambiguous) == (form, whole, ambiguous)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea's president flew to the U.S.", ["South Korea", "U.S."]),
        ("Let us ask who is fed up.", []),
        ("The Fed and the WHO met in St. Louis.", ["Fed", "WHO", "St. Louis"]),
        ("South Korea-U.S. ties", ["South Korea", "U.S."]),
        ("He left Korea. Japan stayed.", ["Korea", "Japan"]),
        ("in Bosnia and Herzegovina, Germans", ["Bosnia and Herzegovina", "Germans"]),
        ("prosecutors raided the Prosecutors’ Office", ["prosecutors", "Prosecutors’ Office"]),
        ("NORTH KOREA FIRES MISSILE", ["NORTH KOREA"]),
        ("Johnson & Johnson, P&G", ["Johnson & Johnson", "P&G"]),
        ("a brown turkey in a china shop", []),
    ],
)  # fmt: skip
def test_names_in_english(text: str, expected: list[str]) -> None:
    assert [mention.form for mention in english_names_in(text)] == expected


def test_spans_are_exact() -> None:
    text = "기획재정부(기재부)는 28일 서울에서 미국 재무부와 만났다."
    assert all(text[m.start : m.end] == m.form for m in korean_names_in(text))
    text = "The Ministry of Economy and Finance met the U.S. Treasury’s team in Seoul."
    mentions = list(english_names_in(text))
    assert all(text[m.start : m.end] == m.form for m in mentions)
    assert isinstance(mentions[0], Mention)


@pytest.mark.parametrize(
    "piece", ["한국", "한국 ", "한·", "·", "미", "A", "A.", "South ", "St. ", "'s", "a'b.", "가", "&"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    collections.deque(korean_names_in(text), maxlen=0)
    collections.deque(english_names_in(text), maxlen=0)
    assert time.perf_counter() - began < 5


def _rows() -> list[tuple[str, Mapping[str, str]]]:
    return [(name, row) for name in TABLES for row in table(f"names/{name}", COLUMNS)]
