"""The notebook in a kernel, with a snapshot of its values after each stage."""

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nb2prod.notebook.load import RawCell
from nb2prod.verify.model import CannotRun

_INSIDE = Path(__file__).with_name("inside.py")
_INSTALLS = re.compile(r"^\s*[!%]\s*(pip|pip3|conda|mamba|uv|apt|apt-get|python -m pip)\b.*$", re.M)
_PRINTED = 1 << 20
"""Bytes of printed text that are kept of a cell."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What to keep after a cell: names, or what it displays (under the name ``shown``)."""

    cell: int
    names: tuple[str, ...]
    path: Path
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """How a notebook is to be run.

    It runs in ``folder``, which lies below ``root``: only there may it write.
    ``values`` are set after cell ``set_after`` (0: before the first). ``memory`` is in GiB,
    ``timeout`` in seconds for the whole run; None: no limit.
    """

    cells: tuple[RawCell, ...]
    folder: Path
    root: Path
    guarded: tuple[Path, ...]
    snapshots: tuple[Snapshot, ...] = ()
    values: tuple[tuple[str, object], ...] = ()
    set_after: int = 0
    kernel: str = "python3"
    timeout: float | None = None
    memory: float | None = None


def run_notebook(session: Session, progress: Callable[[int, int], None]) -> str:
    """Run the cells in order; the path of the kernel's Python.

    Raises:
        CannotRun: a cell failed, took too long, asked for input, or the kernel died.
    """
    client = _client(session)
    end = None if session.timeout is None else time.monotonic() + session.timeout
    with client.setup_kernel(env=_environment(), cwd=str(session.folder)):
        hidden = _Hidden(client, end)
        python = hidden.prepare(session)
        for n, cell in enumerate(session.cells, 1):
            progress(n, len(session.cells))
            _run_cell(client, cell, n, end)
            hidden.after(session, cell.number)
    return python


def _client(session: Session) -> Any:
    try:
        import nbclient
        import nbformat
    except ImportError as error:
        raise CannotRun(
            f"to run notebooks, {error.name} is needed: pip install 'nb2prod[verify]'"
        ) from None

    class Client(nbclient.NotebookClient):
        """Keeps the beginning of what a cell prints, however much that is."""

        def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
            if msg["msg_type"] == "stream":
                size = sum(len(o.get("text", "")) for o in cell.get("outputs", []))
                if size > _PRINTED:
                    return None
            return super().process_message(msg, cell, cell_index)

    new = nbformat.v4.new_notebook()
    new.cells = [nbformat.v4.new_code_cell(_cleaned(c.source)) for c in session.cells]
    return Client(
        new,
        kernel_name=session.kernel,
        allow_errors=False,
        raise_on_iopub_timeout=False,
        extra_arguments=["--log-level=CRITICAL"],
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(session.folder)}},
    )


def _cleaned(source: str) -> str:
    """Without the lines that install packages: a check changes no environment."""
    return _INSTALLS.sub("pass", source)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONHASHSEED": "0", "MPLBACKEND": "Agg"}


class _Hidden:
    """Code of ours between the cells; it leaves no trace in the notebook's history."""

    def __init__(self, client: Any, end: float | None) -> None:
        self.client = client
        self.end = end

    def run(self, code: str) -> str:
        import nbformat

        cell = nbformat.v4.new_code_cell(code)
        self.client.timeout = None
        self.client.nb.cells.append(cell)
        try:
            self.client.execute_cell(cell, len(self.client.nb.cells) - 1, store_history=False)
        except Exception as error:  # nbclient raises several kinds, the kernel's end among them
            raise CannotRun(f"the kernel cannot be watched: {_last_line(str(error))}") from error
        finally:
            self.client.nb.cells.pop()
        return "".join(str(o.get("text", "")) for o in cell.outputs)

    def prepare(self, session: Session) -> str:
        guarded = [str(g) for g in session.guarded]
        lines = [
            "import sys as _s, types as _t",
            "_m = _s.modules['_nb2prod'] = _t.ModuleType('_nb2prod')",
            f"exec(compile({_INSIDE.read_text(encoding='utf-8')!r}, 'nb2prod', 'exec'), vars(_m))",
            f"_m.install({str(session.root)!r}, {guarded!r})",
            *([f"_m.limit_memory({session.memory!r})"] if session.memory else []),
            "print(_s.executable)",
            "del _m, _s, _t",
        ]
        python = self.run("\n".join(lines)).strip()
        if session.set_after == 0:
            self.set_values(session.values)
        return python

    def after(self, session: Session, number: int) -> None:
        if session.values and number == session.set_after:
            self.set_values(session.values)
        for one in session.snapshots:
            if one.cell == number:
                names, path = list(one.names), str(one.path)
                module = "__import__('sys').modules['_nb2prod']"
                self.run(f"{module}.snapshot(globals(), {names!r}, {path!r}, {one.shown!r})")

    def set_values(self, values: Sequence[tuple[str, object]]) -> None:
        if values:
            self.run("\n".join(f"{name} = {value!r}" for name, value in values))


def _run_cell(client: Any, cell: RawCell, position: int, end: float | None) -> None:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    where = f"cell {cell.number} ({cell.id})" if cell.id else f"cell {cell.number}"
    left = None if end is None else max(1, int(end - time.monotonic()))
    client.timeout = left
    try:
        client.execute_cell(client.nb.cells[position - 1], position - 1)
    except CellTimeoutError:
        raise CannotRun(f"{where} did not end within the time (--timeout).") from None
    except DeadKernelError:
        raise CannotRun(
            f"{where} ended the kernel: it crashed, or the memory did not suffice."
        ) from None
    except CellExecutionError as error:
        raise CannotRun(f"{where} failed: {_failure(error)}") from None


def _failure(error: Any) -> str:
    if error.ename == "StdinNotImplementedError":
        return "it asks for input(), and there is nobody to answer: set the value in the cell."
    if error.ename == "MemoryError":
        return f"MemoryError: {error.evalue or 'the memory did not suffice'}"
    return f"{error.ename}: {_last_line(error.evalue)}"


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else ""


def parsed_values(given: Sequence[str]) -> tuple[tuple[str, object], ...]:
    """``NAME=VALUE`` with values as in YAML.

    Raises:
        ValueError: the text has another form.
    """
    import yaml

    found: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"--set takes NAME=VALUE, not {text!r}.")
        found[name] = yaml.safe_load(value)
    return tuple(found.items())


def load_json(path: Path) -> Mapping[str, Any]:
    """A JSON object in a file."""
    loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
