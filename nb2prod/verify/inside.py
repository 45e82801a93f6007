"""Runs inside the notebook's kernel: what a stage leaves behind, which files are opened.

Only the standard library is used, and the text of this module is handed to the kernel, whose
Python need not have nb2prod.
"""

import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Any

_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.remove": 1, "os.rename": 2, "os.rmdir": 1, "os.mkdir": 1, "os.truncate": 1}


class Watch:
    """Guards the user's files while the notebook runs, and notes which are opened.

    ``root`` is the temporary folder with the copy, in which files of the user's are symbolic
    links: one that is opened to be written becomes a file of its own first. ``guarded`` are
    folders of the user's in which nothing may be written.
    """

    def __init__(self, root: str, guarded: Iterable[str]) -> None:
        self.root = os.path.realpath(root) + os.sep
        self.guarded = [os.path.realpath(g) + os.sep for g in guarded]
        self.opened: dict[str, str] = {}
        self.busy = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.busy or not (event == "open" or event in _CHANGES):
            return
        self.busy = True
        try:
            if event == "open":
                self.on_open(arguments[0], arguments[2])
            else:
                for path in arguments[: _CHANGES[event]]:
                    self.refuse_outside(_place(path))
        finally:
            self.busy = False

    def on_open(self, path: object, flags: object) -> None:
        place = _place(path)
        if not place or not isinstance(flags, int):
            return
        writes = bool(flags & _WRITE)
        if writes:
            self.refuse_outside(place)
            if os.path.islink(place) and place.startswith(self.root):
                self.own(place, keep=not flags & os.O_TRUNC)
        if writes or os.path.isfile(place):
            access = "write" if writes else "read"
            known = self.opened.setdefault(place, access)
            if known != access:
                self.opened[place] = "both"

    def own(self, link: str, keep: bool) -> None:
        """Put a copy in the place of a link to the user's file."""
        source = os.path.realpath(link)
        os.unlink(link)
        if keep and os.path.exists(source):
            shutil.copyfile(source, link)

    def refuse_outside(self, place: str) -> None:
        if not place or place.startswith(self.root):
            return
        if any((place + os.sep).startswith(g) for g in self.guarded):
            raise PermissionError(
                f"the notebook writes to {place} by an absolute path; here it runs in a copy, "
                "and must not change your files"
            )


def _place(path: object) -> str:
    """The absolute path, with the folders' links followed but not the file's own."""
    try:
        text = os.fsdecode(path)  # type: ignore[arg-type]
    except TypeError:  # a file descriptor
        return ""
    folder, name = os.path.split(os.path.abspath(text))
    return os.path.join(os.path.realpath(folder), name)


def snapshot(
    namespace: Mapping[str, Any], names: Iterable[str], path: str, shown: str = ""
) -> None:
    """Pickle the values of the names, each by itself, with what is to be told about them.

    ``shown`` is the name under which the cell's displayed value is kept.
    """
    values = {name: namespace[name] for name in names if name in namespace}
    if shown and namespace.get("_") is not None:
        values[shown] = namespace["_"]
    saved = {name: _entry(value) for name, value in values.items()}
    with open(path, "wb") as file:
        pickle.dump(saved, file)


def _entry(value: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": type_name(value), "shape": shape_of(value)}
    try:
        entry["pickle"] = pickle.dumps(value, 5)
    except Exception as error:  # pickling runs the code of any class
        entry["error"] = f"{type(error).__name__}: {error}"
    return entry


def type_name(value: Any) -> str:
    """As people write it: ``pandas.DataFrame``, ``int``."""
    kind = type(value)
    module = kind.__module__.split(".")[0]
    return kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__name__}"


def shape_of(value: Any) -> str:
    """``(614, 8)`` for arrays and tables, the length of other containers."""
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and all(isinstance(n, int) for n in shape):
        return str(tuple(shape)) if shape else ""
    return str(len(value)) if isinstance(value, (list, tuple, dict, set, frozenset)) else ""


def install(root: str, guarded: Iterable[str]) -> None:
    """Watch what follows. The watch cannot be taken away: it ends with the process."""
    watch = Watch(root, guarded)
    sys.addaudithook(watch)
    globals()["watch"] = watch


def limit_memory(gigabytes: float) -> None:
    """Let the process have so much memory and no more (where the system can say so)."""
    try:
        import resource
    except ImportError:
        return
    size = int(gigabytes * 1024**3)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
