"""Reading a page back: what stands where, as a browser would see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "input", "br", "hr", "img", "link", "rect", "path", "line"))
"""Elements without an end tag (those of SVG are written as empty ones)."""


@dataclass
class Element:
    """An element with what is in it."""

    name: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    def all(self, name: str = "", **wanted: str) -> list[Element]:
        """Elements below, by name and attributes; `class_` is one of the classes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (not name or child.name == name) and all(child.is_(k, v) for k, v in wanted.items()):
                    found.append(child)
                found += child.all(name, **wanted)
        return found

    def is_(self, attribute: str, value: str) -> bool:
        held = self.attributes.get(attribute.rstrip("_").replace("_", "-")) or ""
        return value in held.split() if attribute == "class_" else held == value

    def text(self, *, numbers: bool = True) -> str:
        """All text below, without the numbers of findings if wanted."""
        out = ""
        for child in self.children:
            if isinstance(child, str):
                out += child
            elif numbers or not child.is_("class_", "n"):
                out += child.text(numbers=numbers)
        return out


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].name == tag, f"</{tag}> ends <{self.open[-1].name}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(text: str) -> Element:
    """The page; a tag that is not closed, or closed twice, fails."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert [e.name for e in reader.open] == [""]
    return reader.root
