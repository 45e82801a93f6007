"""The facts of a statement, once it has been followed."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from nb2prod.analysis.aliasing.definitions import Definitions
from nb2prod.analysis.aliasing.execute import Interpreter
from nb2prod.analysis.call_summary import Own, Summary
from nb2prod.analysis.constants.bound_constants import with_item
from nb2prod.analysis.effects.shown_text import displays_table, displays_value
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import (
    Definition,
    DefinitionNode,
    Facts,
    IOCall,
    Share,
    Sharing,
    Statement,
)
from nb2prod.analysis.sharing import Value
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import nodes_of
from nb2prod.analysis.syntax.reads_and_binds import Flow
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.algebra import bind, loose
from nb2prod.analysis.types.purity import is_pure
from nb2prod.knowledge.schema import Access
from nb2prod.records import dataclass, replace


@dataclass(frozen=True)
class Followed:
    """A statement that has been followed: what its text says, and what had been before.

    ``defines`` are the nodes that are definitions (their bodies have not run), ``size`` is the
    number of objects before, ``names`` are the values before of the names it binds, ``star``
    the names of star imports.
    """

    statement: Statement
    flow: Flow
    own: tuple[Own, ...]
    env: Environment
    defines: tuple[ast.stmt, ...]
    size: int
    names: dict[str, Value]
    star: frozenset[str] = frozenset()


class FactFinder:
    """Puts together what the parts of the analysis have found.

    ``grown`` are constant dicts that got items since: no constants of the whole notebook.
    ``overlaps`` are the arrays of which the value of a name holds views, too.
    """

    def __init__(self, world: Definitions, frame: Interpreter) -> None:
        self.world = world
        self.frame = frame
        self.heap = frame.heap
        self.env = world.env
        self.grown: set[str] = set()
        self.overlaps: dict[str, set[int]] = {}

    def facts(self, done: Followed) -> Facts:
        """Everything about a statement, from the parts."""
        flow, env, nodes = done.flow, done.env, done.statement.nodes
        displays = displays_value(nodes, env)
        happened = self.frame.happened
        reads = frozenset(n for n in flow.reads if not _is_builtin(n, env))
        escaping = self.escaping(done) | (self.world.with_registered(reads) - reads)
        units = set(happened.units)
        for name in escaping:
            if not self.world.is_class(name):
                units.add(name)
        starts = {u.partition(".")[0] for u in units} | (reads & env.definitions.keys())
        definitions, hidden = self.reached(starts, reads | flow.may_bind)
        for name in escaping:
            summary = self.world.summary(name)
            units |= summary.units if summary else set()
        owns = [*done.own, *(s.own for u in sorted(units) if (s := self.world.summary(u)))]
        writes = self.global_writes(units)
        mutates = self.mutated(done, happened.changed.keys())
        together = {self.mutated(done, nodes) for nodes in happened.events}
        self.settle(mutates, done.statement.nodes, definitions)
        names = flow.may_bind | writes
        changes_overlap = self.changes_overlap(mutates)
        facts = Facts(
            reads=reads,
            binds=flow.binds.union(*(self.world.provably_bound(n) for n in done.statement.nodes)),
            may_bind=names | done.star,
            mutates=mutates,
            together=frozenset(names for names in together if len(names) > 1),
            deletes=flow.deletes,
            may_delete=flow.may_delete,
            unsettled=flow.unsettled,
            definitions=definitions,
            escaping=escaping,
            hidden_reads=hidden,
            shares=self.shares(names, happened.aliases),
            overlapping=self.overlapping(names | mutates),
            changes_overlap=changes_overlap,
            seeds=frozenset().union(*(o.seeds for o in owns)),
            draws=frozenset(happened.draws).union(*(o.draws for o in owns)),
            effects=tuple(dict.fromkeys(e for o in owns for e in o.effects)),
            io=(*(c for o in done.own for c in o.io), *self.io_inside(done, escaping)),
            prints=any(o.prints for o in owns),
            shows=any(o.shows for o in owns),
            displays=displays,
            displays_table=displays and displays_table(nodes, env),
            draws_figure=any(o.draws_figure for o in owns),
            opaque=tuple(dict.fromkeys(d for o in owns for d in o.opaque)),
            module_io=tuple(c for o in owns for c in o.module_io),
        )
        if not self.is_quiet(done, facts, units):
            return facts
        if facts.may_bind:
            return replace(facts, quiet=True)
        return replace(facts, pure=True, quiet=True, prints=False, shows=False)

    def escaping(self, done: Followed) -> frozenset[str]:
        """Definitions that the statement uses otherwise than by calling them."""
        found: set[str] = set()
        for top in done.statement.nodes:
            nodes: list[ast.AST] = [top]
            if top in done.defines and isinstance(top, DefinitionNode):
                nodes = list(run_at_definition(top))
            called = {id(node.func) for node in nodes_of(ast.Call, nodes)}
            for name in nodes_of(ast.Name, nodes):
                if name.id in done.env.definitions and id(name) not in called:
                    if isinstance(name.ctx, ast.Load):
                        found.add(name.id)
        return frozenset(found)

    def reached(
        self, starts: Iterable[str], names: frozenset[str]
    ) -> tuple[tuple[Definition, ...], frozenset[str]]:
        """The definitions that may run, with those in values of the names, and what these read.

        A value that they read may hold a function in turn, whose names are read as well.
        """
        hidden, seen = frozenset[str](), frozenset[str]()
        known = set(starts)
        while True:
            held = self.held(names)
            known |= self.carried(names, held)
            definitions = self.world.closure(known)
            seen |= names
            hidden |= self.hidden(definitions, held)
            names = hidden - seen
            if not names:
                return definitions, hidden

    def held(self, names: Iterable[str]) -> set[int]:
        """The objects that the names lead to."""
        values = [self.frame.names.get(n, frozenset()) for n in names]
        return self.heap.reach(r.node for v in values for r in v)

    def carried(self, names: Iterable[str], held: set[int]) -> set[str]:
        """Definitions of functions and classes that the values of the names hold."""
        found: set[str] = set()
        for table in (self.heap.functions, self.heap.instances):
            found.update(table[node] for node in table.keys() & held)
        for name in names:
            kind = self.env.types.get(name)
            if kind and kind.own_class:
                found.add(kind.own_class)
        return found

    def hidden(self, definitions: Iterable[Definition], held: Iterable[int]) -> frozenset[str]:
        """Globals that calls of the definitions read, and of functions inside statements which
        are `held`; definitions and imports not counted."""
        env = self.env
        read = {n for d in definitions for n in d.deferred}
        read = read.union(*(self.heap.free.get(node, ()) for node in held))
        known = (n for n in read if n not in env.definitions and n not in env.imports)
        return frozenset(n for n in known if not _is_builtin(n, env))

    def global_writes(self, units: Iterable[str]) -> frozenset[str]:
        """Names that the functions bind by ``global``; nothing is known of them afterwards."""
        names = {n for u in units if (d := self.world.unit(u)) for n in d.writes}
        for name in sorted(names):
            bind(self.env, name, None)
            value = frozenset({self.heap.new(unknown=True)})
            self.frame.set_name(name, self.frame.names.get(name, frozenset()) | value)
        return frozenset(names)

    def mutated(self, done: Followed, changed: Iterable[int]) -> frozenset[str]:
        """Names of the changed objects, as they were before the statement."""
        happened = self.frame.happened
        nodes = {n for n in changed if n <= done.size or n in happened.found}
        found = {
            name
            for node in nodes
            for name in self.frame.named.get(node, ())
            if name not in done.names
        }
        for name, value in done.names.items():
            if any(r.node in nodes for r in value):
                found.add(name)
        return frozenset(found)

    def settle(
        self, mutates: Iterable[str], nodes: Sequence[ast.stmt], definitions: Iterable[Definition]
    ) -> None:
        """What was known of values that have been changed in place is no longer certain."""
        for name in frozenset[str]().union(*(d.mutates for d in definitions)):
            if type_ := loose(self.env.types.get(name)):
                self.env.types[name] = type_
        grown = with_item(nodes, self.env)
        for name in mutates:
            self.env.constants.pop(name, None)
            self.env.forget_fields(name)
        for name, value in grown.items():
            self.env.constants[name] = value
            self.grown.add(name)

    def shares(self, bound: frozenset[str], aliases: set[tuple[int, int]]) -> tuple[Share, ...]:
        """Aliases that the statement makes: of the names that it binds, and of those whose value
        it lets hold something to all that lead to what is held."""
        near: dict[str, set[str]] = {name: set() for name in bound}
        for holder, held in aliases:
            leading = self.named(self.heap.holders(self.heap.reach([held])))
            for name in self.named(self.heap.holders([holder])):
                near.setdefault(name, set()).update(leading)
        found: dict[tuple[str, str], Share] = {}
        whole: dict[str, set[int]] = {}  # what a name has in common with others as one object
        for name in sorted(near):
            if kinds.is_immutable(self.env.types.get(name)):
                continue
            others = near[name]
            if name in bound:
                others = self.named(self.heap.family(self.nodes(name), views=True))
            for other in sorted(others - {name}):
                pair = (name, other) if name < other else (other, name)
                if pair in found or kinds.is_immutable(self.env.types.get(other)):
                    continue
                # either end tells; what holds much is asked once only
                end, far = (name, other) if name in bound else (other, name)
                if end not in whole:
                    whole[end] = self.heap.family(self.nodes(end, views=False), views=False)
                same = whole[end] & self.nodes(far, views=False)
                view = not same or self.heap.overlaps(same)
                found[pair] = Share(name, other, Sharing.VIEW if view else Sharing.SAME)
        return tuple(found.values())

    def changes_overlap(self, mutates: frozenset[str]) -> frozenset[str]:
        """Names of which the statement changes memory that their value has twice."""
        changed, viewing = self.frame.happened.changed, self.heap.viewing
        memory = {node for node, deep in changed.items() if deep or node not in viewing}
        return frozenset(n for n in mutates & self.overlaps.keys() if self.overlaps[n] & memory)

    def overlapping(self, names: frozenset[str]) -> frozenset[str]:
        """Names, of these, whose value has one memory twice from now on."""
        for name in names if self.heap.arrays or self.heap.viewing else ():
            self.overlaps[name] = self.heap.overlaps(self.nodes(name, views=False))
        return frozenset(name for name in names if self.overlaps.get(name))

    def named(self, nodes: Iterable[int]) -> set[str]:
        """The names of the objects, but for default values of parameters."""
        named = self.frame.named
        return {name for node in nodes for name in named.get(node, ()) if "." not in name}

    def nodes(self, name: str, views: bool = True) -> set[int]:
        """The objects that the name leads to, with or without those that are looked at in part."""
        value = self.frame.names.get(name, frozenset())
        return {r.node for r in value if views or not self.heap.is_view(r)}

    def io_inside(self, done: Followed, escaping: frozenset[str]) -> list[IOCall]:
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
            known = {} if chain or unit in escaping else self.files_of(unit, summary, done)
            for call in summary.own.io:
                paths = known.get(id(call.node))
                values = tuple(sorted(paths)) if paths else call.values
                calls.append(replace(call, inside=(*chain, unit), values=values))
            todo += [(u, (*chain, unit)) for u in sorted(summary.direct)]
        return calls

    def files_of(
        self, unit: str, summary: Summary, done: Followed
    ) -> Mapping[int, Set[str] | None]:
        """The paths that the statement's calls of a function lead to, by its file calls."""
        calls = nodes_of(ast.Call, done.statement.nodes)
        named = [n for n in calls if isinstance(n.func, ast.Name) and n.func.id == unit]
        unsure = any(c.path is None and c.values is None for c in summary.own.io)
        return self.world.files_of_calls(unit, named) if named and unsure else {}

    def is_quiet(self, done: Followed, facts: Facts, units: set[str]) -> bool:
        """Whether the statement is nothing but expressions to look at, or to bind to names."""
        busy = facts.mutates or facts.seeds or facts.draws or facts.effects
        touches = any(
            c.access is not Access.READ or not c.row.name or facts.may_bind for c in facts.io
        )
        if busy or units or touches or facts.draws_figure or facts.opaque:
            return False
        return all(map(_is_plain, done.statement.nodes)) and all(
            is_pure(n.value, done.env) for n in done.statement.nodes if isinstance(n, _PLAIN)
        )


_PLAIN = (ast.Expr, ast.Assign)


def _is_plain(node: ast.stmt) -> bool:
    match node:
        case ast.Expr():
            return True
        case ast.Assign(targets=targets):
            return all(isinstance(one, ast.Name) for one in targets)
    return False


def _is_builtin(name: str, env: Environment) -> bool:
    return (
        name in BUILTINS
        and name not in env.bound
        and name not in env.imports
        and name not in env.definitions
    )


def run_at_definition(node: DefinitionNode) -> Iterator[ast.AST]:
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
                yield from run_at_definition(part)
            else:
                yield part
