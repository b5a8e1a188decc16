"""RTF, by striprtf: the text alone, a paragraph or a cell of a table each a line."""

from __future__ import annotations

import re

from qa.errors import ReadError
from qa.read.encoding import too_large
from qa.read.lines import Line, language
from qa.read.normal import clean
from qa.read.source import Source

MAX_RTF = 20_000_000
"""Bytes; pictures are held in the text."""
MAX_FONT = 2_000
"""Code points that one entry of the font table may have."""

_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_DELETED = re.compile(r"\\deleted(?![a-z0]|\d)")


def rtf_source(data: bytes, uri: str) -> Source:
    """The paragraphs of a document, tracked changes read as accepted.

    Raises:
        ReadError: no RTF, or one that is damaged or too large.
    """
    from striprtf.striprtf import font_table_group, rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("is no RTF: it does not begin with {\\rtf", path=uri)
    if len(data) > MAX_RTF:
        raise too_large(uri, len(data), MAX_RTF)
    text = data.decode("latin-1")
    text = _CELL.sub(r"\\par ", text)
    text = _DELETED.sub(r"\\*\\deleted", text)  # \* : who does not know the word is to leave the group out
    # The library writes the address behind a link.  It is no text of the article.
    text = text.replace("\\*\\fldinst", "\\*\\fieldcode")
    text = text.replace("}", "}\n")  # line ends mean nothing in RTF, and end the library's patterns
    if max(map(len, str(font_table_group(text)).split("\n"))) > MAX_FONT:
        raise ReadError(f"is no RTF: a font of more than {MAX_FONT:,} characters", path=uri)
    try:
        words = str(rtf_to_text(text, errors="replace"))
    except (ValueError, LookupError, OverflowError, TypeError) as fault:
        raise ReadError(f"is damaged RTF: {fault}", path=uri) from fault
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = tuple(
        Line(number=number, text=stripped, lang=language(stripped), segment=f"paragraph {number}")
        for number, line in enumerate(clean(words).split("\n"), 1)
        if (stripped := " ".join(line.split()))
    )
    if not lines:
        raise ReadError("is empty, expected text", path=uri)
    return Source(uri=uri, lines=lines)
