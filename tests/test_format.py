"""The readers of blemishes: what they take for one, what not, and hostile text."""

from __future__ import annotations

import time

import pytest

from qa.compare.addresses import lost
from qa.extract.addresses import addresses
from qa.extract.blemish import Blemish
from qa.extract.chatter import chatter
from qa.extract.english.damage import broken_characters, hidden, markup
from qa.extract.english.doubled import doubled
from qa.extract.english.spacing import spacing, wide_marks
from qa.extract.paired_marks import unpaired_brackets, unpaired_quotes
from qa.model import Span


def every(text: str) -> list[Blemish]:
    """What all readers find in a text of paragraphs with blank lines between."""
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 2
    found = [*chatter("en", text, paragraphs), *unpaired_quotes(text, paragraphs)]
    for reader in (broken_characters, markup, hidden, doubled, unpaired_brackets, spacing, wide_marks):
        found += reader(text)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sure, here's the English translation:", ["Sure, here's the English translation:"]),
        ("Certainly! Below is the translated text.", ["Certainly! Below is the translated text."]),
        ("This translation preserves the tone.", ["This translation preserves the"]),
        ("I'm sorry, but I can't translate this article.", ["I'm sorry, but I can't translate"]),
        ("He resigned [Translator's note: in March].", ["[Translator's note: in March]"]),
        ("<|im_end|> He resigned. [UNK]", ["<|im_end|>", "[UNK]"]),
        ("```text", ["```text"]),
        ("A cafÃ© in Â£5 ê°€ row", ["Ã©", "Â£", "ê°€"]),
        ("Seoul ´ëÇÑ¹Î±¹ 占쏙옙", ["´ëÇÑ¹Î±¹", "占쏙옙"]),
        ("## Markets\nHe fell.", ["## "]),
        ("See [here](https://a.kr/b) now", ["[here](https://a.kr/b)"]),
        ("He sold\\n\\nThe rest", ["\\n", "\\n"]),
        ("The plan plan failed", ["plan plan"]),
        ("And And he left", ["And And"]),
        ("He left (in May.", ["("]),
        ("He left in May).", [")"]),
        ("He said: “Go.\n\nShe went.", ["“"]),
        ('He said he is going" today.', ['"']),
        ("He said,she went", ["said,she"]),
        ("He said ,she went", [" ,"]),
        ("It ended . So what ?", [" .", " ?"]),
        ("Sales rose 10~20 percent", ["~"]),
        ("「Parasite」 won", ["「", "」"]),
    ],
)
def test_blemishes(text: str, words: list[str]) -> None:
    assert [text[b.span.start : b.span.end] for b in every(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Sure, I like it. Certainly, the text of the bill is long.",
        "Here is the thing: nobody knows. This is the English version of democracy.",
        "“I hope this helps,” she said. He hopes this helps them.",
        "Please let me know, she asked. The translation aims high.",
        "Peña’s “résumé” (déjà vu…) — “Ñandú”, Ángel, Étienne, ÀVILA",
        "AT&T; and Q&A; a < b and c > d; C:\\new; 3 * 4 ** 2; __init__",
        "No no, no no. Bora Bora, Walla Walla, New York New York. So, so what? very very good",
        "again and again and again, on and on and on, day by day by day, face to face to face",
        "He said it is what it is. Is it? It is.",
        "(a) one, (b) two; i) three ii) four :) ;-)",
        "(An aside\n\nof two paragraphs.)",
        "“One “two” three,” he said. 'Tis the '90s. ‘Single,’ he said.",
        '6\'2", a 12" pipe, and "ran 100" twice. "A" "B" ("C")',
        "„Guten Tag“, he said. «Oui» too.",
        "e.g., i.e., p.m., Inc., Ltd., St. Louis, Mo., and Mass., … ... Wait....",
        "Node.js, Booking.com, U.S.-led, 3.5, .NET, a .22 rifle, 16 : 9, Yahoo!, he said",
        "kW·h and ~50 people",
        "رقم\u200f x",
    ],
)
def test_nothing_wrong(text: str) -> None:
    assert [b for b in every(text) if b.sure] == []


@pytest.mark.parametrize(
    ("ko", "en", "gone"),
    [
        ("누리집 https://www.a.go.kr/b/ 참고", "See a.go.kr/b.", []),
        ("누리집 https://www.a.go.kr/b 참고", "See the website.", [("https://www.a.go.kr/b", None)]),
        ("메일 help@korea.kr로", "mail help@korae.kr", [("help@korea.kr", "help@korae.kr")]),
        ("주소 https://a.kr/12", "at https://a.kr/13", []),
        ("계정 @bts_official에", "its account, bts_official", []),
        ("계정 @bts_official에", "its account", [("@bts_official", None)]),
        ("#NetZero 해시태그와 #탄소중립", "the hashtag", [("#NetZero", None)]),
        ("정부24(www.gov.kr)와 쿠팡", "Government24 (www.gov.kr) and Coupang", []),
    ],
)
def test_addresses(ko: str, en: str, gone: list[tuple[str, str | None]]) -> None:
    found = lost(addresses(ko), addresses(en), en)
    assert [(x.address.text, x.instead.text if x.instead else None) for x in found] == gone


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "(",
            "()",
            "(]",
            "((((]]",
            '"',
            "“",
            "”",
            '"a',
            "the ",
            "of the ",
            "a.",
            "aa.",
            " ,",
            "<",
            "<b",
            "&#",
            "&",
        ),
        *(
            "**",
            "**a",
            "__a",
            "[a](",
            "[",
            "# ",
            "â€",
            "Ã",
            "\ufffd",
            "，",
            "~",
            "@",
            "a@",
            "a.a",
            "www.",
            "http://",
        ),
        *(
            "#a",
            "here is the ",
            "sure, ",
            "i hope this ",
            "note: ",
            "(",
            "{{",
            "```",
            "\\n",
            "\n\n“",
            " .",
            "a b ",
        ),
    ],
)
def test_hostile_text_ends(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    every(text)
    addresses(text)
    list(chatter("ko", text, [Span(0, len(text))]))
    assert time.perf_counter() - started < 6
