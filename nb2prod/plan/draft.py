"""The draft: all that the passes of the planner have decided so far."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from nb2prod.analysis.effects.own_effects import io_calls
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysis, Definition, IOCall, Statement, Type
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.graph.closures import reachable
from nb2prod.graph.liveness import Flow
from nb2prod.graph.plots import plot_names
from nb2prod.graph.program import Program, is_displayed, last_in_cells
from nb2prod.graph.units import Part, Unit
from nb2prod.naming import fresh, slug
from nb2prod.notebook.model import Notebook
from nb2prod.plan.config_names import ConfigNames, config_field, config_names
from nb2prod.plan.figures import Sink, figure_edits, keeps_figures, title_of
from nb2prod.plan.hyperparameters import Hyperparameters
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.lines import Layers
from nb2prod.plan.model import Artefact, Edit, Pipeline, Stage
from nb2prod.plan.names_in_use import NamesInUse
from nb2prod.plan.paths import Key, Use, own_calls, use_of
from nb2prod.plan.place import Placement
from nb2prod.plan.search_path import SearchPath
from nb2prod.plan.streams import stream_value
from nb2prod.records import dataclass, replace
from nb2prod.settings import Settings
from nb2prod.stages.process_settings import Stale
from nb2prod.trace.traced import Trace

Types = Mapping[str, Type | None]


@dataclass(frozen=True)
class Draft:
    """The plan of a notebook while it is made; each pass of `plan.passes` adds to it.

    A pass gives a new draft (`dataclasses.replace`), and changes nothing that another one made.
    What no pass has made yet is empty. The fields stand in the order in which they are made.

    ``taken`` are the names in use, ``order`` gives each name the place where it is bound first;
    ``types`` are those of names after each part, as far as they are certain, ``annotated`` the
    same where they are one of several, or follow from uses (``required``, by statement and name),
    ``artefacts`` the artefact that each name leaves its part in, ``shapes`` what a trace told of
    values, see `trace.seen_shapes`.
    """

    notebook: Notebook
    analysis: Analysis
    settings: Settings = field(default_factory=Settings)
    trace: Trace | None = None

    env: Environment = field(default_factory=Environment)
    taken: frozenset[str] = frozenset()
    order: Mapping[str, int] = field(default_factory=dict)
    statements: Mapping[int, Statement] = field(default_factory=dict)
    program: Program = field(default_factory=Program)
    searched: SearchPath = field(default_factory=SearchPath)
    parts: tuple[Part, ...] = ()
    unused_seeds: tuple[Unit, ...] = ()
    stale_settings: tuple[Stale, ...] = ()
    lifting: Lifting = field(default_factory=Lifting)
    results: tuple[frozenset[str], ...] = ()
    flow: Flow = field(default_factory=Flow)
    placement: Placement = field(default_factory=Placement)
    names_in_use: NamesInUse = field(default_factory=NamesInUse)
    types: tuple[Types, ...] = ()
    annotated: tuple[Types, ...] = ()
    required: Mapping[tuple[int, str], Type] = field(default_factory=dict)
    shapes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    artefacts: tuple[Mapping[str, Artefact], ...] = ()
    layers: tuple[Layers, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    stages: tuple[Stage, ...] = ()
    hyperparameters: Hyperparameters | None = None
    extra_imports: Mapping[str, str] = field(default_factory=dict)
    pipeline: Pipeline | None = None

    def ordered(self, names: Iterable[str]) -> list[str]:
        """The names in the order in which the notebook binds them."""
        return sorted(names, key=lambda n: (self.order.get(n, 1 << 30), n))

    def value(self, name: str) -> str:
        """The Python name that a name of the flow has in the scripts."""
        return stream_value(name) if name.startswith("<") else name

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The statements of all the parts, in run order."""
        return tuple(unit for part in self.parts for unit in part.units)

    @cached_property
    def places(self) -> dict[int, Place]:
        """Where each statement of the notebook stands."""
        return {index: statement.place for index, statement in self.statements.items()}

    @cached_property
    def _last_in_cell(self) -> dict[int, int]:
        """For each cell of the file the index of its last statement."""
        return last_in_cells(self.statements.values())

    def displays(self, statement: Statement) -> bool:
        """Whether the notebook shows the value of an expression: its cell ends with it."""
        return is_displayed(statement, self._last_in_cell)

    @cached_property
    def config(self) -> ConfigNames:
        """What the scripts call the parameters."""
        return config_names(self.notebook)

    def field_of(self, name: str) -> str:
        """The field of the config that a parameter is."""
        return config_field(name, self.notebook.original_names())

    @cached_property
    def figures(self) -> str:
        """What the data layers call the figures that they draw."""
        return fresh("figures", self.taken)

    @cached_property
    def drawing(self) -> frozenset[Key]:
        """Functions that show figures; not those that a class calls, which has none to hand on."""
        found, in_classes = set[Key](), set[Key]()
        for scope in {id(u.definitions): u.definitions for u in self.units}.values():
            for name, definition in scope.items():
                if isinstance(definition.node, ast.ClassDef):
                    in_classes |= {d.key for d in reachable([name], scope).values()}
                elif keeps_figures(self.figure_edits(definition, self.figures)):
                    found.add(definition.key)
        return frozenset(found - in_classes)

    def figure_edits(self, definition: Definition, figures: str) -> list[Edit]:
        """The edits in a definition that put what it shows into the variable `figures`."""
        sink = Sink(figures, title_of([definition.node]) or slug(definition.name))
        uses = self._uses(own_calls(definition))
        names = self.lifting.figure_names
        return list(figure_edits([definition.node], uses, self.env, sink, names))

    def _uses(self, calls: Iterable[IOCall]) -> list[Use]:
        read = self.lifting.figures_read
        return [replace(use_of(call), read_back=id(call.node) in read) for call in calls]

    def uses_of(self, unit: Unit) -> Sequence[Use]:
        """The paths in a statement, or in a definition that stays among those of its stage."""
        bodies = [n.body for n in unit.analysed.statement.nodes if isinstance(n, ast.FunctionDef)]
        calls = (call for body in bodies for node in body for call in io_calls(node, self.env))
        return [*self.lifting.uses_of(unit), *self._uses(calls)]

    def is_handed_figures(self, name: str, scope: Mapping[str, Definition]) -> bool:
        """Whether the definition takes the figures of the stage that calls it."""
        found = reachable([name], scope).values() if name in scope else ()
        return any(definition.key in self.drawing for definition in found)

    @cached_property
    def plots(self) -> frozenset[str]:
        """Names of plots that are pages."""
        return plot_names((n for s in self.statements.values() for n in s.nodes), self.env)
