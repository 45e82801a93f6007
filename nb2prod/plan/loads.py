"""Which statements of a part may run before the data layer, because they only read files."""

import ast
from collections.abc import Iterable, Set

from nb2prod.analysis.constants.fold import environment_variable
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, named
from nb2prod.analysis.types.algebra import parsed
from nb2prod.analysis.types.infer_expressions import type_of
from nb2prod.graph.constants import assigned
from nb2prod.graph.units import Unit, UnitKey
from nb2prod.knowledge.schema import Access, Else
from nb2prod.naming import claimed, slug
from nb2prod.plan.forms import is_harmless, is_plain_load, only_touches_files, runs_once
from nb2prod.plan.part_files import PartFiles
from nb2prod.plan.paths import Use


class Loads:
    """Finds the loads of a part; adds the names that it makes to `taken`.

    ``found`` are whole statements and ``bound`` the names that loading binds; ``splits`` and
    ``looked_up`` are statements of which only a call loads, with the name for its result.
    """

    def __init__(self, files: PartFiles, entry: frozenset[str], taken: set[str]) -> None:
        self.files, self.taken, self.entry = files, taken, entry
        self.found: set[UnitKey] = set()
        self.bound: dict[str, Type | None] = {}
        self.splits: dict[UnitKey, tuple[Use, str, ast.Call]] = {}
        self.looked_up: dict[UnitKey, list[tuple[ast.expr, str]]] = {}

    def run(self, units: Iterable[Unit]) -> "Loads":
        """Look at the statements in order."""
        touched: set[str] = set()
        available = set(self.entry)
        written: set[str] = set()
        blocked = False
        literals: dict[str, Unit] = {}
        constants = self.files.lifting.env.constants.keys()
        for unit in units:
            known = available | literals.keys()
            if not blocked and (
                self._is_load(unit, known, touched - literals.keys(), written)
                or self._is_lookup(unit, touched)
            ):
                # the constant that the load reads comes along, above it
                for name in sorted(unit.reads & literals.keys()):
                    self._load(literals.pop(name), [name])
                    available.add(name)
                self._load(unit, sorted(unit.may))
                available |= unit.may
                continue
            if not blocked and unit.may <= constants - touched and len(unit.may) == 1:
                literals[min(unit.may)] = unit  # a load further down may need it
            if not blocked:
                self._split(unit, available, touched, written)
                self._split_lookups(unit)
            mutated = self.files.mutated[unit.key]
            touched |= unit.reads | unit.writes | mutated | unit.taken_away
            # the path layer has the value from the start only, not what this makes of it
            available -= unit.writes | mutated
            written |= {use.path for use in self.files.uses(unit) if use.writes and use.path}
            # after it a load may find another file, folder or setting
            blocked = blocked or not is_harmless(unit)
        return self

    def _load(self, unit: Unit, names: Iterable[str]) -> None:
        known = dict(unit.analysed.facts.types)
        self.found.add(unit.key)
        self.bound.update({name: known.get(name) for name in names})

    def _is_load(
        self, unit: Unit, available: Set[str], touched: Set[str], written: Set[str]
    ) -> bool:
        uses = self.files.uses(unit)
        inner = self.files.definition_uses(unit)
        if (not uses and not inner) or not is_plain_load(unit, uses) or not unit.may:
            return False
        if any(u.access is not Access.READ or u.handed or u.path in written for u in uses):
            return False
        placed = [self.files.place(use, unit) for use in uses]
        # a file in out_dir is there only when the data layer has run
        if any(one is None or one.from_output for one in placed) or "out_dir" in inner:
            return False
        if any(self.files.finds_own(path, unit) for path in inner.values()):
            return False
        if any(call.access is not Access.READ for call in unit.analysed.facts.io):
            return False
        # what it binds nobody above may have read or bound: there the old value would be gone
        if unit.reads - unit.may - available or unit.mutates - unit.may or unit.may & touched:
            return False
        return only_touches_files(unit)

    def _is_lookup(self, unit: Unit, touched: Set[str]) -> bool:
        """``key = os.environ["KEY"]``: what the environment holds comes by the path layer."""
        alone = len(unit.may) == 1 and not unit.may & touched and not unit.mutates
        found = lookups_in(unit, self.files.lifting.env) if alone else []
        node = unit.analysed.statement.nodes[0]
        value = node.value if isinstance(node, ast.Assign) else None
        return any(value is one for one, _ in found) and len(unit.analysed.statement.nodes) == 1

    def _split_lookups(self, unit: Unit) -> None:
        """``connect(os.environ["KEY"])``: the path layer looks up, the data layer is given."""
        nodes, env = unit.analysed.statement.nodes, self.files.lifting.env
        for node, variable in lookups_in(unit, env):
            if len(nodes) != 1 or not runs_once(nodes[0], node):
                continue
            target = claimed(slug(variable), self.taken)
            self.looked_up.setdefault(unit.key, []).append((node, target))
            self.bound[target] = type_of(node, env)

    def _split(self, unit: Unit, available: Set[str], touched: Set[str], written: Set[str]) -> None:
        """``t = pd.read_csv(p).dropna()``: the path layer reads, the data layer goes on."""
        uses = self.files.uses(unit)
        nodes = unit.analysed.statement.nodes
        if len(uses) != 1 or len(nodes) != 1 or uses[0].call is None or uses[0].call.inside:
            return
        use, call, env = uses[0], uses[0].call.node, self.files.lifting.env
        if use.handed or uses[0].call.row.other is Else.COMMAND:
            return  # what it gives is no value of the notebook's
        if getattr(nodes[0], "value", None) is call and not (
            unit.may or unit.analysed.facts.displays
        ):
            return  # and here nobody looks at it
        if use.access is not Access.READ or use.path in written:
            return
        placed = self.files.place(use, unit)
        if placed is None or placed.from_output or not runs_once(nodes[0], call):
            return
        # names of the call alone: the rest of the statement stays where it is
        inside = named(call) & unit.reads
        if not inside <= available:
            return
        text = text_read(nodes[0], call) if env.qualified(call.func) == "open" else None
        returns = "str" if text else uses[0].call.row.returns
        # a text is called as its file, not as what is made of it
        pair = assigned(unit.analysed) if returns != "str" else None
        target = pair[0] if pair else None
        if target is None or target in touched | unit.reads or target in self.entry:
            stem = (use.path or "data").rsplit("/", 1)[-1].split(".")[0]
            target = claimed(slug(stem), self.taken)
        self.splits[unit.key] = (use, target, text or call)
        self.bound[target] = parsed(returns) if returns else None


def text_read(statement: ast.stmt, opened: ast.Call) -> ast.Call | None:
    """``open(p).read()`` around a call of ``open`` for text, if it stands there."""
    modes = [k.value for k in opened.keywords if k.arg == "mode"] + opened.args[1:2]
    plain = all(isinstance(m, ast.Constant) and m.value in ("r", "rt") for m in modes)
    known = all(k.arg in ("file", "mode", "encoding", "errors") for k in opened.keywords)
    if not plain or not known or len(opened.args) > 2:
        return None
    for node in all_nodes(statement):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr="read"), args=[], keywords=[]):
                if value is opened:
                    return node
    return None


def lookups_in(unit: Unit, env: Environment) -> list[tuple[ast.expr, str]]:
    """The lookups of environment variables in a statement, with the variable of each."""
    found: list[tuple[ast.expr, str]] = []
    if not any(name.partition(".")[0] == "os" for name in env.imports.values()):
        return found

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.Subscript | ast.Call):
            known = environment_variable(node, env)
            if known is not None and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                found.append((node, known[0]))
                return
        for child in child_nodes(node):
            walk(child)

    for node in unit.analysed.statement.nodes:
        walk(node)
    return found
