"""Every value that crosses a step of the pipeline.

Frozen dataclasses, tuples, the standard library alone.  Spans are half-open and count Unicode
code points in the text that the docstring names.  `ko` and `en` name the two sides everywhere,
so that nobody can swap them unseen.
"""

from __future__ import annotations

import bisect
import datetime
import enum
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

Lang = Literal["ko", "en"]
Direction = Literal["ko-en", "en-ko"]


class Span(NamedTuple):
    """Half-open code-point range."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)


class Severity(enum.StrEnum):
    """MQM severities, mildest first."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """MQM penalty points: 0, 1, 5, 25."""
        return {"neutral": 0, "minor": 1, "major": 5, "critical": 25}[self.value]

    @property
    def rank(self) -> int:
        """0 for neutral to 3 for critical."""
        return list(Severity).index(self)

    def lowered(self, steps: int = 1) -> Severity:
        """This severity, `steps` milder, never below neutral."""
        return list(Severity)[max(0, self.rank - steps)]


# --- read ---------------------------------------------------------------------------------------


class BlockKind(enum.StrEnum):
    """What a line or paragraph of the input is."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATE = "date"
    NOTE = "note"
    CAPTION = "caption"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line or paragraph of the input, in input order.  `line` is 1-based in the file."""

    kind: BlockKind
    lang: Lang | None
    text: str
    line: int


class Place(NamedTuple):
    """Where something stands in the user's file: 1-based line and column, in code points.

    `segment` names the place in a format that has no lines of its own, or units with names
    ("table 1, row 3", the id of a translation unit); it is empty for plain text.
    """

    line: int
    column: int
    segment: str = ""


class Jump(NamedTuple):
    """From offset `start` of a document's text on, the file goes on at `line` and `column`."""

    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A body paragraph: `span` in the document's text, 1-based `line` and `column` in the file.

    The file is read on from there code point by code point, but for the `jumps` (markup, spaces,
    line ends that are not in the text), in order.  A format without lines (DOCX) counts its
    paragraphs as lines.  Column 0 is one that is not known: every place is then the line's begin.
    """

    index: int
    span: Span
    line: int
    column: int = 1
    segment: str = ""
    jumps: tuple[Jump, ...] = ()

    def place(self, offset: int) -> Place:
        """Where offset `offset` of the document's text, which lies in this paragraph, stands in the file."""
        start, line, column = self.span.start, self.line, self.column
        at = bisect.bisect_right(self.jumps, offset, key=lambda jump: jump.start)
        if at:
            start, line, column = self.jumps[at - 1]
        return Place(line, column + max(0, offset - start) if column else 1, self.segment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One side of an article.

    `text` is the body: its paragraphs joined by blank lines (of a pairs file: the cell as it
    stands).  Headline and decks are kept apart from it.
    """

    lang: Lang
    uri: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    decks: tuple[str, ...] = ()

    def place(self, offset: int) -> Place:
        """Where offset `offset` of the text stands in the file."""
        at = bisect.bisect_right(self.paragraphs, offset, key=lambda p: p.span.start)
        if not self.paragraphs:
            return Place(1, 1)
        return self.paragraphs[max(0, at - 1)].place(offset)

    @classmethod
    def of(cls, lang: Lang, text: str, uri: str = "") -> Document:
        """A text that is its own body: one paragraph, offsets in the text as it stands."""
        return cls(
            lang=lang, uri=uri, text=text, paragraphs=(Paragraph(index=0, span=Span(0, len(text)), line=1),)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line about the article rather than of it; `kind` is e.g. `machine-translated`, `byline`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateDiffers:
    """Two copies of one paragraph that are not the same.

    `span` holds the differing words in the body text of side `lang` (the copy that was kept);
    `kept` and `other` are the differing words of the two copies, `line` the 1-based file line
    of the copy that was not kept.
    """

    lang: Lang
    span: Span
    kept: str
    other: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One Korean original with its English translation (or the reverse)."""

    id: str
    ko: Document
    en: Document
    published: datetime.date | None = None
    direction: Direction = "ko-en"
    notes: tuple[Note, ...] = ()
    duplicates: tuple[DuplicateDiffers, ...] = ()
    aligned: bool = False
    """The two texts are one row of a pairs file: they belong together as they stand."""
    presegmented: bool = False
    """Each line is one sentence, a blank line ends a paragraph (`--lines`)."""
    reference: str | None = None
    mt: str | None = None

    def side(self, lang: Lang) -> Document:
        """The document of one language."""
        return self.ko if lang == "ko" else self.en


# --- segment ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`document.text[span]` is always `text`."""

    index: int
    text: str
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Token:
    """A Korean morpheme of Kiwi's analysis; `span` in the text that was analysed."""

    form: str
    tag: str
    span: Span


# --- align --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Sentences of one side that translate sentences of the other; an empty side is an omission
    (no English) or an addition (no Korean).  `confidence` is the posterior probability that the
    link is right as it stands, 0 to 1; `together` the probability that it is right at least in part
    (two of its sentences belong together, whatever else does); `similarity` the cosine of the two
    windows, -1 to 1 (0 where empty).
    """

    ko: tuple[int, ...]
    en: tuple[int, ...]
    confidence: float
    similarity: float = 0.0
    moved: bool = False
    together: float = 1.0

    @property
    def unbroken(self) -> bool:
        """Whether both sides have sentences, and those of each follow on each other."""
        return all(side and side[-1] - side[0] == len(side) - 1 for side in (self.ko, self.en))


# --- extract ------------------------------------------------------------------------------------


class Bound(enum.StrEnum):
    """How a value limits what is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 약, 가량, 안팎, 쯤 | about, around, some, roughly
    NEARLY = "nearly"  # 가까이, 육박 | nearly, almost, close to
    OVER = "over"  # 넘는, 초과, 여 | more than, over
    AT_LEAST = "at-least"  # 이상, 최소 | at least, or more
    UNDER = "under"  # 미만 | less than, under, below
    AT_MOST = "at-most"  # 이하, 최대, 까지 | at most, up to, no more than
    SINCE = "since"  # 부터, 이래 | since, from
    UNTIL = "until"  # 까지 | until, by, through
    BEFORE = "before"  # 이전, 전 | before, prior to
    AFTER = "after"  # 이후, 뒤 | after, following
    WITHIN = "within"  # 이내, 안에 | within


class Grain(enum.StrEnum):
    """The calendar unit that a date names, finest first."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A relative step: 지난해 is (year, -1), 이틀 뒤 is (day, +2)."""

    unit: Grain
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """First and last day, both included."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date as the text gives it: only the fields that it names, nothing invented.

    `grain` is the finest field named.  Fields that a relative word gives are in `shifts`
    (지난해 4월 = month 4, shift year -1).  `anchor` says what relative words count from: the day
    of publication, or the day last named in the text (이날, 전날, the next day).  `lean` is where
    a bare day or weekday points (지난 20일: past; 오는 15일: future).  `holiday` is a key of the
    holiday table.  `until` is the last day of a range whose first is this one.
    """

    grain: Grain
    century: int | None = None
    decade: int | None = None
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    week: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    part: Literal["early", "mid", "late"] | None = None
    shifts: tuple[Shift, ...] = ()
    anchor: Literal["publication", "context"] = "publication"
    lean: Literal["past", "future"] | None = None
    holiday: str | None = None
    lunar: bool = False
    until: PartialDate | None = None

    def fields(self) -> dict[str, int]:
        """The calendar fields that the text itself names, for reports and comparisons."""
        names = ("century", "decade", "year", "half", "quarter", "month", "week", "day", "weekday")
        return {n: v for n in names if (v := getattr(self, n)) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day.  `minute` is None where the text gives the hour alone; `daypart` is
    `morning afternoon evening night dawn` where the text names one; `explicit` is false for an
    hour that nothing places before or after noon ("at 3").
    """

    hour: int | None = None
    minute: int | None = None
    daypart: str | None = None
    explicit: bool = True
    zone: str | None = None


Family = Literal[
    "date", "time", "number", "money", "percent", "unit", "ordinal", "range", "duration", "age", "identifier"
]
FACT_FAMILIES: tuple[Family, ...] = (
    "date", "time", "number", "money", "percent", "unit", "ordinal", "range", "duration", "age", "identifier",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A typed value read from one side, with its exact words (`text`, at `span`).

    `amount` is exact; a range has `low` and `high` instead (and a vague 수십 or "dozens" is a
    range with `vague`).  `unit` is an id of `data/units.tsv` (`percent`, `percentage-point`,
    `kilometre`, `year`, `times` …), `currency` an ISO 4217 code, `counter` the class of thing
    counted where the text says it (`person`, `item`, `case`, `score` …).  `form` names how it was
    written (`digits`, `native`, `sino`, `word`, `fraction`, `multiple` …).  A date that counts
    back or forward (3년 전, "two weeks ago") carries its amount and unit too.  `soft` marks what
    the other language may leave unsaid (한 명, 두 사람, 첫, "one", "both"); `conversion` an amount
    in brackets that restates the one before it.
    """

    family: Family
    text: str
    span: Span
    amount: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    bound: Bound = Bound.EXACT
    vague: bool = False
    unit: str | None = None
    currency: str | None = None
    counter: str | None = None
    form: str = "digits"
    soft: bool = False
    conversion: bool = False
    date: PartialDate | None = None
    spans: tuple[DateSpan, ...] = ()
    """Of a date: the readings that the publication date allows, likeliest first.  Of a duration
    that `lean`s: the days it takes up."""
    time: ClockTime | None = None
    lean: Literal["past", "future"] | None = None
    """Of a duration: the last so long (지난 3년) or the next (앞으로 3년), seen from publication."""
    label: str = ""
    """Of an identifier: its letters and digits as written ("GPT-4", "737", "G7"), which count nothing;
    `counter` is then the name before them ("boeing")."""

    @property
    def approximate(self) -> bool:
        """Whether the text itself says that the value is not exact."""
        return self.vague or self.bound in (Bound.ABOUT, Bound.NEARLY)


# --- compare ------------------------------------------------------------------------------------

Verdict = Literal["agree", "changed", "missing", "added", "unresolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMatch:
    """What became of one fact or of one pair of facts.

    `slip` names the kind of change (`power-of-ten`, `digits`, `unit`, `currency`, `day`, `month`,
    `year`, `rounding`, `bound` …), `detail` says it in words.  `severity` is what the difference
    would deserve, `confidence` how sure the comparison is, 0 to 1.  `link` is an index of the
    article's links.
    """

    verdict: Verdict
    family: Family
    ko: Fact | None
    en: Fact | None
    link: int | None = None
    slip: str | None = None
    detail: str = ""
    severity: Severity = Severity.MAJOR
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of one side of a link that the other side seems not to say.

    `span` counts in the body text of side `lang`; `words` are its content words; `log_odds` that it
    is lost (Korean) or invented (English), as `qa.coverage` was trained.
    """

    link: int
    lang: Lang
    span: Span
    log_odds: float
    words: int = 0


# --- glossary -----------------------------------------------------------------------------------


def squashed(text: str) -> str:
    """A Korean term without what writers set as they like: spaces, hyphens, middle dots, letter case."""
    return "".join(c for c in text.casefold() if not c.isspace() and c not in LOOSE)


LOOSE = frozenset("-‐‑–·ㆍ‧・•")
"""Hyphens and middle dots: 한·미, 한ㆍ미 and 한미 are one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A glossary entry: how a Korean term is to be said in English, best first, and how it is not.

    `line` is the 1-based line of the glossary file where it begins.
    """

    ko: tuple[str, ...]
    en: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """A user's terms; what it says wins over every table of ours."""

    entries: tuple[Term, ...]
    _by_ko: dict[str, Term] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_ko", {squashed(ko): term for term in self.entries for ko in term.ko})

    def entry(self, ko: str) -> Term | None:
        """The entry of a Korean term, however it is spaced; None where the glossary does not know it."""
        return self._by_ko.get(squashed(ko))

    def english(self, ko: str) -> tuple[str, ...]:
        """The accepted English of a Korean term, best first; empty where the glossary says nothing."""
        term = self.entry(ko)
        return term.en if term is not None else ()


# --- check --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a check saw.  Spans count in the body texts; the runner makes a `Finding` of it.

    `message` stands alone (it names both sides' words and values); `reason` is the short why beside
    a report's own table of what each side says.
    """

    rule: str
    message: str
    reason: str = ""
    ko: Span | None = None
    en: Span | None = None
    expected: str = ""
    found: str = ""
    suggestion: str = ""
    link: int | None = None
    severity: Severity | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The words of a finding on one side; `place` is where they begin in the user's file."""

    text: str
    span: Span
    paragraph: int
    sentence: int | None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Who accepted a finding, why, and when (ISO date)."""

    reason: str
    by: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hit with all that a report says of it."""

    rule: str
    family: str
    kind: str
    severity: Severity
    confidence: float
    message: str
    ko: Side | None
    en: Side | None
    expected: str
    found: str
    suggestion: str
    link: int | None
    fingerprint: str
    mqm: str
    its: str
    reason: str = ""
    accepted: Acceptance | None = None
    known: bool = False
    """The base version of the article has it too (`--new-only`): shown, but let pass."""

    def side(self, lang: Lang) -> Side | None:
        """Its words in one language."""
        return self.ko if lang == "ko" else self.en

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.accepted is None and not self.known


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A rule that did not run, and why: not run is not clean."""

    rule: str
    reason: str


# --- score and report ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkScore:
    """How much of the meaning of a link is on both sides.

    `match` 0 to 100 is `meaning` (by the similarity of the sides) less the shares 0 to 1 that are
    expected to be `lost` (of the Korean) and `invented` (of the English; the other way round where the
    English is the original); `interval` is where
    other wordings of the same meaning would come to lie four times in five.
    """

    match: float
    interval: tuple[float, float]
    meaning: float
    lost: float = 0.0
    invented: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphScore:
    """Scores 0 to 100, higher is better; `coverage` 0 to 1 is the share of the original that found
    a counterpart.  `en` is the English paragraph, of the translation or of the original, `ko` the
    Korean paragraphs that it goes with.
    `parts` are the links that `match` is the mean of, each with its weight; the weights add up to one.
    """

    en: int
    ko: tuple[int, ...]
    score: float
    mqm: float
    match: float
    coverage: float
    findings: tuple[str, ...] = ()
    match_interval: tuple[float, float] = (0.0, 100.0)
    parts: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricScore:
    """A sacrebleu score with the signature that makes it comparable.  `against` says which
    texts were compared, e.g. `en/reference`.
    """

    name: str
    against: str
    value: float
    signature: str
    scope: Literal["row", "file"] = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePair:
    """A name that both sides of a link say; spans count in the body texts."""

    ko: Span
    en: Span
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline or deck of the original with the headline of the translation: `match` is 0 to 100.

    A deck says what the headline does not, so that a low match of a deck is no fault.
    """

    ko: str
    en: str
    match: float
    kind: Literal["title", "deck"] = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that was found in one article."""

    article: Article
    sentences_ko: tuple[Sentence, ...]
    sentences_en: tuple[Sentence, ...]
    links: tuple[Link, ...]
    link_match: tuple[float, ...]
    facts: tuple[FactMatch, ...]
    findings: tuple[Finding, ...]
    paragraphs: tuple[ParagraphScore, ...]
    headlines: tuple[Headline, ...]
    skipped: tuple[Skipped, ...]
    score: float
    mqm: float
    match: float
    verdict: Literal["pass", "review", "fail"]
    signature: str
    metrics: tuple[MetricScore, ...] = field(default=())
    minimum: float | None = None
    """The score that was asked for (`--min-score`), where the article does not reach it."""
    gate: Severity | None = Severity.MAJOR
    """The mildest severity that makes the article fail (`--fail-on`); None where none does."""
    match_interval: tuple[float, float] = (0.0, 100.0)
    link_scores: tuple[LinkScore, ...] = ()
    names: tuple[NamePair, ...] = ()
    """Names that both sides say, as far as the check of names ran and knows where they stand."""
