"""Korean negatives: 않다, 못하다, 말다, 안, 못, 없다, 아니다, 모르다 and words negative by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from qa.extract.negatives import Negative, Softened, merged, negative_words, role_words
from qa.model import Span, Token

_AUXILIARIES = ("않", "못하", "말")
_REACH = 9
"""Morphemes that are looked at before a negative for what it negates."""


_CONTENT = ("NNG", "NNP", "XR", "VV", "VA", "SL", "MAG")

_IMPOSSIBLE = frozenset({"불가능", "불가"})
LONGEST = 24
"""Characters that a negative and what it negates are shown with; else the negative alone."""


def read_negatives(text: str, tokens: Sequence[Token], span: Span, english: str = "") -> tuple[Negative, ...]:
    """The negatives of a stretch of Korean, in order.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of the stretch, in order.
        span: the stretch.
        english: what stands on the other side; some idioms are such only by their translation.
    """
    softened = Softened(text, span, "ko", english)
    out = []
    for i, token in enumerate(tokens):
        scope, firm = _negates(tokens, i)
        if scope == i and not firm and not _weak(tokens, i):
            continue
        cue = _word(text, token.span, span)
        at = tokens[scope].span if scope is not None else None
        whole = cue
        cut = Span(token.span.start, tokens[i + 1].span.end) if _tag(token) == "XPN" and firm else token.span
        if at is not None:
            word = _word(text, at, span)
            joint = Span(min(word.start, cue.start), max(word.end, cue.end))
            whole = joint if joint.end - joint.start <= LONGEST else cue
        out.append(
            Negative(
                span=whole,
                cue=cut,
                scope=at,
                firm=firm and token.span not in softened,
                reach=cut,
                kind="grammar" if firm else "affix" if _tag(token) == "XPN" else "meaning",
            )
        )
    return merged(out)


def _negates(tokens: Sequence[Token], i: int) -> tuple[int | None, bool]:
    """What the morpheme at `i` negates and whether it must be said again; itself and False for none."""
    token = tokens[i]
    form, tag = token.form, _tag(token)
    if tag == "VX" and form in _AUXILIARIES and _after_ji(tokens, i):
        return _before(tokens, i), True
    if tag in ("VV", "VA") and form == "않":
        return _before(tokens, i), True
    if tag == "MAG" and form == "못" and _after_ji(tokens, i):
        return _before(tokens, i), True
    if tag == "MAG" and form in ("안", "못"):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is None:
            return i, False
        if form == "안" and following.form in ("되", "돼", "좋"):
            return (_before(tokens, i), True) if _conditional(tokens, i) else (i, False)
        ahead = next((j for j in range(i + 1, min(i + 3, len(tokens))) if _tag(tokens[j]) in _CONTENT), None)
        if ahead is None or (_tag(tokens[ahead]) == "NNG" and not _verbal(tokens, ahead)):
            return i, False
        return ahead, True
    if (tag == "VA" and form == "없") or (tag == "MAG" and form == "없이"):
        return _before(tokens, i), True
    if tag == "VCN" and form == "아니":
        stands_alone = i == 0 or _tag(tokens[i - 1])[0] not in "JNX"
        return (i, False) if stands_alone else (_before(tokens, i), True)
    if tag == "VV" and form == "모르":
        return i, not _may(tokens, i)
    if form in _IMPOSSIBLE and tag == "NNG":
        return _before(tokens, i), True
    if form == "불" and tag == "XPN" and i + 1 < len(tokens) and tokens[i + 1].form == "가능":
        return _before(tokens, i), True
    return i, False


def _weak(tokens: Sequence[Token], i: int) -> bool:
    token, tag = tokens[i], _tag(tokens[i])
    if tag == "XPN":
        return token.form in role_words("ko", "prefix")
    if tag not in ("NNG", "XR", "VV", "VA", "MAG", "VX", "MM", "JX", "VCN"):
        return False
    if tag == "JX":
        return token.form == "밖에"
    if token.form in ("안", "못", "아니"):
        return True
    return token.form in negative_words("ko") or (
        tag == "NNG"
        and len(token.form) > 1
        and token.form[0] in "불비무미"
        and token.form[1:] in role_words("ko", "stem")
    )


def _tag(token: Token) -> str:
    return token.tag.partition("-")[0]


def _after_ji(tokens: Sequence[Token], i: int) -> bool:
    """Whether 지 (with a particle or not) stands before: 가지 않, 가지는 못하."""
    for j in range(i - 1, max(-1, i - 4), -1):
        if tokens[j].form in ("지", "치", "질", "진") or tokens[j].form.endswith("지"):
            return True
        if not _tag(tokens[j]).startswith("J"):
            return False
    return False


def _verbal(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb is made of the noun at `i`: 못 참석하다."""
    return i + 1 < len(tokens) and _tag(tokens[i + 1]).startswith("XS")


def _may(tokens: Sequence[Token], i: int) -> bool:
    """Whether 모르다 says no more than "perhaps": 올지도 모른다, 맞을지는 모르겠지만."""
    before = [t.form for t in tokens[max(0, i - 2) : i]]
    return any(f.endswith(("지도", "을지", "ᆯ지")) for f in before)


def _conditional(tokens: Sequence[Token], i: int) -> bool:
    """Whether 안 되다 forbids: 가면 안 된다, 가서는 안 된다."""
    before = [t.form for t in tokens[max(0, i - 2) : i]]
    return any(f.endswith(("면", "서", "선")) for f in before)


def _before(tokens: Sequence[Token], i: int) -> int | None:
    """The word that a negative at `i` negates: the nearest with content before it, light nouns skipped."""
    light: int | None = None
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        token, tag = tokens[j], _tag(tokens[j])
        if tag in ("SF", "SSO"):
            break
        if tag not in _CONTENT:
            continue
        if tag == "MAG" or token.form in role_words(
            "ko", "light-verb" if tag in ("VV", "VA") else "light-noun"
        ):
            light = j if light is None or _tag(tokens[light]) == "MAG" else light
            continue
        return j
    return light


def _word(text: str, span: Span, within: Span) -> Span:
    """The written word around a morpheme, without marks around it."""
    start, end = span
    while start > within.start and text[start - 1].isalnum():
        start -= 1
    while end < within.end and text[end].isalnum():
        end += 1
    return Span(start, end)
