"""A part's statements by layer: loads above the data layer, saves below it, the rest inside."""

import ast
from collections.abc import Mapping, Sequence, Set
from pathlib import PurePosixPath

from nb2prod.analysis.model import Type
from nb2prod.graph.liveness import Flow
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.forms import names_only_inside, only_makes_directory, with_argument
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.lines import Layers, Line
from nb2prod.plan.loads import Loads
from nb2prod.plan.model import Edit
from nb2prod.plan.part_files import PartFiles
from nb2prod.plan.paths import Use, directory_of, edit, span
from nb2prod.plan.saves import Saves
from nb2prod.records import replace


def layers_of(
    parts: Sequence[Part], flow: Flow, lifting: Lifting, taken: frozenset[str]
) -> tuple[Layers, ...]:
    """The layers of each part; a name that one makes is none that another makes."""
    found: list[Layers] = []
    for number, (part, one) in enumerate(zip(parts, flow.parts, strict=True)):
        keys = [unit.key for unit in part.units]
        mutated = dict(zip(keys, one.mutated, strict=True))
        live = {n for later in flow.parts[number + 1 :] for n in later.inputs}
        entry = frozenset(n for n in one.inputs if not n.startswith("<"))
        files = PartFiles(part, number, mutated, lifting)
        # what a later part takes, no save may bind: they run when it has been given
        made = Layering(files, entry, one.outputs & live, taken).run()
        taken = made.taken
        found.append(made)
    return tuple(found)


class Layering:
    """Decides for one part; call `run`."""

    def __init__(
        self,
        files: PartFiles,
        entry: frozenset[str],
        live_after: frozenset[str],
        taken: Set[str],
    ) -> None:
        self.files = files
        self.taken = set(taken)
        self.loading = Loads(files, entry, self.taken)
        self.saving = Saves(files, live_after, self.taken)
        self.loads: list[Line] = []
        self.body: list[Line] = []
        self.saves: list[Line] = []
        self.snapshots: dict[str, Type | None] = {}
        self.path_parameters: set[str] = set()
        self.needs: set[str] = set()
        self.kept: list[tuple[Unit, str]] = []
        self.unlifted: list[tuple[Unit, Use]] = []
        self.made_again = self._made_again()

    def run(self) -> Layers:
        """Place every statement of the part."""
        units = [u for u in self.files.part.units if not self._only_makes_directory(u)]
        self._make_folders()
        loads = self.loading.run(units).found
        # loads run before all of this: they are in no save's way
        saves = self.saving.run([u for u in units if u.key not in loads]).found
        for unit in units:
            if unit.key in loads:
                self.loads.append(self._line(unit, path_layer=True))
            elif unit.key in saves:
                self._save(unit, saves[unit.key])
            else:
                self._keep(unit)
        return Layers(
            loads=tuple(self.loads),
            body=tuple(self.body),
            saves=tuple(self.saves),
            bound=self.loading.bound,
            path_parameters=frozenset(self.path_parameters),
            needs=frozenset(self.needs),
            snapshots=self.snapshots,
            kept=tuple(self.kept),
            unlifted=tuple(self.unlifted),
            taken=frozenset(self.taken),
        )

    def _only_makes_directory(self, unit: Unit) -> bool:
        uses = self.files.uses(unit)
        stay = any(self.files.lifting.stays(u) or self._folder(u) in self.made_again for u in uses)
        return only_makes_directory(unit, uses) and not stay

    def _made_again(self) -> frozenset[str]:
        """Folders that the part makes where it also takes them away, or one that they are in."""
        uses = [use for unit in self.files.part.units for use in self.files.uses(unit)]
        gone = [PurePosixPath(self._folder(use)) for use in uses if use.removes_directory]
        made = [self._folder(use) for use in uses if use.makes_directory]
        return frozenset(
            path for path in made if any(PurePosixPath(path).is_relative_to(g) for g in gone)
        )

    def _folder(self, use: Use) -> str:
        return directory_of(use) or ""

    def _make_folders(self) -> None:
        """Folders of out_dir that the part fills, but those that it makes by itself."""
        lifting, number = self.files.lifting, self.files.number
        for start in sorted(lifting.continued[number]):
            given, own = lifting.parameters[start], lifting.folder(start)
            self.loads.append(Line(text=f"shutil.copytree({given}, {own}, dirs_exist_ok=True)"))
            self._need(given, path_layer=True)
        for start in lifting.filled[number]:
            if start in self.made_again or start in lifting.continued[number]:
                continue
            text = f"({lifting.folder(start)}).mkdir(parents=True, exist_ok=True)"
            self.body.append(Line(text=text))
            self._need("out_dir", path_layer=False)

    def _save(self, unit: Unit, names: Mapping[str, str]) -> None:
        self.saves.append(replace(self._line(unit, path_layer=True), replaced=names))
        self.snapshots |= self.saving.snapshot_types(unit, names)
        self.body.extend(self.saving.snapshots(unit, names))

    def _keep(self, unit: Unit) -> None:
        if unit.key in self.loading.splits:
            self._keep_half(unit, *self.loading.splits[unit.key])
            return
        line = self._line(unit, path_layer=False)
        for node, target in self.loading.looked_up.get(unit.key, ()):
            self.loads.append(Line(text=f"{target} = {ast.unparse(node)}"))
            edits = (*line.edits, Edit(span(node), target))
            line = replace(line, edits=edits, more_reads=line.more_reads | {target})
        self.body.append(line)

    def _keep_half(self, unit: Unit, use: Use, target: str, node: ast.Call) -> None:
        """The path layer makes the call that reads, the data layer takes its result."""
        placed = self.files.place(use, unit)
        assert placed is not None and use.call is not None
        code = edit(use, placed.code).code
        reading = with_argument(use.call.node, use.argument, code)
        if node is not use.call.node:  # open(p).read()
            reading = _text_of(code, use.call.node) or f"{reading}.read()"
        self.loads.append(Line(text=f"{target} = {reading}"))
        self._need(placed.needs, path_layer=True)
        gone = names_only_inside(unit.analysed.statement.nodes[0], node)
        edits = (Edit(span(node), target),)
        self.body.append(Line(unit, "", edits, more_reads=frozenset({target}), no_reads=gone))

    def _line(self, unit: Unit, path_layer: bool) -> Line:
        """The statement with its paths replaced; notes what stays in the data layer and why."""
        edits: list[Edit] = []
        for use in self.files.uses(unit):
            placed = self.files.place(use, unit)
            if placed is None:
                if not use.makes_directory:
                    self.unlifted.append((unit, use))
                continue
            edits.append(edit(use, placed.code))
            self._need(placed.needs, path_layer)
            if not path_layer:
                self.kept.append((unit, self._folder(use)))
        for parameter, path in self.files.definition_uses(unit).items():
            own = parameter == "out_dir" or self.files.finds_own(path, unit)
            self._need("out_dir" if own else parameter, path_layer)
        return Line(unit, edits=tuple(edits))

    def _need(self, parameter: str, path_layer: bool) -> None:
        if parameter != "out_dir":
            self.path_parameters.add(parameter)
        if not path_layer:
            self.needs.add(parameter)


def _text_of(path: str, opened: ast.Call) -> str:
    """``path.read_text()`` for what a call of ``open`` reads; "" where the path may be a text."""
    node = ast.parse(path, mode="eval").body
    if not isinstance(node, ast.Name) and not (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ):
        return ""
    options = [k for k in opened.keywords if k.arg in ("encoding", "errors")]
    return ast.unparse(ast.Call(ast.Attribute(node, "read_text", ast.Load()), [], options))
