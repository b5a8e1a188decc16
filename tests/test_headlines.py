"""The values of a headline against those of the text: what is let pass, what is told."""

from __future__ import annotations

import pytest

from qa.compare.headlines import astray
from qa.direction import roles_of
from qa.extract.english import read
from qa.extract.resolve import resolve


def told(title: str, body: str, korean: str = "") -> list[tuple[str, str]]:
    """What is astray in a headline; the Korean is stood in for by English, which reads the same values."""
    facts = [resolve(read(text), (), None) for text in (title, korean, body)]
    found = astray(facts[0], facts[1], (), facts[2], body, None, roles_of("ko-en"))
    return [(a.fact.text, a.kind) for a in found]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Nearly 40% say yes", "It was 39.7 percent."),
        ("Over 3 trillion won lost", "The loss was 3.48 trillion won."),
        ("Sales hit $2.4 billion", "Sales came to 3.5 trillion won."),
        ("20 killed or hurt", "The fire killed 8 people and injured 12."),
        ("Votes cast: 1.23 million", "It counted 1,234,567 votes."),
        ("One killed, 2 hurt", "A man died, and others were hurt."),
        ("At 7:30, doors open", "The doors open in the evening."),
        ("Rate up 0.25 point", "The rate rose to 3.5 percent from 3.25 percent."),
    ],
)
def test_what_headlines_do(title: str, body: str) -> None:
    assert told(title, body) == []


@pytest.mark.parametrize(
    ("title", "body", "korean", "kind"),
    [
        ("41% say yes", "It was 39.7 percent.", "39.7%", "changed"),
        ("41.3% say yes", "It was 39.7 percent.", "", "unfounded"),
        ("Loss of 34 trillion won", "The loss was 3.48 trillion won.", "3.48 trillion won", "changed"),
        ("Fire kills 18 people", "The fire killed 8 people.", "8 people die", "changed"),
        ("Ex-mayor gets 2 years", "He was sentenced to three years.", "3 years", "changed"),
    ],
)
def test_what_is_told(title: str, body: str, korean: str, kind: str) -> None:
    assert [k for _, k in told(title, body, korean)] == [kind]
