"""The sample folders agree with themselves: texts, gold sentences, links, planted drifts."""

from __future__ import annotations

import datetime
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from qa.model import Severity

SAMPLES = Path(__file__).parent.parent / "samples"
SLUGS = sorted(path.parent.name for path in SAMPLES.glob("*/gold.json") if (path.parent / "ko.txt").exists())
"""Those translated into English; `test_samples_into_korean.py` has the other."""
SIDES = ("good", "bad")
FAMILIES = {
    *("date", "time", "number", "money", "percent", "unit", "ordinal", "range", "duration", "age", "name"),
    *("term", "negation", "antonym", "modality", "quote", "omission", "addition", "mistranslation"),
    *("untranslated", "duplicate", "order", "format"),
}
KINDS = ("changed", "missing", "added")


def gold_of(slug: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SAMPLES / slug / "gold.json").read_text(encoding="utf-8"))
    return gold


def text_of(slug: str, name: str) -> str:
    return (SAMPLES / slug / f"{name}.txt").read_text(encoding="utf-8")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def paragraphs_of(sentences: list[dict[str, Any]]) -> list[str]:
    grouped = itertools.groupby(sentences, key=lambda s: s["p"])
    return [" ".join(s["text"] for s in group) for _, group in grouped]


def test_there_are_four() -> None:
    assert SLUGS == ["diplomacy-summit", "earnings-shipyard", "editorial-grid", "science-telescope"]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", ["ko", "en_good", "en_bad"])
def test_gold_sentences_are_the_text(slug: str, name: str) -> None:
    sentences = gold_of(slug)[f"{name}_sentences"]
    text = text_of(slug, name)
    assert text == "\n\n".join(paragraphs_of(sentences)) + "\n"
    assert [s["p"] for s in sentences] == sorted(s["p"] for s in sentences)
    assert {s["p"] for s in sentences} == set(range(sentences[-1]["p"] + 1))
    assert sum(s["p"] == 0 for s in sentences) == 1
    assert not re.search(r"[^\S \n]| {2}| \n|\n ", text)


@pytest.mark.parametrize("slug", SLUGS)
def test_size_and_paragraphing(slug: str) -> None:
    gold = gold_of(slug)
    ko = gold["ko_sentences"]
    assert 15 <= len(ko) - 1 <= 25
    assert 5 <= ko[-1]["p"] <= 9
    assert ko[-1]["p"] != gold["en_good_sentences"][-1]["p"]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("side", SIDES)
def test_every_sentence_is_in_one_link(slug: str, side: str) -> None:
    gold = gold_of(slug)
    links = gold[f"links_{side}"]
    ko = sorted(i for link in links for i in link["ko"])
    en = sorted(j for link in links for j in link["en"])
    assert ko == list(range(len(gold["ko_sentences"])))
    assert en == list(range(len(gold[f"en_{side}_sentences"])))
    assert {"ko": [0], "en": [0]} in links
    assert all(link["ko"] or link["en"] for link in links)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_faithful_english_omits_and_adds_nothing(slug: str) -> None:
    shapes = {(len(link["ko"]), len(link["en"])) for link in gold_of(slug)["links_good"]}
    assert shapes == {(1, 1), (1, 2), (2, 1)}


@pytest.mark.parametrize("slug", SLUGS)
def test_empty_links_are_the_planted_ones(slug: str) -> None:
    gold = gold_of(slug)
    ko = [gold["ko_sentences"][i]["text"] for link in gold["links_bad"] if not link["en"] for i in link["ko"]]
    en = [
        gold["en_bad_sentences"][j]["text"]
        for link in gold["links_bad"]
        if not link["ko"]
        for j in link["en"]
    ]
    drifts = gold["drifts"]
    assert ko == [d["ko_quote"] for d in drifts if d["family"] == "omission" and d["ko_quote"].endswith(".")]
    assert en[:1] == [d["en_quote"] for d in drifts if d["ko_quote"] is None]


@pytest.mark.parametrize("slug", SLUGS)
def test_drifts(slug: str) -> None:
    drifts = gold_of(slug)["drifts"]
    ko, good, bad = (text_of(slug, name) for name in ("ko", "en_good", "en_bad"))
    assert 7 <= len(drifts) <= 9
    for drift in drifts:
        assert drift["family"] in FAMILIES, drift
        assert drift["kind"] in KINDS, drift
        assert Severity(drift["severity"]) in (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
        assert drift["why"], drift
        assert drift["ko_quote"] or drift["en_quote"], drift
        assert (drift["en_quote"] is None) == (drift["kind"] == "missing"), drift
        assert (drift["ko_quote"] is None) == (drift["kind"] == "added"), drift
        if quote := drift["ko_quote"]:
            assert ko.count(quote) == squeeze(ko).count(squeeze(quote)) == 1, drift
        if quote := drift["en_quote"]:
            duplicate = drift["family"] == "duplicate"
            assert bad.count(quote) == squeeze(bad).count(squeeze(quote)) == 1 + duplicate, drift
            assert good.count(quote) == int(duplicate), drift


@pytest.mark.parametrize("slug", SLUGS)
def test_only_the_planted_sentences_differ(slug: str) -> None:
    """Every English sentence that is new in the bad text holds the words of a drift, and the reverse."""
    gold = gold_of(slug)
    good = {s["text"] for s in gold["en_good_sentences"]}
    new = [s["text"] for s in gold["en_bad_sentences"] if s["text"] not in good]
    quotes = [d["en_quote"] for d in gold["drifts"] if d["en_quote"] and d["family"] != "duplicate"]
    clauses = [d for d in gold["drifts"] if d["kind"] == "missing" and not d["ko_quote"].endswith(".")]
    assert all(any(quote in text for text in new) for quote in quotes)
    assert sum(not any(quote in text for quote in quotes) for text in new) <= len(clauses)


@pytest.mark.parametrize("slug", SLUGS)
def test_meta(slug: str) -> None:
    meta = json.loads((SAMPLES / slug / "meta.json").read_text(encoding="utf-8"))
    assert set(meta) == {"published", "kind"}
    assert (
        datetime.date(2025, 1, 1)
        <= datetime.date.fromisoformat(meta["published"])
        <= datetime.date(2026, 12, 31)
    )
    assert slug.startswith(meta["kind"])


@pytest.mark.parametrize("side", SIDES)
def test_the_scraped_page_holds_both_texts(side: str) -> None:
    lines = text_of("diplomacy-summit", f"page_{side}").splitlines()
    gold = gold_of("diplomacy-summit")
    meta = json.loads((SAMPLES / "diplomacy-summit" / "meta.json").read_text(encoding="utf-8"))
    date = datetime.datetime.strptime(lines[1], "Published: %d %b. %Y, %H:%M").date()
    assert date.isoformat() == meta["published"]
    for sentences in (gold["ko_sentences"], gold[f"en_{side}_sentences"]):
        title, *body = paragraphs_of(sentences)
        assert sum(line.removesuffix(" (KOR)") == title for line in lines) == 1
        counts = [lines.count(paragraph) for paragraph in body]
        assert set(counts) == {1, 2}  # repeated in part


def test_the_interleaved_page_holds_both_texts() -> None:
    lines = [line for line in text_of("earnings-shipyard", "page_interleaved").splitlines() if line]
    gold = gold_of("earnings-shipyard")
    for sentences in (gold["ko_sentences"], gold["en_good_sentences"]):
        paragraphs = paragraphs_of(sentences)
        assert [line for line in lines if line in paragraphs] == paragraphs
    body = lines[lines.index(paragraphs_of(gold["en_good_sentences"])[0]) + 1 : -3]
    korean = [bool(re.search("[가-힣]", line)) for line in body]
    assert len([key for key, _ in itertools.groupby(korean)]) == 2 * gold["ko_sentences"][-1]["p"]
