"""Writing reports: whole or not at all, one clear line when it cannot be done."""

from __future__ import annotations

import os
import sys
import tempfile
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
    """Write a report whole or not at all."""
    if path is None or str(path) == "-":
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
        return
    part: Path | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")  # a pipe or a device is not replaced
            return
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as out:
            part = Path(out.name)
            out.write(text)
        # a temporary file is private; a report has the rights of any new file
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise ReadError(f"cannot write: {error.strerror or error}", path=str(path)) from error


def forget(stream: IO[str]) -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
