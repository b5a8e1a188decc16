"""XLIFF with issues, TMX and Pearmut: what others are to open, read back."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_fixture import REPORT

from qa.errors import ConfigError, ReadError
from qa.model import Acceptance, Report, Side, Span
from qa.read import ReadOptions, read_inputs
from qa.report import FORMATS, RenderOptions
from qa.report.align_report import ALIGN_FORMATS, Aligned
from qa.report.xliff_report import CORE, ITS, _Inline, _Mark

OPTIONS = RenderOptions()
Q = f"{{{CORE}}}"


def xliff(*reports: Report) -> ET.Element:
    return ET.fromstring(FORMATS["xliff"](reports, OPTIONS))


def issues(element: ET.Element) -> list[tuple[str, str, str]]:
    """Rule, severity and words of every issue."""
    return [
        (
            (mark.get(f"{{{ITS}}}locQualityIssueComment") or "").partition(":")[0],
            mark.get(f"{{{ITS}}}locQualityIssueSeverity") or "",
            "".join(mark.itertext()),
        )
        for mark in element.iter(f"{Q}mrk")
    ]


def test_issues_mark_the_words_of_the_translation() -> None:
    root = xliff(REPORT)
    assert (root.get("srcLang"), root.get("trgLang"), root.get(f"{{{ITS}}}version")) == ("ko", "en", "2.0")
    found = issues(root)
    assert len(found) == sum(1 for f in REPORT.findings if f.ko or f.en)
    for finding in REPORT.findings:
        side = finding.en or finding.ko
        if side is not None:
            assert (finding.rule, str(finding.severity.weight * 4), side.text) in found
    ids = [unit.get("id") for unit in root.iter(f"{Q}unit")]
    assert len(set(ids)) == len(ids)


def test_an_omission_marks_the_original() -> None:
    omission = next(f for f in REPORT.findings if f.en is None and f.ko is not None)
    root = xliff(REPORT)
    marked = [issues(source) for source in root.iter(f"{Q}source")]
    assert any(found and found[0][0] == omission.rule for found in marked)


def test_what_has_no_words_is_a_note_and_what_is_accepted_is_off() -> None:
    first, second, *rest = REPORT.findings
    accepted = replace(second, accepted=Acceptance(reason="so", by="me", when="2025-01-01"))
    rest = [replace(f, accepted=None) for f in rest]
    root = xliff(replace(REPORT, findings=(replace(first, ko=None, en=None), accepted, *rest)))
    assert any((note.text or "").endswith(f"{first.rule}: {first.message}") for note in root.iter(f"{Q}note"))
    off = [m for m in root.iter(f"{Q}mrk") if m.get(f"{{{ITS}}}locQualityIssueEnabled") == "no"]
    assert len(off) == 1


def test_the_other_direction() -> None:
    back = replace(REPORT, article=replace(REPORT.article, direction="en-ko"))
    root = xliff(back)
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "ko")
    with pytest.raises(ConfigError, match="both directions"):
        xliff(REPORT, back)


def test_no_articles() -> None:
    assert xliff().get("srcLang") == "ko"
    assert json.loads(FORMATS["pearmut"]([], OPTIONS))["data"] == [[]]


def test_xliff_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xliff"
    path.write_text(FORMATS["xliff"]([REPORT], OPTIONS), encoding="utf-8")
    title, *rows = read_inputs([path], ReadOptions())
    assert (title.ko.text, title.en.text) == (REPORT.article.ko.title, REPORT.article.en.title)
    aligned = Aligned.of(REPORT)
    assert [(a.ko.text, a.en.text) for a in rows] == [aligned.texts(link) for link in REPORT.links]


def test_tmx_is_read_again(tmp_path: Path) -> None:
    aligned = Aligned.of(REPORT)
    path = tmp_path / "a.tmx"
    path.write_text(ALIGN_FORMATS["tmx"]([aligned]), encoding="utf-8")
    rows = read_inputs([path], ReadOptions(direction="en-ko"))
    texts = [aligned.texts(link) for link in aligned.links if link.ko and link.en]
    assert [(a.ko.text, a.en.text) for a in rows] == texts
    assert {a.direction for a in rows} == {"ko-en"}


def test_a_table_of_links_is_no_pairs_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(ALIGN_FORMATS["tsv"]([Aligned.of(REPORT)]), encoding="utf-8")
    with pytest.raises(ReadError, match="is a table of links, expected pairs; links go with --alignment"):
        read_inputs([path], ReadOptions())


def covered(element: ET.Element) -> dict[str, str]:
    """The words of each mark by its number, `sm` to `em` too."""
    out: dict[str, str] = {}
    running: dict[str, list[str]] = {}

    def walk(part: ET.Element) -> Iterator[str]:
        if part.tag == "sm":
            running[part.attrib["id"]] = []
        elif part.tag == "em":
            out[part.attrib["startRef"]] = "".join(running.pop(part.attrib["startRef"]))
        for text, child in ((part.text, None), *((None, c) for c in part)):
            words = [text or ""] if child is None else [*walk(child), child.tail or ""]
            if child is None or child.tail:
                for some in running.values():
                    some.append(words[-1])
            yield from words
        if part.tag == "mrk":
            out[part.attrib["id"]] = "".join(part.itertext())

    list(walk(element))
    assert not running
    return out


@given(
    st.text(alphabet="가나 ab<&", max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=5),
)
def test_marks_may_nest_and_overlap(text: str, ends: list[tuple[int, int]]) -> None:
    spans = sorted(
        (Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends),
        key=lambda s: (s.start, -s.end),
    )
    element = ET.Element("target")
    _Inline(element).write(text, [_Mark(span=s, attributes={}) for s in spans], iter(range(1, 99)))
    element = ET.fromstring(ET.tostring(element, encoding="unicode"))
    assert "".join(element.itertext()) == text
    assert covered(element) == {f"m{n}": text[s.start : s.end] for n, s in enumerate(spans, 1)}


# --- Pearmut --------------------------------------------------------------------------------------


def campaign(*reports: Report) -> list[list[dict[str, Any]]]:
    out = json.loads(FORMATS["pearmut"](reports, OPTIONS))
    assert out["info"]["assignment"] == "task-based"
    (task,) = out["data"]
    return task  # type: ignore[no-any-return]


def test_a_paragraph_is_an_item() -> None:
    (document,) = campaign(REPORT)
    english = REPORT.article.en
    assert [item["tgt"]["translation"] for item in document] == [
        english.text[p.span.start : p.span.end] for p in english.paragraphs
    ]
    korean = REPORT.article.ko
    read = "\n".join(item["src"] for item in document)
    assert all(korean.text[p.span.start : p.span.end] in read for p in korean.paragraphs)


def test_every_finding_is_marked_once() -> None:
    (document,) = campaign(REPORT)
    spans = [(item, span) for item in document for span in item.get("error_spans", {}).get("translation", ())]
    by_print = {f.fingerprint: f for f in REPORT.findings if f.ko or f.en}
    assert sorted(span["fingerprint"] for _, span in spans) == sorted(by_print)
    for item, span in spans:
        finding = by_print[span["fingerprint"]]
        words = item["tgt"]["translation"][span["start_i"] : span["end_i"] + 1]
        assert words == (finding.en.text if finding.en else "")
        assert span["severity"] in ("minor", "major", "neutral")


def test_offsets_count_as_javascript_does() -> None:
    english = REPORT.article.en
    first = english.paragraphs[0]
    text = "😀" + english.text[1:]
    finding = replace(REPORT.findings[0], en=Side(text=text[1:4], span=Span(1, 4), paragraph=0, sentence=0))
    article = replace(REPORT.article, en=replace(english, text=text))
    (document,) = campaign(replace(REPORT, article=article, findings=(finding,)))
    (span,) = document[first.index]["error_spans"]["translation"]
    assert (span["start_i"], span["end_i"]) == (2, 4)


def test_no_text_is_shown_as_markup() -> None:
    english = REPORT.article.en
    text = "<img src=x onerror=alert(1)>" + english.text[28:]
    article = replace(REPORT.article, en=replace(english, text=text))
    (document,) = campaign(replace(REPORT, article=article, findings=()))
    assert document[0]["tgt"]["translation"].startswith("＜img src=x")
