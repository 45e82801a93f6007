"""Imports of a generated package that compile a text once, however often it is imported.

Each stage imports its modules anew, and the helpers of packages are the same text in most of them.
"""

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any


class PackageFinder(MetaPathFinder):
    """Finds the package ``name`` in ``folder``, and its modules."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as Python would find it, but for its loader."""
        first, *rest = fullname.split(".")
        if first != self.name:
            return None
        package = self.folder.joinpath(first, *rest, "__init__.py")
        file = package if package.exists() else package.parent.with_suffix(".py")
        if not file.exists():
            return None
        return importlib.util.spec_from_file_location(
            fullname, file, loader=_Loader(fullname, str(file))
        )


class _Loader(SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:
        return _placed(_compiled(bytes(data)), path)


@lru_cache(maxsize=256)
def _compiled(text: bytes) -> CodeType:
    return compile(text, "<module>", "exec", dont_inherit=True)


def _placed(code: CodeType, path: str) -> CodeType:
    """The code as if it had been compiled from ``path``, which tracebacks show."""
    inner = (_placed(c, path) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_filename=path, co_consts=tuple(inner))


@contextmanager
def importable(package: Path, name: str) -> Iterator[None]:
    """Take the modules of a package from its folder, and forget them afterwards."""
    entry = str(package.resolve())
    finder = PackageFinder(package.resolve(), name)
    sys.path.insert(0, entry)
    sys.meta_path.insert(0, finder)
    importlib.invalidate_caches()
    forget(name)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        sys.path.remove(entry)
        sys.path_importer_cache.pop(entry, None)
        sys.path_importer_cache.pop(str(Path(entry, name)), None)
        forget(name)


def forget(package: str) -> None:
    """Let the modules of a package be imported anew."""
    for name in [n for n in sys.modules if n == package or n.startswith(f"{package}.")]:
        del sys.modules[name]
