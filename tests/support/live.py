"""The notebook's namespace while a random program grows: each statement is tried as it is added."""

import contextlib
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

INPUTS = {
    "input.txt": "3 1 2\nend\n",
    "input.json": '{"k": [1, 2], "m": 5, "1": null}\n',
    "input.csv": "k,m,y\n1,ab,0.5\n2,,1.25\n3,x,\n",
}
_NOT_PRINTED = types.ModuleType | types.FunctionType | types.BuiltinFunctionType | type | io.IOBase
LIMIT = 240  # characters that a value may have, as printed


class TooLong(BaseException):
    """A program ran out of time; no `except Exception` of the program may catch it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TooLong` in the block when it takes more than ``seconds`` of processor time.

    On a busy machine no other program comes out of a seed than on an idle one.
    """

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def working_directory(path: Path) -> Iterator[None]:
    """Run the block in ``path``."""
    before = os.getcwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


def write_inputs(folder: Path) -> None:
    """The files that every random notebook finds beside it."""
    for name, text in INPUTS.items():
        (folder / name).write_text(text)


def reset_process(seed: object = 0) -> None:
    """Random streams and options as at the start of a process, the streams at a state of ours."""
    random.seed(repr(seed))
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(random.randrange(2**32))
    if "pandas" in sys.modules:
        sys.modules["pandas"].reset_option("display.precision")


def has_address(text: str) -> bool:
    """The text shows where an object lies in memory: no two runs print the same."""
    return " at 0x" in text


class Live:
    """Runs the statements of a growing notebook; what fails leaves no trace.

    ``names`` are the notebook's globals. A statement is refused when it raises, prints an address,
    loops for long, or makes a value that is large. With ``quick``, what fails leaves no name, but
    may have changed a value, and tables are looked at once.
    """

    def __init__(self, quick: bool = False) -> None:
        self.quick = quick
        self._tables: dict[int, tuple[object, tuple[int, ...]]] = {}  # found small, by identity
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.history: list[types.CodeType] = []
        self.names: dict[str, Any] = {}
        self._restart()

    def attempt(self, source: str) -> bool:
        """Run ``source``; False, and everything as before, when it does not do."""
        try:
            with warnings.catch_warnings(action="ignore"):
                code = compile(source, "<notebook>", "exec")
        except (SyntaxError, ValueError):
            return False
        before = dict(self.names)
        if self._run(code):
            self.history.append(code)
            return True
        if self.quick:
            self.names = before
        else:
            self._restart()
        return False

    def close(self) -> None:
        """Remove the folder that the notebook runs in."""
        self._folder.cleanup()

    def _run(self, code: types.CodeType, again: bool = False) -> bool:
        """Run it; what runs again has been looked at."""
        output = io.StringIO()
        try:
            with (
                working_directory(self.folder),
                contextlib.redirect_stdout(output),
                time_limit(1),
                warnings.catch_warnings(action="ignore"),
            ):
                exec(code, self.names)
                return again or (
                    not has_address(output.getvalue())
                    and all(
                        self._is_small(value)
                        for name, value in self.names.items()
                        if name != "__builtins__"
                    )
                )
        except (Exception, TooLong):
            return False

    def _is_small(self, value: object) -> bool:
        """Whether it is small; a table that was, and has its shape, is so without a look."""
        shape = getattr(value, "shape", None) if self.quick else None
        if not isinstance(shape, tuple):
            return small(value)
        if self._tables.get(id(value), (None, ()))[1] != shape and not small(value):
            return False
        self._tables[id(value)] = value, shape
        return True

    def _restart(self) -> None:
        for one in self.folder.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        write_inputs(self.folder)
        reset_process()
        self.names = {"__name__": "__main__"}
        for code in self.history:
            self._run(code, again=True)


def small(value: object) -> bool:
    """The value is shown in a line or three."""
    if isinstance(value, types.ModuleType | type) or callable(value):
        return True
    if isinstance(value, tuple) and len(value) == 3 and isinstance(value[1], tuple):
        return True  # the state of `random`
    if isinstance(value, int):
        return abs(value) < 10**40
    return len(repr(value)) < LIMIT


def instance_of_notebook(value: object) -> bool:
    """The value's class is one of the notebook's."""
    return type(value).__module__ == "__main__" and not isinstance(value, type)


def _is(*kinds: type) -> Callable[[Any], bool]:
    return lambda value: type(value) in kinds


def _printable(value: Any) -> bool:
    if isinstance(value, _NOT_PRINTED):
        return False
    text = repr(value)
    return len(text) < LIMIT and not has_address(text) and "__main__" not in text


def _mutable(value: Any) -> bool:
    return type(value) in (list, dict, set) or (
        instance_of_notebook(value) or _named("ndarray", "DataFrame", "Series")(value)
    )


def _named(*names: str) -> Callable[[Any], bool]:
    return lambda value: type(value).__name__ in names


# Which values a name must have to stand for a token of the grammar.
KINDS: dict[str, Callable[[Any], bool]] = {
    "int": _is(int),
    "str": _is(str),
    "list": _is(list),
    "ints": lambda v: type(v) is list and bool(v) and all(type(x) is int for x in v),
    "dict": _is(dict),
    "tuple": _is(tuple),
    "set": _is(set),
    "sized": _is(list, dict, set, tuple, str),
    "obj": instance_of_notebook,
    "mut": _mutable,
    "iter": lambda v: hasattr(v, "__next__"),
    "any": lambda v: not isinstance(v, _NOT_PRINTED),
    "var": lambda v: not isinstance(v, types.ModuleType | types.FunctionType | type | io.IOBase),
    "p": _printable,
    "arr": _named("ndarray"),
    "rng": lambda v: type(v).__module__ == "numpy.random._generator",
    "df": _named("DataFrame"),
    "ser": _named("Series"),
}
