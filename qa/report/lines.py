"""Lines of terminal text: wrapping that knows the width of Hangul, columns, and their output.

A line is a rich `Text` and never holds markup that rich would read: article text stays text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from qa.report.words import visible

DIM = "dim"
BOLD = "bold"


def console(width: int, *, color: bool) -> Console:
    """A console that writes to memory and asks the environment nothing."""
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


_MEASURE = console(80, color=False)


def text(content: str, style: str = "") -> Text:
    """One line of text, whatever stands in it."""
    return Text(visible(content), style=style)


def joined(*parts: str | Text | tuple[str, str]) -> Text:
    """Parts one after the other; a tuple is (text, style)."""
    out = Text()
    for part in parts:
        if isinstance(part, Text):
            out.append_text(part)
        elif isinstance(part, tuple):
            out.append(visible(part[0]), style=part[1])
        else:
            out.append(visible(part))
    return out


def wrap(content: Text, width: int, *, first: Text | str = "", indent: int | None = None) -> list[Text]:
    """Break a text into lines of at most `width` cells.

    Args:
        content: what to wrap, at spaces where possible.
        width: of the whole line, prefix included, in cells.
        first: what stands before the first line.
        indent: cells before the other lines; by default as many as `first` fills.
    """
    head = first if isinstance(first, Text) else Text(first)
    gap = cell_len(head.plain) if indent is None else indent
    room = max(2, width - max(gap, cell_len(head.plain)))
    lines = list(content.wrap(_MEASURE, room, overflow="fold")) or [Text()]
    out = [joined(head, lines[0])]
    out += [joined(" " * gap, line) for line in lines[1:]]
    for line in out:
        line.rstrip()
    return out


def fit(content: Text, width: int) -> Text:
    """One line of at most `width` cells, cut with an ellipsis."""
    out = content.copy()
    out.truncate(width, overflow="ellipsis")
    return out


def columns(rows: Sequence[Sequence[Text]], widths: Sequence[int], *, gap: int = 2) -> list[Text]:
    """Rows of cells, each wrapped in its column; `widths` in terminal cells."""
    out: list[Text] = []
    for row in rows:
        cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for level in range(max(map(len, cells))):
            line = Text()
            for cell, width in zip(cells, widths, strict=True):
                part = cell[level] if level < len(cell) else Text()
                line.append_text(part)
                line.append(" " * (width - cell_len(part.plain) + gap))
            line.rstrip()
            out.append(line)
    return out


def natural_widths(rows: Sequence[Sequence[Text]]) -> list[int]:
    """What each column would need."""
    return [max((cell_len(cell.plain) for cell in column), default=0) for column in zip(*rows, strict=True)]


def output(lines: Iterable[Text], *, color: bool) -> str:
    """The lines as one string that ends in a line break; no line ends in a space."""
    if not color:
        return "".join(line.plain.rstrip() + "\n" for line in lines)
    paper = console(10_000, color=True)
    for line in lines:
        line.rstrip()
        paper.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
    file = paper.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()
