"""Names made up by the rules of Korean, Mandarin and Japanese, for what no list has enough of."""

from __future__ import annotations

import random
from collections.abc import Callable

from qa.data import table
from qa.names.jamo import jamo, readable, syllables

Maker = Callable[[int, random.Random], list[tuple[str, str]]]

_COMMON = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구"
_GIVEN = (
    "영수현민지은정재성호진희경미준우석훈철상동종태원용규기근광국길나남녕다대덕도돈두라란련렬령록룡률리린림명모목무문배백범병"
    "보복봉비빈삼서선설섭세소솔송숙순승시식신실아안애양언여연열엽예옥완요욱웅유윤율을응의이익인일자장전제조주중직찬창채천청초"
    "춘충치택평표필하학한해혁형혜홍화환회효휘흥걸건교구권금균극"
)
_OFTEN = {
    "영": "young", "현": "hyun", "성": "sung", "정": "jung", "명": "myung", "경": "kyung", "형": "hyung",
    "병": "byung", "준": "joon", "훈": "hoon", "순": "soon", "숙": "sook", "욱": "wook", "우": "woo",
    "운": "woon", "희": "hee", "선": "sun", "석": "suk", "은": "eun", "근": "geun", "연": "yeon",
    "철": "chul", "범": "bum", "섭": "sup", "덕": "duk", "수": "soo", "주": "joo", "구": "koo", "무": "moo",
    "규": "kyu", "기": "ki", "국": "kook", "관": "kwan", "광": "kwang", "권": "kwon", "교": "kyo",
    "유": "yoo", "윤": "yoon", "걸": "gul", "건": "gun", "전": "jun", "천": "chun", "청": "chung",
}  # fmt: skip
"""How given names are mostly spelled where that is not the Revised Romanisation."""
_REVISED = {
    "ㄱ": "g", "ㄲ": "kk", "ㄴ": "n", "ㄷ": "d", "ㄸ": "tt", "ㄹ": "r", "ㅁ": "m", "ㅂ": "b", "ㅃ": "pp",
    "ㅅ": "s", "ㅆ": "ss", "ㅈ": "j", "ㅉ": "jj", "ㅊ": "ch", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
    "ㅏ": "a", "ㅐ": "ae", "ㅑ": "ya", "ㅒ": "yae", "ㅓ": "eo", "ㅔ": "e", "ㅕ": "yeo", "ㅖ": "ye", "ㅗ": "o",
    "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe", "ㅛ": "yo", "ㅜ": "u", "ㅝ": "wo", "ㅞ": "we", "ㅟ": "wi",
    "ㅠ": "yu", "ㅡ": "eu", "ㅢ": "ui", "ㅣ": "i",
    "-ㄱ": "k", "-ㄴ": "n", "-ㄷ": "t", "-ㄹ": "l", "-ㅁ": "m", "-ㅂ": "p",
    "-ㅅ": "t", "-ㅇ": "ng", "-ㅈ": "t", "-ㅊ": "t", "-ㅋ": "k", "-ㅌ": "t", "-ㅍ": "p", "-ㅎ": "t",
}  # fmt: skip
"""The Revised Romanisation, jamo by jamo."""


def _syllable(hangul: str, rnd: random.Random, ways: dict[str, list[str]]) -> str:
    if hangul in _OFTEN and rnd.random() < 0.5:
        return _OFTEN[hangul]
    spelt = ""
    for letter in map(readable, jamo(hangul)):
        usual = [w for w in ways[letter] if w != "sh" and not (spelt and w in ("woo", "wu", "yi"))]
        spelt += _REVISED[letter] if rnd.random() < 0.7 else rnd.choice(usual)
    return spelt


def korean(count: int, rnd: random.Random) -> list[tuple[str, str]]:
    """People: a surname and two syllables, as Korean newspapers in English spell them."""
    families: dict[str, list[str]] = {}
    for row in table("sound/surnames", ("hangul", "latin", "source")):
        families.setdefault(row["hangul"], []).append(row["latin"])
    ways: dict[str, list[str]] = {}
    for row in table("sound/korean", ("part", "hangul", "latin", "source")):
        ways.setdefault(row["hangul"], []).append(row["latin"])
    made = []
    for _ in range(count):
        family = rnd.choice(_COMMON) if rnd.random() < 0.8 else rnd.choice(sorted(families))
        given = rnd.sample(_GIVEN, 2)
        spelt = "-".join(_syllable(syllable, rnd, ways) for syllable in given)
        made.append((family + "".join(given), f"{rnd.choice(families[family])} {spelt}".title()))
    return made


def mandarin(count: int, rnd: random.Random) -> list[tuple[str, str]]:
    """Two or three syllables in pinyin, mostly in the official Hangul."""
    return _from_syllables("sound/mandarin", (2, 3, 3), count, rnd)


def japanese(count: int, rnd: random.Random) -> list[tuple[str, str]]:
    """Two to four syllables without long vowels and double consonants."""
    return _from_syllables("sound/japanese", (2, 3, 3, 4), count, rnd)


def _from_syllables(
    name: str, sizes: tuple[int, ...], count: int, rnd: random.Random
) -> list[tuple[str, str]]:
    said: dict[str, list[str]] = {}
    for row in table(name, ("latin", "hangul", "source")):
        latin = row["latin"]
        plain = latin[-1] in "aiueo" and latin[-2:] not in ("oo", "ou", "uu", "ii", "aa")
        if "mandarin" in name or (plain and len(latin) <= 3 and syllables(row["hangul"]) == row["hangul"]):
            said.setdefault(latin, []).append(row["hangul"])
    made = []
    for _ in range(count):
        chosen = [rnd.choice(sorted(said)) for _ in range(rnd.choice(sizes))]
        hangul = (said[c][0] if rnd.random() < 0.7 else rnd.choice(said[c]) for c in chosen)
        made.append(("".join(hangul), "".join(chosen).title()))
    return made


MAKERS: dict[str, Maker] = {"korean": korean, "mandarin": mandarin, "japanese": japanese}


def misspelled(names: list[tuple[str, str]], rnd: random.Random) -> list[tuple[str, str]]:
    """Names with one jamo changed for another of its kind, against the spelling they had."""
    made = []
    for ko, en in names:
        at = rnd.randrange(len(ko))
        other = rnd.choice(rnd.choice(names)[0])
        parts, others = list(jamo(ko[at])), list(jamo(other))
        if parts[-1] != others[-1] and other not in ko:
            made.append((ko[:at] + other + ko[at + 1 :], en))
    return made
