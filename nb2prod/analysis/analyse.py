"""The analysis of a notebook: one walk through its statements, in document order."""

import ast
import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache

from nb2prod.analysis.aliasing.defaults import changeable_defaults, default_name
from nb2prod.analysis.aliasing.definitions import (
    Definitions,
    definition_of,
    function_node,
)
from nb2prod.analysis.aliasing.execute import Interpreter
from nb2prod.analysis.aliasing.registries import register
from nb2prod.analysis.aliasing.whole import whole_of
from nb2prod.analysis.call_keys import harmless_calls
from nb2prod.analysis.call_summary import Own
from nb2prod.analysis.constants.bound_constants import bound_constants
from nb2prod.analysis.constants.class_fields import fields_of_classes, instance_fields
from nb2prod.analysis.constants.fold import UNKNOWN
from nb2prod.analysis.effects.opaque import unknown_star
from nb2prod.analysis.effects.own_effects import io_calls, own_effects
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.facts import FactFinder, Followed, run_at_definition
from nb2prod.analysis.files.handed_files import read_paths
from nb2prod.analysis.model import (
    Analysed,
    Analysis,
    Definition,
    DefinitionNode,
    Import,
    Kind,
    Statement,
    Type,
)
from nb2prod.analysis.module_analysis import own_code
from nb2prod.analysis.own_code import NOTHING, OwnCode
from nb2prod.analysis.sharing import Heap, Value
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.guarded_imports import AtTop, flags_of
from nb2prod.analysis.syntax.import_statements import import_facts, imported, imports_in, star_names
from nb2prod.analysis.syntax.nodes import all_nodes, computed_defaults
from nb2prod.analysis.syntax.reads_and_binds import flow_of
from nb2prod.analysis.syntax.top_level import by_cell, statements_of_cells
from nb2prod.analysis.text_names import show_text_names, takes_texts, texts_of
from nb2prod.analysis.types.algebra import bind, certain, copied
from nb2prod.analysis.types.infer import bound_types
from nb2prod.diagnostics import Diagnostic
from nb2prod.knowledge.schema import Access
from nb2prod.notebook.model import CallKey, Notebook, OwnModule
from nb2prod.records import replace

Watch = Callable[[Analysed, Environment], None]
_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Delete)


def analyse(notebook: Notebook, watch: Watch | None = None) -> Analysis:
    """The facts about each statement of the notebook.

    ``watch`` is told each statement with what is known of names before it.

    Raises:
        ConversionError: a cell is not Python.
    """
    walk = _Walk(statements_of_cells(notebook.cells), watch, own_code_of(notebook.modules))
    walk.world.calls = harmless_calls(walk.all, notebook.harmless)
    analysed = walk.run()
    known = {**fields_of_classes(walk.env), **walk.env.constants}.items()
    constants = tuple(sorted((n, v) for n, v in known if n not in walk.finder.grown))
    own = walk.env.own
    streams = {name: one.seeds | one.draws for name, one in own.at_import.items()}
    return Analysis(
        notebook.name,
        tuple(analysed),
        tuple(walk.imports),
        constants,
        own.paths_in(call for a in analysed for call in a.facts.module_io),
        tuple((name, found) for name, found in streams.items() if found),
    )


def unknown_calls(notebook: Notebook) -> frozenset[CallKey]:
    """The calls of which nothing is known, so that they may change whatever they get."""
    walk = _Walk(statements_of_cells(notebook.cells), own=own_code_of(notebook.modules))
    walk.run()
    return walk.world.calls.keys(walk.all)


@lru_cache(maxsize=4)
def own_code_of(modules: tuple[OwnModule, ...]) -> OwnCode:
    """What calls into modules of the notebook's own do."""
    return own_code(modules, _followed) if modules else NOTHING


def _followed(statements: list[Statement], known: OwnCode) -> tuple[Definitions, list[Analysed]]:
    walk = _Walk(statements, own=known)
    return walk.world, [walk.statement(s) for s in statements]


class _Walk:
    def __init__(
        self,
        statements: list[Statement],
        watch: Watch | None = None,
        own: OwnCode = NOTHING,
    ) -> None:
        self.watch = watch
        whole = whole_of(node for s in statements for node in s.nodes)
        awaited = read_paths(node for s in statements for node in s.nodes)
        self.env = Environment(own=own, fields=whole.fields, awaited=awaited)
        self.world = Definitions(self.env, whole)
        self.heap = Heap()
        self.frame = Interpreter(self.heap, self.env, self.world)
        self.finder = FactFinder(self.world, self.frame)
        self.imports: list[Import] = []
        kept = [s for s in statements if s.cell.live]
        self.binders = Counter(n for s in kept for n in flow_of(s.nodes, deferred=True).may_bind)
        self.top = AtTop(self.env, self.binders, kept)
        self.used: frozenset[str] | None = None
        nodes = (n for s in kept for n in s.nodes)
        texts = takes_texts(s.source for s in kept)
        self.texts = texts_of(nodes, self.binders.keys()) if texts else None
        self.all = statements
        for statement in statements:
            self.world.places[statement.index] = statement.place

    # cells

    def run(self) -> list[Analysed]:
        """All statements."""
        found: list[Analysed] = []
        for group in by_cell(self.all):
            skipped = not group[0].cell.live
            found += self.skipped(group) if skipped else map(self.statement, group)
        return found

    def skipped(self, group: list[Statement]) -> list[Analysed]:
        """Statements that will not be run; only what nothing else binds is known after them."""
        before = copied(self.env)
        result: list[Analysed] = []
        earlier: dict[str, Value] = {}
        for statement in group:
            result.append(self.statement(statement))
            earlier = self.frame.earlier | earlier
        after, later = copied(self.env), {name: self.frame.names[name] for name in earlier}
        for name, value in earlier.items():
            self.frame.put_back(name, value)
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
            if name in later:
                self.frame.set_name(name, later[name])
        return result

    def statement(self, statement: Statement) -> Analysed:
        """The facts of one statement; then everything known is moved past it."""
        if self.texts is not None:
            show_text_names(statement.nodes, self.env, self.texts)
        kind = self.kind(statement)
        flow = flow_of(statement.nodes, deferred=kind is Kind.DEFINITION)
        self.frame.restart()
        size = self.heap.size
        before = copied(self.env)
        own = tuple(self.follow(node, statement) for node in statement.nodes)
        old = dict(self.frame.earlier)
        defines = tuple(n for n in statement.nodes if self.defines(n))
        star = self.star_bound(statement)
        done = Followed(statement, flow, own, before, defines, size, old, star)
        facts = self.finder.facts(done)
        register(statement, facts, self.world)
        if kind is Kind.CODE and (modules := self.modules_in(statement)):
            binds, may_bind = facts.binds - modules, facts.may_bind - modules
            facts = replace(facts, binds=binds, may_bind=may_bind)
        if kind is Kind.CODE:
            self.top.constant(statement, flow)
        found = [(n, t) for n in sorted(facts.may_bind) if (t := self.env.types.get(n))]
        types = tuple((n, sure) for n, t in found if (sure := certain(t)))
        filled = [(n, t) for n in sorted(facts.mutates) if (t := self.env.types.get(n))]
        written = [(n, t) for n, t in found if certain(t) != t]
        written += [(n, t) for n, t in filled if t != before.types.get(n)]
        facts = replace(facts, types=types, annotations=tuple(written))
        if statement.cell.live:
            paths = (call.path for call in facts.io if call.access is Access.WRITE)
            self.env.written |= {posixpath.normpath(path) for path in paths if path}
        analysed = Analysed(statement, kind, facts)
        if self.watch:
            self.watch(analysed, before)
        return analysed

    def kind(self, statement: Statement) -> Kind:
        """Imports only, definitions only, or anything else."""
        if all(self.top.imports(n) for n in statement.nodes):
            return Kind.IMPORT
        if all(self.defines(n) for n in statement.nodes):
            return Kind.DEFINITION
        return Kind.CODE

    def modules_in(self, statement: Statement) -> set[str]:
        """What a statement imports beside what it does; such a module is no value."""
        done = {n for one in self.imports if one.statement == statement.index for n in [one.name]}
        found = list(self.top.imports_behind(statement, done))
        self.imports += found
        self.env.imports.update({one.name: one.qualified for one in found})
        return done | {one.name for one in found}

    def defines(self, node: ast.stmt) -> bool:
        """A ``def``, a ``class``, or ``name = lambda …`` where nothing else binds the name."""
        if isinstance(node, (*scope.DEFS, ast.ClassDef)):
            return True
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                return self.binders[name] <= 1
        return False

    # one node

    def follow(self, node: ast.stmt, statement: Statement) -> Own:
        """Follow one statement and move the environment past it."""
        if self.top.imports(node):
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
        if not isinstance(node, _SIMPLE):
            modules = (one for one in imports_in(node) if isinstance(one, ast.Import))
            self.env.types.update({n: Type("module") for m in modules for n, _ in imported(m)})
        return own

    def import_(self, node: ast.stmt, statement: Statement) -> Own:
        """Bind what an import binds."""
        found = list(import_facts(node, statement.index))
        self.imports += found
        self.top.flags |= flags_of(node)
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
        names = self.star_names(star.qualified)
        if names is None:
            return [unknown_star(star.qualified, statement.place)]
        for name in sorted(names.keys() & self.names_used()):
            bind(self.env, name, None)
            self.env.imports[name] = names[name]
        return []

    def star_names(self, module: str) -> Mapping[str, str] | None:
        """What the names of a star import stand for, None where they are not known."""
        own = self.env.own.public
        if module in own:
            return {name: f"{module}.{name}" for name in own[module]}
        return star_names(module)

    def star_bound(self, statement: Statement) -> frozenset[str]:
        """Names that star imports of the statement bind, and the notebook uses."""
        names: set[str] = set()
        for each in reversed(self.imports):
            if each.statement != statement.index:
                break
            if each.star:
                names |= (self.star_names(each.qualified) or {}).keys() & self.names_used()
        return frozenset(names)

    def names_used(self) -> frozenset[str]:
        """Every name in the notebook that none of its statements but star imports binds."""
        if self.used is None:
            nodes = [top for s in self.all for top in s.nodes]
            used = {n.id for top in nodes for n in all_nodes(top) if isinstance(n, ast.Name)}
            self.used = frozenset(used).difference(*(flow_of([top]).may_bind for top in nodes))
        return self.used

    def define(self, node: ast.stmt, statement: Statement) -> Own:
        """A definition: what runs now is its header, and a class's body."""
        assert isinstance(node, DefinitionNode)
        definition = definition_of(node, statement.index)
        parts = list(run_at_definition(node))
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
        self.outdate(definition.name)
        self.world.add(definition)
        frame.set_name(definition.name, frozenset())
        self.defaults(definition, definition.name)
        if not isinstance(node, ast.Assign):
            for decorator in node.decorator_list:
                self.decorate(decorator, definition)
        return own

    def outdate(self, name: str) -> None:
        """What an earlier definition of the name has made is not known by the new one."""
        if name not in self.env.definitions:
            return
        for table in (self.heap.instances, self.heap.functions):
            for node in [node for node, made_by in table.items() if made_by == name]:
                del table[node]
                self.heap.unknown.add(node)
        for other, known in list(self.env.types.items()):
            if known.own_class == name:
                del self.env.types[other]

    def defaults(self, definition: Definition, unit: str) -> None:
        """The objects that are default values live as long as the function."""
        for method in definition.methods:
            self.defaults(method, f"{unit}.{method.name}")
        if isinstance(definition.node, ast.ClassDef):
            return
        node = function_node(definition.node)
        changeable = changeable_defaults(node, self.env)
        for parameter, expression in computed_defaults(node.args).items():
            value = self.frame.value(expression)
            if parameter in changeable:
                value = value or frozenset({self.heap.new()})
            self.frame.set_name(default_name(unit, parameter), value)

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
        constants = dict(bound_constants(node, env))
        types = bound_types(node, env)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            types = {} if self.frame.found_inside(node.target.id) else types
        types |= self.modules(node)
        inner = {n: q for each in imports_in(node) for n, q in imported(each)}
        for name in flow.may_bind:
            bind(env, name, types.get(name))
            self.frame.sort(self.frame.names.get(name, frozenset()), types.get(name))
            if name in inner:
                env.imports[name] = inner[name]
            elif constants.get(name, UNKNOWN) is not UNKNOWN:
                env.constants[name] = constants[name]
        env.constants.update(instance_fields(node, env))
        for name, kind in types.items():
            if name not in flow.may_bind and name not in env.definitions:
                env.retype(name, kind)
        for name in flow.deletes | flow.may_delete:
            bind(env, name, None)
            env.bound.pop(name, None)

    def modules(self, node: ast.stmt) -> dict[str, Type]:
        """The name that ``lib = math`` binds to a module."""
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=source)):
                named = (self.all[o.statement] for o in self.imports if o.name == source)
                imports = (node for statement in named for node in statement.nodes)
                if source in self.env.imports and any(isinstance(n, ast.Import) for n in imports):
                    return {name: Type("module")}
        return {}
