"""A process that runs a notebook's cells: ``python run_cells.py CELLS.json RESULT.json``.

CELLS.json holds ``[[number, source], …]``; RESULT.json gets what each cell printed and the type of
the exception that ended the notebook, if any. The working directory is the notebook's folder.
"""

import builtins
import contextlib
import io
import json
import os
import sys
import traceback
import types
from pathlib import Path


def main() -> None:
    """Run the cells in one namespace, which is the module ``__main__``."""
    cells = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    sys.path.insert(0, os.getcwd())
    builtins.display = lambda *_, **__: None  # type: ignore[attr-defined]
    printed: list[tuple[int, str]] = []
    error = None
    for number, source in cells:
        output = io.StringIO()
        try:
            with contextlib.redirect_stdout(output):
                exec(compile(source, f"<cell {number}>", "exec"), module.__dict__)
        except BaseException as problem:
            traceback.print_exc()
            error = type(problem).__name__
        printed.append((number, output.getvalue()))
        if error:
            break
    Path(sys.argv[2]).write_text(json.dumps({"printed": printed, "error": error}), encoding="utf-8")


if __name__ == "__main__":
    main()
