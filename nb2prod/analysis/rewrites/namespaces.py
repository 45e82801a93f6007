"""``globals()`` and ``locals()`` of the notebook, replaced by the names that are looked up.

In a script, the notebook's variables are local to a function, so ``globals()`` does not have them.
If the text shows which are needed, ``"{n}".format(**locals())`` becomes ``"{n}".format(n=n)``.
"""

import ast
import keyword
import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.rewrites.guards import without_guards
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    child_nodes,
    last_name,
    method_name,
    root_name,
    stored,
)
from nb2prod.analysis.syntax.reads_and_binds import flow_of
from nb2prod.analysis.text_names import Texts, tables_in, terms_in, texts_of
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of, instead_of
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.syntax import body_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass

NAMESPACES = frozenset({"globals", "locals", "vars"})
_MENTIONED = regex(r"\b(?:globals|locals|vars|eval|exec)\s*\(")
_PERCENT = regex(r"%\((\w+)\)")
_DOLLAR = regex(r"\$(?:\{(\w+)\}|([^\W\d]\w*))")
_OWN_SCOPES = (*scope.FUNCTIONS, ast.ClassDef, *scope.COMPREHENSIONS)


def without_namespaces(notebook: Notebook) -> Notebook:
    """The notebook with names in the place of lookups; lines stay where they are."""
    if not any(_MENTIONED.search(cell.source) for cell in notebook.cells):
        return notebook
    live = notebook.live
    trees = [(cell, body_of(cell.source)) for cell in live]
    nodes = [node for _, tree in trees for node in tree]
    counts = Counter(name for node in nodes for name in flow_of([node], deferred=True).may_bind)
    env = _known(nodes, counts)
    counts.update(name for node in nodes for name in _stored(node, env))
    names = Counter(n.id for top in nodes for n in all_nodes(top) if isinstance(n, ast.Name))
    texts = texts_of(nodes, counts.keys())
    asked = _Asked(_texts(nodes, counts), env, texts, counts.keys(), names)
    edits = [(cell.number, e) for cell, tree in trees for node in tree for e in asked.edits(node)]
    return without_guards(notebook, edited(notebook, edits), env)


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


def _known(nodes: list[ast.stmt], counts: Mapping[str, int]) -> Environment:
    """The constants of the notebook, lists among them that it only looks at."""
    every = [n for top in nodes for n in all_nodes(top)]
    looked_at: set[int] = set()
    for node in every:
        match node:
            case ast.For(iter=one) | ast.comprehension(iter=one):
                looked_at.add(id(one))
            case ast.Subscript(value=one, ctx=ast.Load()):
                looked_at.add(id(one))
            case ast.Call(func=ast.Name(id=name), args=args) if name in _LOOK_ONLY:
                looked_at |= {id(one) for one in args}
    loaded = (n for n in every if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load | ast.Del))
    handed_on = {n.id for n in loaded if id(n) not in looked_at}
    handed_on |= {root_name(n) for n in every if isinstance(n, ast.Subscript) and _changes(n)}
    env = Environment(bound=dict.fromkeys(counts))
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if counts[name] == 1:
                known = fold(value, env)
                fixed = not isinstance(known, list | dict | set | tuple)
                if known is not UNKNOWN and (fixed or name not in handed_on):
                    env.constants[name] = known
    return env


_LOOK_ONLY = frozenset({"enumerate", "len", "print", "range", "reversed", "sorted", "zip"})


def _changes(node: ast.Subscript) -> bool:
    return not isinstance(node.ctx, ast.Load)


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


def _stored(node: ast.stmt, env: Environment) -> Iterator[str]:
    """Names that ``globals()["name"] = value`` binds."""
    yield from (name for name, _ in _stored_in_turn(node, env))
    for inner in all_nodes(node):
        match inner:
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(key)), ctx=ast.Store()):
                if _namespace(owner):
                    yield key


def _stored_in_turn(node: ast.stmt, env: Environment) -> list[tuple[str, str]]:
    """Names with values that ``for n in ["a", "b"]: globals()[n] = f(n)`` binds, and no more."""
    if not isinstance(node, ast.For) or node.orelse or len(node.body) != 1:
        return []
    match node.body[0]:
        case ast.Assign(targets=[ast.Subscript(value=owner, slice=key)], value=value) if _namespace(
            owner
        ):
            pairs = [(name, ast.unparse(value)) for name in _in_turn(key, _loops(node, env), env)]
        case ast.Expr(ast.Call(func=ast.Name(id="exec"), args=[text], keywords=[])):
            pairs = [_assigned(one) for one in _in_turn(text, _loops(node, env), env)]
        case _:
            return []
    found = {name for name, _ in pairs}
    apart = len(found) == len(pairs) and not _read(pairs) & {*found, *NAMESPACES}
    return pairs if apart and all(map(_is_name, found)) else []


def _read(pairs: list[tuple[str, str]]) -> set[str]:
    """The names in the values."""
    trees = (ast.parse(value) for _, value in pairs)
    return {n.id for tree in trees for n in all_nodes(tree) if isinstance(n, ast.Name)}


def _assigned(source: str) -> tuple[str, str]:
    """Name and value of code that is nothing but an assignment; of other code an empty name."""
    match body_of(source):
        case [ast.Assign(targets=[ast.Name(id=name)], value=value)]:
            return name, ast.unparse(value)
    return "", "None"


def _loops(node: ast.AST, env: Environment) -> list[ast.comprehension]:
    """The loops of a statement or comprehension over what the text tells, as of a comprehension."""
    found: list[ast.comprehension] = []
    if isinstance(node, ast.For):
        if not {*stored(node.target)} & flow_of(node.body, deferred=True).may_bind:
            found = [ast.comprehension(node.target, node.iter, [], 0)]
    elif isinstance(node, scope.COMPREHENSIONS):
        found = [ast.comprehension(g.target, g.iter, [], 0) for g in node.generators]
    known = found and fold(ast.ListComp(ast.Constant(0), found), env) is not UNKNOWN
    return found if known else []


def _in_turn(key: ast.expr, loops: list[ast.comprehension], env: Environment) -> list[str]:
    """The texts that an expression gives in loops; none where that is not known."""
    found = fold(ast.ListComp(key, loops), env) if loops else UNKNOWN
    texts = [one for one in found if type(one) is str] if isinstance(found, list) else []
    return texts if isinstance(found, list) and len(texts) == len(found) else []


def _namespace(node: ast.AST | None) -> str:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[], keywords=[]) if name in NAMESPACES:
            return name
    return ""


@dataclass
class _Asked:
    """``known`` are texts by name, ``bound`` all names of the notebook, ``names`` how often each
    stands in it, ``sure`` those that are bound on every path up to the statement, ``perhaps``
    those that may be, ``loops`` those around over constants, ``env`` what is constant."""

    known: Mapping[str, str]
    env: Environment
    texts: Texts
    bound: Collection[str]
    names: Mapping[str, int]
    sure: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    loops: list[ast.comprehension] = field(default_factory=list)

    def edits(self, node: ast.stmt) -> list[SourceEdit]:
        flow = flow_of([node], deferred=True)
        written = set(_stored(node, self.env))
        before = self.sure, self.perhaps
        in_turn = self.in_turn(node, _stored_in_turn(node, self.env))
        if in_turn is not None:
            found = [in_turn]
        elif isinstance(node, ast.If):
            found = list(self.walk(node.test, frozenset(), False))
            for branch in (node.body, node.orelse):
                self.sure, self.perhaps = before
                found += [edit for inner in branch for edit in self.edits(inner)]
        else:
            if hasattr(node, "body"):  # a second turn of a loop finds what the first one left
                self.sure = self.sure - flow.may_delete
                self.perhaps = self.perhaps | flow.may_bind | written
            found = list(self.walk(node, frozenset(), False))
        binds = flow.binds | (written if in_turn or isinstance(node, ast.Assign) else set())
        self.sure = (before[0] | binds) - flow.deletes - flow.may_delete
        self.perhaps = before[1] | flow.may_bind | written
        return found

    def in_turn(self, node: ast.stmt, pairs: list[tuple[str, str]]) -> SourceEdit | None:
        """All names bound at once; what the loop leaves in its variable only if that is read."""
        if not isinstance(node, ast.For) or not pairs or NAMESPACES & set(self.bound):
            return None
        target, loops = node.target, _loops(node, self.env)
        inside = Counter(n.id for n in all_nodes(node) if isinstance(n, ast.Name))
        left = ""
        if any(self.names[name] > inside[name] for name in stored(target)):
            if not isinstance(target, ast.Name):
                return None
            every = fold(ast.ListComp(ast.Name(target.id, ast.Load()), loops), self.env)
            if not isinstance(every, list) or not isinstance(every[-1], str | int):
                return None
            left = f"; {target.id} = {every[-1]!r}"
        names, values = zip(*pairs, strict=True)
        if len(set(values)) == 1:
            code = f"[{values[0]} for {ast.unparse(target)} in {ast.unparse(node.iter)}]"
        elif _read(pairs) & {*stored(target)}:
            return None
        else:
            code = f"[{', '.join(values)}]"
        return instead_of(node, f"{', '.join(names)}{',' * (len(names) == 1)} = {code}{left}")

    def walk(self, node: ast.AST, hidden: frozenset[str], inner: bool) -> Iterator[SourceEdit]:
        """Edits below a node; `hidden` names are those of a scope in between, `inner` is one."""
        made = self.edit(node, hidden, inner)
        if made is not None:
            yield made
            return
        if isinstance(node, ast.JoinedStr):
            return  # before Python 3.12 the tree does not say where its parts stand
        around = self.loops
        if isinstance(node, scope.FUNCTIONS):
            self.loops = []  # it may be called where not all of them are bound
        elif not inner:
            self.loops = [*around, *_loops(node, self.env)]
        if isinstance(node, _OWN_SCOPES):
            inner, hidden = True, hidden | scope.bound_inside(node)
        for child in child_nodes(node):
            yield from self.walk(child, hidden, inner)
        self.loops = around

    def edit(self, node: ast.AST, hidden: frozenset[str], inner: bool) -> SourceEdit | None:
        """The edit of an expression that asks a namespace for known names."""

        def seen(other: ast.AST | None) -> bool:
            name = _namespace(other)
            return bool(name) and name not in self.bound and (name == "globals" or not inner)

        match node:
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(key)), ctx=context):
                if seen(owner) and (not inner or isinstance(context, ast.Load)):
                    return self.written(node, [key], hidden, "{0}")
            case ast.Subscript(value=owner, slice=key, ctx=ast.Load()) if seen(owner):
                keys = _in_turn(key, self.loops, self.env)
                if keys and self.sure.issuperset(keys):
                    asked = self.written(owner, keys, hidden)
                    return asked and in_place_of(node, f"{asked.text}[{ast.unparse(key)}]")
            case ast.Compare(left=ast.Constant(value=str(key)), ops=[op], comparators=[owner]):
                if seen(owner) and not inner and self.is_decided(key):
                    there = key in self.sure
                    return in_place_of(node, str(there is isinstance(op, ast.In)))
            case ast.Compare(left=key, ops=[ast.In() | ast.NotIn() as op], comparators=[owner]):
                keys = _in_turn(key, self.loops, self.env) if seen(owner) else []
                if keys and all(map(self.is_decided, keys)):
                    answers = {one in self.sure for one in keys}
                    if len(answers) == 1:
                        return in_place_of(node, str((True in answers) is isinstance(op, ast.In)))
                    bound = tuple(dict.fromkeys(one for one in keys if one in self.sure))
                    return in_place_of(owner, repr(bound))
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
