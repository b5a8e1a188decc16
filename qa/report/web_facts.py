"""The fact sheet of the page: every value of both sides, side by side, with its verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qa.model import Fact, FactMatch, Finding, Lang, Report
from qa.report.evidence import evidence
from qa.report.language import Language
from qa.report.placing import Placed
from qa.report.tables import NEUTRAL
from qa.report.web_text import line
from qa.values import value_text

SIGNS = {"agree": "✓", "changed": "≠", "missing": "−", "added": "+", "unresolved": "?"}
NAMED = ("name", "term")
"""Families that have no facts: what was found in them stands in the sheet all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The row of the page in which a fact stands."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSide:
    """The words of one side."""

    lang: Lang
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact of both sides or of one; `verdict` is its class, `word` what people call it."""

    verdict: str
    sign: str
    word: str
    family: str
    sides: tuple[FactSide, ...]
    value: str
    where: Where | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """All rows, and how many there are of each verdict."""

    rows: tuple[FactRow, ...]
    counts: str


def fact_sheet(
    report: Report, placed: Placed, own: str, order: tuple[Lang, Lang], say: Language
) -> FactSheet | None:
    """The sheet, in reading order; None where nothing was read."""
    places = _places(report, placed, own, say)
    keyed = [(_at(m.link), _fact_row(m, places, order, say)) for m in report.facts]
    keyed += _said_names(report, places, order, say)
    for finding in report.findings:
        if finding.family in NAMED and finding.open:
            keyed.append((_at(finding.link), _name_row(report, finding, places, order, say)))
    if not keyed:
        return None
    rows = tuple(row for _, row in sorted(keyed, key=lambda pair: pair[0]))
    counts = Counter(row.word for row in rows)
    told = (say("facts.count", n=n, word=word) for word, n in counts.most_common())
    return FactSheet(rows=rows, counts=", ".join(told))


def _at(link: int | None) -> int:
    return -1 if link is None else link


def _places(report: Report, placed: Placed, own: str, say: Language) -> dict[int, Where]:
    """By link, the row that shows it."""
    out: dict[int, Where] = {}
    for paragraph in placed.paragraphs:
        name = say("paragraph", n=paragraph.score.en + 1)
        for row in paragraph.rows:
            if row.link is not None:
                out.setdefault(row.link, Where(id=f"{own}-l{row.link + 1}", name=name))
    return out


def _fact_row(match: FactMatch, places: dict[int, Where], order: tuple[Lang, Lang], say: Language) -> FactRow:
    facts = {"ko": match.ko, "en": match.en}
    known = [fact for lang in order if (fact := facts[lang]) is not None]
    values = dict.fromkeys(_value(fact, say) for fact in known)
    harmless = NEUTRAL.get(match.slip or "")
    return FactRow(
        verdict="unsaid" if harmless else match.verdict,
        sign="·" if harmless else SIGNS[match.verdict],
        word=say(f"fact.{match.slip}") if harmless else say(f"fact.{match.verdict}"),
        family=say.known(f"family.{match.family}", match.family),
        sides=tuple(
            FactSide(lang=lang, text=line(fact.text, 80) if (fact := facts[lang]) else "–") for lang in order
        ),
        value=(" ≠ " if match.verdict == "changed" else " ≈ ").join(values),
        where=places.get(match.link) if match.link is not None else None,
    )


def _value(fact: Fact, say: Language) -> str:
    text = value_text(fact, group=True)
    return text if fact.label or text == fact.text else say.value(text)


def _said_names(
    report: Report, places: dict[int, Where], order: tuple[Lang, Lang], say: Language
) -> list[tuple[int, FactRow]]:
    """Names that both sides say, each once where it stands first, with the number of times."""
    seen: dict[tuple[str, str], list[int]] = {}
    for pair in report.names:
        ko = report.article.ko.text[pair.ko.start : pair.ko.end]
        en = report.article.en.text[pair.en.start : pair.en.end]
        seen.setdefault((ko, en), []).append(pair.link)
    return [
        (
            links[0],
            FactRow(
                verdict="agree",
                sign=SIGNS["agree"],
                word=say("fact.agree"),
                family=say("family.name"),
                sides=tuple(FactSide(lang=lang, text=line(ko if lang == "ko" else en, 80)) for lang in order),
                value=f"× {len(links)}" if len(links) > 1 else "",
                where=places.get(links[0]),
            ),
        )
        for (ko, en), links in seen.items()
    ]


def _name_row(
    report: Report, finding: Finding, places: dict[int, Where], order: tuple[Lang, Lang], say: Language
) -> FactRow:
    verdict = {"missing": "missing", "added": "added"}.get(finding.kind, "changed")
    words = {one.lang: one.words or one.value for one in evidence(finding, report)}
    for lang, side in (("ko", finding.ko), ("en", finding.en)):
        if side is not None:
            words.setdefault(lang, line(side.text, 80))  # type: ignore[arg-type]
    return FactRow(
        verdict=verdict,
        sign=SIGNS[verdict],
        word=say(f"fact.{verdict}"),
        family=say.known(f"family.{finding.family}", finding.family),
        sides=tuple(FactSide(lang=lang, text=words.get(lang, "") or "–") for lang in order),
        value=line(finding.suggestion, 80),
        where=places.get(finding.link) if finding.link is not None else None,
    )
