"""A part to a `Stage`: its interface, and its code by layer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from nb2prod.analysis.model import Analysed, Type
from nb2prod.analysis.scores.scored import holding_scores
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.types.kinds import is_pandas
from nb2prod.graph.aliases import grown_by
from nb2prod.graph.process_settings import asked_before, is_wanted
from nb2prod.naming import fresh, slug
from nb2prod.notebook.model import Role
from nb2prod.plan.data_layer import BodyFlow, Coder, body_flow
from nb2prod.plan.draft import Draft
from nb2prod.plan.flat_metrics import flat_metrics
from nb2prod.plan.hyperparameters import Hyperparameters, Values
from nb2prod.plan.lines import Line
from nb2prod.plan.metrics import bound_metrics, measures
from nb2prod.plan.model import Artefact, Code, File, Input, Output, Stage
from nb2prod.plan.module_items import items_of
from nb2prod.plan.names import local_name
from nb2prod.plan.predicted_rows import PredictedRows
from nb2prod.plan.printed_scores import Printed
from nb2prod.plan.shown_figures import with_figures
from nb2prod.plan.streams import is_saved, state_type
from nb2prod.plan.substitute import loaded_names
from nb2prod.records import dataclass, replace
from nb2prod.trace.seen_types import merged

_COLUMNS = ("numpy.ndarray", "pandas.Series")
_NO_ROWS = ("bool", "dict", "float", "int", "set", "str", "tuple")


def with_stages(draft: Draft) -> Draft:
    """Adds the stages, in order; each knows the names that the stages before it chose."""
    taken = draft.layers[-1].taken if draft.layers else draft.taken
    lift = _hyperparameters(draft)
    stages: list[Stage] = []
    extra: dict[str, str] = {}
    for number in range(len(draft.parts)):
        made = StageBuilder(draft, number, taken, lift).build()
        taken = made.taken
        extra |= made.extra_imports
        if lift is not None:
            lift = replace(lift, values={**lift.values, **made.lifted})
        stages.append(made.stage)
    return replace(draft, stages=tuple(stages), extra_imports=extra, hyperparameters=lift)


def _hyperparameters(draft: Draft) -> Hyperparameters | None:
    """The collection of hyperparameters, empty, where the user wants them lifted."""
    if not draft.settings.lift_hyperparameters:
        return None
    return Hyperparameters(
        draft.env, draft.config.value, frozenset(n for n, _ in draft.program.config)
    )


@dataclass(frozen=True)
class Built:
    """A stage, and what it leaves to the next: names in use, imports, lifted arguments."""

    stage: Stage
    taken: frozenset[str]
    extra_imports: Mapping[str, str]
    lifted: Values


class StageBuilder:
    """Builds one stage; call `build`."""

    def __init__(
        self, draft: Draft, number: int, taken: frozenset[str], lift: Hyperparameters | None
    ) -> None:
        self.draft, self.number, self.lift = draft, number, lift
        self.part = draft.parts[number]
        shown = {name for unit in self.part.units for name in unit.shown_as}
        types = draft.types[number]
        scored = None
        if self.part.role is Role.TRAIN:
            tops = [unit.analysed.statement.nodes for unit in self.part.units]
            scored = holding_scores(tops, draft.env)
        self.printed = Printed(
            draft.env, taken | shown, types, lifts=lift is not None, scored=scored
        )
        self.flow = draft.flow.parts[number]
        self.layers = draft.layers[number]
        self.artefacts = draft.artefacts[number]
        self.written = draft.lifting.written[number]
        self.snapshots = dict(self.layers.snapshots)
        self.order: Mapping[str, float] = draft.order

    def build(self) -> Built:
        """The stage, whole but for the model directory."""
        lines, figures = with_figures(self.draft, self.part, self.layers.body)
        measured = measures(self.draft, self.number)
        if measured:
            lines = list(self.printed.lines(lines))
            self.snapshots |= self.printed.types
            self.order = {**self._printed_places(lines), **self.draft.order}
        lines, lifted = self.lift.lift(lines) if self.lift else (lines, {})
        body = body_flow(self.draft, self.number, lines)
        metrics = self._metrics(body.written) if measured else []
        stage, extra = self._stage(lines, body, metrics, figures)
        stage = replace(
            stage,
            metrics=tuple(self._ordered(metrics)),
            hyperparameters=tuple(lifted),
            figures=self.draft.figures if figures else "",
        )
        return Built(stage, frozenset(self.printed.taken), extra, lifted)

    def _stage(
        self, lines: Sequence[Line], body: BodyFlow, metrics: Sequence[str], figures: bool
    ) -> tuple[Stage, Mapping[str, str]]:
        # a parameter that the stage leaves as it is comes from the config, below as well
        made = {*body.written, *self.snapshots, *self.artefacts, *metrics}
        given = {name for name, source in self.flow.inputs.items() if source == -1} - made
        wanted = [name for name in self._wanted(metrics) if name not in given]
        returned = self._returned(wanted, body)
        available = self._available()
        arguments = [n for n in self._ordered(body.exposed | (set(returned) - body.must))
                     if n in available]  # fmt: skip
        # A stream's state can be taken whether or not the stage has drawn from it.
        optional = [n for n in returned if n not in body.must and n not in available
                    and not n.startswith("<")]  # fmt: skip
        config = self._config(arguments)
        config_names = self._config_names()
        coder = Coder(self.draft, self.number, self.printed.taken | self.printed.made)
        code = coder.body(lines, arguments, optional, wanted, config_names)
        seen = config_names | self._seen(available, returned, figures)
        lifting = self.draft.lifting
        files = [
            lifting.file(p, self.number, self.draft.parts)
            for p in sorted(self.layers.path_parameters)
        ]
        placement = self.draft.placement
        own, constants = placement.own[self.number], placement.own_constants[self.number]
        predictions, predicted_on = self._predictions(returned, arguments)
        settings = list(self._effects())
        late = [a for a in settings if asked_before(a, self.draft.units)]
        stage = Stage(
            name=self.part.name,
            role=self.part.role,
            cells=tuple(dict.fromkeys(u.cell for u in self.part.units)),
            inputs=self._inputs(files),
            config=config,
            files=tuple(files),
            arguments=tuple(self._argument(n) for n in arguments if n not in config),
            outputs=tuple(self._output(n, optional) for n in returned),
            artefacts=tuple(dict.fromkeys(self.artefacts.values())),
            predictions=predictions,
            predictions_file=self._predictions_file(),
            predicted_on=predicted_on,
            written=tuple(self.written.items()),
            computed=tuple(lifting.computed(self.number)),
            effects=tuple(Code(statement=a.statement) for a in settings if a not in late),
            body=_with_settings(code, late),
            loads=tuple(coder.codes(self.layers.loads, config_names)),
            saves=tuple(coder.codes(self.layers.saves, seen)),
            needs_out_dir="out_dir" in self.layers.needs,
            path_arguments=tuple(sorted(self.layers.needs)),
            items=items_of(self.draft, own.values(), constants),
        )
        return stage, coder.extra_imports

    def _returned(self, wanted: Sequence[str], body: BodyFlow) -> list[str]:
        """What the data layer gives of the names that are wanted."""
        bundled = {n for group in self.flow.bundles for n in group}
        config = {n for n, source in self.flow.inputs.items() if source < 0}
        kept = body.written | self.snapshots.keys() | bundled | config
        return [n for n in wanted if n in kept]

    def _seen(self, available: Set[str], returned: Sequence[str], figures: bool) -> dict[str, str]:
        """What values are called in the path layer, below the data layer."""
        single = len(returned) + figures == 1
        seen = {n: local_name(n) for n in {*available, *returned} if local_name(n) != n}
        return seen | {n: f"result.{self.draft.value(n)}" for n in returned if not single}

    def _effects(self) -> Iterator[Analysed]:
        """Settings of cells that belong to no stage, where they stand above the stage's end."""
        first = min((unit.index for unit in self.draft.units), default=0)
        last = max((unit.index for unit in self.part.units), default=0)
        for a in self.draft.program.effects:
            if a.statement.index < max(first, last) and is_wanted(a, self.part.units):
                yield a

    def _metrics(self, written: Set[str]) -> list[str]:
        bound = bound_metrics(self.draft, self.number, written)
        found = list(dict.fromkeys([*bound, *self.printed.types]))
        tops = (node for u in self.part.units for node in u.analysed.statement.nodes)
        _, held = flat_metrics((n for top in tops for n in all_nodes(top)), found)
        return [n for n in found if n not in held and n not in self.artefacts]

    def _predictions_file(self) -> str:
        return f"predictions.{'jsonl' if self.draft.settings.tables == 'jsonl' else 'csv'}"

    def _predictions(
        self, returned: Sequence[str], arguments: Sequence[str]
    ) -> tuple[tuple[str, ...], str]:
        """What goes to a file for people: what a model gave, and arrays that came from it, all of
        the same rows; and the table whose rows these are, as the stage takes it, "" if none is
        sure. A table of predictions lies in a file of its own.

        The stage must not change the table: its index tells which row is which.
        """
        used = {*(a.file for a in self.artefacts.values()), *self.written.values()}
        results = self.draft.results[self.number]
        predicted = [n for n in returned if n in results and not self._lies_elsewhere(n)]
        unwanted = self.part.role is not Role.PREDICT or self._predictions_file() in used
        if unwanted or not predicted:
            return (), ""
        same, on = PredictedRows(self.draft.parts, self.number).side_by_side(predicted)
        types = self.draft.types[self.number]
        columns = {n for n, kind in types.items() if kind is None or kind.name in _COLUMNS}
        columns |= {n for n in returned if n not in types} | set(predicted)
        tables = [n for n in arguments if n in on - self.flow.written]
        found = [n for n in tables if is_pandas(self._argument(n).type)]
        shown = tuple(self.draft.value(n) for n in returned if n in same & columns)
        return shown, found[0] if len(found) == 1 and shown else ""

    def _lies_elsewhere(self, name: str) -> bool:
        """Whether the value is a table with a file of its own, or has no rows at all."""
        known, artefact = self.draft.types[self.number].get(name), self.artefacts.get(name)
        if known is None or known.name != "pandas.DataFrame":
            return known is not None and known.name in _NO_ROWS
        return artefact is None or artefact.serialiser == "table"

    def _wanted(self, metrics: Sequence[str]) -> list[str]:
        """Names that the path layer saves, or needs to save something."""
        wanted = set(self.artefacts) | set(metrics)
        for line in self.layers.saves:
            unit = line.unit
            read = unit.reads - (unit.may - unit.mutates) if unit else loaded_names(line.text)
            names = {n for n in read if n in self.draft.order}
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
        values = [name for name, _ in self.draft.program.config]
        return tuple(n for n in values if n in used and self.flow.inputs.get(n) == -1)

    def _config_names(self) -> dict[str, str]:
        given = (n for n, source in self.flow.inputs.items() if source == -1)
        return {n: f"{self.draft.config.value}.{self.draft.field_of(n)}" for n in given}

    def _inputs(self, files: Sequence[File]) -> tuple[Input, ...]:
        used = {f.parameter for f in files} | {"out_dir", "model_config_file", "changes"}
        used |= {*map(self.draft.value, self.flow.inputs), *self.layers.bound}
        found: list[Input] = []
        parameters: dict[tuple[str, str], str] = {}
        for name in self._ordered(self.flow.inputs):
            source = self.flow.inputs[name]
            if source < 0 or (name.startswith("<") and not is_saved(name)):
                continue
            artefact = self.draft.artefacts[source][name]
            key = (artefact.producer, artefact.file)
            if key not in parameters:
                parameters[key] = _parameter(artefact, used)
                used.add(parameters[key])
            known = self._type_from(source, name)
            found.append(Input(self.draft.value(name), artefact, parameters[key], known))
        return tuple(found)

    def _output(self, name: str, optional: Sequence[str]) -> Output:
        known = self._type_from(self.number, name)
        if name in self.snapshots:
            known = self.snapshots[name]
        if name in self.layers.bound and name not in self.flow.written:
            known = self.layers.bound[name]
        if not known and self.flow.inputs.get(name, -1) >= 0 and not self._binds(name):
            known = self._type_from(self.flow.inputs[name], name)
        shape = self.draft.shapes.get((self.part.name, "values", name), "")
        return Output(self.draft.value(name), known, name in optional, shape)

    def _binds(self, name: str) -> bool:
        """Whether the name may stand for another object here than for the one that comes in."""
        return any(name in u.may - grown_by(u) for u in self.part.units)

    def _argument(self, name: str) -> Output:
        """A value as it comes in, which need not be what the stage makes of it."""
        source = self.flow.inputs.get(name, -1)
        if name in self.layers.bound:
            trace = self.draft.trace
            traced = trace.argument(self.part.name, name) if trace else None
            known = merged(self.layers.bound[name], traced.type if traced else None)
            known = known or self._required(name)
            shape = self.draft.shapes.get((self.part.name, "arguments", name), "")
            return Output(name, known, shape=shape)
        if source < 0:
            return self._output(name, ())
        maker = self.draft.parts[source].name
        shape = self.draft.shapes.get((maker, "values", name), "")
        return Output(self.draft.value(name), self._type_from(source, name), shape=shape)

    def _required(self, name: str) -> Type | None:
        """What the uses tell of a value that is loaded as it is."""
        units = [line.unit for line in self.layers.loads if line.unit and name in line.unit.may]
        return self.draft.required.get((units[-1].index, name)) if units else None

    def _type_from(self, source: int, name: str) -> Type | None:
        return state_type(name) or self.draft.annotated[source].get(name)

    def _printed_places(self, lines: Iterable[Line]) -> dict[str, float]:
        """The places, in the order of names, of the metrics that the notebook does not bind."""
        places: dict[str, float] = {}
        last = 0.0
        for line in lines:
            shown = line.unit.shown_as if line.unit else [line.assigned]
            for name in filter(None, shown):
                last += 1e-6
                places.setdefault(name, last)
            own = line.unit.may if line.unit else frozenset[str]()
            last = max([last, *(self.draft.order[n] for n in own if n in self.draft.order)])
        return places

    def _ordered(self, names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda n: (self.order.get(n, 1 << 30), n))


def _with_settings(body: Iterable[Code], settings: Iterable[Analysed]) -> tuple[Code, ...]:
    """The code with settings among it, each where it stands in the notebook."""
    made = list(body)
    for setting in settings:
        index = setting.statement.index
        below = (n for n, c in enumerate(made) if c.statement and c.statement.index > index)
        made.insert(next(below, len(made)), Code(statement=setting.statement))
    return tuple(made)


def _parameter(artefact: Artefact, used: Set[str]) -> str:
    """The parameter of the path layer for the file of an artefact."""
    stem = "_".join(slug(n) for n in artefact.names)
    made = fresh(f"{stem}_file", used)
    return made if made == f"{stem}_file" else fresh(f"{stem}_value_file", used)
