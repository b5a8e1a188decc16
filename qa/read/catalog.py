"""PO catalogs, by polib: messages in one language with their translation in the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qa.errors import ReadError
from qa.model import Lang
from qa.read.lines import dominant
from qa.read.row import Row
from qa.read.segments import distinct, language_of


def catalog_rows(text: str, uri: str) -> Iterator[Row]:
    """The messages, in order; obsolete ones are left out, each plural form is a row.

    The language of the translations is what the header says, or what they are written in.  The id of
    a message is its context, or the line where it begins.

    Raises:
        ReadError: no PO, or not between Korean and English.
    """
    import polib

    try:
        # With a line end behind it the text is never taken for the name of a file, which polib would open.
        catalog = polib.pofile(text + "\n")
        entries: list[Any] = [entry for entry in catalog if not entry.obsolete]
        told = language_of(catalog.metadata.get("Language"))
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as fault:
        raise ReadError(f"no PO: {_words(fault)}", path=uri) from fault
    if not entries:
        raise ReadError("holds no messages, expected msgid and msgstr", path=uri)
    source = dominant("\n".join(e.msgid for e in entries))
    target = told or dominant("\n".join(e.msgstr for e in entries if e.msgstr))
    if {source, target} != {"ko", "en"}:
        raise ReadError(
            f"messages are {_named(source)} and translations {_named(target)}, expected Korean and English",
            path=uri,
        )
    taken: dict[str, int] = {}
    for entry in entries:
        plural = sorted(entry.msgstr_plural.items())
        texts = [(entry.msgid, entry.msgstr)] if not plural else [
            (entry.msgid if not n else entry.msgid_plural, words) for n, words in plural
        ]  # fmt: skip
        for original, translated in texts:
            if not original.strip():
                continue
            unit = entry.msgctxt or f"line {max(1, entry.linenum)}"
            yield Row(
                id=distinct(unit, taken),
                ko=original if source == "ko" else translated,
                en=translated if source == "ko" else original,
                line=max(1, entry.linenum),
                segment=entry.msgctxt or "",
                direction="ko-en" if source == "ko" else "en-ko",
            )


def _named(lang: Lang | str | None) -> str:
    return {"ko": "Korean", "en": "English", "both": "of both languages"}.get(lang or "", "missing")


def _words(fault: Exception) -> str:
    """Polib's message without the text that it takes for a file's name."""
    message = str(fault)
    at = message.rfind("(line ")
    return message[at:].strip("()") if at >= 0 else "no entries found"
