"""The links of an alignment alone: JSON, JSON lines, TSV and TMX 1.4."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from qa.model import Direction, Link, Report, Sentence
from qa.report.json_report import dumps, sentences_json, share

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_COLUMNS = ("id", "ko", "en", "confidence", "ko_text", "en_text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The sentences of one article and their links."""

    id: str
    ko: tuple[Sentence, ...]
    en: tuple[Sentence, ...]
    links: tuple[Link, ...]
    direction: Direction = "ko-en"

    @classmethod
    def of(cls, report: Report) -> Aligned:
        """The alignment that a report holds."""
        return cls(
            id=report.article.id,
            ko=report.sentences_ko,
            en=report.sentences_en,
            links=report.links,
            direction=report.article.direction,
        )

    def texts(self, link: Link) -> tuple[str, str]:
        """The Korean and the English of a link, sentences joined by a space."""
        return " ".join(self.ko[i].text for i in link.ko), " ".join(self.en[j].text for j in link.en)


def align_json(aligned: Aligned) -> dict[str, Any]:
    """`{"id", "sentences": {"ko", "en"}, "links": [{"ko", "en", "confidence", "moved"?}]}`."""
    return {
        "id": aligned.id,
        "sentences": {"ko": sentences_json(aligned.ko), "en": sentences_json(aligned.en)},
        "links": [
            {
                "ko": list(link.ko),
                "en": list(link.en),
                "confidence": share(link.confidence),
                **({"moved": True} if link.moved else {}),
            }
            for link in aligned.links
        ],
    }


def render_json(articles: Sequence[Aligned]) -> str:
    """One article as an object, several as an array."""
    out = [align_json(a) for a in articles]
    return dumps(out[0] if len(out) == 1 else out, indent=2) + "\n"


def render_jsonl(articles: Sequence[Aligned]) -> str:
    """One object a line."""
    return "".join(dumps(align_json(a)) + "\n" for a in articles)


def render_tsv(articles: Sequence[Aligned]) -> str:
    """A header, then one link a line; sentence indices joined by commas, no quoting."""
    rows = ["\t".join(_COLUMNS)]
    for article in articles:
        for link in article.links:
            ko, en = article.texts(link)
            cells = (
                article.id,
                ",".join(map(str, link.ko)),
                ",".join(map(str, link.en)),
                f"{share(link.confidence):.3f}",
                ko,
                en,
            )
            rows.append("\t".join(_BREAKS.sub(" ", cell) for cell in cells))
    return "\n".join(rows) + "\n"


def render_tmx(articles: Sequence[Aligned]) -> str:
    """TMX 1.4, one unit for each link that has both sides.

    `srclang` follows the direction of translation (`*all*` where the articles differ).
    """
    from qa import __version__

    directions = {a.direction for a in articles} or {"ko-en"}
    source = next(iter(directions)).partition("-")[0] if len(directions) == 1 else "*all*"
    root = ET.Element("tmx", version="1.4")
    header = {
        "creationtool": "qa",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "qa",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    ET.SubElement(root, "header", header)
    body = ET.SubElement(root, "body")
    for article in articles:
        for link in article.links:
            if link.ko and link.en:
                _unit(body, article, link)
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return head + ET.tostring(root, encoding="unicode") + "\n"


def _unit(body: ET.Element, article: Aligned, link: Link) -> None:
    unit = ET.SubElement(body, "tu", {} if article.direction == "ko-en" else {"srclang": "en"})
    for kind, value in (("x-article", article.id), ("x-confidence", f"{share(link.confidence):.3f}")):
        ET.SubElement(unit, "prop", type=kind).text = xml_safe(value)
    sides = list(zip(("ko", "en"), article.texts(link), strict=True))
    for lang, text in sides if article.direction == "ko-en" else reversed(sides):
        variant = ET.SubElement(unit, "tuv", {"xml:lang": lang})
        ET.SubElement(variant, "seg").text = xml_safe(text)


def xml_safe(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", text)


ALIGN_FORMATS: dict[str, Callable[[Sequence[Aligned]], str]] = {
    "json": render_json,
    "jsonl": render_jsonl,
    "tsv": render_tsv,
    "tmx": render_tmx,
}
