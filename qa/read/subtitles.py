"""SubRip and WebVTT: the words of the cues, joined to sentences."""

from __future__ import annotations

import re

from qa.errors import ReadError
from qa.model import Lang
from qa.read.lines import Line, ends_sentence, language
from qa.read.normal import clean, plain_line_ends
from qa.read.places import Places
from qa.read.source import Source

MAX_CUES = 12
"""Cues that one sentence is spread over at most."""

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMING = re.compile(rf"^\s{{0,4}}{_TIME}\s{{0,4}}-->\s{{0,4}}{_TIME}")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>|\{[^{}\n]{1,40}\}")
_DASH = re.compile(r"^\s?[-–—]\s?")


class _Cues:
    """Sentences that are put together from cues, each language for itself."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._open: dict[Lang | None, tuple[Line, int]] = {}

    def add(self, text: str, number: int, cue: int) -> None:
        lang = language(text)
        begun = self._open.pop(lang, None)
        if begun is None:
            line, size = Line(number=number, text=text, lang=lang, segment=f"cue {cue}"), 1
        else:
            first, size = begun
            line = Line(number=first.number, text=f"{first.text} {text}", lang=lang, segment=first.segment)
            size += 1
        if ends_sentence(text) or size >= MAX_CUES:
            self.lines.append(line)
        else:
            self._open[lang] = (line, size)

    def close(self) -> tuple[Line, ...]:
        self.lines += [line for line, _ in self._open.values()]
        self._open = {}
        return tuple(self.lines)


def subtitle_source(raw: str, uri: str) -> Source:
    """The sentences of a file of subtitles, in one language or in both.

    Raises:
        ReadError: no cue with a time.
    """
    cues = _Cues()
    cue = 0
    inside = False
    for number, line in enumerate(clean(raw).split("\n"), 1):
        if not line.strip():
            inside = False
        elif _TIMING.match(line):
            cue += 1
            inside = True
        elif inside:
            words = " ".join(_DASH.sub("", _TAG.sub("", line)).split())
            if words:
                cues.add(words, number, cue)
    if not cue:
        raise ReadError("holds no cue, expected a time as 00:00:01,000 --> 00:00:03,500", path=uri)
    return Source(uri=uri, lines=cues.close(), places=Places(plain_line_ends(raw), "srt"))
