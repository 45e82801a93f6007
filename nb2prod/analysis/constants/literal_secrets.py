"""Passwords and keys that stand in the notebook: the scripts take them from the environment."""

import ast
import re
from collections.abc import Iterator

from nb2prod.analysis.syntax.nodes import all_nodes, defaults_of, last_name, nodes_of, targets_of
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.knowledge.secret_words import PLACEHOLDER, SECRET_NAME, SECRET_TEXTS, SECRET_VARIABLE
from nb2prod.notebook.model import Cell, Notebook, OwnModule, Role
from nb2prod.notebook.syntax import body_of, statements_of_cell
from nb2prod.records import dataclass, replace

_FORMS = tuple((re.compile(form), variable) for form, variable in SECRET_TEXTS)
_ADDRESS = re.compile(r"(://[^:/@\s'\"]*):[^/@\s'\"{}$*]+@")


@dataclass(frozen=True, slots=True)
class _Found:
    """A literal that is a secret, and the environment variable that takes its place."""

    node: ast.Constant
    variable: str
    name: str


def is_secret_variable(name: str) -> bool:
    """Whether an environment variable of this name holds a secret."""
    return SECRET_VARIABLE.search(name) is not None


def without_secrets(notebook: Notebook) -> Notebook:
    """The notebook with ``os.environ["API_KEY"]`` in the place of each secret literal.

    Each gets a warning in `notes`. Secrets in comments and in markdown are blanked out. Line
    numbers stay as they are.
    """
    cells: list[Cell] = []
    notes: list[Diagnostic] = []
    for cell in notebook.cells:
        body = statements_of_cell(cell) if cell.live else []
        found = list(_secrets(cell.source, body))
        source = _replaced(cell.source, found)
        notes += [_note(cell, one) for one in found]
        cells.append(
            replace(cell, source=_blanked(source), markdown=_blanked(_shown(cell.markdown)))
        )
    if notes:
        cells.insert(0, Cell(0, "", Role.IMPORTS, "import os"))
    modules = tuple(map(_module_without, notebook.modules))
    notes += [note for _, own in modules for note in own]
    return replace(
        notebook,
        cells=tuple(cells),
        modules=tuple(module for module, _ in modules),
        notes=(*notebook.notes, *notes),
    )


def _module_without(module: OwnModule) -> tuple[OwnModule, list[Diagnostic]]:
    """A module of the notebook's own without secrets, and the warnings about them."""
    found = list(_secrets(module.source, body_of(module.source))) if not module.fault else []
    if not found:
        return module, []
    lines = _replaced(module.source, found).splitlines(keepends=True)
    first = next(
        node.lineno - 1
        for node in ast.parse(module.source).body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and getattr(node, "module", "") != "__future__"
    )
    lines.insert(first, "import os\n")
    where = f" of {module.file}, line"
    notes = [_note_of(one, None, f"{where} {one.node.lineno},") for one in found]
    return replace(module, source=_blanked("".join(lines))), notes


def _shown(text: str) -> str:
    return _ADDRESS.sub(r"\1:***@", text)


def _blanked(text: str) -> str:
    for form, _ in _FORMS:
        text = form.sub("***", text)
    return text


def _note(cell: Cell, one: _Found) -> Diagnostic:
    return _note_of(one, Place(cell.number, cell.id, one.node.lineno))


def _note_of(one: _Found, place: Place | None, of: str = "") -> Diagnostic:
    what = f"`{one.name}`" if one.name else "the text"
    return Diagnostic(
        f"{what}{of} is a secret; the scripts read it from the environment variable "
        f"`{one.variable}`.",
        f"Set `{one.variable}` where they run, and take the secret out of the notebook.",
        place,
        code="NB226",
        severity=Severity.WARNING,
    )


def _secrets(source: str, body: list[ast.stmt]) -> Iterator[_Found]:
    parts = {id(part) for n in nodes_of(ast.JoinedStr, body) for part in n.values}
    named = dict(_named(body)) if _NAMES.search(_in_snake_case(source)) else {}
    for node in nodes_of(ast.Constant, body):
        if not isinstance(node.value, str):
            continue
        if id(node) in parts or node.lineno != node.end_lineno:
            continue
        name = named.get(id(node), "")
        form = next((v for f, v in _FORMS if f.fullmatch(node.value.strip())), None)
        plain = _in_snake_case(name)
        if form is not None or (SECRET_NAME.search(plain) and _is_secret_text(plain, node.value)):
            own = re.sub(r"\W+", "_", plain).strip("_").upper()
            usual = form if form and not SECRET_NAME.search(plain) else None
            yield _Found(node, usual or own or form or "SECRET", name)


_NAMES = re.compile(SECRET_NAME.pattern.removeprefix("(^|_)").removesuffix("$"))
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _in_snake_case(text: str) -> str:
    return _HUMP.sub("_", text).lower()


def _is_secret_text(name: str, value: str) -> bool:
    """Whether the text that a name like ``token`` holds may be one: no ``[CLS]``, no ``key``."""
    if PLACEHOLDER.search(value) or re.search(r"\s", value) or _ADDRESS.search(value):
        return False
    if "pass" in name or "pwd" in name:
        return len(value) >= 4 and value.lower() not in name
    mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return len(value) >= 8 and mixed and re.fullmatch(r"[\w+/=.~-]+", value) is not None


def _named(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    """What each literal is called: its variable, attribute, key, keyword or parameter."""
    for node in (node for top in body for node in all_nodes(top)):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            yield from ((id(node.value), _target(target)) for target in targets_of(node))
        elif isinstance(node, ast.keyword):
            yield id(node.value), node.arg or ""
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield id(value), str(key.value)
        elif isinstance(node, ast.arguments):
            yield from ((id(value), one.arg) for one, value in defaults_of(node))


def _target(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return last_name(node)


def _replaced(source: str, found: list[_Found]) -> str:
    lines = source.splitlines(keepends=True)
    for one in sorted(found, key=lambda f: (f.node.lineno, f.node.col_offset), reverse=True):
        line = lines[one.node.lineno - 1].encode()
        end = one.node.end_col_offset or 0
        code = f'os.environ["{one.variable}"]'.encode()
        lines[one.node.lineno - 1] = (line[: one.node.col_offset] + code + line[end:]).decode()
    return "".join(lines)
