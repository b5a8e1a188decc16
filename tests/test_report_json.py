"""The JSON report is the contract's: schema, order of keys, rounding, one object a line."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_fixture import ARTICLE, CLEAN, REPORT

from qa.model import Note, Report
from qa.report import FORMATS, RenderOptions

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "docs" / "report.schema.json").read_text(encoding="utf-8")
)
KEYS = [
    "schema", "id", "signature", "direction", "published", "title", "notes", "verdict", "score", "mqm",
    "match", "match_interval",
    "sentences", "links", "paragraphs", "facts", "findings", "skipped", "headlines",
]  # fmt: skip


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with every object closed, so that a field it does not describe shows."""
    schema = copy.deepcopy(schema)
    for node in nodes(schema):
        if "properties" in node and node.get("type") == "object":
            node["additionalProperties"] = False
    return schema


def nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from nodes(child)


@pytest.mark.parametrize("reports", [[REPORT], [CLEAN], [REPORT, CLEAN], []], ids=str)
def test_output_is_what_the_schema_describes(reports: list[Report]) -> None:
    validator = jsonschema.Draft202012Validator(closed(SCHEMA))
    validator.check_schema(SCHEMA)
    validator.validate(json.loads(FORMATS["json"](reports, RenderOptions())))
    for line in FORMATS["jsonl"](reports, RenderOptions()).splitlines():
        validator.validate(json.loads(line))


def test_the_schema_rejects_what_is_not_a_report() -> None:
    article = json.loads(FORMATS["json"]([REPORT], RenderOptions()))
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for key, value in (("verdict", "good"), ("score", 101), ("findings", None), ("schema", "qa-report/2")):
        assert not validator.is_valid(article | {key: value})


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("report_order.json", FORMATS["json"]([REPORT], RenderOptions()))


def test_one_article_is_an_object_and_several_an_array() -> None:
    one = json.loads(FORMATS["json"]([REPORT], RenderOptions()))
    two = json.loads(FORMATS["json"]([REPORT, CLEAN], RenderOptions()))
    lines = [json.loads(line) for line in FORMATS["jsonl"]([REPORT, CLEAN], RenderOptions()).splitlines()]
    assert list(one) == KEYS
    assert two == lines
    assert two[0] == one
    assert two[1]["published"] is None
    assert json.loads(FORMATS["json"]([], RenderOptions())) == []
    assert FORMATS["jsonl"]([], RenderOptions()) == ""


def test_numbers_are_rounded() -> None:
    tiny = replace(REPORT, score=-0.0, mqm=99.96, link_match=(0.04,) * len(REPORT.links))
    text = FORMATS["json"]([tiny], RenderOptions())
    out = json.loads(text)
    assert math.copysign(1, out["score"]) == 1
    assert out["mqm"] == 100.0
    assert out["links"][0] == {"ko": [0], "en": [0], "match": 0.0, "confidence": 0.988, "together": 1.0}
    assert out["findings"][3]["confidence"] == 0.62


def test_sides_point_at_their_words() -> None:
    out = json.loads(FORMATS["json"]([REPORT], RenderOptions()))
    pointed = [*out["findings"], *out["facts"]]
    sides = [(lang, item[lang]) for item in pointed for lang in ("ko", "en") if item[lang]]
    assert len(sides) > 20
    for lang, side in sides:
        body = ARTICLE.ko.text if lang == "ko" else ARTICLE.en.text
        sentence = out["sentences"][lang][side["sentence"]]
        assert body[side["start"] : side["end"]] == side["text"]
        assert side["text"] in sentence["text"]
        assert side["paragraph"] == sentence["paragraph"]


def test_facts_carry_readable_values() -> None:
    out = json.loads(FORMATS["json"]([REPORT], RenderOptions()))
    values = [(f["family"], f["value"]["ko"], f["value"]["en"], f["verdict"]) for f in out["facts"]]
    assert values[0] == ("money", "1400000000000 KRW", "140000000000 KRW", "changed")
    assert values[1] == ("date", "2025-09-16", "2025-09-16", "agree")
    assert values[3] == ("percent", "17.3 percent", "17.3 percentage point", "changed")
    assert values[4] == ("percent", "80 percent", None, "missing")
    assert values[5] == ("number", "12470", "about 12500", "agree")


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x1e", "\n", "\r", "\ud800"])
def test_odd_characters_keep_one_object_a_line(odd: str) -> None:
    note = Note(kind="odd", text=f"앞{odd}뒤")
    text = FORMATS["jsonl"]([replace(REPORT, article=replace(ARTICLE, notes=(note,)))], RenderOptions())
    assert len(text.splitlines()) == 1
    assert "한빛조선" in text.encode("utf-8").decode("utf-8")
    assert json.loads(text)["notes"][0]["text"] == note.text
