"""One English paragraph in the terminal report: its score bar, and what was found in it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from qa.direction import roles_of
from qa.model import Finding, Lang, ParagraphScore, Report, Severity
from qa.report import RenderOptions
from qa.report.evidence import LONG_WORDS, Said, evidence
from qa.report.lines import BOLD, DIM, fit, joined, text, wrap
from qa.report.marking import marked_runs
from qa.report.placing import Numbered, Passage, PlacedParagraph
from qa.report.words import LANGUAGE, SEVERITY_WORDS, Tally, certainty, pilcrow, points, shorten

BAR_CELLS = 20
LABEL_CELLS = 16
DOUBTFUL = 60.0
"""Score under which a paragraph without findings is still worth a look."""

SEVERITY_STYLE = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "bold yellow",
    Severity.NEUTRAL: "cyan",
}


def score_style(score: float) -> str:
    """The colour of a score's band."""
    return "green" if score >= 90 else "yellow" if score >= 70 else "red"


def score_bar(score: float, cells: int = BAR_CELLS) -> Text:
    """`▇▇▇▇▇▇▇▇····  67`: the length tells the score without colour, too."""
    full = max(0, min(cells, int(round(score, 1) * cells / 100)))
    style = score_style(score)
    return joined(("▇" * full, style), ("·" * (cells - full), DIM), (f" {points(score):>3}", f"bold {style}"))


def paragraph_lines(report: Report, placed: PlacedParagraph, options: RenderOptions) -> list[Text]:
    """A clean paragraph is one line; another is followed by its passages."""
    score, width = placed.score, options.width
    head = joined((f"{pilcrow(score.en):<3} ", BOLD), score_bar(score.score), "  ")
    tally = Tally.of(placed.findings)
    if not placed.passages:
        lines = [fit(joined(head, (_opening_words(report, score), DIM)), width)]
    else:
        lines = [fit(joined(head, text(tally.short(), BOLD if tally.fix else "")), width)]
    if score.score < DOUBTFUL and not (tally.fix or tally.minor):
        hint = "Nothing definite was found, but this matches its Korean poorly: read the two side by side."
        lines += wrap(text(hint), width, first="     ")
    if options.explain:
        found = f"{score.coverage:.0%} of the {roles_of(report.article.direction).source} found"
        why = f"match {points(score.match)}, errors {points(score.mqm)}, {found}"
        lines += wrap(text(why, DIM), width, first="     ")
    for passage in placed.passages:
        lines += passage_lines(report, passage, options)
    return [*lines, Text()] if placed.passages else lines


def passage_lines(report: Report, passage: Passage, options: RenderOptions) -> list[Text]:
    """The sentences side by side with the words marked, then each finding.

    Where there are only notes, the notes are enough.
    """
    width = options.width
    if passage.severity is Severity.NEUTRAL:
        return [line for item in passage.findings for line in _note_lines(item, width)]
    lines = [Text()]
    # a finding about the headline has no sentences of the body beside it
    for lang in _sides(report) if passage.ko or passage.en else ():
        lines += _side_lines(report, passage, lang, width)
    for item in passage.findings:
        lines += finding_lines(report, item, options)
    return lines


def finding_lines(report: Report, item: Numbered, options: RenderOptions) -> list[Text]:
    """A finding: number, severity, rule; the message; what each side says; what would be right."""
    finding, width = item.finding, options.width
    head = joined(
        (f"{item.number:>4} ", BOLD),
        (f" {SEVERITY_WORDS[finding.severity]} ", SEVERITY_STYLE[finding.severity]),
        " ",
        (finding.rule, BOLD),
        (f"  {finding.fingerprint}", DIM),
    )
    indent = 6
    lines = [Text(), *wrap(head, width, indent=indent)]
    lines += wrap(text(finding.reason or finding.message), width, first=" " * indent)
    rows = [(f"{LANGUAGE[one.lang]} says", _told(one)) for one in evidence(finding, report)]
    if finding.suggestion:
        rows.append(("Would be right", finding.suggestion))
    for label, content in rows:
        first = joined(" " * indent, (f"{label:<{LABEL_CELLS}}", DIM))
        lines += wrap(text(content), width, first=first)
    if doubt := certainty(finding.confidence):
        lines += wrap(text(doubt, "italic"), width, first=" " * indent)
    if options.explain:
        lines += wrap(text(_background(report, finding), DIM), width, first=" " * indent)
    return lines


def _told(said: Said) -> str:
    return "nothing" if said.nothing else " = ".join(filter(None, (said.words, said.value)))


def _background(report: Report, finding: Finding) -> str:
    parts = [f"MQM {finding.mqm}", f"ITS {finding.its}", f"weight {finding.severity.weight}"]
    parts.append(f"confidence {finding.confidence:.2f}")
    if finding.link is not None and 0 <= finding.link < len(report.link_match):
        parts.append(f"sentences match {points(report.link_match[finding.link])}")
    return ", ".join(filter(None, parts))


def _note_lines(item: Numbered, width: int) -> list[Text]:
    finding = item.finding
    words = " / ".join(shorten(side.text, LONG_WORDS) for side in (finding.ko, finding.en) if side)
    head = joined((f"{item.number:>4} ", BOLD), (" note ", SEVERITY_STYLE[Severity.NEUTRAL]), " ")
    return wrap(
        joined((finding.rule, BOLD), f"  {finding.message} ", (words, DIM)), width, first=head, indent=6
    )


def _sides(report: Report) -> tuple[Lang, Lang]:
    return ("ko", "en") if report.article.direction == "ko-en" else ("en", "ko")


def _side_lines(report: Report, passage: Passage, lang: Lang, width: int) -> list[Text]:
    first = joined("     ", (lang.upper(), DIM), "  ")
    wanted = passage.sentences(lang)
    if wanted:
        return wrap(marked_text(report, passage, lang), width, first=first)
    empty = f" nothing in the {'Korean' if lang == 'ko' else 'English'} "
    room = max(0, width - cell_len(first.plain) - cell_len(empty))
    return [joined(first, ("╌" * (room // 2) + empty + "╌" * (room - room // 2), "red"))]


def marked_text(report: Report, passage: Passage, lang: Lang) -> Text:
    """The sentences of one side of a passage with the words of its findings marked."""
    out = Text()
    for before, pieces in marked_runs(report, passage, lang):
        out.append(before, style=DIM)
        for piece in pieces:
            worst = max((m.severity for m in piece.marks), key=lambda s: s.rank, default=None)
            style = SEVERITY_STYLE[worst] if worst else ""
            out.append_text(text(piece.text, style if not piece.bracket else f"{style} not bold"))
    return out


def _opening_words(report: Report, score: ParagraphScore) -> str:
    document = report.article.en
    span = next((p.span for p in document.paragraphs if p.index == score.en), None)
    return document.text[span.start : min(span.end, span.start + 200)] if span else ""
