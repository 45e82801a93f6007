"""A checker of generated code: no text that reaches a file function is a path.

Independent of the analysis of the package: it follows text through assignments, defaults,
containers, ``os.path.join``, ``Path``, f-strings and calls of functions of the module, without
regard to order, so that it finds rather too much than too little.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nb2prod.knowledge.files import IO_FUNCTIONS
from nb2prod.knowledge.schema import KEYWORD_ONLY, RECEIVER, Else, IOFunction

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://")
_ROOTS = frozenset({"pathlib.Path.home", "pathlib.Path.cwd", "os.getcwd"})
_NO_PATH = frozenset({"", ".", "/", ":memory:", "sqlite:///"})

_PLAIN: dict[str, list[IOFunction]] = {}
for _row in IO_FUNCTIONS:
    _typed = _row.needs and _row.needs != "pathlib.Path"
    if _row.other not in (Else.NAME, Else.OWNED_NAME) and not _typed:
        _PLAIN.setdefault(_row.name, []).append(_row)

# Methods of text and tables that a path has too; the receiver decides, see `_is_path_method`.
_AMBIGUOUS = frozenset({".replace", ".rename", ".copy", ".exists", ".glob", ".open", ".stat"})


@dataclass(frozen=True, slots=True)
class Found:
    """A path that is written in the code, and the call that it reaches."""

    line: int
    text: str
    function: str


@dataclass
class _Module:
    """What the names and attributes of a module may hold, without regard to order."""

    imports: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[ast.expr]] = field(default_factory=dict)
    returns: dict[str, list[ast.expr]] = field(default_factory=dict)

    def qualified(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.imports.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self.qualified(node.value)}.{node.attr}"
        return ""


def paths_in_modules(files: Mapping[str, str]) -> list[tuple[str, Found]]:
    """The paths in the modules of a package, with the names of their files."""
    modules = {name: text for name, text in files.items() if name.endswith(".py")}
    return [(name, found) for name, text in modules.items() for found in literal_paths(text)]


def literal_paths(source: str) -> list[Found]:
    """The paths in the source of a module, in order."""
    tree = ast.parse(source)
    module = _read(tree)
    found: dict[Found, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for row, argument in _path_arguments(node, module):
                for text in _leading_text(argument, module, frozenset()):
                    if _is_path(text):
                        found[Found(node.lineno, text, row.name)] = None
    return sorted(found, key=lambda one: one.line)


def _is_path(text: str) -> bool:
    return text not in _NO_PATH and not _ADDRESS.match(text) and not text.isspace()


def _read(tree: ast.Module) -> _Module:
    module = _Module()
    functions: dict[str, ast.FunctionDef] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                module.imports[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                module.imports[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.FunctionDef):
            functions[node.name] = node
            _read_defaults(node, module)
            found = [n.value for n in ast.walk(node) if isinstance(n, ast.Return) and n.value]
            module.returns.setdefault(node.name, []).extend(found)
        else:
            _read_binding(node, module)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            _read_call(node, functions.get(node.func.id), module)
    return module


def _read_binding(node: ast.AST, module: _Module) -> None:
    targets: list[ast.expr] = []
    value: ast.expr | None = None
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
        targets, value = [node.target], node.value
    elif isinstance(node, (ast.For, ast.comprehension)):
        targets, value = [node.target], node.iter
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        targets, value = [node.optional_vars], node.context_expr
    for target in targets:
        if value is not None:
            _bind(target, value, module)


def _bind(target: ast.expr, value: ast.expr, module: _Module) -> None:
    if isinstance(target, (ast.Tuple, ast.List)):
        for one in target.elts:
            _bind(one, value, module)
    elif isinstance(target, (ast.Name, ast.Attribute)):
        name = target.id if isinstance(target, ast.Name) else f".{target.attr}"
        module.values.setdefault(name, []).append(value)
        if isinstance(target, ast.Name):  # `Config.DATA` finds the class's own `DATA`
            module.values.setdefault(f".{name}", []).append(value)


def _read_defaults(node: ast.FunctionDef, module: _Module) -> None:
    positional = [*node.args.posonlyargs, *node.args.args]
    pairs = list(zip(reversed(positional), reversed(node.args.defaults), strict=False))
    pairs += [
        (argument, default)
        for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        if default is not None
    ]
    for argument, default in pairs:
        module.values.setdefault(argument.arg, []).append(default)


def _read_call(node: ast.Call, function: ast.FunctionDef | None, module: _Module) -> None:
    """What a call passes to the parameters of a function of the module."""
    if function is None:
        return
    names = [a.arg for a in [*function.args.posonlyargs, *function.args.args]]
    for name, value in zip(names, node.args, strict=False):
        module.values.setdefault(name, []).append(value)
    for keyword in node.keywords:
        if keyword.arg:
            module.values.setdefault(keyword.arg, []).append(keyword.value)


def _path_arguments(node: ast.Call, module: _Module) -> Iterator[tuple[IOFunction, ast.expr]]:
    name = module.qualified(node.func)
    rows = [] if name.startswith(".") else _PLAIN.get(name, [])
    if not rows and isinstance(node.func, ast.Attribute):
        method = f".{node.func.attr}"
        rows = _PLAIN.get(method, [])
        text_method = method == ".replace" and len(node.args) != 1
        if text_method or (
            method in _AMBIGUOUS and not _gives_path(node.func.value, module, frozenset())
        ):
            rows = []
    for row in rows:
        if row.argument == RECEIVER and isinstance(node.func, ast.Attribute):
            yield row, node.func.value
        if row.argument != KEYWORD_ONLY and 0 <= row.argument < len(node.args):
            yield row, node.args[row.argument]
        yield from ((row, k.value) for k in node.keywords if k.arg and k.arg == row.keyword)


def _gives_path(node: ast.expr, module: _Module, seen: frozenset[str]) -> bool:
    if isinstance(node, ast.Call):
        return module.qualified(node.func).startswith("pathlib.")
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div) and (
            _gives_path(node.left, module, seen) or _gives_path(node.right, module, seen)
        )
    if isinstance(node, ast.Name) and node.id not in seen:
        values = module.values.get(node.id, [])
        return any(_gives_path(value, module, seen | {node.id}) for value in values)
    return False


def _leading_text(node: ast.expr, module: _Module, seen: frozenset[str]) -> Iterator[str]:
    """The text that a path expression may start with: ``data`` of ``Path("data") / name``."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, (ast.Name, ast.Attribute)):
        name = node.id if isinstance(node, ast.Name) else f".{node.attr}"
        if isinstance(node, ast.Attribute) and node.attr in ("parent", "name", "stem"):
            yield from _leading_text(node.value, module, seen)
        elif name not in seen:
            for value in module.values.get(name, []):
                yield from _leading_text(value, module, seen | {name})
    elif isinstance(node, ast.JoinedStr):
        yield from _first_of(node.values, module, seen)
    elif isinstance(node, ast.BinOp):
        yield from _first_of([node.left, node.right], module, seen)
    elif isinstance(node, ast.Call):
        yield from _of_call(node, module, seen)
    else:
        yield from _of_parts(node, module, seen)


def _of_parts(node: ast.expr, module: _Module, seen: frozenset[str]) -> Iterator[str]:
    parts: Iterable[ast.expr | None] = ()
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        parts = node.elts
    elif isinstance(node, ast.Dict):
        parts = node.values
    elif isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    elif isinstance(node, (ast.Subscript, ast.Starred, ast.FormattedValue, ast.NamedExpr)):
        parts = [node.value]
    elif isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.SetComp)):
        parts = [node.elt]
    for part in parts:
        if part is not None:
            yield from _leading_text(part, module, seen)


def _first_of(parts: list[ast.expr], module: _Module, seen: frozenset[str]) -> Iterator[str]:
    """The text of the first part, with that of the next where it is an empty or a dot."""
    for part in parts:
        texts = list(_leading_text(part, module, seen))
        yield from (text for text in texts if _is_path(text))
        if not texts or any(_is_path(text) for text in texts):
            return


def _of_call(node: ast.Call, module: _Module, seen: frozenset[str]) -> Iterator[str]:
    """Functions of paths start with their first argument, methods with their receiver."""
    name = module.qualified(node.func)
    own = module.returns.get(name, [])
    if own and name not in seen:
        for value in own:
            yield from _leading_text(value, module, seen | {name})
    elif name in _ROOTS:
        yield "."
    elif name.startswith(("os.", "pathlib.", "posixpath.")) or name in ("str", "sorted", "list"):
        yield from _first_of(list(node.args), module, seen)
    elif isinstance(node.func, ast.Attribute) and name.split(".")[0] not in module.imports.values():
        yield from _leading_text(node.func.value, module, seen)
