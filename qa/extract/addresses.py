"""Addresses on the net as they stand in a text of either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa.model import Span

Kind = Literal["link", "mail", "site", "account", "hashtag"]

_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,12}(?![A-Za-z])", re.ASCII
)
_LINK = re.compile(
    r"(?<![A-Za-z0-9])(?:https?://|www\.)[A-Za-z0-9][\w.~:/?#@!$&*+,;=%-]{2,300}", re.ASCII | re.IGNORECASE
)
_SITE = re.compile(
    r"(?<![\w@./-])(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,3}(?:com|net|org|kr|gov|edu|io|info|or\.kr|go\.kr)"
    r"(?:/[\w.~/?=&%-]{0,200})?(?![A-Za-z0-9.@-][A-Za-z0-9]|[A-Za-z0-9@])",
    re.ASCII,
)
_ACCOUNT = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{2,29}(?<![.])", re.ASCII)
_HASHTAG = re.compile(r"(?<![\w&#/])#[A-Za-z][\w]{2,50}", re.ASCII)

_READERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mail", _MAIL),
    ("link", _LINK),
    ("site", _SITE),
    ("account", _ACCOUNT),
    ("hashtag", _HASHTAG),
)
_TRAILING = ".,;:!?/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A link, e-mail address, bare site, account (@name) or hashtag in Latin letters.

    `name` is what it is compared by: lower case, without scheme, `www.` and the slash at the end.
    """

    kind: Kind
    text: str
    span: Span
    name: str


def addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a text in order, none inside another."""
    found: list[Address] = []
    for kind, pattern in _READERS:
        for match in pattern.finditer(text):
            words = match.group().rstrip(_TRAILING)
            span = Span(match.start(), match.start() + len(words))
            found.append(Address(kind=kind, text=words, span=span, name=_name(words)))
    found.sort(key=lambda a: (a.span.start, -a.span.end))
    return tuple(_apart(found))


def _apart(found: list[Address]) -> Iterator[Address]:
    end = 0
    for address in found:
        if address.span.start >= end:
            yield address
            end = address.span.end


def _name(words: str) -> str:
    name = re.sub(r"^https?://", "", words.lower())
    return name.removeprefix("www.").rstrip(_TRAILING)
