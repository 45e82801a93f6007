"""What a notebook attaches to its classes after their definition: methods and constants."""

import ast
from collections import Counter
from collections.abc import Mapping, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imports_of
from nb2prod.analysis.syntax.nodes import all_nodes, last_name, loaded, named
from nb2prod.analysis.syntax.reads_and_binds import flow_of
from nb2prod.records import dataclass, replace

_LIBRARY = {"fastcore.basics.patch", "fastcore.all.patch", "fastai.basics.patch"}
_LIBRARY_OF_CLASS = "add_to_class"
"""`d2l.torch.add_to_class(Class)`, and what d2l's other back ends have."""
_OWN_BASES = {"object", "ABC", "Exception"}
_WRAPPERS = {"staticmethod", "classmethod", "property"}
_MADE_WITH_THE_CLASS = {
    "__eq__", "__new__", "__init_subclass__", "__class_getitem__", "__set_name__", "__slots__",
    "__post_init__",
}  # fmt: skip
"""What means something else in the body of a class than after it."""


@dataclass(frozen=True, slots=True)
class Top:
    """A statement on module level: its cell, by position, and its node."""

    cell: int
    node: ast.stmt


@dataclass(frozen=True, slots=True)
class Attached:
    """What statement `at` attaches to the class that stands at `owner`, as `name`.

    It is the function that stands at `function`, inside of ``wrapper``; or, with -1, ``value``.
    """

    owner: int
    name: str
    at: int
    function: int = -1
    value: ast.expr | None = None
    wrapper: str = ""


def attachments(tops: Sequence[Top]) -> list[Attached]:
    """What can as well stand in the bodies of the classes, in the order of the notebook."""
    binders = Counter(n for top in tops for n in flow_of([top.node], deferred=True).may_bind)
    classes = {
        top.node.name: at
        for at, top in enumerate(tops)
        if isinstance(top.node, ast.ClassDef) and binders[top.node.name] == 1
    }
    if not classes:
        return []
    functions = {
        top.node.name: at
        for at, top in enumerate(tops)
        if isinstance(top.node, ast.FunctionDef) and binders[top.node.name] == 1
    }
    notebook = _Notebook(tops, classes, functions, imports_of(top.node for top in tops))
    found = [one for at in range(len(tops)) if (one := notebook.attached(at)) is not None]
    counts = Counter((one.owner, one.name) for one in found)
    found = [one for one in found if counts[one.owner, one.name] == 1]
    return [one for one in found if notebook.may_move(one)]


@dataclass(frozen=True)
class _Notebook:
    tops: Sequence[Top]
    classes: Mapping[str, int]
    functions: Mapping[str, int]
    imports: Mapping[str, str]

    def attached(self, at: int) -> Attached | None:
        """What the statement attaches to a class that stands above it, if it does so."""
        match self.tops[at].node:
            case ast.Assign(targets=[ast.Attribute(ast.Name(owner), name)], value=value):
                found = self.given(at, owner, name, value)
            case ast.Expr(
                ast.Call(ast.Name("setattr"), [ast.Name(owner), ast.Constant(str(name)), value], [])
            ) if name.isidentifier():
                found = self.given(at, owner, name, value)
            case ast.FunctionDef(name=name, decorator_list=[first, *_]) as node:
                owner = self.decorated(first, node)
                found = Attached(self.classes.get(owner, -1), name, at, at)
            case _:
                return None
        return found if found is not None and 0 <= found.owner < at else None

    def given(self, at: int, owner: str, name: str, value: ast.expr) -> Attached | None:
        """``owner.name = value``."""
        made = Attached(self.classes.get(owner, -1), name, at, value=value)
        match value:
            case ast.Name(function) if function in self.functions:
                made = replace(made, function=self.functions[function])
            case ast.Call(ast.Name(wrapper), [ast.Name(function)], []) if (
                wrapper in _WRAPPERS and function in self.functions
            ):
                made = replace(made, function=self.functions[function], wrapper=wrapper)
            case ast.Call(ast.Name(wrapper), [ast.Lambda()], []) if wrapper in _WRAPPERS:
                pass
            case ast.Lambda():
                pass
            case _:
                try:
                    ast.literal_eval(value)
                except ValueError:
                    return None
        return made if made.function < at else None

    # decorators

    def decorated(self, decorator: ast.expr, node: ast.FunctionDef) -> str:
        """The class that a decorator attaches the function to, or nothing."""
        match decorator:
            case ast.Name(name) if self.imports.get(name) in _LIBRARY:
                first = next(iter((*node.args.posonlyargs, *node.args.args)), None)
                return getattr(first.annotation if first else None, "id", "")
            case ast.Call(ast.Name(name) | ast.Attribute(ast.Name(), name), [ast.Name(owner)], []):
                top = decorator.func.id if isinstance(decorator.func, ast.Name) else ""
                meaning = self.imports.get(top or named(decorator.func).pop(), "")
                if name == _LIBRARY_OF_CLASS and meaning.startswith("d2l"):
                    return owner
                made = self.function(top)
                return owner if made and _is_factory(made) else ""
            case ast.Name(name):
                made = self.function(name)
                return _set_by(made, made.body) if made else ""
        return ""

    def function(self, name: str) -> ast.FunctionDef | None:
        """The notebook's function of that name."""
        node = self.tops[self.functions[name]].node if name in self.functions else None
        return node if isinstance(node, ast.FunctionDef) and not node.decorator_list else None

    # whether it may stand in the class

    def may_move(self, one: Attached) -> bool:
        """Whether nothing can tell that the class has it from the start."""
        node = self.tops[one.owner].node
        assert isinstance(node, ast.ClassDef)
        dunder = one.name.startswith("__")
        if node.keywords or (node.decorator_list and (dunder or not _is_dataclass(node))):
            return False
        own = all(self.is_own(base) for base in node.bases)
        plain = one.function < 0 and not isinstance(one.value, ast.Lambda | ast.Call)
        if one.name in _MADE_WITH_THE_CLASS or (plain and not own):
            return False
        if not self.reads_the_same(one, node) or one.name in _set_on_objects(node):
            return False
        between = [top.node for top in self.tops[one.owner + 1 : one.at]]
        if dunder or not own or one.name in self.bound_in(node.name):
            return not _runs(between, node.name)
        return not any(isinstance(n, ast.Name | ast.Attribute) and _name(n) in _ASKS
                       for top in between for n in all_nodes(top))  # fmt: skip

    def is_own(self, base: ast.expr) -> bool:
        """Whether a base class is known to the last attribute."""
        if not isinstance(base, ast.Name):
            return False
        if base.id in _OWN_BASES:
            return True
        at = self.classes.get(base.id)
        node = self.tops[at].node if at is not None else None
        return isinstance(node, ast.ClassDef) and all(self.is_own(b) for b in node.bases)

    def bound_in(self, name: str) -> set[str]:
        """What the class and its bases of the notebook have; ``__getattr__`` may give anything."""
        node = self.tops[self.classes[name]].node if name in self.classes else None
        if not isinstance(node, ast.ClassDef):
            return set()
        own = set(flow_of(node.body, deferred=True).may_bind)
        return own.union(*(self.bound_in(b.id) for b in node.bases if isinstance(b, ast.Name)))

    def reads_the_same(self, one: Attached, owner: ast.ClassDef) -> bool:
        """Whether names mean the same in the body of the class, where it stands."""
        before = [top.node for top in self.tops[: one.owner]]
        known = BUILTINS.union(*(flow_of([n], deferred=True).may_bind for n in before))
        known -= flow_of(owner.body, deferred=True).may_bind
        if one.function < 0:
            assert one.value is not None
            whole: ast.AST = one.value
            read = _read_at_once(one.value)
        else:
            node = self.tops[one.function].node
            assert isinstance(node, ast.FunctionDef)
            whole, rest = node, node.decorator_list[one.at == one.function :]
            annotations = {id(a.annotation) for a in scope.all_arguments(node.args)}
            parts = [e for e in scope.header(node) if e not in node.decorator_list]
            parts = [e for e in parts if id(e) not in annotations and e is not node.returns]
            read = loaded(*parts, *rest)
            if node.name != one.name and node.name in named(*node.body):
                return False
        return read <= known and not any(map(_is_mangled, all_nodes(whole)))


_ASKS = {"hasattr", "getattr", "dir", "vars", "__dict__", "AttributeError", "inspect", "callable"}


def _name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _read_at_once(value: ast.expr) -> set[str]:
    """What an expression reads when it is evaluated: not what is inside of its lambdas."""
    if isinstance(value, ast.Lambda):
        return loaded(*scope.header(value))
    if isinstance(value, ast.Call):
        return loaded(value.func).union(*map(_read_at_once, value.args))
    return loaded(value)


def _runs(between: Sequence[ast.stmt], name: str) -> bool:
    """Whether statements that run may use the class: itself, or what is defined with its help."""
    near = {name}
    for node in between:
        defines = isinstance(node, (*scope.DEFS, ast.ClassDef))
        if not near & named(node):
            continue
        if not defines:
            return True
        near |= flow_of([node], deferred=True).may_bind
    return False


def _set_on_objects(node: ast.ClassDef) -> set[str]:
    """Attributes that methods set: not those of a property."""
    inside = (n for n in all_nodes(node) if isinstance(n, ast.Attribute))
    return {n.attr for n in inside if not isinstance(n.ctx, ast.Load)}


def _is_dataclass(node: ast.ClassDef) -> bool:
    names = (d.func if isinstance(d, ast.Call) else d for d in node.decorator_list)
    return all(isinstance(n, ast.Name | ast.Attribute) and _name(n) == "dataclass" for n in names)


def _is_mangled(node: ast.AST) -> bool:
    """A private name of a class, which is another one inside of it."""
    name = last_name(node)
    return name.startswith("__") and not name.endswith("__")


def _is_factory(node: ast.FunctionDef) -> bool:
    """Whether it returns ``def add(f): setattr(cls, f.__name__, f)`` of its parameter ``cls``."""
    match _without_docstring(node.body):
        case [ast.FunctionDef(name=inner, decorator_list=[]) as made, ast.Return(ast.Name(given))]:
            own = [a.arg for a in scope.all_arguments(node.args)]
            return inner == given and own == [_set_by(made, made.body)]
    return False


def _set_by(node: ast.FunctionDef, body: Sequence[ast.stmt]) -> str:
    """The name of the class that a decorator sets its function on, and does nothing else."""
    parameters = [a.arg for a in scope.all_arguments(node.args)]
    body = _without_docstring(body)
    match body[1:]:
        case [] | [ast.Return(ast.Name())]:
            last = body[-1]
            if isinstance(last, ast.Return) and parameters != [getattr(last.value, "id", "")]:
                return ""
        case _:
            return ""
    match body[0]:
        case ast.Expr(
            ast.Call(
                ast.Name("setattr"),
                [ast.Name(owner), ast.Attribute(ast.Name(f), "__name__"), ast.Name(g)],
                [],
            )
        ) if f == g and [f] == parameters:
            return owner
    return ""


def _without_docstring(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    match body:
        case [ast.Expr(ast.Constant(str())), _, *_]:
            return body[1:]
    return body
