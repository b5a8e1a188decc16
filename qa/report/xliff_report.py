"""XLIFF 2.1 with the findings as ITS 2.0 localization-quality issues, for tools of translators.

A unit is a link: the sentences of the original with those that translate them.  An issue marks its
words in the translation; where the translation has none (an omission), those of the original.
"""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.errors import ConfigError
from qa.model import Finding, Lang, Link, Report, Sentence, Side, Span
from qa.report import RenderOptions
from qa.report.align_report import xml_safe

CORE = "urn:oasis:names:tc:xliff:document:2.0"
ITS = "http://www.w3.org/2005/11/its"
XML = "http://www.w3.org/XML/1998/namespace"
_PENALTY = 4
"""ITS counts severity from 0 to 100 where MQM counts points from 0 to 25."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """All articles as one XLIFF document, a file for each input file.

    Raises:
        ConfigError: some articles are translated into English, others into Korean: XLIFF has one direction.
    """
    del options
    directions = {report.article.direction for report in reports} or {"ko-en"}
    if len(directions) > 1:
        raise ConfigError("--format xliff: the articles are of both directions, expected one of them")
    source, target = next(iter(directions)).split("-")
    root = ET.Element(
        "xliff",
        {
            "version": "2.1",
            "srcLang": source,
            "trgLang": target,
            "xmlns": CORE,
            "xmlns:its": ITS,
            "its:version": "2.0",
        },
    )
    grouped = itertools.groupby(reports, key=lambda report: (report.article.ko.uri, report.article.en.uri))
    for number, (uris, group) in enumerate(grouped, 1):
        _File(root, number, uris[source != "ko"], source == "ko").add(group)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Words of a segment with the attributes of what is said about them."""

    span: Span
    attributes: dict[str, str]


class _File:
    """A `file` element that is being filled."""

    def __init__(self, root: ET.Element, number: int, original: str, korean: bool) -> None:
        attributes = {"id": f"f{number}", "original": xml_safe(original)}
        attributes["its:annotatorsRef"] = "localization-quality-issue|qa"
        self._file = _sub(root, "file", attributes, 1)
        self._langs: tuple[Lang, Lang] = ("ko", "en") if korean else ("en", "ko")
        self._units = 0

    def add(self, reports: Iterable[Report]) -> None:
        notes: list[str] = []
        units: list[ET.Element] = []
        for report in reports:
            notes += self._article(report, units)
        if notes:
            place = _sub(self._file, "notes", {}, 2)
            for note in notes:
                _sub(place, "note", {"category": "qa"}, 3).text = xml_safe(note)
            _end(place, 2)
        self._file.extend(units)
        _end(self._file, 1)

    def _article(self, report: Report, units: list[ET.Element]) -> Iterator[str]:
        """Make the units of an article, and yield what belongs to none of them."""
        article = report.article
        titles = [article.side(lang).title for lang in self._langs]
        if any(titles):
            units.append(self._unit(f"{article.id}: title", titles[0], titles[1], (), ()))
        placed = _by_link(report)
        for n, link in enumerate(report.links):
            marks: dict[Lang, list[_Mark]] = {"ko": [], "en": []}
            for finding, side, lang in placed.get(n, ()):
                pieces = _pieces(report, link, lang)
                marks[lang].append(_Mark(span=_within(side.span, pieces), attributes=_issue(finding)))
            texts = [" ".join(s.text for s, _ in _pieces(report, link, lang)) for lang in self._langs]
            units.append(
                self._unit(
                    f"{article.id}: {n + 1}" if not article.aligned else article.id,
                    texts[0],
                    texts[1],
                    marks[self._langs[0]],
                    marks[self._langs[1]],
                )
            )
        yield f"{article.id}: {report.verdict}, score {report.score:.0f}"
        yield from (f"{article.id}: {f.rule}: {f.message}" for f, _, _ in placed.get(None, ()))

    def _unit(
        self,
        name: str,
        source: str,
        target: str,
        source_marks: Sequence[_Mark],
        target_marks: Sequence[_Mark],
    ) -> ET.Element:
        self._units += 1
        unit = ET.Element("unit", {"id": f"u{self._units}", "name": xml_safe(name)})
        unit.tail = "\n"
        segment = _sub(unit, "segment", {"state": "translated"} if target else {}, 3)
        ids = itertools.count(1)
        _Inline(_sub(segment, "source", {}, 4)).write(source, source_marks, ids)
        if target:
            _Inline(_sub(segment, "target", {}, 4)).write(target, target_marks, ids)
        _end(segment, 3)
        _end(unit, 2)
        return unit


def _sub(parent: ET.Element, name: str, attributes: dict[str, str], depth: int) -> ET.Element:
    """A child on a line of its own."""
    last = parent[-1] if len(parent) else None
    indent = "\n" + "  " * depth
    if last is None:
        parent.text = indent
    else:
        last.tail = indent
    child = ET.SubElement(parent, name, attributes)
    child.tail = "\n"
    return child


def _end(element: ET.Element, depth: int) -> None:
    """The end tag on a line of its own."""
    indent = "\n" + "  " * depth
    for n, child in enumerate(element):
        child.tail = indent if n == len(element) - 1 else indent + "  "


class _Inline:
    """Text with marks in it: nested ones as `mrk`, those that overlap as `sm` and `em`."""

    def __init__(self, element: ET.Element) -> None:
        self._open: list[tuple[ET.Element, int]] = [(element, -1)]

    def write(self, text: str, marks: Sequence[_Mark], ids: Iterator[int]) -> None:
        closings: list[tuple[int, str]] = []  # of `sm`
        at = 0
        for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end)):
            at = self._advance(text, at, mark.span.start, closings)
            number = f"m{next(ids)}"
            attributes = {"id": number, "type": "its:generic"} | mark.attributes
            limit = self._open[-1][1]
            if limit < 0 or mark.span.end <= limit:
                self._open.append((ET.SubElement(self._open[-1][0], "mrk", attributes), mark.span.end))
            else:
                ET.SubElement(self._open[-1][0], "sm", attributes)
                closings.append((mark.span.end, number))
        self._advance(text, at, len(text), closings)
        while len(self._open) > 1:
            self._open.pop()

    def _advance(self, text: str, at: int, to: int, closings: list[tuple[int, str]]) -> int:
        """Write the text up to `to` with what ends before it."""
        while True:
            ends = [end for _, end in self._open[1:]] + [end for end, _ in closings]
            stop = min([to, *ends])
            self._text(text[at:stop])
            at = stop
            for closing in sorted(c for c in closings if c[0] <= stop):
                closings.remove(closing)
                ET.SubElement(self._open[-1][0], "em", {"startRef": closing[1]})
            while len(self._open) > 1 and self._open[-1][1] <= stop:
                self._open.pop()
            if stop >= to:
                return at

    def _text(self, text: str) -> None:
        here = self._open[-1][0]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + xml_safe(text)
        else:
            here.text = (here.text or "") + xml_safe(text)


def _issue(finding: Finding) -> dict[str, str]:
    said = f"{finding.rule}: {finding.message}"
    if finding.suggestion:
        said += f" (would be right: {finding.suggestion})"
    out = {
        "its:locQualityIssueType": finding.its,
        "its:locQualityIssueComment": xml_safe(said),
        "its:locQualityIssueSeverity": str(finding.severity.weight * _PENALTY),
    }
    return out | ({"its:locQualityIssueEnabled": "no"} if finding.accepted else {})


_Placed = tuple[Finding, Side, Lang]


def _by_link(report: Report) -> dict[int | None, list[_Placed]]:
    """The findings by the link that holds their words; None for those in no link."""
    links: dict[tuple[Lang, int], int] = {}
    for n, link in enumerate(report.links):
        links.update({("ko", i): n for i in link.ko})
        links.update({("en", j): n for j in link.en})
    langs: tuple[Lang, Lang] = ("en", "ko") if report.article.direction == "ko-en" else ("ko", "en")
    out: dict[int | None, list[_Placed]] = {}
    for finding in report.findings:
        sides = {"ko": finding.ko, "en": finding.en}
        for lang in langs:  # the translation's words first
            side = sides[lang]
            link_number = links.get((lang, side.sentence)) if side and side.sentence is not None else None
            if side is not None and link_number is not None:
                out.setdefault(link_number, []).append((finding, side, lang))
                break
        else:
            anywhere = finding.en or finding.ko or Side(text="", span=Span(0, 0), paragraph=0, sentence=None)
            out.setdefault(None, []).append((finding, anywhere, "en"))
    return out


def _pieces(report: Report, link: Link, lang: Lang) -> list[tuple[Sentence, int]]:
    """The sentences of one side of a link, each with where it begins in their text."""
    sentences = report.sentences_ko if lang == "ko" else report.sentences_en
    out: list[tuple[Sentence, int]] = []
    at = 0
    for index in link.ko if lang == "ko" else link.en:
        out.append((sentences[index], at))
        at += len(sentences[index].text) + 1
    return out


def _within(span: Span, pieces: Sequence[tuple[Sentence, int]]) -> Span:
    """A span of the body as one of the sentences' joined text, cut to where they are."""

    def place(offset: int) -> int:
        for sentence, at in pieces:
            if offset <= sentence.span.end:
                return at + max(0, offset - sentence.span.start)
        sentence, at = pieces[-1]
        return at + len(sentence.text)

    start = place(span.start)
    return Span(start, max(start, place(span.end)))
