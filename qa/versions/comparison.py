"""What two versions of an article differ in: findings, words, values, scores.

    comparison = compare_versions(old, new, "en")

One side of the two reports is the same text (the Korean original, say); the other, `moving`, is what was
edited.  Paragraphs of the two versions are brought together in blocks by the paragraphs of the same
text that they belong to, and by their words where they belong to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.model import Finding, Lang, MetricScore, Report, Severity
from qa.score.edit_effort import edit_scores
from qa.versions.facts import FactChange, changed_facts
from qa.versions.findings import Fates, fates
from qa.versions.paragraphs import Group, groups
from qa.versions.words import Piece, word_diff


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Paragraphs of the two versions that belong together.

    `old` and `new` number paragraphs of the edited side in the two versions, `same` those of the other
    side.  Scores are 0 to 100; None where the version has nothing here.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    same: tuple[int, ...]
    old_text: str
    new_text: str
    old_score: float | None
    new_score: float | None
    words: tuple[Piece, ...]
    findings: Fates
    facts: tuple[FactChange, ...]
    effort: tuple[MetricScore, ...]

    @property
    def edited(self) -> bool:
        """Whether any word was changed."""
        return self.old_text != self.new_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reports with what became of each finding; `rest` are those of no paragraph."""

    old: Report
    new: Report
    moving: Lang
    blocks: tuple[Block, ...]
    rest: Fates
    effort: tuple[MetricScore, ...]

    @property
    def findings(self) -> Fates:
        """Those of all blocks, and the rest."""
        every = (*(b.findings for b in self.blocks), self.rest)
        return Fates(
            fixed=tuple(f for part in every for f in part.fixed),
            new=tuple(f for part in every for f in part.new),
            still=tuple(f for part in every for f in part.still),
        )

    def fails(self, fail_on: str, min_score: float | None, *, new_only: bool = False) -> bool:
        """Whether the new version fails the gate.

        Args:
            fail_on: the mildest severity that fails, or `never`.
            min_score: the score below which it fails, 0 to 100.
            new_only: whether findings that the old version has too pass.
        """
        found = self.findings
        standing = [*found.new, *(() if new_only else (new for _, new in found.still))]
        if fail_on != "never" and any(f.severity.rank >= Severity(fail_on).rank for f in standing):
            return True
        return min_score is not None and self.new.score < min_score


def compare_versions(old: Report, new: Report, moving: Lang) -> Comparison:
    """Compare two reports whose other side is the same text.

    Args:
        old: the report of the earlier version.
        new: the report of the later one.
        moving: the side that was edited.
    """
    told = fates(old.findings, new.findings, moving)
    parts = groups(old, new, moving)
    homes_old = {p: n for n, g in enumerate(parts) for p in g.old}
    homes_new = {p: n for n, g in enumerate(parts) for p in g.new}
    same_homes = {p: n for n, g in reversed(list(enumerate(parts))) for p in g.same}

    def home(finding: Finding, edited: dict[int, int]) -> int | None:
        """The block of a finding: by its words on the edited side, else by those on the other."""
        here = finding.side(moving)
        if here is not None and here.paragraph in edited:
            return edited[here.paragraph]
        there = finding.side("ko" if moving == "en" else "en")
        return same_homes.get(there.paragraph) if there is not None else None

    of_block: dict[int | None, tuple[list[Finding], list[Finding], list[tuple[Finding, Finding]]]] = {}
    for finding in told.fixed:
        of_block.setdefault(home(finding, homes_old), ([], [], []))[0].append(finding)
    for finding in told.new:
        of_block.setdefault(home(finding, homes_new), ([], [], []))[1].append(finding)
    for pair in told.still:
        of_block.setdefault(home(pair[1], homes_new), ([], [], []))[2].append(pair)

    def gathered(n: int | None) -> Fates:
        fixed, fresh, still = of_block.get(n, ([], [], []))
        return Fates(fixed=tuple(fixed), new=tuple(fresh), still=tuple(still))

    blocks = tuple(_block(old, new, moving, group, gathered(n)) for n, group in enumerate(parts))
    edits = [(b.old_text, b.new_text) for b in blocks if b.old_text or b.new_text]
    whole = ("\n".join(a for a, _ in edits if a), "\n".join(b for _, b in edits if b))
    return Comparison(
        old=old,
        new=new,
        moving=moving,
        blocks=blocks,
        rest=gathered(None),
        effort=edit_scores(*whole, moving) if whole[0] and whole[1] else (),
    )


def _block(old: Report, new: Report, moving: Lang, group: Group, found: Fates) -> Block:
    before, after = _text(old, moving, group.old), _text(new, moving, group.new)
    return Block(
        old=group.old,
        new=group.new,
        same=group.same,
        old_text=before,
        new_text=after,
        old_score=_score(old, moving, group.old),
        new_score=_score(new, moving, group.new),
        words=word_diff(before, after),
        findings=found,
        facts=changed_facts(old, new, moving, group),
        effort=edit_scores(before, after, moving) if before and after and before != after else (),
    )


def _text(report: Report, moving: Lang, paragraphs: Sequence[int]) -> str:
    document = report.article.side(moving)
    return "\n".join(
        document.text[s.start : s.end] for s in (document.paragraphs[p].span for p in paragraphs)
    )


def _score(report: Report, moving: Lang, paragraphs: Sequence[int]) -> float | None:
    """Length-weighted mean of the English paragraphs that are, or came from, these."""
    wanted = set(paragraphs)
    scored = [p for p in report.paragraphs if (p.en in wanted if moving == "en" else wanted & set(p.ko))]
    sizes = [report.article.en.paragraphs[p.en].span for p in scored]
    whole = sum(s.end - s.start for s in sizes)
    if not whole:
        return None
    return sum(p.score * (s.end - s.start) for p, s in zip(scored, sizes, strict=True)) / whole
