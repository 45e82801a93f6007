"""Runs a stage like ``python -m``, with tables printed as notebooks print them.

``python run_stage.py MODULE [OPTION…]``, with the notebook's Python: only the standard library is
imported. pandas prints as many columns as the terminal is wide, and 20 in a notebook.
"""

import importlib.util
import os
import runpy
import sys
from importlib.machinery import ModuleSpec
from typing import Any


class _Frames:
    """Sets the option when pandas is imported, before the stage does anything with it."""

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != "pandas":
            return None
        sys.meta_path.remove(cls)
        spec = importlib.util.find_spec(name)
        loader: Any = spec and spec.loader
        if loader is not None:
            run = loader.exec_module

            def exec_module(module: Any) -> None:
                run(module)
                module.set_option("display.max_columns", 20)

            loader.exec_module = exec_module
        return spec


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    sys.meta_path.insert(0, _Frames)
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
