"""One part to one `Stage`: its interface, and its code by layer."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.infer_state import bound_names
from nb2prod.analysis.model import Definition, Import, Statement, Type
from nb2prod.notebook.model import Role
from nb2prod.plan.closures import captured, reachable
from nb2prod.plan.figures import PLOT, SHOW, figure_edits, plot_left, plot_names, shows
from nb2prod.plan.flow import Flow, PartFlow
from nb2prod.plan.hyperparameters import Hyperparameters
from nb2prod.plan.layers import Layers, Line
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.metrics import Printed, bound_metrics
from nb2prod.plan.model import Artefact, Code, Edit, File, Input, Output, Stage
from nb2prod.plan.names import fresh, local_name, slug
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import Key, key_of, span
from nb2prod.plan.program import Program, Unit
from nb2prod.plan.streams import alias_of, get_state, is_saved, module_of, set_state, stream_value
from nb2prod.plan.substitute import loaded_names, stored_names, with_names
from nb2prod.plan.sure import makes_unsavable
from nb2prod.settings import TableFormat
from nb2prod.trace.model import Trace
from nb2prod.trace.types import merged


@dataclass
class Context:
    """What all the stages of a notebook share while they are built.

    ``order`` gives each name the place where it is bound first; ``types`` the types of names
    after each part; ``artefacts`` the artefact that each name left its part in; ``shapes`` what
    a trace told of values, see `trace.shapes`.
    """

    parts: Sequence[Part]
    flow: Flow
    program: Program
    lifting: Lifting
    env: Environment
    imports: Sequence[Import]
    order: Mapping[str, int]
    types: Sequence[Mapping[str, Type | None]]
    taken: set[str]
    statements: Mapping[int, Statement]
    results: Sequence[set[str]] = ()
    hyperparameters: Hyperparameters | None = None
    tables: TableFormat = "csv"
    artefacts: list[dict[str, Artefact]] = field(default_factory=list)
    names: Mapping[Key, str] = field(default_factory=dict)
    trace: Trace | None = None
    shapes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    extra_imports: dict[str, str] = field(default_factory=dict)

    def ordered(self, names: Iterable[str]) -> list[str]:
        """The names in the order in which the notebook binds them."""
        return sorted(names, key=lambda n: (self.order.get(n, 1 << 30), n))

    @cached_property
    def last_in_cell(self) -> dict[int, int]:
        """For each cell the index of its last statement."""
        return {s.cell.number: i for i, s in sorted(self.statements.items())}

    @cached_property
    def makes_unsavable(self) -> bool:
        """Whether a table may hold what cannot be saved."""
        return makes_unsavable(self.statements.values(), self.env)

    @cached_property
    def plots(self) -> frozenset[str]:
        """Names of plots that are pages."""
        return plot_names((n for s in self.statements.values() for n in s.nodes), self.env)

    def value(self, name: str) -> str:
        """The Python name that a name of the flow has in the scripts."""
        return stream_value(name) if name.startswith("<") else name

    def stream_alias(self, stream: str) -> str:
        """The name of a stream's module, whose import is taken note of."""
        alias, line = alias_of(module_of(stream), self.imports, self.taken)
        self.extra_imports[alias] = line
        return alias


class StageBuilder:
    """Builds one stage; call `build`."""

    def __init__(
        self, context: Context, number: int, layers: Layers, effects: Sequence[Code]
    ) -> None:
        self.context, self.number, self.layers = context, number, layers
        self.effects = tuple(effects)
        self.part: Part = context.parts[number]
        self.places = self.part.places
        self.flow: PartFlow = context.flow.parts[number]
        self.seen_cells: set[int] = set()
        earlier = (unit for part in context.parts[:number] for unit in part.units)
        self.told_cells = {unit.analysed.statement.cell.number for unit in earlier}

    def build(self) -> Stage:
        """The stage."""
        artefacts = list(dict.fromkeys(self.context.artefacts[self.number].values()))
        body_lines, figures = self._with_figures(self.layers.body)
        printed = Printed(self.context.env, self.context.taken)
        if self.part.role is Role.EVALUATE:
            body_lines = list(printed.lines(body_lines))
            self.layers.snapshots.update(printed.types)
        lift = self.context.hyperparameters
        lifted = lift.lift(body_lines) if lift else ()
        exposed, must, written = self._body_flow(body_lines)
        metrics = [*self._metrics(written), *printed.types]
        wanted = self._wanted(metrics)
        bundled = {n for group in self.flow.bundles for n in group}
        kept = written | self.layers.snapshots.keys() | bundled
        returned = [n for n in wanted if n in kept]
        available = self._available()
        arguments = [n for n in self._ordered(exposed | (set(returned) - must)) if n in available]
        # A stream's state can be taken whether or not the stage has drawn from it.
        optional = [
            n for n in returned if n not in must and n not in available and not n.startswith("<")
        ]
        config = self._config(arguments)
        body = self._body(body_lines, arguments, optional, wanted)
        single = len(returned) == 1
        seen = {n: local_name(n) for n in {*available, *returned} if local_name(n) != n}
        seen |= {n: f"result.{self.context.value(n)}" for n in returned if not single}
        files = [
            self.context.lifting.file(p, self.number, self.context.parts)
            for p in sorted(self.layers.path_parameters)
        ]
        return Stage(
            name=self.part.name,
            role=self.part.role,
            cells=tuple(dict.fromkeys(u.analysed.statement.cell.number for u in self.part.units)),
            inputs=self._inputs(files),
            config=config,
            files=tuple(files),
            arguments=tuple(self._argument(n) for n in arguments if n not in config),
            outputs=tuple(self._output(n, optional) for n in returned),
            artefacts=tuple(artefacts),
            metrics=tuple(metrics),
            metrics_file=self._metrics_file(),
            predictions=self._predictions(returned),
            predictions_file=self._predictions_file(),
            hyperparameters=lifted,
            written=tuple(self.context.lifting.written[self.number].items()),
            effects=self.effects,
            loads=tuple(self._code(line, self._config_names()) for line in self.layers.loads),
            body=body,
            saves=tuple(
                self._code(line, {**self._config_names(), **seen}) for line in self.layers.saves
            ),
            figures=figures,
            needs_out_dir="out_dir" in self.layers.needs,
            path_arguments=tuple(sorted(self.layers.needs)),
        )

    # the data layer

    def _with_figures(self, lines: list[Line]) -> tuple[list[Line], bool]:
        """Show what a cell drew and left open, as the notebook does at the end of a cell."""
        found: list[Line] = []
        env = self.context.env
        drawing, cell, figures = False, 0, False
        for line in lines:
            unit = line.unit
            if unit is None:
                found.append(line)
                continue
            number = self.places[unit.analysed.statement.cell.number]
            if number != cell and drawing:
                found.append(Line(text=f"{SHOW}('cell_{cell}')"))
                drawing = False
            cell = number
            facts = unit.analysed.facts
            nodes = unit.analysed.statement.nodes
            uses = self.context.lifting.uses[id(unit)]
            line.edits.extend(figure_edits(nodes, uses, env, f"cell_{number}"))
            line.edits.extend(self._left_plot(unit))
            drawing = drawing or facts.draws_figure
            if shows(nodes, env):
                drawing = False
            shown = any(e.code.startswith((SHOW, PLOT)) for e in line.edits)
            figures = figures or facts.draws_figure or shown
            found.append(line)
        if drawing:
            found.append(Line(text=f"{SHOW}('cell_{cell}')"))
        return found, figures or any("keep_figure" in e.code for x in found for e in x.edits)

    def _left_plot(self, unit: Unit) -> Iterator[Edit]:
        """The last expression of a cell, where it is a plot that the notebook shows there."""
        statement = unit.analysed.statement
        last = self.context.last_in_cell.get(statement.cell.number) == statement.index
        if last and not statement.source.rstrip().endswith(";"):
            plot = plot_left(statement.nodes[-1], self.context.plots, self.context.env)
            if plot is not None:
                place = self.places[statement.cell.number]
                text = f"{PLOT}({ast.unparse(plot)}, 'cell_{place}')"
                yield Edit(span(plot), text)

    def _body_flow(self, lines: Iterable[Line]) -> tuple[set[str], set[str], set[str]]:
        """Names that the body reads before it binds them, binds for sure, and may write."""
        exposed: set[str] = set()
        bound: set[str] = {target for target, _ in self.flow.retied}
        exposed |= {origin for _, origin in self.flow.retied}
        written: set[str] = set(bound)
        mutated = dict(zip(map(id, self.part.units), self.flow.mutated, strict=True))
        for line in lines:
            if line.unit is None:
                exposed |= loaded_names(line.text) - bound
                made = stored_names(line.text)
                bound, written = bound | made, written | made
                continue
            unit = line.unit
            exposed |= (unit.reads - line.no_reads | line.more_reads) - bound
            bound = (bound | unit.must) - unit.deletes
            written |= unit.writes | mutated[id(unit)]
        return exposed, bound, written

    def _metrics(self, written: set[str]) -> list[str]:
        if self.part.role is not Role.EVALUATE:
            return []
        return bound_metrics(self.part.units, self.context.types[self.number], written)

    def _metrics_file(self) -> str:
        """metrics.json, unless the notebook writes a file of this name itself."""
        used = self.context.lifting.written[self.number].values()
        return "metrics.json" if "metrics.json" not in used else f"{self.part.name}_metrics.json"

    def _predictions_file(self) -> str:
        return f"predictions.{'jsonl' if self.context.tables == 'jsonl' else 'csv'}"

    def _predictions(self, returned: Sequence[str]) -> tuple[str, ...]:
        """What goes to a file for people: what a model gave, and arrays that came from it."""
        files = {a.file for a in self.context.artefacts[self.number].values()}
        used = {*files, *self.context.lifting.written[self.number].values()}
        predicted = [n for n in returned if n in self.context.results[self.number]]
        if self.part.role is not Role.PREDICT or not predicted:
            return ()
        if self._predictions_file() in used:
            return ()
        types = self.context.types[self.number]
        known = {n: types.get(n) for n in returned if not n.startswith("<")}
        arrays = [n for n, kind in known.items() if kind is None or kind.name in _COLUMNS]
        return tuple(self.context.value(n) for n in returned if n in {*predicted, *arrays})

    def _wanted(self, metrics: Sequence[str]) -> list[str]:
        """Names that the path layer saves, or needs to save something."""
        wanted = set(self.context.artefacts[self.number]) | set(metrics)
        for line in self.layers.saves:
            assert line.unit is not None
            names = line.unit.reads - (line.unit.may - line.unit.mutates)
            wanted |= {line.replaced.get(n, n) for n in names}
        return self._ordered(wanted)

    def _available(self) -> set[str]:
        """What the path layer can hand to the data layer."""
        streams = {n for n in self.flow.inputs if n.startswith("<")}
        saved = {n for n in streams if is_saved(n)}
        return (set(self.flow.inputs) - streams) | saved | set(self.layers.bound)

    def _config(self, arguments: Sequence[str]) -> tuple[str, ...]:
        used = set(arguments)
        for line in [*self.layers.loads, *self.layers.saves]:
            used |= line.unit.reads if line.unit else loaded_names(line.text)
        values = [name for name, _ in self.context.program.config]
        return tuple(n for n in values if n in used and self.flow.inputs.get(n) == -1)

    def _config_names(self) -> dict[str, str]:
        values = dict(self.context.program.config)
        names = [n for n, source in self.flow.inputs.items() if source == -1]
        return {n: config_value(n, values[n]) for n in names}

    def _body(
        self,
        lines: Sequence[Line],
        arguments: Sequence[str],
        optional: Sequence[str],
        wanted: Sequence[str],
    ) -> tuple[Code, ...]:
        values = dict(self.context.program.config)
        made: list[Code] = []
        for name in arguments:
            if self.flow.inputs.get(name) == -1:
                made.append(Code(text=f"{name} = {config_value(name, values[name])}"))
        direct = {n for x in lines if x.unit for n in _stored(x.unit)} | {*arguments, *optional}
        outer = {n for x in lines if x.unit and x.unit.nested for n in x.unit.nested} - direct
        made += [Code(text=f"{name} = None") for name in [*optional, *sorted(outer)]]
        made += [Code(text=f"{target} = {origin}") for target, origin in self.flow.retied]
        restored = [
            Code(text=set_state(name, self.context.stream_alias(name)))
            for name in arguments
            if name.startswith("<")
        ]
        streams = {n for n in arguments if n.startswith("<")}
        seeds = [
            x for x in lines if x.unit and x.unit.must & streams and not x.unit.mutates & streams
        ]
        first = seeds[:1] if seeds and lines and lines[0] is seeds[0] and restored else []
        made += [self._code(line, {}) for line in first] + restored
        made += [self._code(line, {}) for line in lines if line not in first]
        saved = [n for n in wanted if n.startswith("<") and is_saved(n)]
        made += [Code(text=get_state(n, self.context.stream_alias(n))) for n in saved]
        return tuple(made)

    # shared

    def _code(self, line: Line, replaced: Mapping[str, str]) -> Code:
        if line.unit is None:
            return Code(text=with_names(line.text, replaced), assigned=line.assigned)
        statement = line.unit.analysed.statement
        starts = statement.cell.number not in self.seen_cells
        self.seen_cells.add(statement.cell.number)
        told = statement.cell.number in self.told_cells
        markdown = statement.cell.markdown if starts and not told else ""
        names = {**replaced, **line.replaced}
        for name, other in line.replaced.items():
            names[name] = replaced.get(other, other)
        used = line.unit.reads | line.unit.analysed.facts.reads
        names.update(renamed_in(line.unit.definitions, self.context.names))
        return Code(
            statement=statement,
            edits=tuple(line.edits),
            captured=self._captured(line.unit, names),
            replaced=tuple((n, c) for n, c in sorted(names.items()) if n in used and n != c),
            markdown=markdown,
            starts_cell=starts,
            nonlocals=line.unit.nested or frozenset(),
            assigned=line.unit.shown_as,
        )

    def _captured(
        self, unit: Unit, replaced: Mapping[str, str]
    ) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        return captured_arguments(
            unit, self.context.program.state, self.context.lifting, self.number, replaced
        )

    def _inputs(self, files: Sequence[File]) -> tuple[Input, ...]:
        used = {f.parameter for f in files} | {"out_dir", "model_config_file"}
        found: list[Input] = []
        parameters: dict[tuple[str, str], str] = {}
        for name in self._ordered(set(self.flow.inputs)):
            source = self.flow.inputs[name]
            if source < 0 or (name.startswith("<") and not is_saved(name)):
                continue
            artefact = self.context.artefacts[source][name]
            key = (artefact.producer, artefact.file)
            if key not in parameters:
                stem = "_".join(slug(n) for n in artefact.names)
                parameters[key] = fresh(f"{stem}_file", used)
                if parameters[key] != f"{stem}_file":
                    parameters[key] = fresh(f"{stem}_value_file", used)
                used.add(parameters[key])
            known = self.context.types[source].get(name)
            found.append(Input(self.context.value(name), artefact, parameters[key], known))
        return tuple(found)

    def _output(self, name: str, optional: Sequence[str]) -> Output:
        known = self.context.types[self.number].get(name)
        if name in self.layers.snapshots:
            known = self.layers.snapshots[name]
        if name in self.layers.bound and name not in self.flow.written:
            known = self.layers.bound[name]
        if name in self.flow.inputs and self.flow.inputs[name] >= 0 and not known:
            known = self.context.types[self.flow.inputs[name]].get(name)
        shape = self.context.shapes.get((self.part.name, "values", name), "")
        return Output(self.context.value(name), known, name in optional, shape)

    def _argument(self, name: str) -> Output:
        """A value as it comes in, which need not be what the stage makes of it."""
        source = self.flow.inputs.get(name, -1)
        if name in self.layers.bound:
            trace = self.context.trace
            traced = trace.argument(self.part.name, name) if trace else None
            known = merged(self.layers.bound[name], traced.type if traced else None)
            shape = self.context.shapes.get((self.part.name, "arguments", name), "")
            return Output(name, known, shape=shape)
        if source < 0:
            return self._output(name, ())
        maker = self.context.parts[source].name
        shape = self.context.shapes.get((maker, "values", name), "")
        known = self.context.types[source].get(name)
        return Output(self.context.value(name), known, shape=shape)

    def _ordered(self, names: Iterable[str]) -> list[str]:
        return self.context.ordered(names)


_COLUMNS = ("numpy.ndarray", "pandas.Series")


def captured_arguments(
    unit: Unit, state: frozenset[str], lifting: Lifting, number: int, replaced: Mapping[str, str]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """For each definition that the statement names, the keyword arguments that it takes."""
    scope = unit.definitions
    found = []
    for name in sorted(unit.analysed.facts.reads & scope.keys()):
        names = sorted(captured(scope[name], scope, state))
        pairs = [(n, replaced.get(n, n)) for n in names]
        for parameter, path in sorted(path_needs(name, scope, lifting).items()):
            written = lifting.written[number].get(path)
            inside = written is not None and parameter != "out_dir"
            pairs.append((parameter, f"out_dir / {written!r}" if inside else parameter))
        if pairs:
            found.append((name, tuple(pairs)))
    return tuple(found)


def renamed_in(
    scope: Mapping[str, Definition], names: Mapping[Key, str]
) -> tuple[tuple[str, str], ...]:
    """Names that stand for a version of a definition with another name in the scripts."""
    found = {name: names.get(key_of(d), name) for name, d in scope.items()}
    return tuple((name, new) for name, new in sorted(found.items()) if name != new)


def path_needs(name: str, scope: Mapping[str, object], lifting: Lifting) -> dict[str, str]:
    """Path parameters that a definition takes for itself and for what it reaches."""
    found: dict[str, str] = {}
    for definition in reachable([name], scope).values():  # type: ignore[arg-type]
        found.update(lifting.definition_needs.get(key_of(definition), {}))
    return found


def config_value(name: str, value: object) -> str:
    """The expression that takes a parameter from ``model_config``."""
    plain = f"model_config[{name!r}]"
    if isinstance(value, tuple):
        return f"tuple({plain})"
    return f"set({plain})" if isinstance(value, set) else plain


def _stored(unit: Unit) -> set[str]:
    """Names that the statement itself binds, not functions that it calls."""
    return set() if unit.nested is not None else bound_names(unit.analysed.statement.nodes)
