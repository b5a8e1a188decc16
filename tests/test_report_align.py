"""The links alone: JSON, TSV, TMX."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

from report_fixture import REPORT

from qa.report.align_report import ALIGN_FORMATS, Aligned

ALIGNED = Aligned.of(REPORT)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_json_has_sentences_and_links() -> None:
    moved = replace(ALIGNED, links=(replace(ALIGNED.links[0], moved=True), *ALIGNED.links[1:]))
    out = json.loads(ALIGN_FORMATS["json"]([moved]))
    assert list(out) == ["id", "sentences", "links"]
    assert out["links"][0] == {"ko": [0], "en": [0], "confidence": 0.988, "moved": True}
    assert out["links"][3] == {"ko": [4], "en": [], "confidence": 0.81}
    assert len(out["sentences"]["ko"]) == 9
    lines = ALIGN_FORMATS["jsonl"]([moved, ALIGNED]).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["order.txt", "order.txt"]


def test_tsv_has_a_header_and_a_line_for_each_link() -> None:
    odd = replace(ALIGNED.ko[0], text="탭\t줄\n바꿈")
    lines = ALIGN_FORMATS["tsv"]([replace(ALIGNED, ko=(odd, *ALIGNED.ko[1:]))]).splitlines()
    rows = [line.split("\t") for line in lines]
    assert rows[0] == ["id", "ko", "en", "confidence", "ko_text", "en_text"]
    assert {len(row) for row in rows} == {6}
    assert len(rows) == 1 + len(ALIGNED.links)
    assert rows[1][4] == "탭 줄 바꿈"
    assert rows[3][1:3] == ["2,3", "2"]
    assert rows[3][4] == f"{ALIGNED.ko[2].text} {ALIGNED.ko[3].text}"
    assert rows[4][2] == rows[4][5] == ""


def test_tmx_holds_the_links_with_both_sides() -> None:
    odd = replace(ALIGNED.en[0], text="A & B <b>\x0c\x00 ok")
    text = ALIGN_FORMATS["tmx"]([replace(ALIGNED, en=(odd, *ALIGNED.en[1:]))])
    root = ET.fromstring(text)
    assert root.get("version") == "1.4"
    header = root.find("header")
    assert header is not None
    assert header.get("srclang") == "ko"
    units = root.findall("body/tu")
    assert len(units) == 7
    assert [v.get(LANG) for v in units[0].findall("tuv")] == ["ko", "en"]
    assert units[0].findtext("tuv[2]/seg") == "A & B <b>�� ok"
    assert units[2].findtext("tuv[1]/seg") == f"{ALIGNED.ko[2].text} {ALIGNED.ko[3].text}"


def test_tmx_names_the_source_language() -> None:
    back = replace(ALIGNED, direction="en-ko")
    for articles, source, first in (([back], "en", "en"), ([ALIGNED, back], "*all*", "ko")):
        root = ET.fromstring(ALIGN_FORMATS["tmx"](articles))
        header, variant = root.find("header"), root.find("body/tu/tuv")
        assert header is not None
        assert variant is not None
        assert header.get("srclang") == source
        assert variant.get(LANG) == first
