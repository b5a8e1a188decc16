"""What machines and lists need of each finding, the same in every format: a place in the user's file,
whether it breaks the gate, and a fingerprint.
"""

from __future__ import annotations

import bisect
import hashlib
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from qa.model import Acceptance, Finding, Lang, Report, Severity, Side, Span
from qa.read.encoding import STDIN, name_of
from qa.report import RenderOptions
from qa.report.words import pilcrow, points, visible, worst

SCORE_RULE = "score-low"
"""Stands for the gate of `--min-score`, which no finding breaks; it is no rule of `qa rules`."""

SCORE_TITLE = "The article scores less than --min-score asks for"

STANDARD_INPUT = name_of(Path(STDIN))
"""Stands for a file where the text was read from standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """1-based lines and columns in code points; `end_column` is the one behind the last character.

    `segment` names the place in a format without lines.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    segment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words in a file; `words` is empty where something is missing at `region`."""

    lang: Lang
    path: str
    region: Region
    words: str = ""

    def shown(self) -> str:
        """`article.en.txt:5:17`, or with the segment for a line."""
        if self.region.segment:
            return f"{self.path} ({self.region.segment})"
        return f"{self.path}:{self.region.line}:{self.region.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A finding as a list shows it, or an article's low score (`finding` is None).

    `at` is its place in the translation (where something is missing: where it should be), `source` the
    words of the original; `paragraph` the index of the English paragraph; `fails` says that it breaks
    the gate.
    """

    report: Report
    rule: str
    severity: Severity
    message: str
    fingerprint: str
    fails: bool
    at: Spot
    source: Spot | None = None
    paragraph: int | None = None
    finding: Finding | None = None

    @property
    def accepted(self) -> Acceptance | None:
        """Who let it stand, and why."""
        return self.finding.accepted if self.finding is not None else None

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.finding is None or self.finding.open

    @property
    def known(self) -> bool:
        """Whether the base version has it too."""
        return self.finding is not None and self.finding.known

    @property
    def advice(self) -> str:
        """The message, and what would be right where that is known."""
        suggestion = self.finding.suggestion if self.finding is not None else ""
        message = sentence(visible(self.message))
        return f"{message} Would be right: {visible(suggestion)}" if suggestion else message


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark already."""
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…")) else f"{text}."


def results_of(report: Report, options: RenderOptions) -> list[Result]:
    """Everything that was found in an article, the low score first, then in the order of the text."""
    places = _Places(report, options)
    out = [_low_score(report, places)] if report.minimum is not None else []
    for finding in report.findings:
        at, paragraph = places.target(finding)
        out.append(
            Result(
                report=report,
                rule=finding.rule,
                severity=finding.severity,
                message=finding.message,
                fingerprint=finding.fingerprint,
                fails=breaks_gate(report, finding),
                at=at,
                source=places.source(finding),
                paragraph=paragraph,
                finding=finding,
            )
        )
    return out


def all_results(reports: Sequence[Report], options: RenderOptions) -> Iterator[Result]:
    """The results of all articles, one article after the other."""
    for report in reports:
        yield from results_of(report, options)


def worst_first(results: Sequence[Result]) -> list[Result]:
    """What breaks the gate, then by severity; equals in the order of the text."""
    return sorted(results, key=lambda r: (not r.fails, -r.severity.rank))


def breaks_gate(report: Report, finding: Finding) -> bool:
    """Whether a finding makes its article fail."""
    return finding.open and report.gate is not None and finding.severity.rank >= report.gate.rank


def shown_path(uri: str, options: RenderOptions) -> str:
    """A file as it is seen from the root of the project; in full where it lies outside of it."""
    path = PurePath(uri)
    if uri in ("", STANDARD_INPUT):
        return STANDARD_INPUT
    if not options.folder:
        return posixpath.normpath(path.as_posix())
    full = path.as_posix()
    if not path.is_absolute():
        full = posixpath.normpath(posixpath.join(options.folder, full))
    root = options.root.rstrip("/") or options.folder
    return full.removeprefix(f"{root}/")


def _low_score(report: Report, places: _Places) -> Result:
    low = worst(report)
    message = f"{report.article.id}: score {points(report.score)}, the minimum is {report.minimum:g}"
    if low is not None and len(report.paragraphs) > 1:
        message += f"; lowest in {pilcrow(low.en)} with {points(low.score)}"
    digest = hashlib.sha256(f"{SCORE_RULE}\x1f{report.article.id}".encode(errors="replace")).hexdigest()
    return Result(
        report=report,
        rule=SCORE_RULE,
        severity=Severity.MAJOR,
        message=message,
        fingerprint=digest[:16],
        fails=True,
        at=places.top(places.to),
    )


class _Places:
    """Where the findings of one article stand in its two files."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self._report = report
        self._paths: dict[Lang, str] = {
            "ko": shown_path(report.article.ko.uri, options),
            "en": shown_path(report.article.en.uri, options),
        }
        self.to: Lang = "en" if report.article.direction == "ko-en" else "ko"
        self._from: Lang = "ko" if self.to == "en" else "en"
        sides = [link.en if self.to == "en" else link.ko for link in report.links]
        self._filled = [n for n, side in enumerate(sides) if side]
        self._sides = sides
        self._lowered = {f: p.en for p in report.paragraphs for f in p.findings}
        self._links = {i: n for n, link in enumerate(report.links) for i in self._original(n)}

    def _original(self, link: int) -> tuple[int, ...]:
        one = self._report.links[link]
        return one.ko if self._from == "ko" else one.en

    def target(self, finding: Finding) -> tuple[Spot, int | None]:
        """The place in the translation, and the English paragraph: the one whose score it lowered."""
        spot, paragraph = self._target(finding)
        return spot, self._lowered.get(finding.fingerprint, paragraph)

    def _target(self, finding: Finding) -> tuple[Spot, int | None]:
        side = finding.en if self.to == "en" else finding.ko
        if side is not None:
            return self._words(self.to, side), self._english(finding, side)
        if finding.ko is None and finding.en is None:
            return self.top(self.to), None  # the headline, or the article as a whole
        return self._gap(finding)

    def source(self, finding: Finding) -> Spot | None:
        """The words of the original."""
        side = finding.ko if self._from == "ko" else finding.en
        return self._words(self._from, side) if side is not None else None

    def top(self, lang: Lang) -> Spot:
        """The first line of the body."""
        document = self._report.article.side(lang)
        start = document.paragraphs[0].span.start if document.paragraphs else 0
        return self._point(lang, start)

    def _words(self, lang: Lang, side: Side) -> Spot:
        return self._spot(lang, side.span, side.text)

    def _english(self, finding: Finding, side: Side) -> int | None:
        if finding.en is not None:
            return finding.en.paragraph
        owners = (p.en for p in self._report.paragraphs if side.paragraph in p.ko)
        return next(owners, None)

    def _gap(self, finding: Finding) -> tuple[Spot, int | None]:
        """Where the translation should say it: inside the linked sentences, else behind those before."""
        link, original = finding.link, finding.ko if self._from == "ko" else finding.en
        if link is None and original is not None and original.sentence is not None:
            link = self._links.get(original.sentence)
        sentences = self._report.sentences_en if self.to == "en" else self._report.sentences_ko
        if link is None or not 0 <= link < len(self._sides) or not self._filled:
            return self.top(self.to), None
        own = self._sides[link]
        if own:
            span = Span(sentences[own[0]].span.start, sentences[own[-1]].span.end)
            paragraph = sentences[own[0]].paragraph
            words = self._report.article.side(self.to).text[span.start : span.end]
            if own[-1] - own[0] != len(own) - 1 or sentences[own[-1]].paragraph != paragraph:
                span, words = sentences[own[0]].span, sentences[own[0]].text
            return self._spot(self.to, span, words), self._of_english(finding, paragraph)
        at = bisect.bisect_left(self._filled, link)
        if at:
            before = sentences[self._sides[self._filled[at - 1]][-1]]
            spot = self._point(self.to, before.span.end - 1, behind=True)
            return spot, self._of_english(finding, before.paragraph)
        after = sentences[self._sides[self._filled[0]][0]]
        return self._point(self.to, after.span.start), self._of_english(finding, after.paragraph)

    def _of_english(self, finding: Finding, paragraph: int) -> int | None:
        if self.to == "en":
            return paragraph
        return finding.en.paragraph if finding.en is not None else None

    def _spot(self, lang: Lang, span: Span, words: str) -> Spot:
        document = self._report.article.side(lang)
        first, last = document.place(span.start), document.place(max(span.start, span.end - 1))
        end = (last.line, last.column + 1)
        if end <= (first.line, first.column):
            end = (first.line, first.column + 1)
        region = Region(
            line=first.line, column=first.column, end_line=end[0], end_column=end[1], segment=first.segment
        )
        return Spot(lang=lang, path=self._paths[lang], region=region, words=words)

    def _point(self, lang: Lang, offset: int, *, behind: bool = False) -> Spot:
        """The place before the character at an offset, or behind it; no words."""
        place = self._report.article.side(lang).place(offset)
        column = place.column + behind
        region = Region(
            line=place.line, column=column, end_line=place.line, end_column=column, segment=place.segment
        )
        return Spot(lang=lang, path=self._paths[lang], region=region)
