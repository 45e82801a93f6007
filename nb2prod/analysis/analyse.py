"""The analysis of a notebook: one walk through its statements, in document order."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nb2prod.analysis import kinds, scope
from nb2prod.analysis.definitions import Definitions, definition_of
from nb2prod.analysis.effects import io_calls, own_effects
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.execute import Interpreter
from nb2prod.analysis.flow import Flow, flow_of
from nb2prod.analysis.fold import UNKNOWN, fold
from nb2prod.analysis.imports import import_facts, imported, imports_in, is_import, star_names
from nb2prod.analysis.infer import bound_types
from nb2prod.analysis.infer_base import bind, copied
from nb2prod.analysis.model import (
    Analysed,
    Analysis,
    Definition,
    DefinitionNode,
    Facts,
    Import,
    IOCall,
    Kind,
    Share,
    Sharing,
    Statement,
    Type,
)
from nb2prod.analysis.opaque import unknown_star
from nb2prod.analysis.purity import is_pure
from nb2prod.analysis.sharing import Heap, Value
from nb2prod.analysis.statements import statements_of
from nb2prod.analysis.summary import Own
from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.model import Notebook, Role

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Delete)


def analyse(notebook: Notebook) -> Analysis:
    """The facts about each statement of the notebook.

    Raises:
        ConversionError: a cell is not Python.
    """
    statements: list[Statement] = []
    for cell in notebook.cells:
        statements.extend(statements_of(cell, len(statements)))
    walk = _Walk(statements)
    analysed = []
    for group in _by_cell(statements):
        if group[0].cell.role is Role.SKIP:
            analysed.extend(walk.skipped(group))
        else:
            analysed.extend(walk.statement(s) for s in group)
    constants = tuple(sorted(walk.env.constants.items()))
    return Analysis(notebook.name, tuple(analysed), tuple(walk.imports), constants)


def _by_cell(statements: list[Statement]) -> Iterator[list[Statement]]:
    group: list[Statement] = []
    for statement in statements:
        if group and statement.cell is not group[-1].cell:
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


@dataclass(frozen=True)
class _Before:
    """What had been before a statement: objects and the values of names it then rebinds."""

    size: int
    names: dict[str, Value]


class _Walk:
    def __init__(self, statements: list[Statement]) -> None:
        self.env = Environment()
        self.world = Definitions(self.env)
        self.heap = Heap()
        self.frame = Interpreter(self.heap, self.env, self.world)
        self.imports: list[Import] = []
        kept = [s for s in statements if s.cell.role is not Role.SKIP]
        self.binders = Counter(n for s in kept for n in flow_of(s.nodes, deferred=True).may_bind)
        self.used: frozenset[str] | None = None
        self.all = statements
        for statement in statements:
            self.world.places[statement.index] = statement.place

    # cells

    def skipped(self, group: list[Statement]) -> list[Analysed]:
        """Statements that will not be run; only what nothing else binds is known after them."""
        before = copied(self.env)
        with self.frame.branch() as names:
            result = [self.statement(s) for s in group]
        after = copied(self.env)
        for part in ("imports", "types", "constants", "definitions"):
            known = getattr(self.env, part)
            known.clear()
            known.update(getattr(before, part))
        self.env.bound.clear()
        self.env.bound.update(before.bound)
        own = {n for a in result for n in a.facts.may_bind if not self.binders[n]}
        for name in sorted(own):
            bind(self.env, name, after.types.get(name))
            for part in ("imports", "constants", "definitions"):
                if name in getattr(after, part):
                    getattr(self.env, part)[name] = getattr(after, part)[name]
            if name in names:
                self.frame.set_name(name, names[name])
        return result

    def statement(self, statement: Statement) -> Analysed:
        """The facts of one statement; then everything known is moved past it."""
        kind = self.kind(statement)
        flow = flow_of(statement.nodes, deferred=kind is Kind.DEFINITION)
        self.frame.restart()
        size = self.heap.size
        own: list[Own] = []
        types: dict[str, Type] = {}
        before = copied(self.env)
        self.frame.journals.append({})
        for node in statement.nodes:
            own.append(self.follow(node, statement, kind))
        old = self.frame.journals.pop()
        if self.frame.journals:
            for name, value in old.items():
                self.frame.journals[-1].setdefault(name, value)
        facts = self.facts(statement, kind, flow, own, before, _Before(size, old))
        types = {n: t for n in sorted(facts.may_bind) if (t := self.env.types.get(n))}
        return Analysed(statement, kind, replace(facts, types=tuple(types.items())))

    def kind(self, statement: Statement) -> Kind:
        """Imports only, definitions only, or anything else."""
        if all(is_import(n) for n in statement.nodes):
            return Kind.IMPORT
        if all(self.defines(n) for n in statement.nodes):
            return Kind.DEFINITION
        return Kind.CODE

    def defines(self, node: ast.stmt) -> bool:
        """A ``def``, a ``class``, or ``name = lambda …`` where nothing else binds the name."""
        if isinstance(node, (*scope.DEFS, ast.ClassDef)):
            return True
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                return self.binders[name] <= 1
        return False

    # one node

    def follow(self, node: ast.stmt, statement: Statement, kind: Kind) -> Own:
        """Follow one statement and move the environment past it."""
        if is_import(node):
            return self.import_(node, statement)
        if self.defines(node):
            return self.define(node, statement)
        env = self.env
        if not isinstance(node, _SIMPLE):
            env = copied(self.env)
            for each in imports_in(node):
                for name, qualified in imported(each):
                    bind(env, name, None)
                    env.imports[name] = qualified
        own = own_effects([node], env, statement.place, tuple(io_calls(node, self.env)))
        self.frame.env = env
        self.frame.statement(node)
        self.frame.env = self.env
        self.move_past(node)
        return own

    def import_(self, node: ast.stmt, statement: Statement) -> Own:
        """Bind what an import binds."""
        found = list(import_facts(node, statement.index))
        self.imports += found
        for name in flow_of([node]).may_bind:
            bind(self.env, name, None)
            self.frame.set_name(name, frozenset())
        for each in reversed(found):
            if not each.star:
                self.env.imports[each.name] = each.qualified
        for name, kind in bound_types(node, self.env).items():
            if name not in self.env.imports and kind is not None:
                self.env.types[name] = kind
        own = Own()
        for each in found:
            if each.star:
                own = replace(own, opaque=(*own.opaque, *self.star(each, statement)))
        return own

    def star(self, star: Import, statement: Statement) -> list[Diagnostic]:
        """Names of ``from m import *``, or the finding that they are not known."""
        names = star_names(star.qualified)
        if names is None:
            return [unknown_star(star.qualified, statement.place)]
        for name in sorted(names & self.names_used()):
            bind(self.env, name, None)
            self.env.imports[name] = f"{star.qualified}.{name}"
        return []

    def names_used(self) -> frozenset[str]:
        """Every name in the notebook."""
        if self.used is None:
            self.used = frozenset(
                n.id
                for s in self.all
                for top in s.nodes
                for n in ast.walk(top)
                if isinstance(n, ast.Name)
            )
        return self.used

    def define(self, node: ast.stmt, statement: Statement) -> Own:
        """A definition: what runs now is its header, and a class's body."""
        assert isinstance(node, DefinitionNode)
        definition = definition_of(node, statement.index)
        parts = list(_run_at_definition(node))
        own = own_effects(
            parts, self.env, statement.place, tuple(c for p in parts for c in io_calls(p, self.env))
        )
        frame = self.frame
        for part in parts:
            if isinstance(part, ast.expr):
                frame.value(part)
        if isinstance(node, ast.ClassDef):
            body = [n for n in node.body if not isinstance(n, scope.DEFS)]
            frame.nested(flow_of(node.body).may_bind).block(body)
        self.world.add(definition)
        frame.set_name(definition.name, frozenset())
        if not isinstance(node, ast.Assign):
            for decorator in node.decorator_list:
                self.decorate(decorator, definition)
        return own

    def decorate(self, decorator: ast.expr, definition: Definition) -> None:
        """A decorator of the notebook's own gets the function and may call it later."""
        call = ast.copy_location(
            ast.Call(decorator, [ast.Name(definition.name, ast.Load())], []), decorator
        )
        if not self.env.qualified(decorator):
            self.frame.value(ast.fix_missing_locations(call))

    def move_past(self, node: ast.stmt) -> None:
        """Types, constants and imports after the statement."""
        env, flow = self.env, flow_of([node])
        constants = dict(_constants(node, env))
        types = bound_types(node, env)
        inner = {n: q for each in imports_in(node) for n, q in imported(each)}
        for name in flow.may_bind:
            bind(env, name, types.get(name))
            if name in inner:
                env.imports[name] = inner[name]
            elif constants.get(name, UNKNOWN) is not UNKNOWN:
                env.constants[name] = constants[name]
        for name, kind in types.items():
            if name not in flow.may_bind and name not in env.definitions:
                env.types.pop(name, None)
                if kind is not None:
                    env.types[name] = kind
        for name in flow.deletes:
            bind(env, name, None)
            env.bound.discard(name)

    # facts

    def facts(
        self,
        statement: Statement,
        kind: Kind,
        flow: Flow,
        own: list[Own],
        env: Environment,
        before: _Before,
    ) -> Facts:
        """Everything about a statement, from the parts."""
        happened = self.frame.happened
        reads = frozenset(n for n in flow.reads if not _is_builtin(n, env))
        escaping = self.escaping(statement, kind, env)
        units = set(happened.units)
        for name in escaping:
            if not self.world.is_class(name):
                units.add(name)
        starts = {u.partition(".")[0] for u in units} | (reads & env.definitions.keys())
        starts |= self.carried(reads | flow.may_bind)
        definitions = self.world.closure(starts)
        for name in escaping:
            summary = self.world.summary(name)
            units |= summary.units if summary else set()
        owns = [*own, *(s.own for u in sorted(units) if (s := self.world.summary(u)))]
        writes = self.global_writes(units)
        mutates = self.mutated(before)
        self.settle(mutates)
        names = flow.may_bind | writes
        facts = Facts(
            reads=reads,
            binds=flow.binds,
            may_bind=names | self.star_bound(statement),
            mutates=mutates,
            deletes=flow.deletes,
            definitions=definitions,
            escaping=escaping,
            hidden_reads=self.hidden(definitions, env),
            shares=self.shares(names, happened.ties),
            seeds=frozenset().union(*(o.seeds for o in owns)),
            draws=frozenset(happened.draws).union(*(o.draws for o in owns)),
            effects=tuple(dict.fromkeys(e for o in owns for e in o.effects)),
            io=(*(c for o in own for c in o.io), *self.io_inside(escaping)),
            prints=any(o.prints for o in owns),
            draws_figure=any(o.draws_figure for o in owns),
            opaque=tuple(dict.fromkeys(d for o in owns for d in o.opaque)),
        )
        if self.is_display(statement, facts, env, units):
            return replace(facts, pure=True, prints=False)
        return facts

    def star_bound(self, statement: Statement) -> frozenset[str]:
        """Names bound by a star import that the notebook uses."""
        names: set[str] = set()
        for each in reversed(self.imports):
            if each.statement != statement.index:
                break
            if each.star:
                names |= (star_names(each.qualified) or frozenset()) & self.names_used()
        return frozenset(names)

    def escaping(self, statement: Statement, kind: Kind, env: Environment) -> frozenset[str]:
        """Definitions that the statement uses otherwise than by calling them."""
        found: set[str] = set()
        called = set()
        for top in statement.nodes:
            nodes: list[ast.AST] = [top]
            if self.defines(top) and isinstance(top, DefinitionNode):
                nodes = list(_run_at_definition(top))
            for node in (n for part in nodes for n in ast.walk(part)):
                if isinstance(node, ast.Call):
                    called.add(id(node.func))
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                    if node.id in env.definitions and id(node) not in called:
                        found.add(node.id)
        return frozenset(found)

    def carried(self, names: Iterable[str]) -> set[str]:
        """Definitions of functions and classes that the values of the names hold."""
        found: set[str] = set()
        values = [self.frame.names.get(n, frozenset()) for n in names]
        for node in self.heap.reach(r.node for v in values for r in v):
            for table in (self.heap.functions, self.heap.instances):
                if node in table:
                    found.add(table[node])
        for name in names:
            kind = self.env.types.get(name)
            if kind and kind.name.startswith("notebook."):
                found.add(kind.name.removeprefix("notebook."))
        return found

    def hidden(self, definitions: Iterable[Definition], env: Environment) -> frozenset[str]:
        """Globals that the definitions read, definitions and imports not counted."""
        known = self.env.definitions.keys() | self.env.imports.keys()
        return frozenset(
            n
            for d in definitions
            for n in d.reads
            if n not in known and not _is_builtin(n, self.env)
        )

    def global_writes(self, units: Iterable[str]) -> frozenset[str]:
        """Names that the functions bind by ``global``; nothing is known of them afterwards."""
        names = {n for u in units if (d := self.world.unit(u)) for n in d.writes}
        for name in sorted(names):
            bind(self.env, name, None)
            value = frozenset({self.heap.new(unknown=True)})
            self.frame.set_name(name, self.frame.names.get(name, frozenset()) | value)
        return frozenset(names)

    def mutated(self, before: _Before) -> frozenset[str]:
        """Names whose object, as it was before the statement, may have been changed."""
        happened = self.frame.happened
        nodes = {n for n in happened.changed if n <= before.size or n in happened.found}
        found = {
            name
            for node in nodes
            for name in self.frame.named.get(node, ())
            if name not in before.names
        }
        for name, value in before.names.items():
            if any(r.node in nodes for r in value):
                found.add(name)
        return frozenset(found)

    def settle(self, mutates: Iterable[str]) -> None:
        """What was known of values that have been changed in place is no longer certain."""
        for name in mutates:
            self.env.constants.pop(name, None)

    def shares(
        self, bound: frozenset[str], ties: set[tuple[int, int]]
    ) -> tuple[Share, ...]:
        """Ties of the names that the statement binds, or lets hold something, to others."""
        tied = {n for pair in ties for n in self.heap.holders([pair[0]])}
        names = {n for node in tied for n in self.frame.named.get(node, ())} | bound
        found: dict[frozenset[str], Share] = {}
        for name in sorted(names):
            if kinds.is_immutable(self.env.types.get(name)):
                continue
            for other, how in self.related(name):
                pair = frozenset({name, other})
                if pair not in found and not kinds.is_immutable(self.env.types.get(other)):
                    found[pair] = Share(name, other, how)
        return tuple(found.values())

    def related(self, name: str) -> Iterator[tuple[str, Sharing]]:
        """Names whose values may change when that of ``name`` does."""
        value = self.frame.names.get(name, frozenset())
        strong = self.heap.family({r.node for r in value if not r.view}, views=False)
        others = {
            other
            for node in self.heap.family({r.node for r in value}, views=True)
            for other in self.frame.named.get(node, ())
            if other != name
        }
        for other in sorted(others):
            same = any(r.node in strong and not r.view for r in self.frame.names[other])
            yield other, Sharing.SAME if same else Sharing.VIEW

    def io_inside(self, escaping: frozenset[str]) -> list[IOCall]:
        """File calls in the functions that the statement calls, with the chain that leads there."""
        todo: list[tuple[str, tuple[str, ...]]] = [
            (u, ()) for u in sorted(self.frame.happened.direct | set(escaping))
        ]
        seen: set[str] = set()
        calls: list[IOCall] = []
        while todo:
            unit, chain = todo.pop(0)
            summary = self.world.summary(unit)
            if unit in seen or summary is None:
                continue
            seen.add(unit)
            calls += [replace(c, inside=(*chain, unit)) for c in summary.own.io]
            todo += [(u, (*chain, unit)) for u in sorted(summary.direct)]
        return calls

    def is_display(
        self, statement: Statement, facts: Facts, env: Environment, units: set[str]
    ) -> bool:
        """Whether the statement is nothing but expressions to look at."""
        busy = facts.mutates or facts.may_bind or facts.seeds or facts.draws or facts.effects
        if busy or units or facts.io or facts.draws_figure or facts.opaque:
            return False
        return all(isinstance(n, ast.Expr) and is_pure(n.value, env) for n in statement.nodes)


def _is_builtin(name: str, env: Environment) -> bool:
    return (
        name in BUILTINS
        and name not in env.bound
        and name not in env.imports
        and name not in env.definitions
    )


def _constants(node: ast.stmt, env: Environment) -> Iterator[tuple[str, object]]:
    """Names that an assignment binds to constant values."""
    match node:
        case ast.Assign(targets=targets, value=value) if all(
            isinstance(t, ast.Name) for t in targets
        ):
            for target in targets:
                assert isinstance(target, ast.Name)
                yield target.id, fold(value, env)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, fold(value, env)
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            if len(names) == len(values):
                for target, part in zip(names, values, strict=True):
                    if isinstance(target, ast.Name):
                        yield target.id, fold(part, env)


def _run_at_definition(node: DefinitionNode) -> Iterator[ast.AST]:
    """The parts of a definition that are evaluated when it is executed."""
    if isinstance(node, ast.Assign):
        assert isinstance(node.value, ast.Lambda)
        yield from scope.header(node.value)
        return
    yield from scope.header(node)
    if isinstance(node, ast.ClassDef):
        for part in node.body:
            if isinstance(part, scope.DEFS):
                yield from scope.header(part)
            elif isinstance(part, ast.ClassDef):
                yield from _run_at_definition(part)
            else:
                yield part
