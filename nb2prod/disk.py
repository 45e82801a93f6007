"""Reads of files that a conversion depends on, recorded so that the cache can check them again."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Answers = dict[tuple[str, str], str]
"""By question and path."""

_recorded: list[Answers] = []
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


@contextmanager
def recorded() -> Iterator[Answers]:
    """All that is asked meanwhile, with the answers."""
    answers: Answers = {}
    _recorded.append(answers)
    try:
        yield answers
    finally:
        _recorded.remove(answers)


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        OSError, ValueError: as `Path.read_bytes`.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        _note("bytes", path, type(error).__name__)
        raise
    _note("bytes", path, hashlib.sha256(data).hexdigest())
    return data


def standing(path: Path) -> bytes | None:
    """The bytes of a file of a package, which no cache asks again; None where there is none.

    Raises:
        OSError: it is there, or may be, but cannot be read.
    """
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else None
    except OSError as error:
        if error.errno in _ABSENT:
            return None
        raise


def seen_from(start: Path, end: Path) -> str:
    """The relative path from a folder; the whole one from drive to drive."""
    try:
        return Path(os.path.relpath(end, start)).as_posix()
    except ValueError:
        return end.resolve().as_posix()


def is_file(path: Path) -> bool:
    """As `Path.is_file`."""
    return _note("file", path, str(path.is_file())) == "True"


def is_folder(path: Path) -> bool:
    """As `Path.is_dir`."""
    return _note("folder", path, str(path.is_dir())) == "True"


def holds_python(folder: Path) -> bool:
    """Whether a file of Python lies in a folder."""
    return _note("python", folder, str(any(folder.glob("*.py")))) == "True"


def unchanged(answers: Answers) -> bool:
    """Whether each question would be answered alike now."""
    with recorded() as now:
        for question, path in answers:
            with suppress(OSError, ValueError):  # noted, as it was
                _ASK[question](Path(path))
            if now.get((question, path)) != answers[question, path]:
                return False
    return True


def _note(question: str, path: Path, answer: str) -> str:
    for answers in _recorded:
        answers[question, str(path)] = answer
    return answer


_ASK = {"bytes": read, "file": is_file, "folder": is_folder, "python": holds_python}
