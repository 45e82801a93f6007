"""The notebook in a kernel, with a snapshot of its values after each stage."""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from nb2prod.diagnostics import Place
from nb2prod.execution.runs import CannotRun, Opened, Printed, Ran, Session, Shown
from nb2prod.notebook.failures import failed_line
from nb2prod.notebook.load import RawCell
from nb2prod.notebook.model import CallKey
from nb2prod.patterns import regex
from nb2prod.records import replace

_HERE = Path(__file__).parent
_INSTALLS = regex(r"^\s*[!%]\s*(pip|pip3|conda|mamba|uv|apt|apt-get|python -m pip)\b.*$", re.M)
_MODULE = "__import__('sys').modules['_nb2prod']"
_BACKEND = "figure_backend"
_SILENT = "matplotlib|config|load_ext|reload_ext|autoreload|%?time|env|cd|pylab"
_PRINTING_MAGICS = regex(rf"^\s*(?:\w+\s*=\s*)?(?:!|%(?!(?:{_SILENT})\b))", re.M)
_ADVICE = {
    "FileNotFoundError": "The notebook runs in a copy of its folder: put the file where the cell "
    "looks for it, or change the path in the cell.",
    "ModuleNotFoundError": "Install the module where the kernel runs, or name another kernel by "
    "--kernel.",
}
_GOES_ON = "raises-exception"
_FIGURES = 1_000_000  # more than a notebook has
_PRINTED = 1 << 20
"""Bytes of printed text that are kept of a cell."""


def run_notebooks(sessions: Sequence[Session], progress: Callable[[int, int], None]) -> Ran:
    """Run notebooks one after the other, each in a kernel of its own, in one folder.

    Raises:
        CannotRun: a cell failed, took too long, asked for input, or the kernel died.
    """
    total = sum(len(session.cells) for session in sessions)
    done: list[Ran] = []
    before = 0
    for session in sessions:
        done.append(_run(session, partial(_counted, progress, before, total)))
        before += len(session.cells)
    opened: dict[str, Opened] = {}
    for one in (one for ran in done for one in ran.opened):
        known = opened.setdefault(one.path, one)
        if known is not one:
            access = known.access if known.access == one.access else "both"
            versions = (*known.versions, *one.versions)
            opened[one.path] = replace(known, access=access, versions=versions)
    return replace(
        done[0],
        opened=tuple(opened[path] for path in sorted(opened)),
        printed=tuple(one for ran in done for one in ran.printed),
        harmless=tuple(one for ran in done for one in ran.harmless),
        shown=tuple(
            replace(one, figure=one.figure + n * _FIGURES)
            for n, ran in enumerate(done)
            for one in ran.shown
        ),
    )


def _counted(progress: Callable[[int, int], None], before: int, total: int, n: int) -> None:
    progress(before + n, total)


def _run(session: Session, progress: Callable[[int], None]) -> Ran:
    """Run the cells in order.

    Another program may take a port between its choice by the kernel and its use: then the kernel
    ends at once, and is started again.

    Raises:
        CannotRun: a cell failed, took too long, asked for input, or the kernel died.
    """
    try:
        return _run_cells(session, progress)
    except RuntimeError as error:
        if "before replying" not in str(error):
            raise
    return _run_cells(session, progress)


def _run_cells(session: Session, progress: Callable[[int], None]) -> Ran:
    client = _client(session)
    limit = session.limits.timeout
    end = None if limit is None else time.monotonic() + limit
    printed: list[Printed] = []
    with client.setup_kernel(env=_environment(session), cwd=str(session.folder)):
        hidden = _Hidden(client, session)
        try:
            python = hidden.prepare()
            for n, cell in enumerate(session.cells, 1):
                progress(n)
                hidden.before(cell)
                _run_cell(client, cell, n, end, limit)
                printed.append(_printed(cell, client.nb.cells[n - 1].outputs))
                hidden.after(cell.number)
            opened, harmless = hidden.noted()
        except KeyboardInterrupt:
            _say_nothing_of_what_waits()
            raise
    return Ran(python, session.folder, opened, tuple(printed), _shown(session), harmless)


def _say_nothing_of_what_waits() -> None:
    """What waits for the cell ends with an error when the kernel does, which nobody asks for."""
    from jupyter_core.utils import ensure_event_loop

    ensure_event_loop().set_exception_handler(lambda *_: None)


def _printed(cell: RawCell, outputs: list[Any]) -> Printed:
    """What a cell printed; warnings and bars of progress go to another stream."""
    streams = [o for o in outputs if o.output_type == "stream" and o.name == "stdout"]
    shown = [o.data.get("text/plain", "") for o in outputs if "data" in o]
    text, magic = "".join(o.text for o in streams), bool(_PRINTING_MAGICS.search(cell.source))
    return Printed(cell.number, text, "\n".join(shown), magic, len(text) > _PRINTED)


def _shown(session: Session) -> tuple[Shown, ...]:
    told = session.figures and session.figures / "figures.json"
    if told is None or not told.exists():
        return ()
    found = (Shown(**one) for one in json.loads(told.read_text(encoding="utf-8")))
    names = _numbers(session)
    return tuple(replace(one, cell=names.get(one.cell, one.cell)) for one in found)


def _numbers(session: Session) -> dict[int, int]:
    """The numbers of the cells, as messages show them, by those that the kernel is told."""
    return {int(cell.number): cell.number for cell in session.cells}


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
    new.cells = [
        nbformat.v4.new_code_cell(_cleaned(c.source), metadata=_may_fail(c)) for c in session.cells
    ]
    return Client(
        new,
        kernel_name=session.limits.kernel,
        allow_errors=False,
        raise_on_iopub_timeout=False,
        extra_arguments=["--log-level=CRITICAL"],
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(session.folder)}},
    )


def _may_fail(cell: RawCell) -> dict[str, list[str]]:
    """The mark of a cell after which the author went on, though it ended with an error."""
    failed = cell.failure is not None and not cell.failure.doubt
    return {"tags": [_GOES_ON]} if failed or _GOES_ON in cell.tags else {}


def _cleaned(source: str) -> str:
    """Without the lines that install packages: a check changes no environment."""
    return _INSTALLS.sub("pass", source)


def _environment(session: Session) -> dict[str, str]:
    """Of the kernel's process, which finds the backend for its figures in a folder of its own."""
    library = session.root / "lib"
    library.mkdir(exist_ok=True)
    shutil.copyfile(_HERE / f"{_BACKEND}.py", library / f"{_BACKEND}.py")
    paths = [str(library), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "MPLBACKEND": f"module://{_BACKEND}",
        "NB2PROD_FIGURES": str(session.figures or ""),
    }


class _Hidden:
    """Synthetic code between the cells; it leaves no trace in the notebook's history."""

    def __init__(self, client: Any, session: Session) -> None:
        self.client = client
        self.session = session

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

    def prepare(self) -> str:
        """Set up the watch; the path of the kernel's Python."""
        session = self.session
        guarded = [str(g) for g in session.guarded]
        memory = session.limits.memory
        lines = [
            "import sys as _s, types as _t",
            "_m = _s.modules['_nb2prod'] = _t.ModuleType('_nb2prod')",
            f"exec(compile({_text_inside()!r}, 'nb2prod', 'exec'), vars(_m))",
            f"_m.install({str(session.root)!r}, {guarded!r}, globals())",
            *([f"_m.limit_memory({memory!r})"] if memory else []),
            "print(_s.executable)",
            "del _m, _s, _t",
        ]
        python = self.run("\n".join(lines)).strip()
        if session.set_after == 0:
            self.set_values()
        return python

    def before(self, cell: RawCell) -> None:
        """Say which cell follows, and what is to be kept of it."""
        wanted = [
            asdict(one) | {"path": str(one.path)}
            for one in self.session.snapshots
            if int(one.cell) == cell.number
        ]
        shift, magic = _unseen(cell.source)
        calls = {
            tuple(place): number
            for number, (where, *place) in enumerate(self.session.calls)
            if where == cell.number
        }
        self.run(f"{_MODULE}.begin({int(cell.number)}, {wanted!r}, {shift}, {magic}, {calls!r})")

    def after(self, number: int) -> None:
        """Take the snapshots that are to be taken after the cell."""
        self.run(f"{_MODULE}.end()")
        if self.session.limits.values and number == self.session.set_after:
            self.set_values()

    def noted(self) -> tuple[tuple[Opened, ...], tuple[CallKey, ...]]:
        """The files of the notebook's that were opened, by path, and the calls without effect."""
        session = self.session
        path = session.root / "opened.json"
        self.run(f"{_MODULE}.end({str(path)!r})")
        told = json.loads(path.read_text(encoding="utf-8"))
        calls = tuple(sorted(session.calls[number] for number in told["harmless"]))
        return self._opened(told["opened"], told["versions"]), calls

    def _opened(
        self, told: dict[str, tuple[str, int]], versions: dict[str, dict[str, str]]
    ) -> tuple[Opened, ...]:
        session = self.session
        found: dict[str, Opened] = {}
        names = _numbers(session)
        for place, (access, cell) in told.items():
            base = next((g for g in session.guarded if g in Path(place).parents), session.folder)
            relative = Path(os.path.relpath(place, base)).as_posix()
            left = tuple(
                (names.get(int(n), int(n)), kept or place)
                for n, kept in versions.get(place, {}).items()
            )
            found.setdefault(relative, Opened(relative, access, names.get(cell, cell), left))
        return tuple(found[name] for name in sorted(found))

    def set_values(self) -> None:
        """Replace parameters by the values that the user wants."""
        values = self.session.limits.values
        if values:
            self.run("\n".join(f"{_MODULE}.put(globals(), {n!r}, {v!r})" for n, v in values))


def _text_inside() -> str:
    """The modules that run in the kernel, as one."""
    paths = [_HERE.parent / "analysis/syntax/call_places.py"]
    paths += [_HERE / name for name in ("describe.py", "watched_calls.py", "inside.py")]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return re.sub(r"^from nb2prod\..* import .*$", "", texts, flags=re.M)


def _unseen(source: str) -> tuple[int, bool]:
    """How many lines at the start Python does not see, and whether a magic is the last of them.

    IPython drops blank lines, and hands all below a line such as ``%%time`` to that.
    """
    for n, line in enumerate(source.split("\n")):
        if line.strip():
            magic = line.startswith("%%")
            return (n + 1 if magic else n), magic
    return 0, False


def _run_cell(
    client: Any, cell: RawCell, position: int, end: float | None, limit: float | None
) -> None:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    left = None if end is None else max(1, int(end - time.monotonic()))
    client.timeout = left
    ran = client.nb.cells[position - 1]
    try:
        client.execute_cell(ran, position - 1)
    except CellTimeoutError:
        told = f"the cell did not end within {limit:g} s (--timeout)."
        raise CannotRun(told, "Give it more seconds by --timeout.", *_place(cell)) from None
    except DeadKernelError:
        told = "the cell ended the kernel: it crashed, or the memory did not suffice."
        raise CannotRun(told, "", *_place(cell)) from None
    except CellExecutionError as error:
        told = f"the cell failed: {_failure(error)}"
        place = _place(cell, [o.traceback for o in ran.outputs if o.output_type == "error"][-1:])
        raise CannotRun(told, _ADVICE.get(error.ename, ""), *place) from None


def _place(cell: RawCell, tracebacks: Sequence[list[str]] = ()) -> tuple[Place, str]:
    """The line of a cell that a traceback names, with its text, or where the code begins."""
    shift, magic = _unseen(cell.source)
    lines = cell.source.split("\n")[shift:]
    failed = next((failed_line(one, lines) for one in tracebacks if not magic), 0)
    text = lines[failed - 1] if failed else ""
    return Place(cell.number, cell.id, shift + (failed or 1)), text


def _failure(error: Any) -> str:
    if error.ename == "StdinNotImplementedError":
        return "it asks for input(), and there is nobody to answer: set the value in the cell."
    if error.ename == "MemoryError":
        return f"MemoryError: {error.evalue or 'the memory did not suffice'}"
    first = error.evalue.strip().partition("\n")[0]  # libraries explain at length below it
    return f"{error.ename}: {first.strip()[:300]}"


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else ""
