"""Exchanges two paths in one step, where the system can do that."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2
_RENAME_SWAP = 2  # macOS, renamex_np


class NoExchange(OSError):
    """The system, or the file system, cannot do it; nothing has changed."""


def exchange(one: Path, other: Path) -> None:
    """Let `one` and `other`, on one file system, trade places; no moment lies between.

    Raises:
        NoExchange: this is not possible here.
    """
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            result = _c().renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            result = _c().renamex_np(*paths, _RENAME_SWAP)
        else:
            raise NoExchange(errno.ENOSYS, "no such call on this system")
    except (AttributeError, OSError) as error:
        raise NoExchange(errno.ENOSYS, "no such call on this system") from error
    if result != 0:
        number = ctypes.get_errno()
        raise NoExchange(number, os.strerror(number), str(other))


def _c() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
