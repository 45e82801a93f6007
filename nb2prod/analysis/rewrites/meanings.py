"""What a name stands for at each of its uses: which import, which definition, or a value.

The walk follows one name through the notebook, in Python's order of evaluation. Bodies of functions
run later: they see the meaning at each place that names the function, or any later meaning if the
function is stored.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field

from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.bindings import (
    NOTHING,
    OWN,
    VALUE,
    Binding,
    Sort,
    alike,
    always_binds,
    import_sites,
    is_own,
    qualified_names,
)
from nb2prod.analysis.rewrites.later import Later, Runs
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.control_flow import ControlFlow
from nb2prod.analysis.syntax.import_statements import defines_in_branch, imports_in, is_import
from nb2prod.analysis.syntax.nodes import all_nodes, arguments_of, child_nodes, stored
from nb2prod.analysis.syntax.unscoped import (
    UnclearError,
    body_of,
    consumed,
    free,
    inner,
    opens,
    waits,
)
from nb2prod.records import dataclass

Meanings = frozenset[Binding]
Site = ast.Name | ast.alias | scope.DefNode | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Use:
    """A place where the name is written; ``text`` is the outermost f-string around it, if any."""

    statement: int
    node: Site
    text: ast.JoinedStr | None = None


@dataclass
class Walk(ControlFlow[Meanings]):
    """One name followed; `undone` is what it stands for at first, and after ``del``.

    `functions` are the names of functions and classes, whose bodies run when they are called.
    """

    follows_all = True  # in what is switched off names are written as well

    name: str
    functions: frozenset[str]
    undone: Meanings = frozenset({NOTHING})
    history: list[Meanings] = field(default_factory=list)
    found: dict[int, tuple[Use, Meanings]] = field(default_factory=dict)
    runs: Runs[Use] = field(default_factory=Runs)
    imported: list[tuple[str, Binding]] = field(default_factory=list)
    place: int = 0
    text: ast.JoinedStr | None = None

    def __post_init__(self) -> None:
        super().__init__()
        self.history.append(self.undone)

    @property
    def now(self) -> Meanings:
        """What the name stands for."""
        return self.history[-1]

    def mark(self) -> Meanings:
        return self.now

    def resume(self, state: Meanings) -> None:
        self.become(state)

    def meet(self, states: Sequence[Meanings]) -> Meanings:
        return frozenset[Binding]().union(*states)

    def become(self, meanings: Meanings) -> None:
        """From here on the name stands for these."""
        self.history.append(meanings)

    def bind(self, site: Site, binding: Binding) -> None:
        """The name is bound here."""
        self.use(Use(self.place, site, self.text), frozenset({binding}))

    def since(self, moment: int) -> Meanings:
        """All that the name stood for since a moment."""
        return frozenset[Binding]().union(*self.history[max(moment - 1, 0) :])

    def use(self, use: Use, meanings: Meanings) -> None:
        """Note what the name stands for at a use; loops come by more than once."""
        before = self.found.get(id(use.node), (use, frozenset()))[1]
        self.found[id(use.node)] = (use, before | meanings)

    def owners(self, called: str, meanings: Meanings) -> Iterator[str]:
        """The functions that a name may stand for; of the name that is followed, each apart."""
        if called != self.name:
            yield called
            return
        yield from (_owner(b) for b in meanings if b.sort is Sort.DEFINITION)

    # statements

    def top(self, statement: Statement) -> None:
        """Follow a statement of the notebook."""
        self.place, self.reached = statement.index, True
        nodes = statement.nodes
        if all(is_import(n) and not defines_in_branch(n) for n in nodes):
            for node in nodes:
                self.imports(node)
        elif all(isinstance(n, (*scope.DEFS, ast.ClassDef)) for n in nodes):
            for node in nodes:
                self.definition(node)
        else:
            self.block(nodes)

    def imports(self, node: ast.stmt) -> None:
        """An import binds, a fallback beside it too; a star perhaps."""
        for child in all_nodes(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
                self.expression(child)
        sites = import_sites(node, self.name)
        stars = any(a.name == "*" for one in imports_in(node) for a in one.names)
        if sites:
            binding = self.binding_of(node)
            for site in sites:
                self.bind(site, binding)
            other = frozenset[Binding]() if always_binds(node, self.name) else self.now
            self.become(other | {binding})
        elif stars:
            self.become(self.now | {Binding(Sort.STAR, at=self.place)})

    def binding_of(self, node: ast.stmt) -> Binding:
        """The binding that an import makes, or the earlier one of the same thing."""
        names = qualified_names(node, self.name)
        if any(is_own(name, self.name) for name in names):
            return OWN
        known = [b for q, b in self.imported if any(alike(q, name) for name in names)]
        binding = known[0] if known else Binding(Sort.IMPORT, names[0] if names else "", self.place)
        self.imported += [(name, binding) for name in names]
        return binding

    def define(self, node: scope.DefNode | ast.ClassDef) -> None:
        self.definition(node, inside=True)

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        """An import inside a statement binds a value as any other."""
        if any(alias.name == "*" for alias in node.names):
            raise UnclearError
        for site in import_sites(node, self.name):
            self.value(site)

    on_ImportFrom = on_Import

    def simple(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign(targets=[ast.Name() as target], value=ast.Lambda() as value):
                self.expressions(list(scope.header(value)))
                self.expression(target)
                self.body(value, target.id if target.id != self.name else None)
            case ast.Assign():
                self.expressions([node.value, *node.targets])
            case ast.AnnAssign():
                self.expressions([node.annotation, node.value, node.target])
            case ast.AugAssign():
                if isinstance(node.target, ast.Name) and node.target.id == self.name:
                    self.use(Use(self.place, node.target, self.text), self.now)
                self.expressions([node.value, node.target])
            case _:
                self.expressions(list(child_nodes(node)))

    def loop_over(self, node: ast.For | ast.AsyncFor) -> Callable[[], object]:
        self.expression(node.iter)
        return lambda: self.expression(node.target)

    def enter(self, item: ast.withitem) -> None:
        self.expressions([item.context_expr, item.optional_vars])

    def suppresses(self, manager: ast.expr) -> bool:
        return not opens(manager)

    def subject(self, node: ast.expr) -> Callable[[ast.match_case], object]:
        self.expression(node)
        return self.pattern

    def pattern(self, case: ast.match_case) -> None:
        """What a pattern binds cannot be renamed."""
        if self.name in scope.pattern_names(case.pattern):
            raise UnclearError
        self.expression(case.pattern)

    def catch(self, name: str) -> None:
        if name == self.name:
            raise UnclearError

    # expressions

    def expression(self, node: ast.AST) -> None:
        match node:
            case ast.Name():
                self.named(node)
            case ast.Lambda():
                self.expressions(list(scope.header(node)))
                self.body(node, None)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self.comprehension(node, lazy=isinstance(node, ast.GeneratorExp))
            case ast.Call(func=ast.Name(id=called) as func) if called in self.functions:
                self.expressions(arguments_of(node))
                if called == self.name:
                    self.use(Use(self.place, func, self.text), self.now)
                for owner in self.owners(called, self.now):
                    self.runs.call(owner, self.now, len(self.history))
            case ast.Call() if (only := consumed(node)) is not None:
                self.expression(node.func)
                self.comprehension(only, lazy=False)
            case ast.JoinedStr() if self.text is None:
                self.text = node
                self.expressions(node.values)
                self.text = None
            case _:
                super().expression(node)

    def value(self, site: Site) -> None:
        """A value is bound here: what a statement imports or defines inside is one too."""
        self.bind(site, VALUE)
        self.become(frozenset({VALUE}))

    def named(self, node: ast.Name) -> None:
        """A name on its own."""
        if node.id in self.functions and isinstance(node.ctx, ast.Load):
            for owner in self.owners(node.id, self.now):
                self.runs.keep(owner, len(self.history))
        if node.id != self.name:
            return
        if isinstance(node.ctx, ast.Store):
            self.value(node)
            return
        self.use(Use(self.place, node, self.text), self.now)
        if isinstance(node.ctx, ast.Del):
            self.become(self.undone)

    def comprehension(self, node: scope.Comprehension, lazy: bool) -> None:
        """A comprehension has its own variables; a generator may be consumed later."""
        self.expression(node.generators[0].iter)
        parts = inner(node)
        if any(self._is_assigned(part) for part in parts):
            raise UnclearError
        if any(self.name in stored(g.target) for g in node.generators):
            return
        if lazy:
            self.put_off(None, parts)
        else:
            self.expressions(parts)

    def _is_assigned(self, part: ast.AST) -> bool:
        names = (n.target for n in all_nodes(part) if isinstance(n, ast.NamedExpr))
        return any(name.id == self.name for name in names)

    def definition(self, node: ast.stmt, inside: bool = False) -> None:
        """A ``def`` or ``class``: what is evaluated now, and what will be."""
        if not isinstance(node, (*scope.DEFS, ast.ClassDef)):
            return
        self.expressions(list(scope.header(node)))
        bodies: list[scope.FunctionNode] = []
        if isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, scope.DEFS)]
            bodies += methods
            self.expressions([e for n in methods for e in scope.header(n)])
            self.block([n for n in body_of(node, self.name) if not isinstance(n, scope.DEFS)])
        else:
            bodies.append(node)
        for body in bodies if node.decorator_list else ():
            self.body(body, None)  # a decorator may call them, and what it gives may be kept
        binding = Binding(Sort.DEFINITION, node.name, self.place)
        owner = _owner(binding) if node.name == self.name else node.name
        if node.name == self.name and inside:
            self.value(node)
        elif node.name == self.name:
            self.bind(node, binding)
            self.become(frozenset({binding}))
        if isinstance(node, ast.ClassDef):
            self.runs.lasting.add(owner)
        for body in bodies if not node.decorator_list else ():
            known = node.name in self.functions and not (inside and node.name == self.name)
            self.body(body, owner if known else None)

    def body(self, node: scope.FunctionNode, owner: str | None) -> None:
        """What runs whenever the function is called."""
        nodes = [node.body] if isinstance(node, ast.Lambda) else node.body
        if owner is not None and waits(node):
            self.runs.lasting.add(owner)
        self.put_off(owner, nodes, self.name in scope.local_names(node))

    def put_off(self, owner: str | None, nodes: Sequence[ast.AST], local: bool = False) -> None:
        """Note a body that runs later."""
        uses = [] if local else [
            Use(self.place, n, text or self.text) for n, text in free(nodes, self.name, None)
        ]  # fmt: skip
        every = [n for part in nodes for n in all_nodes(part)]
        calls = [n.func for n in every if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        direct = {id(n) for n in calls}
        named = [n for n in every if isinstance(n, ast.Name) and n.id in self.functions]
        self.runs.later.append(
            Later(
                owner,
                tuple(uses),
                frozenset(n.id for n in named if id(n) in direct),
                frozenset(n.id for n in named if id(n) not in direct),
                len(self.history),
            )
        )

    def finish(self) -> None:
        """Give the uses in bodies their meanings."""
        for use, meanings in self.runs.uses(self.owners, self.since):
            self.use(use, meanings)


def _owner(binding: Binding) -> str:
    return f"{binding.what}@{binding.at}"
