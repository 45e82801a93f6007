"""A process that runs a notebook's cells: ``python run_cells.py CELLS.json RESULT.json``.

CELLS.json holds ``cells``, each a number, a source and what is called with the value of the last
line (or null), and ``snapshots``, which are taken as in a kernel. RESULT.json gets what each cell
printed and the type of the exception that ended the notebook, if any. The working directory is the
notebook's folder.
"""

import ast
import builtins
import contextlib
import io
import json
import os
import sys
import traceback
import types
from pathlib import Path

from nb2prod.execution import inside


def tree_of(source: str, noted: str | None) -> ast.Module:
    """The code of a cell, with a call of `noted` around the expression that it ends with."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if noted and isinstance(last, ast.Expr):
        last.value = ast.Call(ast.parse(noted, mode="eval").body, [last.value], [])
        ast.fix_missing_locations(tree)
    return tree


def main() -> None:
    """Run the cells in one namespace, which is the module ``__main__``."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    sys.path.insert(0, os.getcwd())
    builtins.display = lambda *_, **__: None  # type: ignore[attr-defined]
    sys.modules["_nb2prod"] = inside
    inside.watch = types.SimpleNamespace(cell=0)
    inside.probes = inside.Probes(module.__dict__)
    printed: list[tuple[int, str]] = []
    error = None
    for number, source, noted in job["cells"]:
        output = io.StringIO()
        inside.begin(number, [s for s in job["snapshots"] if s["cell"] == number], 0, False, {})
        tree = inside.probes.visit_Module(tree_of(source, noted))
        try:
            with contextlib.redirect_stdout(output):
                exec(compile(tree, f"<cell {number}>", "exec"), module.__dict__)
        except BaseException as problem:
            traceback.print_exc()
            error = type(problem).__name__
        printed.append((number, output.getvalue()))
        if error:
            break
        inside.take(0)
    Path(sys.argv[2]).write_text(json.dumps({"printed": printed, "error": error}), encoding="utf-8")


if __name__ == "__main__":
    main()
