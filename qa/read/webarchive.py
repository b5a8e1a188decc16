"""MHTML: a page that a browser saved as one file, with its pictures and styles."""

from __future__ import annotations

import dataclasses
import email
import email.policy

from qa.errors import ReadError
from qa.read.archive import MAX_MEMBER
from qa.read.encoding import too_large
from qa.read.source import Source
from qa.read.webpage import webpage_source


def webarchive_source(data: bytes, uri: str) -> Source:
    """The lines of the page.  They stand in the file in an encoding of its own, so that `line` counts
    in the page's source, as `segment` says.

    Raises:
        ReadError: larger than 50 MB, or no page in it.
    """
    if len(data) > MAX_MEMBER:
        raise too_large(uri, len(data), MAX_MEMBER)
    try:
        parts = email.message_from_bytes(data, policy=email.policy.compat32).walk()
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        content = page.get_payload(decode=True) if page is not None else None
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise ReadError(f"is no MHTML: {fault}", path=uri) from fault
    if not isinstance(content, bytes):
        raise ReadError("is no MHTML: it holds no page", path=uri)
    source = webpage_source(content, uri)
    lines = tuple(
        dataclasses.replace(line, segment=f"line {line.number} of the page") for line in source.lines
    )
    return dataclasses.replace(source, lines=lines, places=None)
