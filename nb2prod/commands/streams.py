"""Standard streams that are closed or full: no traceback, and no other exit code."""

import io
import os
import sys
from typing import Any, TextIO


def fix_streams() -> None:
    """Have all three streams there, and what fails at them told once and in plain words."""
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.FileIO(_free(0), closefd=False))
    sys.stdout = _fixed(sys.stdout, 1)
    sys.stderr = _fixed(sys.stderr, 2)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name need not be text
        sys.stdout.reconfigure(errors="backslashreplace")


def flush_streams() -> None:
    """Write what waits, while it can still be told that this fails."""
    sys.stdout.flush()
    sys.stderr.flush()


def _free(descriptor: int) -> int:
    """A closed descriptor, to nowhere: the next file that is opened would be it otherwise."""
    try:
        os.fstat(descriptor)
    except OSError:
        _to_nowhere(descriptor)
    return descriptor


def _to_nowhere(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    if null == descriptor:
        os.set_inheritable(null, True)  # the processes that are started here have it, too
        return
    os.dup2(null, descriptor)
    os.close(null)


def _fixed(stream: TextIO | None, descriptor: int) -> TextIO:
    """The stream, or one to nowhere in its place. A console of Windows stays as it is."""
    if stream is None:
        nowhere = io.FileIO(_free(descriptor), "w", closefd=False)
        return io.TextIOWrapper(nowhere, "utf-8", "backslashreplace", write_through=True)
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # with PYTHONUNBUFFERED nothing lies between
    if type(raw) is not io.FileIO:
        return stream
    stream.flush()
    out = _Out(raw.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        out if raw is buffer else io.BufferedWriter(out),
        stream.encoding,
        stream.errors,
        line_buffering=stream.isatty() or descriptor == 2,
        write_through=raw is buffer,
    )


class _Out(io.FileIO):
    """What is written to nobody is lost; stdout that takes no more ends all with exit code 2."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            _to_nowhere(self.fileno())
            if self.fileno() == 1 and not isinstance(error, BrokenPipeError):
                reason = f"nb2prod: what is printed cannot be written: {error.strerror}."
                print(reason, file=sys.stderr)
                raise SystemExit(2) from error
            return len(memoryview(data).cast("B"))
