"""Passwords and keys that stand in the notebook: the scripts take them from the environment."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from nb2prod.analysis.syntax.nodes import all_nodes, defaults_of, last_name, nodes_of, targets_of
from nb2prod.analysis.syntax.scope import DEFS
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.knowledge.secret_words import (
    ADDRESS,
    PLACEHOLDER,
    QUERY_SECRET,
    SECRET_FORM,
    SECRET_FORMS,
    SECRET_NAME,
    SECRET_VARIABLE,
    blanked,
    masked,
    opened_by,
)
from nb2prod.naming import humps_apart
from nb2prod.notebook.model import Cell, Notebook, OwnModule, Role
from nb2prod.notebook.syntax import body_of, statements_of_cell
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Found:
    """A literal that is or holds a secret, and the environment variable that takes its place.

    ``code`` is what stands there instead; empty where nothing can, and ``***`` blanks it out.
    """

    node: ast.expr
    variable: str
    name: str
    code: str


def is_secret_variable(name: str) -> bool:
    """Whether an environment variable of this name holds a secret."""
    return SECRET_VARIABLE.search(name) is not None


def without_secrets(notebook: Notebook, opening: Mapping[str, str] = _NONE) -> Notebook:
    """The notebook with ``os.environ["API_KEY"]`` in the place of each secret literal.

    `opening` are the variables for secrets in addresses, see `opening_secrets`. Each gets a warning
    in `notes`. Secrets in comments and in markdown are blanked out. Line numbers stay as they are.
    """
    cells: list[Cell] = []
    notes: list[Diagnostic] = []
    for cell in notebook.cells:
        body = statements_of_cell(cell) if cell.live else []
        found = list(_secrets(cell.source, body, opening))
        source = _replaced(cell.source, found)
        notes += [_note_of(one, Place(cell.number, cell.id, one.node.lineno)) for one in found]
        cells.append(replace(cell, source=blanked(source), markdown=masked(cell.markdown)))
    if notes:
        cells.insert(0, Cell(0, "", Role.IMPORTS, "import os"))
    modules = tuple(_module_without(one, opening) for one in notebook.modules)
    notes += [note for _, own in modules for note in own]
    return replace(
        notebook,
        cells=tuple(cells),
        modules=tuple(module for module, _ in modules),
        notes=(*notebook.notes, *notes),
    )


def _module_without(
    module: OwnModule, opening: Mapping[str, str]
) -> tuple[OwnModule, list[Diagnostic]]:
    """A module of the notebook's own without secrets, and the warnings about them."""
    body = body_of(module.source) if not module.fault else []
    found = list(_secrets(module.source, body, opening))
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
    return replace(module, source=blanked("".join(lines))), notes


def _note_of(one: _Found, place: Place | None, of: str = "") -> Diagnostic:
    what = f"`{one.name}`" if one.name else "the text"
    if not one.code:
        return Diagnostic(
            f"{what}{of} holds a secret; the scripts have `***` in its place, and do not do what "
            "the notebook does.",
            f'Write `os.environ["{one.variable}"]` there in the notebook.',
            place,
            code="NB226",
            severity=Severity.WARNING,
        )
    return Diagnostic(
        f"{what}{of} is a secret; the scripts read it from the environment variable "
        f"`{one.variable}`.",
        f"Set `{one.variable}` where they run, and take the secret out of the notebook.",
        place,
        code="NB226",
        severity=Severity.WARNING,
    )


def _secrets(source: str, body: list[ast.stmt], opening: Mapping[str, str]) -> Iterator[_Found]:
    joined = list(nodes_of(ast.JoinedStr, body))
    parts = {id(part) for n in joined for part in n.values}
    parts |= {id(n.value) for n in nodes_of(ast.Expr, body)}  # a docstring is for readers
    parts |= {id(part) for n in joined for part in all_nodes(n) if part is not n}
    named = (
        dict(_named(body))
        if _NAMES.search(_in_snake_case(source)) or "auth=" in source.replace(" ", "")
        else {}
    )
    nodes: list[ast.Constant | ast.JoinedStr] = [*nodes_of(ast.Constant, body), *joined]
    for node in nodes:
        if id(node) in parts:
            continue
        name = named.get(id(node), "")
        whole = _whole(node, name) if isinstance(node, ast.Constant) else ""
        if whole:
            imported = id(node) in _run_at_import(body)
            read = f'.get("{whole}", "")' if imported else f'["{whole}"]'
            yield _Found(node, whole, name, f"os.environ{read}")
        elif variable := _held(node, opening):
            yield _Found(node, variable, name, _around(node, opening))


def _run_at_import(body: Iterable[ast.AST]) -> set[int]:
    """The constants of class bodies and default values: where a variable is missing, the module
    could not be imported, and no command could show its help."""
    code: list[ast.AST] = []
    for node in nodes_of(ast.ClassDef, body):
        code += [n for n in node.body if not isinstance(n, (*DEFS, ast.ClassDef))]
    for function in nodes_of(ast.FunctionDef, body):
        code += [value for _, value in defaults_of(function.args)]
    return {id(part) for part in nodes_of(ast.Constant, code)}


def _whole(node: ast.Constant, name: str) -> str:
    """The environment variable for a text that is a secret; empty if it is none."""
    if not isinstance(node.value, str) or node.lineno != node.end_lineno:
        return ""
    forms = SECRET_FORMS if SECRET_FORM.search(node.value) else ()
    form = next((v for f, v in forms if f.fullmatch(node.value.strip())), None)
    plain = _in_snake_case(name)
    if form is None and not (SECRET_NAME.search(plain) and _is_secret_text(plain, node.value)):
        return ""
    own = re.sub(r"\W+", "_", plain).strip("_").upper()
    usual = form if form and not SECRET_NAME.search(plain) else None
    return usual or own or form or "SECRET"


def _held(node: ast.Constant | ast.JoinedStr, opening: Mapping[str, str]) -> str:
    """The environment variable for the first secret that stands in a text, if one does."""
    parts = [node] if isinstance(node, ast.Constant) else nodes_of(ast.Constant, [node])
    texts = [str(part.value) for part in parts]
    return next((one[2] for text in texts for one in _spans(text, opening)), "")


def _spans(text: str, opening: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where secrets stand in a text, and the variable for each."""
    for form, variable in SECRET_FORMS if SECRET_FORM.search(text) else ():
        yield from ((m.start(), m.end(), variable) for m in form.finditer(text))
    for start, end, _ in opened_by(text) if opening else ():
        if text[start:end] in opening:
            yield start, end, opening[text[start:end]]


def _around(node: ast.Constant | ast.JoinedStr, opening: Mapping[str, str]) -> str:
    """An f-string that is the text, with the environment's secrets; empty if it cannot be one."""
    if isinstance(node, ast.Constant) and not isinstance(node.value, str):
        return ""
    values: list[ast.expr] = []
    for part in node.values if isinstance(node, ast.JoinedStr) else [node]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            values += _split(part.value, opening)
        else:
            values.append(part)
    code = ast.unparse(ast.JoinedStr(values))
    lines = getattr(node, "end_lineno", 1) - getattr(node, "lineno", 1) - code.count("\n")
    left = SECRET_FORM.search(code)  # in a call in an f-string
    return f"({code}{lines * chr(10)})" if lines >= 0 and not left else ""


def _split(text: str, opening: Mapping[str, str]) -> Iterator[ast.expr]:
    at = 0
    for start, end, variable in sorted(_spans(text, opening)):
        if start < at:
            continue
        if start > at:
            yield ast.Constant(text[at:start])
        read = ast.parse(f'os.environ["{variable}"]', mode="eval").body
        yield ast.FormattedValue(read, -1)
        at = end
    if text[at:]:
        yield ast.Constant(text[at:])


def opening_secrets(modules: Iterable[str], known: Mapping[str, str] = _NONE) -> dict[str, str]:
    """What opens addresses that stand in modules, with environment variables for it; and `known`.

    Whole addresses that are options stand in none: they are given by whoever runs the scripts.

    >>> opening_secrets(["URL = 'https://api.shop.org/x?n=1&token=9fQ2mZ7tK4'"])
    {'9fQ2mZ7tK4': 'SHOP_TOKEN'}
    """
    found = dict(known)
    for module in modules:
        if not (QUERY_SECRET.search(module) or ADDRESS.search(module)):
            continue
        texts = (n.value for n in ast.walk(ast.parse(module)) if isinstance(n, ast.Constant))
        for text in (one for one in texts if isinstance(one, str)):
            for start, end, name in opened_by(text):
                secret, plain = text[start:end], _in_snake_case(name)
                if secret not in found and _is_secret_text(plain, unquote(secret)):
                    host = re.search(r"([\w-]+)\.[a-z]+(?=[/:?]|$)", text)
                    variable = (f"{_in_snake_case(host[1])}_{plain}" if host else plain).upper()
                    count = sum(one.startswith(variable) for one in found.values())
                    found[secret] = f"{variable}_{count + 1}" if count else variable
    return found


_NAMES = regex(SECRET_NAME.pattern.removeprefix("(^|_)").removesuffix("$"))


def _in_snake_case(text: str) -> str:
    return re.sub("[-_]+", "_", humps_apart(text)).lower()


def _is_secret_text(name: str, value: str) -> bool:
    """Whether the text that a name like ``token`` holds may be one: no ``[CLS]``, no ``key``."""
    if PLACEHOLDER.search(value) or re.search(r"\s", value) or ADDRESS.search(value):
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
            if node.arg == "auth" and isinstance(node.value, ast.Tuple):
                yield from ((id(part), "password") for part in node.value.elts[1:2])
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
        if not one.code:
            continue
        first, last = one.node.lineno - 1, (one.node.end_lineno or one.node.lineno) - 1
        before = lines[first].encode()[: one.node.col_offset]
        after = lines[last].encode()[one.node.end_col_offset or 0 :]
        made = (before + one.code.encode() + after).decode()
        lines[first : last + 1] = made.splitlines(keepends=True)
    return "".join(lines)
