"""Who does what to whom in Korean, where particles make it plain: 한국이 일본을 꺾었다, 카카오에 인수됐다."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.extract.acts import Act, Frame, frames
from qa.model import Span, Token

_MOST = 200
"""Verbs of a stretch above which the rest is not looked at: it is no sentence."""
_FAR = 60
"""Morphemes before a verb in which its participants are looked for."""
_LONGEST = 7
"""Morphemes that one verb of the table may be cut into."""
_NOMINAL = ("N", "SL", "SH", "SN", "XSN", "XPN", "XR", "W_")
_INSIDE = frozenset({("의", "JKG"), ("와", "JC"), ("과", "JC"), ("·", "SP"), ("이나", "JC"), ("및", "MAJ")})
"""What may stand between the nouns of one participant."""
_NO_HEAD = frozenset(
    {"후", "뒤", "이후", "직후", "다음", "가운데", "상황", "날", "때", "당시", "경우", "이유", "사실", "혐의"}
)
"""Nouns behind a clause that are no participant of it: 꺾은 뒤."""
_SAME_SUBJECT = frozenset(
    {"고", "어", "아", "며", "면서", "어서", "아서", "으며", "으면서", "고서", "여", "어도"}
)
"""Endings behind which the subject usually stays."""
_TELLING = ("다고", "라고", "자고", "냐고", "도록", "다며", "라며", "다면서", "라면서")
"""Endings of what somebody is told or said to do."""
_SLOTS = {
    "을": "object", "를": "object", "ᆯ": "object",
    "에": "to", "에게": "to", "한테": "to", "께": "to", "으로": "towards", "로": "towards",
    "에서": "from", "에게서": "from", "로부터": "from", "으로부터": "from", "한테서": "from", "보다": "than",
}  # fmt: skip
_BEHIND = {
    ("에", "의하"): "by", ("에", "대하"): "to", ("을", "향하"): "to", ("를", "향하"): "to",
    ("에", "비하"): "than", ("을", "상대"): "against", ("를", "상대"): "against",
}  # fmt: skip
"""A particle and the morpheme behind it that make a slot of their own: 에 의해, 을 상대로."""
_TOPICS = frozenset({"은", "는", "ᆫ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verb:
    """A verb of the table at tokens `first` to `last`; `passive` if its subject is the other one."""

    first: int
    last: int
    frames: tuple[Frame, ...]
    passive: bool = False


def read(text: str, tokens: Sequence[Token]) -> tuple[Act, ...]:
    """The acts of a stretch of text both of whose participants are marked, in order of the verbs.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of the stretch.
    """
    verbs = itertools.islice(_verbs(text, tokens), _MOST)
    return tuple(dict.fromkeys(act for verb in verbs for act in _acts(tokens, verb)))


def _verbs(text: str, tokens: Sequence[Token]) -> Iterator[_Verb]:
    for at, token in enumerate(tokens):
        if token.tag.startswith(("J", "E", "S")) and token.tag != "SL":
            continue
        for last in range(min(len(tokens), at + _LONGEST) - 1, at - 1, -1):
            found = _lexicon().get(_form(text, tokens, at, last))
            if found is not None and tokens[last].tag.startswith(("V", "XS", "MAG")):
                voice, some = found
                yield _Verb(first=at, last=last, frames=some, passive=voice)
                break


def _form(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The morphemes as a dictionary form, less the particle of a noun that the verb is made of."""
    head, tail = tokens[first], tokens[last]
    ending = "다" if tail.tag.startswith(("V", "XSV", "XSA")) else ""
    if first == last:
        return tail.form + ending
    middle = text[head.span.start : tail.span.start]
    if first + 1 == last and tail.tag.startswith("XS") and not middle.strip():
        middle = head.form  # contracted: 했
    return f"{middle}{tail.form}{ending}"


def _acts(tokens: Sequence[Token], verb: _Verb) -> Iterator[Act]:
    found = _participants(tokens, verb)
    subject, topic = found.pop("subject", None), found.pop("topic", None)
    span = Span(tokens[verb.first].span.start, tokens[verb.last].span.end)
    for frame in verb.frames:
        if verb.passive:
            agent = next((found[s] for s in ("by", "to", "from") if s in found), None)
            turned = dataclasses.replace(frame, subject="second" if frame.subject == "first" else "first")
            if subject is not None and agent is not None:
                yield turned.act(span, subject, agent)
        elif subject is not None and frame.slot in found:
            # 부산은 서울보다 물가가 싸다: of the two, the topic is what is compared
            yield frame.act(span, (topic or subject) if frame.slot == "than" else subject, found[frame.slot])


def _participants(tokens: Sequence[Token], verb: _Verb) -> dict[str, Span]:
    """The nouns before a verb by the place that their particles give them."""
    found: dict[str, Span] = {}
    kind = _kind_of_clause(tokens, verb.last)
    # What the particle may belong to: this verb's "own" clause, what it "tells" (마련하라고) or "calls"
    # somebody (독재자라고), an earlier clause that has the "same" subject, the clause of a "noun", "other".
    state = "own"
    doubtful: list[Span] = []
    at = verb.first - 1
    while at >= max(0, verb.first - _FAR):
        token = tokens[at]
        if token.tag == "SSC":
            at = _before_quotation(tokens, at)
            continue
        if token.tag in ("EF", "SF", "SSO"):
            break
        if token.tag in ("EC", "ETM", "ETN") and not _adverbial(tokens, at):
            state = _state(tokens, at, state)
        role, below = _role(tokens, at)
        start = _start_of_nouns(tokens, below) if role is not None else at
        if role is not None and start <= below:
            _fill(found, doubtful, role, Span(tokens[start].span.start, tokens[below].span.end), state, kind)
            if (state == "tells" and role == "to") or (state == "calls" and role == "object"):
                state = "own"  # whoever is told: what stands before is this verb's again
            at = start
        at -= 1
        if "subject" in found and state not in ("own", "tells", "calls"):
            break
    if "subject" not in found and len(doubtful) == 1:
        found["subject"] = doubtful[0]
    if kind == "relative":
        head = _head(tokens, verb.last)
        if head is not None:
            if "subject" not in found:
                found["subject"] = head
            else:
                found.setdefault("object", head)
    return found


def _state(tokens: Sequence[Token], at: int, state: str) -> str:
    """What stands before an ending, seen from the verb behind it."""
    token = tokens[at]
    if token.tag == "EC" and token.form.endswith(_TELLING):
        noun = at > 0 and tokens[at - 1].tag.startswith(("VCP", "N", "XSN"))
        return ("calls" if noun else "tells") if state == "own" else "other"
    if token.tag == "EC" and token.form in _SAME_SUBJECT and state in ("own", "same"):
        return "same"
    return "noun" if token.tag == "ETM" and state in ("own", "same", "noun") else "other"


def _fill(
    found: dict[str, Span], doubtful: list[Span], role: str, nouns: Span, state: str, kind: str
) -> None:
    """Give a participant its place, if the state of the scan lets it have one."""
    if role == "topic":
        if kind != "relative":
            found.setdefault("topic", nouns)
            found.setdefault("subject", nouns)
    elif role == "subject":
        if state == "own" and "subject" in found:
            found.setdefault("topic", nouns)  # 남부가 북부보다 인구가 적다
        if state == "own" or (state == "same" and kind != "relative"):
            found.setdefault("subject", nouns)
        elif state == "noun" and kind != "relative":
            doubtful.append(nouns)  # of the clause before the noun, or of this verb
    elif state == "own" or (state, role) in (("tells", "to"), ("calls", "object")):
        found.setdefault(role, nouns)


def _role(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """The place that the particle at a token gives the noun before it, and where that noun ends."""
    token = tokens[at]
    after = tokens[at + 1].form if at + 1 < len(tokens) else ""
    if token.tag == "JKS":
        return "subject", at - 1
    if token.tag == "JX" and token.form in _TOPICS:
        if at and tokens[at - 1].tag.startswith("JK"):
            return _SLOTS.get(tokens[at - 1].form), at - 2  # 일본에는
        return "topic", at - 1
    if token.tag in ("JKO", "JKB"):
        return _BEHIND.get((token.form, after), _SLOTS.get(token.form)), at - 1
    return None, at


def _start_of_nouns(tokens: Sequence[Token], last: int) -> int:
    """The first morpheme of the nouns that end at `last`; past it where there are none."""
    at = last
    while at >= max(0, last - _FAR) and (
        tokens[at].tag.startswith((*_NOMINAL, "MM")) or (tokens[at].form, tokens[at].tag) in _INSIDE
    ):
        at -= 1
    first = at + 1
    while first <= last and (tokens[first].form, tokens[first].tag) in _INSIDE:
        first += 1
    return first


def _before_quotation(tokens: Sequence[Token], at: int) -> int:
    """The token before the quotation that closes at `at`."""
    depth = 0
    for n in range(at, max(-1, at - 4 * _FAR), -1):
        depth += (tokens[n].tag == "SSC") - (tokens[n].tag == "SSO")
        if depth == 0:
            return n - 1
    return -1


def _adverbial(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ending only makes an adverb or belongs to a particle of two words: 크게, 에 의해."""
    if tokens[at].form == "게":
        return True
    return at >= 2 and (tokens[at - 2].form, tokens[at - 1].form) in _BEHIND


def _kind_of_clause(tokens: Sequence[Token], last: int) -> str:
    """`relative` where the verb's clause stands before a noun that takes part in it, else `main`."""
    for n in range(last + 1, min(len(tokens), last + 5)):
        if tokens[n].tag == "ETM":
            return "relative" if _head(tokens, last) is not None else "main"
        if not tokens[n].tag.startswith(("EP", "VX", "EC")) or (tokens[n].tag == "EC" and n > last + 2):
            break
    return "main"


def _head(tokens: Sequence[Token], last: int) -> Span | None:
    """The nouns behind the ending that makes a clause relative."""
    at = next((n + 1 for n in range(last + 1, min(len(tokens), last + 6)) if tokens[n].tag == "ETM"), None)
    if at is None or at >= len(tokens):
        return None
    end = at
    while end < len(tokens) and tokens[end].tag.startswith(("NN", "SL", "XSN", "XPN")):
        end += 1
    if end == at or tokens[at].tag == "NNB" or tokens[at].form in _NO_HEAD:
        return None
    return Span(tokens[at].span.start, tokens[end - 1].span.end)


@functools.cache
def _lexicon() -> dict[str, tuple[bool, tuple[Frame, ...]]]:
    """Every verb of the table with its frames, and the passives of what is made of a noun and 하다."""
    active: dict[str, list[Frame]] = {}
    passive: dict[str, list[Frame]] = {}
    for verb, frame in frames("ko"):
        active.setdefault(verb, []).append(frame)
        noun = verb.removesuffix("하다")
        if noun != verb and len(noun) > 1 and frame.slot == "object":
            for form in ("되다", "당하다", "받다", "을 받다", "를 받다", "을 당하다", "를 당하다"):
                passive.setdefault(noun + form, []).append(frame)
    return {verb: (True, tuple(some)) for verb, some in passive.items() if verb not in active} | {
        verb: (False, tuple(some)) for verb, some in active.items()
    }
