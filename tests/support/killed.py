"""A process that is killed at the n-th of its steps that touch the disk."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_STEPS = frozenset(
    ("open", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir",
     "os.scandir", "os.listdir", "shutil.rmtree", "ctypes.dlsym", "os.truncate", "os.chmod")
)  # fmt: skip


def kill_at_step(act: Callable[[], object], step: int) -> bool:
    """Run `act` in a fork that SIGKILL ends before its step number `step`, from 1.

    Returns whether it was killed: False where `act` has fewer steps and came to its end.
    """
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event in _STEPS:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def snapshot(root: Path) -> dict[str, bytes]:
    """What is below a folder: text of files, and targets of links; work folders are left out."""
    found: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if ".nb2prod.work" in name:
            continue
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(os.readlink(path))
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[f"{name}/"] = b""
    return found
