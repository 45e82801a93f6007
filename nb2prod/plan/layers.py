"""A part's statements by layer: loads above the data layer, saves below it, the rest inside."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nb2prod.analysis.model import Type
from nb2prod.analysis.tables.io_base import Access
from nb2prod.plan.kept import keeps_state, looked_at
from nb2prod.plan.lifting import Lifting, Placed
from nb2prod.plan.lookups import lookups_in
from nb2prod.plan.model import Edit
from nb2prod.plan.names import fresh, slug
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import Use, directory_of, edit, key_of, span
from nb2prod.plan.program import Unit
from nb2prod.plan.unbound import taken_away

_COPIED_BY_METHOD = ("pandas.DataFrame", "pandas.Series", "numpy.ndarray")
_COPIED_DEEP = ("list", "dict", "set")
_HARMLESS = (  # nothing that a reader of files would notice
    "warnings.",
    "matplotlib.",
    "numpy.set_printoptions",
    "pandas.options.display",
    "seaborn.",
    "logging.",
    "tqdm.",
    "plotly.",
    "sklearn.set_config",
)


@dataclass
class Line:
    """One entry of a layer: a statement of the notebook, or a line of ours.

    ``more_reads`` and ``no_reads`` are the names that the edits made it read, or not read.
    ``assigned`` is the metric that a line of ours binds, and the notebook only prints.
    """

    unit: Unit | None = None
    text: str = ""
    edits: list[Edit] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)
    more_reads: set[str] = field(default_factory=set)
    no_reads: set[str] = field(default_factory=set)
    assigned: str = ""


@dataclass
class Layers:
    """``needs`` are the path parameters that the data layer has to take; ``bound`` what the
    loads bind; ``kept`` explains each file access that stays in the data layer."""

    loads: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    saves: list[Line] = field(default_factory=list)
    bound: dict[str, Type | None] = field(default_factory=dict)
    path_parameters: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    snapshots: dict[str, Type | None] = field(default_factory=dict)
    kept: list[tuple[Unit, str]] = field(default_factory=list)
    unlifted: list[tuple[Unit, Use]] = field(default_factory=list)
    dropped: list[Unit] = field(default_factory=list)
    out_dir: bool = False


class Layering:
    """Decides for one part; call `run`."""

    def __init__(
        self,
        part: Part,
        number: int,
        mutated: Sequence[frozenset[str]],
        lifting: Lifting,
        entry: frozenset[str],
        live_after: frozenset[str],
        taken: set[str],
    ) -> None:
        self.part, self.number, self.lifting = part, number, lifting
        self.mutated = dict(zip(map(id, part.units), mutated, strict=True))
        self.entry, self.live_after, self.taken = entry, live_after, taken
        self.layers = Layers()
        self.splits: dict[int, tuple[Use, str]] = {}
        self.looked_up: dict[int, list[tuple[ast.expr, str]]] = {}

    def run(self) -> Layers:
        """Place every statement of the part."""
        units = [u for u in self.part.units if not self._only_makes_directory(u)]
        placed = {id(u) for u in units}
        self.layers.dropped = [u for u in self.part.units if id(u) not in placed]
        self._make_folders()
        loads = self._loads(units)
        rest = [u for u in units if id(u) not in loads]
        saves = self._saves(rest)
        for unit in units:
            if id(unit) in loads:
                self.layers.loads.append(self._line(unit, path_layer=True))
            elif id(unit) in saves:
                line = self._line(unit, path_layer=True)
                line.replaced.update(saves[id(unit)])
                self.layers.saves.append(line)
                self.layers.body.extend(self._snapshots(unit, saves[id(unit)]))
            else:
                self._keep(unit)
        return self.layers

    def _make_folders(self) -> None:
        """Folders of out_dir that the part fills."""
        for start in self.lifting.filled[self.number]:
            text = f"({self.lifting.folder(start)}).mkdir(parents=True, exist_ok=True)"
            self.layers.body.append(Line(text=text))
            self._need("out_dir", path_layer=False)

    def _uses(self, unit: Unit) -> list[Use]:
        return [u for u in self.lifting.uses[id(unit)] if not u.figure]

    def _definition_uses(self, unit: Unit) -> dict[str, str]:
        """Path parameters that the definitions reached by the unit take."""
        found: dict[str, str] = {}
        for definition in unit.definitions.values():
            found.update(self.lifting.definition_needs.get(key_of(definition), {}))
        return found

    def _only_makes_directory(self, unit: Unit) -> bool:
        """``os.makedirs(...)``, alone or behind ``if not os.path.exists(...)``."""
        uses = self._uses(unit)
        if not any(use.makes_directory for use in uses) or len(unit.analysed.statement.nodes) != 1:
            return False
        node = unit.analysed.statement.nodes[0]
        if isinstance(node, ast.Expr):
            return len(uses) == 1 and isinstance(node.value, ast.Call)
        alone = isinstance(node, ast.If) and len(node.body) == 1 and not node.orelse
        other = all(u.makes_directory or u.access is Access.EXISTS for u in uses)
        return alone and other and isinstance(node, ast.If) and isinstance(node.body[0], ast.Expr)

    # loads

    @property
    def _constants(self) -> set[str]:
        """Names that the notebook binds once, to a constant; a load may need them."""
        return set(self.lifting.env.constants)

    def _loads(self, units: list[Unit]) -> set[int]:
        """Statements that may run before the data layer, as they only read files."""
        found: set[int] = set()
        touched: set[str] = set()
        available = set(self.entry)
        written: set[str] = set()
        blocked = False
        literals: dict[str, Unit] = {}
        for unit in units:
            known = available | literals.keys()
            ok = not blocked and (
                self._is_load(unit, known, touched - literals.keys(), written)
                or self._is_lookup(unit, touched)
            )
            if ok:
                for name in sorted(unit.reads & literals.keys()):
                    literal = literals.pop(name)
                    found.add(id(literal))
                    available.add(name)
                    self.layers.bound[name] = dict(literal.analysed.facts.types).get(name)
                found.add(id(unit))
                available |= unit.may
                self.layers.bound.update(
                    {n: dict(unit.analysed.facts.types).get(n) for n in sorted(unit.may)}
                )
                continue
            if not blocked and unit.may <= self._constants - touched and len(unit.may) == 1:
                literals[min(unit.may)] = unit
            if not blocked:
                self._split(unit, available, touched, written)
                self._split_lookups(unit)
            touched |= unit.reads | unit.writes | self.mutated[id(unit)] | taken_away(unit)
            available -= unit.writes | self.mutated[id(unit)]
            written |= {use.path for use in self._uses(unit) if use.writes and use.path}
            blocked = blocked or not _is_harmless(unit)
        return found

    def _is_load(
        self, unit: Unit, available: set[str], touched: set[str], written: set[str]
    ) -> bool:
        uses = self._uses(unit)
        inner = self._definition_uses(unit)
        if not uses and not inner or not _is_plain_form(unit, uses) or not unit.may:
            return False
        if any(use.access is not Access.READ or self._place(use, unit) is None for use in uses):
            return False
        if any(self._from_output(use, unit) for use in uses) or "out_dir" in inner:
            return False
        if any(call.access is not Access.READ for call in unit.analysed.facts.io):
            return False
        if any(use.path in written for use in uses):
            return False
        if unit.reads - unit.may - available or unit.mutates - unit.may or unit.may & touched:
            return False
        return _loads_only(unit)

    def _is_lookup(self, unit: Unit, touched: set[str]) -> bool:
        """``key = os.environ["KEY"]``: what the environment holds comes by the path layer."""
        alone = len(unit.may) == 1 and not unit.may & touched and not unit.mutates
        found = lookups_in(unit, self.lifting.env) if alone else []
        node = unit.analysed.statement.nodes[0]
        value = node.value if isinstance(node, ast.Assign) else None
        return any(value is one for one, _ in found) and len(unit.analysed.statement.nodes) == 1

    def _split_lookups(self, unit: Unit) -> None:
        """``connect(os.environ["KEY"])``: the path layer looks up, the data layer is given."""
        nodes = unit.analysed.statement.nodes
        for node, variable in lookups_in(unit, self.lifting.env):
            if len(nodes) != 1 or not runs_once(nodes[0], node):
                continue
            target = fresh(slug(variable), self.taken)
            self.taken.add(target)
            self.looked_up.setdefault(id(unit), []).append((node, target))
            self.layers.bound[target] = Type("str") if isinstance(node, ast.Subscript) else None

    def _split(self, unit: Unit, available: set[str], touched: set[str], written: set[str]) -> None:
        """``t = pd.read_csv(p).dropna()``: the path layer reads, the data layer goes on."""
        uses = self._uses(unit)
        nodes = unit.analysed.statement.nodes
        if len(uses) != 1 or len(nodes) != 1 or uses[0].call is None or uses[0].call.inside:
            return
        use = uses[0]
        call = use.call.node if use.call else None
        if use.access is not Access.READ or call is None or use.path in written:
            return
        placed = self._place(use, unit)
        if placed is None or placed.from_output or not runs_once(nodes[0], call):
            return
        inside = {n.id for n in ast.walk(call) if isinstance(n, ast.Name)} & unit.reads
        if not inside <= available:
            return
        target = assigned_name(nodes[0])
        if target is None or target in touched | unit.reads or target in self.entry:
            target = fresh(slug((use.path or "data").rsplit("/", 1)[-1].split(".")[0]), self.taken)
            self.taken.add(target)
        self.splits[id(unit)] = (use, target)
        returns = use.call.row.returns if use.call else None
        self.layers.bound[target] = Type(returns) if returns else None

    def _place(self, use: Use, unit: Unit) -> Placed | None:
        return self.lifting.place(use, self.number, unit)

    def _from_output(self, use: Use, unit: Unit) -> bool:
        placed = self.lifting.place(use, self.number, unit)
        return placed is not None and placed.from_output

    # saves

    def _saves(self, units: list[Unit]) -> dict[int, dict[str, str]]:
        """Statements that may run after the data layer, with the names they see then."""
        found: dict[int, dict[str, str]] = {}
        rebound: set[str] = set()
        changed: set[str] = set()
        read: set[str] = set(self.live_after)
        read_files: set[str] = set()
        for unit in reversed(units):
            names = self._is_save(unit, rebound, changed, read, read_files)
            if names is not None:
                found[id(unit)] = names
                continue
            rebound |= unit.may | unit.deletes | unit.may_delete | taken_away(unit)
            changed |= self.mutated[id(unit)]
            read |= unit.reads
            for use in self._uses(unit):
                if not use.writes:
                    read_files |= self.lifting.files_of(use, self.number)
        return found

    @cached_property
    def _looked_at(self) -> frozenset[str]:
        return looked_at(self.part.units)

    def _is_save(
        self, unit: Unit, rebound: set[str], changed: set[str], read: set[str], read_files: set[str]
    ) -> dict[str, str] | None:
        uses = self._uses(unit)
        inner = self._definition_uses(unit)
        if not uses and not inner or any(u.figure for u in self.lifting.uses[id(unit)]):
            return None
        if any(not use.writes or self._place(use, unit) is None for use in uses):
            return None
        if any(
            call.access not in (Access.WRITE, Access.WRITE_DIRECTORY)
            for call in unit.analysed.facts.io
        ):
            return None
        written = {c.path for c in unit.analysed.facts.io}
        for use in uses:
            written |= self.lifting.files_of(use, self.number)
        if written & read_files or unit.may & (read | unit.reads):
            return None
        if unit.mutates - unit.may or not _saves_only(unit) or unit.deletes | unit.may_delete:
            return None
        if inner and keeps_state(unit, self._looked_at):
            return None
        names: dict[str, str] = {}
        for name in sorted(unit.reads - unit.may):
            if name not in rebound | changed:
                continue
            if name in changed and not self._copy(unit, name):
                return None
            names[name] = self._snapshot_name(name, uses)
        return names

    def _snapshot_name(self, name: str, uses: list[Use]) -> str:
        stem = slug((uses[0].path or name).rsplit("/", 1)[-1].split(".")[0]) if uses else name
        made = fresh(stem if stem != name else f"{name}_saved", self.taken)
        self.taken.add(made)
        return made

    def _copy(self, unit: Unit, name: str) -> str | None:
        known = self._type_before(unit, name)
        if known is None:
            return None
        if known.name in _COPIED_BY_METHOD:
            return f"{name}.copy()"
        return f"copy.deepcopy({name})" if known.name in _COPIED_DEEP else None

    def _type_before(self, unit: Unit, name: str) -> Type | None:
        found: Type | None = None
        for other in self.part.units:
            if other is unit:
                break
            facts = other.analysed.facts
            if name in facts.may_bind:
                found = dict(facts.types).get(name)
        return found

    def _snapshots(self, unit: Unit, names: dict[str, str]) -> Iterator[Line]:
        """Lines that keep the values as they are here, for a save further down."""
        later = False
        changed: set[str] = set()
        for other in self.part.units:
            if later:
                changed |= self.mutated[id(other)]
            later = later or other is unit
        for name, kept in names.items():
            self.layers.snapshots[kept] = self._type_before(unit, name)
            value = self._copy(unit, name) if name in changed else name
            yield Line(text=f"{kept} = {value}")

    # the rest

    def _keep(self, unit: Unit) -> None:
        if id(unit) in self.splits:
            use, target = self.splits[id(unit)]
            placed = self._place(use, unit)
            assert placed is not None and use.call is not None
            code = edit(use, placed.code).code
            text = f"{target} = {with_argument(use.call.node, use.argument, code)}"
            self.layers.loads.append(Line(text=text))
            self._need(placed.needs, path_layer=True)
            line = Line(unit, edits=[Edit(span(use.call.node), target)], more_reads={target})
            line.no_reads = _only_inside(unit.analysed.statement.nodes[0], use.call.node)
            self.layers.body.append(line)
            return
        line = self._line(unit, path_layer=False)
        for node, target in self.looked_up.get(id(unit), ()):
            self.layers.loads.append(Line(text=f"{target} = {ast.unparse(node)}"))
            line.edits.append(Edit(span(node), target))
            line.more_reads.add(target)
        self.layers.body.append(line)

    def _line(self, unit: Unit, path_layer: bool) -> Line:
        """The statement with its paths replaced; notes what stays in the data layer and why."""
        line = Line(unit)
        for use in self._uses(unit):
            placed = self._place(use, unit)
            if placed is None:
                if not use.makes_directory:
                    self.layers.unlifted.append((unit, use))
                continue
            line.edits.append(edit(use, placed.code))
            self._need(placed.needs, path_layer)
            if not path_layer:
                self.layers.kept.append((unit, directory_of(use, self.lifting.env.constants) or ""))
        for parameter in self._definition_uses(unit):
            self._need(parameter, path_layer)
        return line

    def _need(self, parameter: str, path_layer: bool) -> None:
        if parameter == "out_dir":
            self.layers.out_dir = True
        else:
            self.layers.path_parameters.add(parameter)
        if not path_layer:
            self.layers.needs.add(parameter)


def _is_harmless(unit: Unit) -> bool:
    """Whether reading a file gives the same after the statement's settings."""
    shown = "display" in unit.analysed.statement.source
    return all(
        effect.startswith(_HARMLESS) or (effect == "pandas.set_option" and shown)
        for effect in unit.analysed.facts.effects
    )


def _only_inside(statement: ast.stmt, call: ast.expr) -> set[str]:
    """Names that the statement reads in the call and nowhere else."""

    def names(node: ast.AST) -> Counter[str]:
        return Counter(n.id for n in ast.walk(node) if isinstance(n, ast.Name))

    everywhere, inside = names(statement), names(call)
    return {name for name, count in inside.items() if everywhere[name] == count}


def _is_plain_form(unit: Unit, uses: list[Use]) -> bool:
    """``name = read(...)`` or a ``with`` block of assignments."""
    nodes = unit.analysed.statement.nodes
    if len(nodes) != 1:
        return False
    node = nodes[0]
    if isinstance(node, ast.With):
        return all(isinstance(child, ast.Assign | ast.AnnAssign) for child in node.body)
    if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Call):
        return False
    func = node.value.func
    helper = isinstance(func, ast.Name) and func.id in unit.definitions
    return (
        helper
        or any(use.call and use.call.node is node.value for use in uses)
        or (_is_reading_open_file(node.value, uses))
    )


def _is_reading_open_file(node: ast.Call, uses: list[Use]) -> bool:
    """``json.load(open(path))`` and the like: the file is an argument of the outer call."""
    opened = {id(use.call.node) for use in uses if use.call}
    return any(id(argument) in opened for argument in node.args)


def runs_once(statement: ast.stmt, call: ast.expr) -> bool:
    """Whether a call is evaluated exactly once when the statement runs."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr):
        return False
    return _surely_inside(statement, call)


_SURE = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Call, ast.Attribute, ast.Subscript,
    ast.BinOp, ast.UnaryOp, ast.keyword, ast.Tuple, ast.List, ast.Dict, ast.Starred,
    ast.FormattedValue, ast.JoinedStr, ast.Compare,
)  # fmt: skip


def _surely_inside(node: ast.AST, call: ast.expr) -> bool:
    if node is call:
        return True
    if not isinstance(node, _SURE):
        return False
    return any(_surely_inside(child, call) for child in ast.iter_child_nodes(node))


def assigned_name(node: ast.stmt) -> str | None:
    """The name that ``name = ...`` binds."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        return target.id if isinstance(target, ast.Name) else None
    return None


def with_argument(call: ast.Call, argument: ast.expr, code: str) -> str:
    """The call's source with one argument (or its receiver) replaced."""
    new = ast.parse(code, mode="eval").body

    def put(node: ast.expr) -> ast.expr:
        return new if node is argument else node

    func = call.func
    if isinstance(func, ast.Attribute) and func.value is argument:
        func = ast.Attribute(new, func.attr, ast.Load())
    keywords = [ast.keyword(k.arg, put(k.value)) for k in call.keywords]
    made = ast.Call(func, [put(a) for a in call.args], keywords)
    return ast.unparse(ast.fix_missing_locations(made))


def _loads_only(unit: Unit) -> bool:
    facts = unit.analysed.facts
    busy = facts.draws or facts.seeds or facts.effects or facts.prints or facts.draws_figure
    return not (busy or facts.opaque)


def _saves_only(unit: Unit) -> bool:
    facts = unit.analysed.facts
    busy = facts.draws or facts.seeds or facts.effects or facts.prints or facts.draws_figure
    return not (busy or facts.opaque)
