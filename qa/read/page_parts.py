"""Which parts of an HTML page are no text of the article: by element, by what hides them, by name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qa.data import table
from qa.errors import ReadError
from qa.read.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 250
"""Elements that may stand in each other; a browser's own limit is 512, libxml2's 256."""

_KEPT: Final = frozenset(("html", "body", "main", "article", "h1", "h2"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(
    r"(?:^|;)\s{0,5}(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE
)


class Size(NamedTuple):
    """Code points of text, how many of them are in links, and how many headings are links."""

    letters: int
    linked: int
    headings: int = 0


_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_NOTHING: Final = Size(0, 0)
HEADING_SHARE = 0.8
"""Share of a heading's letters in a link from which it leads elsewhere."""
MIN_CARDS, MAX_CARD = 3, 600
"""So many neighbours with such a heading, of at most so many code points, lead to other articles."""
LINK_SHARE = 0.3
"""Share of letters in links from which a part with the name of a list of links is one."""
MAX_SHARE = 0.4
"""Share of the page's letters from which a part is its text, whatever it is called."""


@functools.cache
def names(kind: str) -> frozenset[str]:
    """Elements that are a `block`, that are `never` text, that are a `section` beside it; words in a
    `class` or `id` that call an element something else (`called`), or do so where it holds links
    (`linked`); a `role` that does; names of a `date`.
    """
    rows = table("page_elements", ("kind", "name", "source"))
    return frozenset(row["name"] for row in rows if row["kind"] == kind)


@dataclass(frozen=True)
class Parts:
    """Elements that are hidden, and that are called something else than text."""

    hidden: frozenset[_Element]
    hint: frozenset[_Element]


def page_parts(root: _Element, uri: str) -> Parts:
    """The parts of a page that may be left out.

    Raises:
        ReadError: elements nest deeper than `MAX_DEPTH`.
    """
    hidden, hint = set(), set()
    sizes = _sizes(root, uri)
    whole = max(1, sizes[root].letters)
    for element, size in sizes.items():
        name = local_name(element)
        hint.update(_cards(element, sizes))
        if name in _KEPT:
            continue
        if _is_hidden(element):
            hidden.add(element)
        if size.letters < MAX_SHARE * whole and _is_beside(element, name, size):
            hint.add(element)
    return Parts(hidden=frozenset(hidden), hint=frozenset(hint))


def is_shown(element: _Element, name: str, parts: Parts, left_out: frozenset[str]) -> bool:
    """Whether an element is read; `left_out` names the `Parts` that are not."""
    if not name or name in names("never"):
        return False
    if "hidden" in left_out and element in parts.hidden:
        return False
    return not ("hint" in left_out and element in parts.hint)


def _sizes(root: _Element, uri: str) -> dict[_Element, Size]:
    """How much text each element holds, scripts and the like left out."""
    from lxml import etree

    sizes: dict[_Element, Size] = {}
    stack: list[Size] = []
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "start":
            if len(stack) >= MAX_DEPTH:
                raise ReadError(f"elements nest deeper than {MAX_DEPTH}", path=uri, line=element.sourceline)
            links += name == "a"
            never = name in names("never")
            own = 0 if never else _size(element.text)
            stack.append(Size(own, own if links else 0))
            if never:
                walk.skip_subtree()
            continue
        size = stack.pop()
        if name in _HEADINGS and size.letters and size.linked >= HEADING_SHARE * size.letters:
            size = size._replace(headings=1)
        sizes[element] = size
        links -= name == "a"
        if stack:
            tail = _size(element.tail)
            above = stack[-1]
            stack[-1] = Size(
                above.letters + size.letters + tail,
                above.linked + size.linked + (tail if links else 0),
                above.headings + size.headings,
            )
    return sizes


def _cards(element: _Element, sizes: dict[_Element, Size]) -> list[_Element]:
    """Children that lead to other articles: several in a row, each with a heading that is a link."""
    cards = [
        child
        for child in element.iterchildren()
        if sizes.get(child, _NOTHING).headings == 1 and sizes[child].letters <= MAX_CARD
    ]
    return cards if len(cards) >= MIN_CARDS else []


def _size(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _is_hidden(element: _Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").strip().lower() == "true"
        or _HIDDEN.search(element.get("style", "")[:2000]) is not None
    )


def _is_beside(element: _Element, name: str, size: Size) -> bool:
    """Whether an element calls itself something that stands beside the text."""
    if name in names("section") or element.get("role", "").strip().lower() in names("role"):
        return True
    called = f"{element.get('class', '')[:500]} {element.get('id', '')[:200]}"
    words = {word.lower() for word in _WORD.findall(called)}
    if words & names("called"):
        return True
    return bool(words & names("linked")) and size.linked >= LINK_SHARE * size.letters
