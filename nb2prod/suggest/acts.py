"""What a statement does: its calls, looked up by library, by receiver, or by name."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import lineage
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    arguments_of,
    last_name,
    start_name,
    targets_of,
)
from nb2prod.knowledge import model_methods as methods
from nb2prod.knowledge.schema import Act, Value
from nb2prod.knowledge.stage_tables import UNPICKLERS
from nb2prod.records import replace
from nb2prod.suggest import learning, looks
from nb2prod.suggest.kept_results import Called, writes
from nb2prod.suggest.name_values import Function, Names, strongest
from nb2prod.suggest.suggestion import Evidence
from nb2prod.suggest.training_loops import LIKELY, SURE, Loops
from nb2prod.suggest.words import act_by_name, value_by_name

_GENERAL, _NAMED = 0.75, 0.6
_DEPTH = 4
_BUILTINS = frozenset(dir(builtins))
_READERS = frozenset({"print", "display", "len", "type", "str", "repr", "list", "sorted"})


class Reader(Loops):
    """Walks the statements of a notebook in order, and tells what each does."""

    def __init__(self) -> None:
        super().__init__(Names())
        self.depth = 0
        self.calling: set[str] = set()
        self.known: dict[tuple[object, ...], Called] = {}

    def statement(self, nodes: Sequence[ast.stmt], env: Environment) -> tuple[Evidence, ...]:
        """What the nodes of a statement do; then the values of names are those after it."""
        self.found, self.names.env = [], env
        for node in nodes:
            self.node(node)
        return tuple(self.found)

    # statements

    def node(self, node: ast.stmt) -> None:
        """Follow one statement."""
        match node:
            case ast.Import() | ast.ImportFrom():
                self.names.env.imports.update(imported(node))
                if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
                    self.names.stars.append(node.module or "")
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self.names.define(node.name, node)
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                self.assign(targets_of(node), value)
            case ast.AugAssign():
                self.expression(node.value)
                self.names.bind(node.target, self.value(node.value) or self.value(node.target))
            case ast.For() | ast.AsyncFor() | ast.While():
                self.loop(node)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self.expression(item.context_expr)
                    if item.optional_vars is not None:
                        self.names.bind(item.optional_vars, self.value(item.context_expr))
                self.body(node.body)
            case _:
                self.compound(node)

    def assign(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        self.expression(value)
        known = self.value(value)
        first = targets[0]
        if isinstance(value, ast.Constant) and isinstance(first, ast.Name):
            self.constant(first.id, value)
            return
        if isinstance(value, ast.Call) and isinstance(first, ast.Name):
            if self.names.qualified(value.func) in UNPICKLERS:
                known = self.unpickled(first.id)
            if known is Value.DATA and looks.compares(value):
                named = value_by_name(first.id)
                known = named if named is Value.RESULT else known  # `acc = (a == b).mean()`
        if isinstance(first, ast.Tuple) and isinstance(value, ast.Tuple):
            if len(first.elts) == len(value.elts):
                for one, part in zip(first.elts, value.elts, strict=True):
                    self.names.bind(one, self.value(part))
                    if isinstance(one, ast.Name) and isinstance(part, ast.Constant):
                        self.constant(one.id, part)
                return
        for target in targets:
            fitted = isinstance(value, ast.Call) and any(e.act is Act.FIT for e in self.found)
            if isinstance(target, ast.Tuple) and (fitted or known in (Value.MODEL, Value.RESULT)):
                for one in target.elts:  # `model, history = train(...)`
                    named = value_by_name(one.id) if isinstance(one, ast.Name) else None
                    self.names.bind(one, named or (Value.MODEL if fitted else known))
            else:
                self.names.bind(target, known)

    def constant(self, name: str, value: ast.Constant) -> None:
        """``score = 0`` may be counted up to a score; ``lr = 0.1`` is no model."""
        self.names.bind(ast.Name(name), None)
        text = isinstance(value.value, str)
        if value.value is not None and (text or self.names.values.get(name) is Value.MODEL):
            self.names.values.pop(name, None)

    def unpickled(self, name: str) -> Value:
        """What is read from a pickle: a model or data, as the name says that it is bound to."""
        named = value_by_name(name)
        if named in (Value.MODEL, Value.TRANSFORMER):
            return named
        self.found[:] = [
            replace(e, act=Act.LOAD) if e.act is Act.RESTORE else e for e in self.found
        ]
        return Value.DATA

    def compound(self, node: ast.AST) -> None:
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.stmt):
                self.node(each)
            elif isinstance(each, ast.expr):
                self.expression(each)
            else:
                self.compound(each)

    def body(self, nodes: Sequence[ast.stmt]) -> None:
        for node in nodes:
            self.node(node)

    # expressions

    def expression(self, node: ast.expr) -> None:
        """Gather what the calls in an expression do, the outermost first."""
        for part in self.parts(node):
            if isinstance(part, ast.comprehension):
                self.names.bind(part.target, self.value(part.iter))
            elif isinstance(part, ast.Call):
                self.call(part)
            if self.applied(part):
                self.add(Act.PREDICT, _NAMED, "a product with fitted weights", part)

    def parts(self, node: ast.AST) -> Iterator[ast.AST]:
        if isinstance(node, ast.Lambda):
            return
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield from node.generators
        yield node
        for each in ast.iter_child_nodes(node):
            yield from self.parts(each)

    def call(self, call: ast.Call) -> None:
        """Note what a call does."""
        func = call.func
        row = self.names.row(func)
        name = self.names.qualified(func)
        act: Act | None
        what = f"`{ast.unparse(func)}`" if len(ast.unparse(func)) < 50 else "a call"
        if isinstance(func, ast.Name) and self.names.definition(func.id):
            told = self.called(func.id, call).evidence
            self.found += [replace(e, line=call.lineno) for e in told]
        elif row is not None:
            act = row.act
            if row.composite and self.parts_of(call) is Value.MODEL:
                act = Act.BUILD
            if name == "open" and writes(call):
                act = None
            if act is not None:
                saved = self.saved(call) if act is Act.SAVE else None
                self.add(act, _GENERAL if row.general else SURE, what, call, saved)
        elif isinstance(func, ast.Attribute):
            count = len(self.found)
            self.method(call, func, what)
            own = self.names.method(func) if len(self.found) == count else None
            if own is not None and own.name not in self.calling and self.depth <= _DEPTH:
                told = self.body_of(own, call).evidence
                self.found += [replace(e, line=call.lineno) for e in told]
                given = sum(self.value(a) is Value.DATA for a in arguments_of(call))
                if learning.learns(self.names.methods(func.value), own.name, given):
                    self.add(Act.FIT, LIKELY, f"{what}, which changes the object", call)
        elif isinstance(func, ast.Name) and func.id not in _READERS:
            self.by_name(call, func.id, what)
        elif isinstance(func, ast.Call) and self.value(func) is Value.MODEL:
            self.add(Act.BUILD, LIKELY, "a layer that is applied", call)

    def by_name(self, call: ast.Call, name: str, what: str) -> None:
        if self.names.values.get(name) is Value.MODEL:
            self.add(self.applying(call, name), _NAMED, f"{what}, a model that is applied", call)
        elif (act := act_by_name(name)) and name not in _BUILTINS:
            self.add(act, _NAMED, f"{what}, by its name", call)

    def method(self, call: ast.Call, func: ast.Attribute, what: str) -> None:
        """What a method does, by the value that it is called on."""
        method, value = func.attr, self.value(func.value)
        if method in methods.COLLECT and isinstance(func.value, ast.Name):
            self.names.bind(func.value, strongest((self.parts_of(call), value)))
        if method in ("write_text", "write_bytes"):
            self.add(Act.SAVE, SURE, what, call, self.parts_of(call))
        elif (method in methods.SAVE and value is not Value.DATA) or (
            method.startswith("to_") and (method in methods.SAVE)
        ):
            if call.args or call.keywords:
                self.add(Act.SAVE, SURE, what, call, value)
        elif value is Value.STREAM or _standard(self.names.qualified(func)):
            return
        elif method in methods.TRANSFORM and not (
            value is Value.MODEL and method == "fit_transform"
        ):
            self.add(Act.PREPARE, LIKELY, what, call)
        elif value is Value.TRANSFORMER and method in ("fit", "partial_fit"):
            self.add(Act.PREPARE, SURE, what, call)
        elif value is Value.MODEL:
            act = Act.FIT if method == "fit_transform" else methods.BY_METHOD.get(method)
            if act is not None:
                self.add(act, SURE, what, call)
        elif method in methods.SURE:
            self.add(methods.BY_METHOD[method], LIKELY, what, call)
        elif method in methods.PLOT and method not in ("map", "set", "text", "show", "axis"):
            self.add(Act.PLOT, LIKELY, what, call)
        elif value is None and start_name(func) not in self.names.env.imports:
            named = act_by_name(method)
            if named is Act.FIT or (named is not None and start_name(func) == "self"):
                self.add(named, _NAMED, f"{what}, by its name", call)
        elif value is None and (named := act_by_name(method)):
            self.add(named, _NAMED, f"{what}, by its name", call)

    def saved(self, call: ast.Call) -> Value | None:
        """What is saved by a function that takes it as an argument."""
        return next((value for a in call.args[:2] if (value := self.value(a))), None)

    # functions of the notebook

    def called(self, name: str, call: ast.Call) -> Called:
        """What calling a function or class of the notebook does."""
        node = self.names.definition(name)
        assert node is not None
        if name in self.calling or self.depth > _DEPTH:
            return Called((), None)
        if isinstance(node, ast.ClassDef):
            return self.instance(node)
        key = (self.names.env.definitions[name].node, *(self.value(a) for a in call.args))
        if key not in self.known:
            self.known[key] = self.body_of(node, call)
        return self.known[key]

    def body_of(self, node: Function, call: ast.Call) -> Called:
        outer, found, self.found = self.names, self.found, []
        self.names = self.names.inner(node)
        self.depth += 1
        self.calling.add(node.name)
        parameters = [one for one in node.args.args if one.arg != "self"]
        for parameter, argument in zip(parameters, call.args, strict=False):
            outer_value = self.value_in(outer, argument)
            self.names.values.pop(parameter.arg, None)
            if outer_value or value_by_name(parameter.arg):
                self.names.bind(ast.Name(parameter.arg), outer_value)
        self.body(node.body)
        evidence = [e for e in self.found if e.act not in (Act.INSPECT, Act.SETTING)]
        returned = [n.value for n in all_nodes(node) if isinstance(n, ast.Return) and n.value]
        value = strongest(map(self.value, returned))
        told = {e.act for e in evidence}
        if Act.PREDICT in told and not told & {Act.FIT, Act.MEASURE}:
            value = Value.PREDICTION
        named = {value_by_name(n.id) for n in returned if isinstance(n, ast.Name)}
        if named == {Value.RESULT} and Act.FIT in told:
            value = Value.RESULT  # what another function has made of the predictions
        self.names, self.found = outer, found
        self.depth -= 1
        self.calling.discard(node.name)
        return Called(tuple(self.of_function(node, evidence)), value)

    def of_function(self, node: Function, evidence: list[Evidence]) -> Iterator[Evidence]:
        """The evidence of a body, each act once, or what its name says where it shows none."""
        what = f"`{node.name}` of the notebook"
        best: dict[Act, float] = {}
        for one in evidence:
            best[one.act] = max(best.get(one.act, 0), one.weight)
        named = act_by_name(node.name)
        if not best and named:
            best[named] = _NAMED
        if named is Act.MEASURE and Act.PREDICT in best and Act.FIT not in best:
            best[Act.MEASURE] = LIKELY
        if named in (Act.PREPARE, Act.LOAD) and not {Act.FIT, Act.PREDICT} & best.keys():
            best.setdefault(named, LIKELY)
        for act, weight in best.items():
            yield Evidence(act, weight * 0.95, what, node.lineno)

    def value_in(self, names: Names, node: ast.expr) -> Value | None:
        """What an expression is by other names than the present ones."""
        kept, self.names = self.names, names
        try:
            return self.value(node)
        finally:
            self.names = kept

    def instance(self, node: ast.ClassDef) -> Called:
        """What making an instance of a class of the notebook does."""
        line = node.lineno
        what = f"`{node.name}` of the notebook"
        above = [one.node for one in lineage(node.name, self.names.env.definitions)]
        family = [n for n in above if isinstance(n, ast.ClassDef)] or [node]
        defined = {n.name for one in family for n in one.body if isinstance(n, ast.FunctionDef)}
        above_all = [base for one in family for base in one.bases]
        rows = [self.names.row(base) for base in above_all]
        bases = {(self.names.qualified(b) or last_name(b)).rpartition(".")[2] for b in above_all}
        if "Dataset" in bases or "Dataset" in node.name or "__getitem__" in defined:
            return Called((Evidence(Act.PREPARE, LIKELY, what, line),), Value.DATA)
        if "transform" in defined or "TransformerMixin" in bases:
            return Called((), Value.TRANSFORMER)
        models = any(row and row.value is Value.MODEL for row in rows)
        if models or defined & {"fit", "forward", "predict", "train", "call"}:
            return Called((Evidence(Act.BUILD, LIKELY, what, line),), Value.MODEL)
        return Called((), None)


def _standard(qualified: str | None) -> bool:
    """Whether it is of the standard library, whose names tell nothing about models."""
    return qualified is not None and qualified.partition(".")[0] in sys.stdlib_module_names
