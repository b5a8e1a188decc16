"""Writing reports: whole or not at all, one clear line when it cannot be done."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from qa.errors import ReadError


class ReaderGoneError(Exception):
    """Whoever read our standard output closed it early (head, less): no fault, nothing to report.

    click would end the BrokenPipeError itself with 1, the code of a failed gate.
    """


def writable(path: Path) -> None:
    """Fail before the work, not after it."""
    folder = path.parent if str(path.parent) else Path()
    if not folder.is_dir():
        raise ReadError(f"cannot write here: there is no folder {folder}", path=str(path))
    if path.is_dir():
        raise ReadError("cannot write here: this is a folder", path=str(path))
    if not os.access(folder, os.W_OK):
        raise ReadError("cannot write here: permission denied", path=str(path))


def write(text: str, path: Path | None) -> None:
    """Write a report whole or not at all; no path, or `-`, is standard output."""
    write_all([(text, path)])


def write_all(texts: Sequence[tuple[str, Path | None]]) -> None:
    """Write several reports, all of them or none.

    Each file is written beside its place first; only when every one is whole do they take their places.
    What cannot be taken back (standard output, a pipe, a device) is written before that.

    Raises:
        ReadError: one cannot be written; the files are as they were.
        ReaderGoneError: nobody reads standard output any more; the files are written.
    """
    parts: list[tuple[Path, Path]] = []
    gone: ReaderGoneError | None = None
    try:
        for text, path in texts:
            if path is not None and _is_file(path):
                parts.append((_part(text, path), path))
        for text, path in texts:
            if path is None or str(path) == "-":
                try:
                    _to_standard_output(text)
                except ReaderGoneError as error:
                    gone = error
            elif not _is_file(path):
                _to_device(text, path)
        while parts:
            part, path = parts[0]
            try:
                part.replace(path)
            except OSError as error:
                raise ReadError(f"cannot write: {error.strerror or error}", path=str(path)) from error
            parts.pop(0)
    finally:  # also when it is interrupted
        for part, _ in parts:
            part.unlink(missing_ok=True)
    if gone is not None:
        raise gone


def _is_file(path: Path) -> bool:
    """Whether a path can be replaced: a pipe or a device cannot."""
    return str(path) != "-" and (path.is_file() or not path.exists())


def _part(text: str, path: Path) -> Path:
    """The whole text in a file beside its place."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as out:
            part = Path(out.name)
            out.write(text)
        # a temporary file is private; a report has the rights of any new file
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
    except BaseException as error:
        if part is not None:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ReadError(f"cannot write: {error.strerror or error}", path=str(path)) from error
        raise
    return part


def _to_device(text: str, path: Path) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ReadError(f"cannot write: {error.strerror or error}", path=str(path)) from error


def _to_standard_output(text: str) -> None:
    stream: IO[str] = sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        forget(stream)
        raise ReadError(f"cannot write: {error.strerror or error}", path="standard output") from error


def append(text: str, path: Path) -> None:
    """Add to a file that another program has begun.

    Raises:
        ReadError: it cannot be written.
    """
    try:
        with path.open("a", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise ReadError(f"cannot write: {error.strerror or error}", path=str(path)) from error


def forget(stream: IO[str]) -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
