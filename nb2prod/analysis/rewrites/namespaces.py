"""``globals()`` and ``locals()`` of the notebook: the names that they are asked for, written out.

In a script the notebook's variables are those of a function, so that ``globals()`` has none of
them. Where the text says which are wanted, ``"{n}".format(**locals())`` is ``"{n}".format(n=n)``.
"""

import ast
import keyword
import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.call_parts import method_name
from nb2prod.analysis.syntax.name_nodes import last_name
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes
from nb2prod.analysis.syntax.reads_and_binds import flow_of
from nb2prod.analysis.text_names import Texts, tables_in, terms_in, texts_of
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of, instead_of
from nb2prod.notebook.model import Notebook, Role
from nb2prod.notebook.syntax import body_of
from nb2prod.records import dataclass

NAMESPACES = frozenset({"globals", "locals", "vars"})
_MENTIONED = re.compile(r"\b(?:globals|locals|vars|eval)\s*\(")
_PERCENT = re.compile(r"%\((\w+)\)")
_DOLLAR = re.compile(r"\$(?:\{(\w+)\}|([^\W\d]\w*))")
_OWN_SCOPES = (*scope.FUNCTIONS, ast.ClassDef, *scope.COMPREHENSIONS)


def without_namespaces(notebook: Notebook) -> Notebook:
    """The notebook with names in the place of lookups; lines stay where they are."""
    if not any(_MENTIONED.search(cell.source) for cell in notebook.cells):
        return notebook
    live = [cell for cell in notebook.cells if cell.role is not Role.SKIP]
    trees = [(cell, body_of(cell.source)) for cell in live]
    nodes = [node for _, tree in trees for node in tree]
    counts = Counter(name for node in nodes for name in flow_of([node], deferred=True).may_bind)
    counts.update(name for node in nodes for name in _stored(node))
    names = Counter(n.id for top in nodes for n in all_nodes(top) if isinstance(n, ast.Name))
    texts = texts_of(nodes, counts.keys())
    asked = _Asked(_texts(nodes, counts), texts, counts.keys(), names)
    return edited(
        notebook,
        [(cell.number, e) for cell, tree in trees for node in tree for e in asked.edits(node)],
    )


def namespace_calls(node: ast.AST, inner: bool = False) -> Iterator[ast.Call]:
    """The calls that hand out the notebook's variables: ``locals()`` of a function does not."""
    if not inner and not any(map(_namespace, all_nodes(node))):
        return
    if name := _namespace(node):
        if name == "globals" or not inner:
            assert isinstance(node, ast.Call)
            yield node
    for child in child_nodes(node):
        yield from namespace_calls(child, inner or isinstance(node, scope.FUNCTIONS))


def _texts(nodes: list[ast.stmt], counts: Mapping[str, int]) -> dict[str, str]:
    """Texts by the name that is bound to them once."""
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if counts[name] == 1:
                if text := _text(value, found):
                    found[name] = text
    return found


def _text(node: ast.expr | None, known: Mapping[str, str]) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return known.get(name)
        case ast.Call(func=ast.Name(id="Template") | ast.Attribute(attr="Template"), args=[text]):
            return _text(text, known)
    return None


def _stored(node: ast.stmt) -> Iterator[str]:
    """Names that ``globals()["name"] = value`` binds."""
    yield from _stored_in_turn(node)
    for inner in all_nodes(node):
        match inner:
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(key)), ctx=ast.Store()):
                if _namespace(owner):
                    yield key


def _stored_in_turn(node: ast.stmt) -> list[str]:
    """The names that ``for n in ["a", "b"]: globals()[n] = f(n)`` binds; it does nothing else."""
    match node:
        case ast.For(
            target=ast.Name(id=name),
            body=[ast.Assign(targets=[ast.Subscript(value=owner, slice=key)], value=value)],
            orelse=[],
        ) if _namespace(owner) and ast.unparse(key) == name:
            found = _gone_through(node).get(name, [])
            read = {n.id for n in all_nodes(value) if isinstance(n, ast.Name)}
            apart = len(set(found)) == len(found) and not read & {*found, *NAMESPACES}
            return found if apart and all(map(_is_name, found)) else []
    return []


def _gone_through(node: ast.AST) -> dict[str, list[str]]:
    """The texts that the variable of a loop over a written list goes through, by its name."""
    body: list[ast.stmt] = []
    if isinstance(node, ast.For):
        target, listed, body = node.target, node.iter, node.body
    elif isinstance(node, scope.COMPREHENSIONS) and len(node.generators) == 1:
        target, listed = node.generators[0].target, node.generators[0].iter
    else:
        return {}
    if not (isinstance(target, ast.Name) and isinstance(listed, ast.List | ast.Tuple)):
        return {}
    found = [text for one in listed.elts if (text := _text(one, {}))]
    if len(found) < len(listed.elts) or target.id in flow_of(body, deferred=True).may_bind:
        return {}
    return {target.id: found}


def _namespace(node: ast.AST | None) -> str:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[], keywords=[]) if name in NAMESPACES:
            return name
    return ""


@dataclass
class _Asked:
    """``known`` are texts by name, ``bound`` all names of the notebook, ``names`` how often each
    stands in it, ``sure`` those that are bound on every path up to the statement, ``perhaps``
    those that may be, ``several`` the texts that the variable of a loop goes through."""

    known: Mapping[str, str]
    texts: Texts
    bound: Collection[str]
    names: Mapping[str, int]
    sure: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    several: dict[str, list[str]] = field(default_factory=dict)

    def edits(self, node: ast.stmt) -> list[SourceEdit]:
        flow = flow_of([node], deferred=True)
        stored = set(_stored(node))
        before = self.sure, self.perhaps
        in_turn = _stored_in_turn(node)
        if in_turn and not NAMESPACES & set(self.bound):
            found = [self.in_turn(node, in_turn)]
        elif isinstance(node, ast.If):
            found = list(self.walk(node.test, frozenset(), False))
            for branch in (node.body, node.orelse):
                self.sure, self.perhaps = before
                found += [edit for inner in branch for edit in self.edits(inner)]
        else:
            if hasattr(node, "body"):  # a second turn of a loop finds what the first one left
                self.sure = self.sure - flow.may_delete
                self.perhaps = self.perhaps | flow.may_bind | stored
            found = list(self.walk(node, frozenset(), False))
        binds = flow.binds | (stored if in_turn or isinstance(node, ast.Assign) else set())
        self.sure = (before[0] | binds) - flow.deletes - flow.may_delete
        self.perhaps = before[1] | flow.may_bind | stored
        return found

    def in_turn(self, node: ast.stmt, names: list[str]) -> SourceEdit:
        """All names bound at once; what the loop leaves in its variable only if that is read."""
        assert isinstance(node, ast.For) and isinstance(node.body[0], ast.Assign)
        value, name = ast.unparse(node.body[0].value), ast.unparse(node.target)
        text = f"{', '.join(names)} = [{value} for {name} in {ast.unparse(node.iter)}]"
        inside = sum(isinstance(n, ast.Name) and n.id == name for n in all_nodes(node))
        left = f"; {name} = {names[-1]!r}" if self.names[name] > inside else ""
        return instead_of(node, text.replace(" =", ", =" if len(names) == 1 else " =", 1) + left)

    def walk(self, node: ast.AST, hidden: frozenset[str], inner: bool) -> Iterator[SourceEdit]:
        """Edits below a node; `hidden` names are those of a scope in between, `inner` is one."""
        made = self.edit(node, hidden, inner)
        if made is not None:
            yield made
            return
        if isinstance(node, ast.JoinedStr):
            return  # before Python 3.12 the tree does not say where its parts stand
        around = self.several
        if isinstance(node, scope.FUNCTIONS):
            self.several = {}  # it may be called where not all of them are bound
        elif not inner:
            self.several = around | _gone_through(node)
        if isinstance(node, _OWN_SCOPES):
            inner, hidden = True, hidden | scope.bound_inside(node)
        for child in child_nodes(node):
            yield from self.walk(child, hidden, inner)
        self.several = around

    def edit(self, node: ast.AST, hidden: frozenset[str], inner: bool) -> SourceEdit | None:
        """The edit of an expression that asks a namespace for known names."""

        def seen(other: ast.AST | None) -> bool:
            name = _namespace(other)
            return bool(name) and name not in self.bound and (name == "globals" or not inner)

        match node:
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(key)), ctx=context):
                if seen(owner) and (not inner or isinstance(context, ast.Load)):
                    return self.written(node, [key], hidden, "{0}")
            case ast.Subscript(value=owner, slice=ast.Name(id=name), ctx=ast.Load()):
                keys = self.several.get(name, [])
                if keys and seen(owner) and self.sure.issuperset(keys):
                    asked = self.written(owner, keys, hidden)
                    return asked and in_place_of(node, f"{asked.text}[{name}]")
            case ast.Compare(left=ast.Constant(value=str(key)), ops=[op], comparators=[owner]):
                if seen(owner) and not inner and self.is_decided(key):
                    there = key in self.sure
                    return in_place_of(node, str(there is isinstance(op, ast.In)))
            case ast.Call(
                func=ast.Attribute(value=owner, attr="get"),
                args=[ast.Constant(value=str(key)), *default],
                keywords=[],
            ) if seen(owner) and not inner and self.is_decided(key):
                if key in self.sure:
                    return self.written(node, [key], hidden, "{0}")
                return in_place_of(node, f"({ast.unparse(default[0])})" if default else "None")
            case ast.BinOp(left=left, op=ast.Mod(), right=owner) if seen(owner):
                text = _text(left, self.known)
                names = None if text is None else _PERCENT.findall(text)
                return self.written(owner, names, hidden)
            case ast.Call(func=ast.Name(id="eval"), args=[ast.Constant(value=str(text))]):
                if "eval" not in self.bound and not node.keywords and _is_expression(text):
                    return in_place_of(node, f"({text.strip()})")
            case ast.Call():
                return self.call(node, hidden, seen)
        return None

    def call(
        self, node: ast.Call, hidden: frozenset[str], seen: Callable[[ast.AST | None], bool]
    ) -> SourceEdit | None:
        """The edit of a call that is given a namespace."""
        method, called = method_name(node), last_name(node.func)
        template = node.func.value if isinstance(node.func, ast.Attribute) else None
        given = {k.arg for k in node.keywords if k.arg}
        for one in node.keywords:
            if one.arg is None and seen(one.value):
                names = self.fields(method, template)
                names = None if names is None else [n for n in names if n not in given]
                return self.written(one, names, hidden, "{0}={0}")
            if one.arg in ("local_dict", "global_dict") and seen(one.value):
                text = _text(next(iter(node.args), None), self.known)
                return self.written(one.value, self.found(text, terms_in), hidden)
        match node.args:
            case [query, other] if seen(other) and called.endswith("sqldf"):
                text = _text(query, self.known)
                tables = self.texts.tables if text is None else tables_in(text)
                return self.written(other, sorted(tables & set(self.bound)), hidden)
            case [other] if seen(other):
                return self.written(other, self.fields(method, template), hidden)
        return None

    def found(self, text: str | None, find: Callable[[str], set[str]]) -> list[str] | None:
        return None if text is None else sorted(find(text) & set(self.bound))

    def fields(self, method: str, template: ast.expr | None) -> list[str] | None:
        """The names that a template asks for; None where it is not known."""
        text = _text(template, self.known)
        if text is None:
            return None
        if method in ("substitute", "safe_substitute"):
            return ["".join(pair) for pair in _DOLLAR.findall(text.replace("$$", ""))]
        if method not in ("format", "format_map"):
            return None
        try:
            parsed = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        except ValueError:
            return None
        return [re.split(r"[.\[]", name)[0] for name in parsed if not name[0].isdigit()]

    def written(
        self,
        node: ast.expr | ast.keyword,
        names: list[str] | None,
        hidden: frozenset[str],
        form: str = "",
    ) -> SourceEdit | None:
        """The names in the place of the node: by a form for each, or as a dict."""
        if names is None or not all(self.is_plain(name, hidden) for name in names):
            return None
        wanted = list(dict.fromkeys(names))
        if form:
            return in_place_of(node, ", ".join(form.format(n) for n in wanted)) if wanted else None
        return in_place_of(node, "{" + ", ".join(f'"{n}": {n}' for n in wanted) + "}")

    def is_decided(self, name: str) -> bool:
        """Whether the text tells if a name of the notebook is bound by now."""
        return name in self.sure or (name in self.bound and name not in self.perhaps)

    def is_plain(self, name: str, hidden: frozenset[str]) -> bool:
        return _is_name(name) and name not in hidden


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def _is_expression(text: str) -> bool:
    try:
        return "\n" not in text.strip() and bool(ast.parse(text.strip(), mode="eval"))
    except (SyntaxError, ValueError):
        return False
