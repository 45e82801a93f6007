"""Definitions of the notebook: summaries of functions and methods, and what they reach."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.aliasing.defaults import default_name
from nb2prod.analysis.aliasing.execute import Interpreter, function_environment, summarise
from nb2prod.analysis.aliasing.whole import Whole
from nb2prod.analysis.call_keys import UnknownCalls
from nb2prod.analysis.call_summary import Summary
from nb2prod.analysis.constants.class_fields import fields_of_objects
from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.constants.fold_values import UNKNOWN
from nb2prod.analysis.effects.own_effects import io_calls, own_effects
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Definition, DefinitionNode, IOCall, lineage, own_type
from nb2prod.analysis.sharing import Heap
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, computed_defaults, given_arguments
from nb2prod.analysis.syntax.reads_and_binds import bound_by_call, flow_of
from nb2prod.analysis.types.algebra import bind
from nb2prod.analysis.types.infer import return_type
from nb2prod.diagnostics import Place
from nb2prod.knowledge.type_tables import NETWORKS
from nb2prod.reach import reached
from nb2prod.records import replace

_ROUNDS = 6
LIBRARY = "<library>"
"""Where a definition is registered that a library finds: all that runs later may use it."""


def definition_of(node: DefinitionNode, statement: int) -> Definition:
    """What the text of a definition says, without what it calls."""
    if isinstance(node, ast.ClassDef):
        return _class_definition(node, statement)
    function = function_node(node)
    name = node.name if isinstance(node, scope.DEFS) else _target(node)
    free = scope.free_names(function)
    return Definition(
        name=name,
        node=node,
        statement=statement,
        parameters=scope.parameter_names(function.args),
        reads=_incoming(function, free) | _header_names(function),
        deferred=_incoming(function, free),
        writes=free.writes,
    )


def _incoming(node: scope.FunctionNode, free: scope.Free) -> frozenset[str]:
    """The names that the body reads before it has bound them itself, by ``global``."""
    if not free.writes or isinstance(node, ast.Lambda):
        return free.reads
    return free.reads - (free.writes - flow_of(node.body).reads)


def _header_names(node: scope.FunctionNode) -> set[str]:
    """Names that decorators, defaults and annotations take, when the function is defined."""
    return {
        n.id
        for e in scope.header(node)
        for n in all_nodes(e)
        if isinstance(n, ast.Name) and n.id not in BUILTINS
    }


def _class_definition(node: ast.ClassDef, statement: int) -> Definition:
    methods = tuple(definition_of(m, statement) for m in node.body if isinstance(m, scope.DEFS))
    free = scope.free_names(node)
    inner = (n for n in all_nodes(node) if isinstance(n, (*scope.DEFS, ast.Lambda)))
    bases = {n.id for e in scope.header(node) for n in all_nodes(e) if isinstance(n, ast.Name)}
    return Definition(
        name=node.name,
        node=node,
        statement=statement,
        reads=free.reads | bases,
        deferred=free.reads & frozenset(n for f in inner for n in scope.free_names(f).reads),
        writes=free.writes,
        methods=methods,
    )


def function_node(node: DefinitionNode) -> scope.FunctionNode:
    """The function of a ``def`` or of ``name = lambda …``."""
    if isinstance(node, ast.Assign):
        assert isinstance(node.value, ast.Lambda)
        return node.value
    assert not isinstance(node, ast.ClassDef)
    return node


def _target(node: ast.Assign) -> str:
    target = node.targets[0]
    assert isinstance(target, ast.Name)
    return target.id


def typed(definition: Definition, env: Environment, owner: str | None = None) -> Definition:
    """The definition with the types that calls of it give."""
    if isinstance(definition.node, ast.ClassDef):
        methods = tuple(typed(m, env, definition.name) for m in definition.methods)
        return replace(definition, methods=methods, returns=own_type(definition.name))
    return replace(definition, returns=return_type(function_node(definition.node), env, owner))


class Definitions:
    """The definitions as they stand at one point of the walk through the notebook."""

    def __init__(self, env: Environment, whole: Whole | None = None) -> None:
        self.env = env
        self.whole = whole or Whole()
        self.places: dict[int, Place] = {}
        self.cache: dict[str, tuple[tuple[object, ...], Summary]] = {}
        self.running: set[str] = set()
        self.assumed: dict[str, Summary] = {}
        self.round: dict[str, tuple[tuple[object, ...], Summary]] = {}
        self.recursive = False
        self.registered: dict[str, set[str]] = {}
        self.calls = UnknownCalls()

    def register(self, name: str, homes: Iterable[str]) -> None:
        """Take note that a definition is put into `homes` where it stands.

        Whatever reads one of them needs the definition, though it does not name it.
        """
        for home in homes:
            self.registered.setdefault(home, set()).add(name)
            known = self.env.definitions[name]
            far = known.everywhere or home == LIBRARY
            self.env.definitions[name] = replace(known, registers=True, everywhere=far)

    def with_registered(self, names: Iterable[str]) -> set[str]:
        """The names with those of the definitions that are registered there."""
        # whatever runs may call a library, which finds what is registered there
        homes = {*names, LIBRARY} & self.registered.keys()
        return set(names).union(*(self.registered[n] for n in homes))

    def add(self, definition: Definition) -> None:
        """Let a name stand for a definition; functions that call it may get a type by it."""
        env = self.env
        bind(env, definition.name, None)
        env.definitions[definition.name] = definition
        # known before it is typed: it may call itself
        env.definitions[definition.name] = typed(definition, env)
        for name, other in list(env.definitions.items()):
            # defined above, `f` gives what `g` gives, which has a type only now
            if other.returns is None and definition.name in other.reads:
                env.definitions[name] = typed(other, env)

    # classes

    def is_class(self, name: str) -> bool:
        """Whether the definition is a class."""
        definition = self.env.definitions.get(name)
        return definition is not None and isinstance(definition.node, ast.ClassDef)

    def class_names(self) -> Iterator[str]:
        """The names of the notebook's classes."""
        return filter(self.is_class, self.env.definitions)

    def bases(self, name: str) -> list[str]:
        """The class and its bases in the notebook, nearest first."""
        return [one.name for one in lineage(name, self.env.definitions)]

    def is_module(self, cls: str) -> bool:
        """Whether the class derives from a neural network library's."""
        nodes = (self.env.definitions[c].node for c in self.bases(cls))
        bases = (b for n in nodes if isinstance(n, ast.ClassDef) for b in n.bases)
        return any((self.env.qualified(b) or "").startswith(NETWORKS) for b in bases)

    def methods(self, cls: str, name: str) -> tuple[str, ...]:
        """The methods that ``name`` on an instance of the class (or a subclass) may run."""
        found = [c for c in self.bases(cls) if self.method(c, name)][:1]
        for other in self.class_names():
            if other != cls and cls in self.bases(other) and self.method(other, name):
                found.append(other)
        return tuple(f"{c}.{name}" for c in found)

    def methods_named(self, name: str) -> tuple[str, ...]:
        """The methods of this name of any class."""
        return tuple(f"{c}.{name}" for c in self.class_names() if self.method(c, name))

    def all_methods(self, cls: str) -> tuple[str, ...]:
        """All methods that an instance of the class has from the notebook."""
        names = {
            m.name: f"{c}.{m.name}"
            for c in reversed(self.bases(cls))
            for m in self.env.definitions[c].methods
        }
        return tuple(names.values())

    def method(self, cls: str, name: str) -> Definition | None:
        """The class's own method."""
        definition = self.env.definitions.get(cls)
        methods = definition.methods if definition else ()
        return next((m for m in methods if m.name == name), None)

    def unit(self, unit: str) -> Definition | None:
        """The definition of a function, class or method."""
        cls, dot, name = unit.partition(".")
        return self.method(cls, name) if dot else self.env.definitions.get(unit)

    def provably_bound(self, node: ast.stmt) -> frozenset[str]:
        """The globals that the function called by a simple statement binds wherever it returns."""
        value = node.value if isinstance(node, ast.Expr | ast.Assign | ast.Return) else None
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
            return frozenset()
        definition = self.env.definitions.get(value.func.id)
        if definition is None or not isinstance(definition.node, ast.FunctionDef):
            return frozenset()
        body = definition.node.body
        yields = any(isinstance(n, ast.Yield | ast.YieldFrom) for b in body for n in all_nodes(b))
        # a call of a generator binds nothing yet, a decorator may not call it at all
        if yields or definition.node.decorator_list:
            return frozenset()
        return definition.writes & bound_by_call(body)

    # summaries

    def summary(self, unit: str) -> Summary | None:
        """The summary of a unit as of now; recursion is solved by repeating until it is stable."""
        definition = self.unit(unit)
        if definition is None:
            return None
        if unit in self.running:
            self.recursive = True
            # in the first round a function that calls itself does nothing by that
            return self.assumed.get(unit, Summary())
        key = self.key(unit)
        cached = self.cache.get(unit)
        if cached and cached[0] == key:
            return cached[1]
        if self.running:
            # once a round: without it mutual recursion would be followed along every path
            if unit not in self.round:
                self.running.add(unit)
                self.round[unit] = (key, self.compute(unit, definition))
                self.running.discard(unit)
            return self.round[unit][1]
        return self.solve(unit, key, definition)

    def solve(self, unit: str, key: tuple[object, ...], definition: Definition) -> Summary:
        """Follow each unit that is reached once a round, until a round changes nothing."""
        self.assumed = {}
        for _ in range(_ROUNDS):
            self.round, self.recursive = {}, False
            self.running.add(unit)
            self.round[unit] = (key, self.compute(unit, definition))
            self.running.discard(unit)
            found = {name: summary for name, (_, summary) in self.round.items()}
            # without recursion nothing was assumed, so that one round tells all
            if not self.recursive or found == self.assumed:
                break
            self.assumed = found
        self.cache.update(self.round)
        return self.round[unit][1]

    def key(self, unit: str) -> tuple[object, ...]:
        """What the summary depends on: how the names it reads stand now."""
        env = self.env
        names = sorted(self.all_reads([unit.partition(".")[0]]))
        nodes = {n: id(d.node) for n in names if (d := env.definitions.get(n))}
        return tuple((n, nodes.get(n), env.imports.get(n), env.types.get(n)) for n in names)

    def compute(self, unit: str, definition: Definition) -> Summary:
        """Follow the body once."""
        if isinstance(definition.node, ast.ClassDef):
            return self.class_summary(definition)
        node = function_node(definition.node)
        frame = Interpreter(
            Heap(), function_environment(node, self.env), self, None, scope.local_names(node)
        )
        owner, dot, _ = unit.partition(".")
        summary, inner = summarise(node, frame, owner if dot else None)
        place = self.places.get(definition.statement, Place(0, "", 1))
        fields = fields_of_objects(self.env, owner, node, self.whole.bases) if dot else {}
        io = tuple(replace(call, inside=(unit,)) for call in self.file_calls(node, fields))
        body = [node.body] if isinstance(node, ast.Lambda) else node.body
        own = own_effects(body, inner, place, io)
        own = replace(own, draws=own.draws | frame.happened.draws)
        defaults = tuple((name, default_name(unit, name)) for name in computed_defaults(node.args))
        return replace(summary, own=own, defaults=defaults)

    def file_calls(
        self, node: scope.FunctionNode, known: Mapping[str, object]
    ) -> tuple[IOCall, ...]:
        """The file calls of a function's body, where some names have `known` values."""
        start = function_environment(node, self.env)
        start.constants |= known
        return tuple(io_calls(node.body if isinstance(node, ast.Lambda) else _module(node), start))

    def files_of_calls(self, unit: str, calls: Sequence[ast.Call]) -> dict[int, set[str] | None]:
        """By file call of a function, all the paths that these calls of it lead to, if known."""
        definition = self.unit(unit)
        assert definition is not None
        node = function_node(definition.node)
        found: dict[int, set[str] | None] = {}
        for one in calls:
            given = given_arguments(node.args, one) or {}
            folded = {name: fold(value, self.env) for name, value in given.items()}
            known = {name: value for name, value in folded.items() if value is not UNKNOWN}
            for call in self.file_calls(node, known):
                paths = {call.path} if call.path is not None else {*(call.values or ())}
                before = found.setdefault(id(call.node), set())
                found[id(call.node)] = before | paths if paths and before is not None else None
        return found

    def class_summary(self, definition: Definition) -> Summary:
        """What making an instance does, but for ``__init__``."""
        dropout = any(
            (self.env.qualified(n.func) or "").startswith(("torch.nn.Dropout", "torch.nn.RReLU"))
            for n in all_nodes(definition.node)
            if isinstance(n, ast.Call)
        )
        return Summary(streams=frozenset({"torch"}) if dropout else frozenset())

    # reach

    def all_reads(self, names: Iterable[str]) -> set[str]:
        """Every name that the definitions of these names, and those they reach, read."""
        known = self.env.definitions
        return set(reached(names, lambda n: known[n].reads if n in known else ()))

    def closure(self, names: Iterable[str]) -> tuple[Definition, ...]:
        """The definitions of these names and all that they reach, in order of definition."""
        known = self.env.definitions

        def onward(name: str) -> set[str]:
            units = {u.partition(".")[0] for u in self.units_of(known[name])}
            return self.with_registered(known[name].reads | units) & known.keys()

        found = reached(self.with_registered(names) & known.keys(), onward)
        ordered = sorted(found, key=lambda n: (known[n].statement, n))
        return tuple(self.complete(known[n], n) for n in ordered)

    def units_of(self, definition: Definition) -> frozenset[str]:
        """The units that a definition's bodies run."""
        names = [definition.name] if not definition.methods else []
        names += [f"{definition.name}.{m.name}" for m in definition.methods]
        summaries = [self.summary(n) for n in names]
        return frozenset().union(*(s.units for s in summaries if s))

    def complete(self, definition: Definition, unit: str) -> Definition:
        """The definition with what its summary says."""
        if isinstance(definition.node, ast.ClassDef):
            methods = tuple(self.complete(m, f"{unit}.{m.name}") for m in definition.methods)
            return replace(
                definition,
                methods=methods,
                mutates=frozenset().union(*(m.mutates for m in methods)),
                seeds=frozenset().union(*(m.seeds for m in methods)),
                draws=frozenset().union(*(m.draws for m in methods)),
                effects=tuple(dict.fromkeys(e for m in methods for e in m.effects)),
                io=tuple(c for m in methods for c in m.io),
            )
        summary = self.summary(unit)
        if summary is None:
            return definition
        owns = [summary.own, *(s.own for u in sorted(summary.units) if (s := self.summary(u)))]
        return replace(
            definition,
            mutates=frozenset(s.name for s, _ in summary.changed if s.is_global),
            mutated_parameters=frozenset(s.name for s, _ in summary.changed if not s.is_global),
            shared_parameters=frozenset(
                s.name for s in (*(r for r, _ in summary.returned), *summary.held)
                if not s.is_global
            ),
            seeds=frozenset().union(*(o.seeds for o in owns)),
            draws=frozenset().union(*(o.draws for o in owns)),
            effects=tuple(dict.fromkeys(e for o in owns for e in o.effects)),
            io=summary.own.io,
        )  # fmt: skip


def _module(node: scope.DefNode) -> ast.Module:
    return ast.Module(node.body, [])
