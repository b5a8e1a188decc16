"""Reports that are hard on a format: hostile words, the other direction, many findings, gates."""

from __future__ import annotations

from dataclasses import replace

from report_fixture import ARTICLE, CLEAN, FINDINGS, REPORT, side

from qa.model import Acceptance, Document, Report, Severity, Skipped
from qa.report import RenderOptions

OPTIONS = RenderOptions(folder="/site/news", root="/site", pages="https://example.org/checks/")

HOSTILE = (
    "]]>&<b> \x00\x1b[31m\u202e ::error::x %0A ##[warning] `code` | **bold** [x](javascript:1) "
    "{0} @all $x$ \ud800 \r\n=1+1"
)
"""What breaks XML, terminals, workflow commands, tables, Markdown, messages and lines."""


def many(count: int, severity: Severity = Severity.MAJOR) -> Report:
    """A report with `count` findings of one severity."""
    one = FINDINGS[1]
    found = tuple(
        replace(one, severity=severity, fingerprint=f"{n:016x}", message=f"Finding {n}") for n in range(count)
    )
    return replace(REPORT, findings=found, verdict="fail")


def hostile() -> Report:
    """Every text that comes from outside is hostile."""
    finding = replace(
        FINDINGS[0],
        message=HOSTILE,
        expected=HOSTILE,
        found=HOSTILE,
        suggestion=HOSTILE,
        ko=replace(side("ko", "1조4000억원"), text=HOSTILE),
        en=replace(side("en", "140 billion won"), text=HOSTILE),
    )
    accepted = replace(finding, fingerprint="f" * 16, accepted=Acceptance(reason=HOSTILE, by="@x", when="-"))
    return replace(
        REPORT,
        article=replace(
            ARTICLE,
            id=f"::error::{HOSTILE}",
            ko=replace(ARTICLE.ko, title=HOSTILE, uri="=기사 1,:%.ko.txt"),
            en=replace(ARTICLE.en, title=HOSTILE, uri="=기사 1,:%.en.txt"),
        ),
        findings=(finding, accepted),
        skipped=(Skipped(rule="term-missing", reason=HOSTILE),),
    )


def reversed_direction() -> Report:
    """The English is the original, the Korean its translation."""
    return replace(REPORT, article=replace(ARTICLE, direction="en-ko"))


def under_the_minimum() -> Report:
    """No finding breaks the gate, the score does."""
    return replace(CLEAN, minimum=98.0, verdict="fail")


def compared() -> Report:
    """With a base version that has all but the first finding."""
    return replace(REPORT, findings=(FINDINGS[0], *(replace(f, known=True) for f in FINDINGS[1:])))


def empty() -> Report:
    """An article without any text."""
    nothing = {"sentences_ko": (), "sentences_en": (), "links": (), "link_match": (), "link_scores": ()}
    article = replace(
        ARTICLE,
        ko=Document(lang="ko", uri="standard input", text="", paragraphs=()),
        en=Document(lang="en", uri="standard input", text="", paragraphs=()),
    )
    bare = replace(FINDINGS[0], ko=None, en=None, link=None)
    return replace(
        REPORT,
        article=article,
        facts=(),
        findings=(bare,),
        paragraphs=(),
        headlines=(),
        **nothing,  # type: ignore[arg-type]
    )


def long() -> Report:
    """A finding about 200 kB of text without a space, full of what formats escape."""
    words = "[*`<" * 50_000
    one = replace(
        FINDINGS[0], message=words, suggestion=words, en=replace(side("en", "140 billion won"), text=words)
    )
    return replace(REPORT, findings=(one,))


REPORTS: dict[str, list[Report]] = {
    "one": [REPORT],
    "clean": [CLEAN],
    "two": [REPORT, CLEAN],
    "none": [],
    "hostile": [hostile()],
    "reversed": [reversed_direction()],
    "low score": [under_the_minimum()],
    "compared": [compared()],
    "never": [replace(REPORT, gate=None, verdict="review")],
    "empty": [empty()],
    "long": [long()],
    "many": [many(30), replace(many(12, Severity.MINOR), gate=Severity.MINOR)],
}
