"""Runs inside the notebook's kernel: what a stage leaves behind, which files are opened.

Only the standard library is used, and the text of this module (with that of `describe`) is handed
to the kernel, whose Python need not have nb2prod.
"""

import ast
import importlib
import io
import json
import os
import pickle
import shutil
import sys
from collections.abc import Iterable
from typing import Any

from nb2prod.analysis.syntax.call_places import numbered_calls
from nb2prod.execution.describe import described, shape_of, type_name
from nb2prod.execution.watched_calls import CALLED, HARMFUL

_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HELD: dict[str, Any] = {}
"""Objects that a later snapshot saves."""
_CHANGES = {"os.remove": 1, "os.rename": 2, "os.rmdir": 1, "os.mkdir": 1, "os.truncate": 1}


class Watch:
    """Guards the user's files while the notebook runs, and notes which are opened.

    ``root`` is the temporary folder with the copy, in which files of the user's are symbolic
    links: one that is opened to be written becomes a file of its own first. ``guarded`` are
    folders of the user's in which nothing may be written. ``versions`` are, by file, what each
    cell left of it: a copy where a later cell writes it too, "" for the file itself.
    """

    def __init__(self, root: str, guarded: Iterable[str]) -> None:
        self.root = os.path.realpath(root) + os.sep
        self.guarded = [os.path.realpath(g) + os.sep for g in guarded]
        self.opened: dict[str, tuple[str, int]] = {}
        self.versions: dict[str, dict[int, str]] = {}
        self.cell = 0
        self.busy = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.busy or not (event in ("open", "sqlite3.connect") or event in _CHANGES):
            return
        self.busy = True
        try:
            if event == "open":
                self.on_open(arguments[0], arguments[2])
            elif event == "sqlite3.connect":
                self.on_database(_place(arguments[0]))
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
            self.keep_version(place)
        if writes or os.path.isfile(place):
            self.note(place, "write" if writes else "read")

    def on_database(self, place: str) -> None:
        self.refuse_outside(place)
        if os.path.islink(place) and place.startswith(self.root):
            self.own(place, keep=True)
        self.note(place, "both")

    def note(self, place: str, access: str) -> None:
        """Keep in mind that the cell opens the file; a file is told by the cell that is first."""
        if not self.cell or not any(place.startswith(g) for g in (self.root, *self.guarded)):
            return
        known, cell = self.opened.setdefault(place, (access, self.cell))
        if known != access:
            self.opened[place] = ("both", cell)

    def keep_version(self, place: str) -> None:
        """The cell is to write the file: put what another cell left of it aside."""
        if not self.cell or not place.startswith(self.root):
            return
        known = self.versions.setdefault(place, {})
        last = next(reversed(known), self.cell)
        if last != self.cell and os.path.isfile(place):
            folder = os.path.join(self.root, "earlier", str(last))
            known[last] = os.path.join(folder, os.path.relpath(place, self.root))
            os.makedirs(os.path.dirname(known[last]), exist_ok=True)
            shutil.copyfile(place, known[last])
        known.pop(self.cell, None)
        known[self.cell] = ""

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


class Probes(ast.NodeTransformer):
    """Takes snapshots between the statements of a cell, and after it.

    ``wanted`` are those of the cell that runs and are still to be taken, as
    `execution.model.Snapshot` has them. ``shift`` is the number of lines at the start of the cell
    that Python does not see. A cell that starts with a magic such as ``%%time`` comes here twice,
    the second time without the line of the magic; ``outer``: the first time is still to come. What
    comes after it is of a notebook that the cell runs.
    """

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.wanted: list[dict[str, Any]] = []
        self.shift = 0
        self.outer = False
        self.seen = False
        self.calls: dict[tuple[int, int, str], int] = {}

    def begin(
        self,
        wanted: list[dict[str, Any]],
        shift: int,
        outer: bool,
        calls: dict[tuple[int, int, str], int] | None = None,
    ) -> None:
        self.wanted, self.shift, self.outer, self.seen = wanted, shift, outer, False
        self.calls = calls or {}

    def visit_Module(self, node: ast.Module) -> ast.Module:
        if self.outer:
            self.outer = False
            return node
        self.watch_calls(node)
        lined = [] if self.seen else [one for one in self.wanted if one["line"]]
        self.seen = True
        waiting = {(one["line"], one["behind"]) for one in lined}
        body: list[ast.stmt] = []
        for n, child in enumerate(node.body):
            first = min([child.lineno, *(d.lineno for d in getattr(child, "decorator_list", ()))])
            for line in sorted({first + self.shift, child.lineno + self.shift}):
                if (line, False) in waiting:
                    waiting.remove((line, False))
                    body.append(_probe(line, False, child))
            body.append(child)
            line = child.lineno + self.shift
            # Nothing may stand after the last statement, whose value the cell displays.
            following = node.body[n + 1 : n + 2]
            if (line, True) in waiting and any(o.lineno > child.lineno for o in following):
                waiting.remove((line, True))
                body.append(_probe(line, True, child))
        node.body = body
        return node

    def watch_calls(self, node: ast.Module) -> None:
        """Let the calls that are asked about note what they do."""
        places = {
            (line + self.shift, n, name): call for call, line, n, name in numbered_calls([node])
        }
        for place, number in self.calls.items():
            if (call := places.get(place)) is not None:
                call.args = [ast.Constant(number), call.func, *call.args]
                call.func = ast.parse(_WATCHED, mode="eval").body
                ast.fix_missing_locations(call)
        self.calls = {}

    def take(self, line: int, behind: bool) -> None:
        """Take the snapshots of a line; 0: those left after the cell. Nothing is raised."""
        due = [
            one
            for one in self.wanted
            if (line, behind) == (one["line"], one["behind"]) or (not line and one["behind"])
        ]
        self.wanted = [one for one in self.wanted if one not in due]
        for one in due:
            snapshot(self.namespace, one)


_WATCHED = "__import__('sys').modules['_nb2prod'].watched"


def _probe(line: int, behind: bool, near: ast.stmt) -> ast.stmt:
    call = f"__import__('sys').modules['_nb2prod'].take({line}, {behind})"
    return ast.fix_missing_locations(ast.copy_location(ast.parse(call).body[0], near))


def snapshot(namespace: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Keep values in a file, each by itself, with what is to be told about them.

    The file may have others already: it is a row of dicts.
    """
    values = {name: namespace[name] for name in wanted["names"] if name in namespace}
    failed: dict[str, Any] = {}
    for name, code in wanted["expressions"]:
        try:
            values[name] = eval(code, namespace)
        except Exception as error:  # the notebook's own code
            failed[name] = {"type": "", "shape": "", "error": f"{type(error).__name__}: {error}"}
    if wanted["held"]:
        HELD.update(values)
        return
    if wanted["described"]:
        told = {name: described(value) for name, value in values.items()}
        with open(wanted["path"], "a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")
        return
    saved = {name: _entry(value) for name, value in values.items()}
    with open(wanted["path"], "ab") as file:
        pickle.dump({**saved, **failed}, file)


class _Pickler(pickle.Pickler):
    """Keeps numpy's stream, which models may hold, as that: its state is the process's."""

    def reducer_override(self, value: Any) -> Any:
        stream = getattr(sys.modules.get("numpy.random.mtrand"), "_rand", None)
        return NotImplemented if stream is None or value is not stream else "_rand"


def _entry(value: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": type_name(value), "shape": shape_of(value)}
    try:
        file = io.BytesIO()
        _Pickler(file, 5).dump(value)
        entry["pickle"] = file.getvalue()
    except Exception as error:  # pickling runs the code of any class
        entry["error"] = f"{type(error).__name__}: {error}"
    return entry


def install(root: str, guarded: Iterable[str], namespace: dict[str, Any]) -> None:
    """Watch what follows. The watch cannot be taken away: it ends with the process."""
    watch = Watch(root, guarded)
    sys.addaudithook(watch)
    probes = Probes(namespace)
    shell = namespace["get_ipython"]()
    shell.ast_transformers.append(probes)
    globals().update(watch=watch, probes=probes)
    _own_figures(shell)


def _own_figures(shell: Any) -> None:
    """Figures go to `figure_backend`, whatever ``%matplotlib`` says; ``%config`` works as ever."""
    shell.enable_matplotlib = lambda gui=None: (gui, "figure_backend")
    magics = shell.magics_manager.magics["line"]
    plain = magics["config"]

    def config(line: str) -> Any:
        """Make known first what can be set: that imports matplotlib, which few kernels need."""
        magics["config"] = plain
        try:
            from matplotlib_inline.config import InlineBackend
        except ImportError:
            pass
        else:
            shell.configurables.append(InlineBackend.instance(parent=shell))
        return plain(line)

    magics["config"] = config


def show_figures(last: bool = False) -> None:
    """Show what a cell drew, as notebooks do at its end; after the last cell, tell of all."""
    if "matplotlib.pyplot" in sys.modules:
        backend: Any = importlib.import_module("figure_backend")
        backend.show()
        if last:
            backend.changed_later()


def begin(
    cell: int,
    wanted: list[dict[str, Any]],
    shift: int,
    outer: bool,
    calls: dict[tuple[int, int, str], int],
) -> None:
    """A cell of the notebook is to run, with snapshots; files are noted for it.

    `calls` are those to watch, with their numbers, by line, place in the line and name.
    """
    globals()["probes"].begin(wanted, shift, outer, calls)
    globals()["watch"].cell = cell


def take(line: int, behind: bool = False) -> None:
    """Take the snapshots of a line of the cell, before or after its statement."""
    watch = globals()["watch"]
    cell, watch.cell = watch.cell, 0  # files of ours are no files of the notebook's
    try:
        globals()["probes"].take(line, behind)
    finally:
        watch.cell = cell


def end(path: str = "") -> None:
    """The cell has run: take its last snapshots. With a path, write what was opened and called."""
    show_figures(last=bool(path))
    take(0)
    globals()["probes"].begin([], 0, False)
    watch = globals()["watch"]
    watch.cell = 0
    if path:
        with open(path, "w", encoding="utf-8") as file:
            told = {"opened": watch.opened, "versions": watch.versions}
            json.dump(told | {"harmless": sorted(CALLED - HARMFUL)}, file)


def put(namespace: dict[str, Any], name: str, value: Any) -> None:
    """Bind a parameter; ``CFG.lr`` is set on the class and on the objects that are made of it."""
    first, *inner = name.split(".")
    if not inner:
        namespace[first] = value
        return
    owner = namespace[first]
    for one in [owner, *(v for v in list(namespace.values()) if type(v) is owner)]:
        for part in inner[:-1]:
            one = getattr(one, part)
        kind = type if isinstance(one, type) else object
        kind.__setattr__(one, inner[-1], value)


def limit_memory(gigabytes: float) -> None:
    """Let the process have so much memory and no more (where the system can say so)."""
    try:
        import resource
    except ImportError:
        return
    size = int(gigabytes * 1024**3)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
