"""The notebook's own modules: which of its imports are files beside it.

They are sought as Python does: in the notebook's folder, then in those that it adds to
``sys.path``. What ``%%writefile`` writes is there as if it had been run. Nothing is executed.
"""

import ast
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from nb2prod import disk
from nb2prod.notebook.load import python_text
from nb2prod.notebook.model import Cell, OwnModule
from nb2prod.notebook.search_folders import search_folders
from nb2prod.notebook.syntax import body_of, fault_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass

_SEARCHES = regex(r"\b(?:sys|site|chdir)\b")
"""What code names that changes where modules are sought."""


def own_modules(
    cells: Sequence[Cell], notebook: Path, written: Mapping[str, str], run: Sequence[str] = ()
) -> tuple[OwnModule, ...]:
    """The modules that the cells import, with what these import in turn, by name.

    Args:
        cells: of the notebook.
        notebook: its file, which is no module.
        written: texts of the files that it writes, by path from its folder.
        run: folders of the files that it runs, which are searched too.
    """
    sources = [cell.source for cell in cells if cell.live]
    folder = Path(os.path.realpath(notebook.parent))
    files = _Files(notebook, folder, {folder / name: text for name, text in written.items()})
    adding = any(_SEARCHES.search(source) for source in sources)
    added = search_folders(map(_tree, sources if adding else ()), folder)
    files.roots = list(dict.fromkeys([folder, *added, *(folder / name for name in run)]))
    for source in sources:
        if "import" in source:
            files.follow(_tree(source), "")
    return tuple(files.found[name] for name in sorted(files.found))


def _tree(source: str) -> ast.Module:
    return ast.Module(body_of(source), [])


@dataclass
class _Files:
    """Where modules are sought, and those found so far."""

    notebook: Path
    folder: Path
    written: Mapping[Path, str]
    roots: list[Path] = field(default_factory=list)
    found: dict[str, OwnModule] = field(default_factory=dict)

    def follow(self, tree: ast.Module, package: str) -> None:
        """Find what a text imports; `package` is that of the module which it is of."""
        for name in imported_modules(tree, package):
            self.seek(name)

    def seek(self, name: str) -> None:
        """Find a module and the packages that it is in."""
        parts = name.split(".")
        if parts[0] in sys.stdlib_module_names:
            return
        root = self.root(parts)
        if root is None:
            return
        for length in range(1, len(parts) + 1):
            path = root.joinpath(*parts[:length])
            inside = path / "__init__.py"
            file = inside if self.is_file(inside) else path.with_name(f"{path.name}.py")
            if self.is_file(file):
                self.add(".".join(parts[:length]), file, package=file is inside)
            elif not self.is_folder(path):
                return

    def root(self, parts: Sequence[str]) -> Path | None:
        """The folder where the first part is found; a package without ``__init__`` comes last."""
        for root in self.roots:
            path = root / parts[0]
            if self.is_file(path / "__init__.py") or self.is_file(root / f"{parts[0]}.py"):
                return root
        for root in self.roots:
            below = root.joinpath(*parts[:2])
            module = below.with_name(f"{below.name}.py")
            if len(parts) > 1 and (self.is_file(module) or self.is_file(below / "__init__.py")):
                return root
            if len(parts) > 2 and self.is_folder(below) and disk.holds_python(below):
                return root
        return None

    def add(self, name: str, file: Path, *, package: bool) -> None:
        """Read a module, and follow what it imports."""
        if name in self.found:
            return
        shown = os.path.relpath(file, self.folder).replace(os.sep, "/")
        path = name.replace(".", "/") + ("/__init__.py" if package else ".py")
        made = OwnModule(name, shown, path, *self.text(file))
        self.found[name] = made
        if not made.fault:
            self.follow(_tree(made.source), made.package)

    def text(self, file: Path) -> tuple[str, str]:
        """The text of a module; where it is none, "" and the reason.

        Raises:
            OSError: it may not be read.
        """
        if file in self.written:
            return self.written[file], ""
        try:
            text = python_text(file)
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return "", fault_of(error)
        return text, ""

    def is_file(self, file: Path) -> bool:
        return file in self.written or (disk.is_file(file) and file != self.notebook.resolve())

    def is_folder(self, path: Path) -> bool:
        return disk.is_folder(path) or any(path in file.parents for file in self.written)


def imported_modules(tree: ast.AST, package: str = "") -> Iterator[str]:
    """The modules that code of a package imports, with what may be a module below them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(node, package)
            if module:
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names if alias.name != "*")
        elif isinstance(node, ast.Call) and (name := imported_text(node)):
            yield name


def imported_tops(nodes: Iterable[ast.AST]) -> list[str]:
    """The top-level names of the modules that code imports, each once, as they come."""
    return list(dict.fromkeys(n.partition(".")[0] for one in nodes for n in imported_modules(one)))


def absolute(node: ast.ImportFrom, package: str) -> str:
    """The module that ``from … import`` names; "" where a relative one has no package."""
    if not node.level:
        return node.module or ""
    parts = package.split(".") if package else []
    if node.level > len(parts):
        return ""
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def imported_text(node: ast.Call) -> str:
    """The module of ``importlib.import_module("name")``; "" for any other call."""
    function = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    function = node.func.id if isinstance(node.func, ast.Name) else function
    if function != "import_module" or len(node.args) != 1:
        return ""
    name = node.args[0]
    text = name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""
    return "" if text.startswith(".") else text


def tops(modules: Iterable[OwnModule]) -> frozenset[str]:
    """The top-level names of modules."""
    return frozenset(one.name.partition(".")[0] for one in modules)
