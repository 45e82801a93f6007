"""The passes of the planner, in the order in which they run: `PASSES`, at the end.

The example of a pass gives cells with their tags, and shows what the pass adds to the draft.
Statements are named by cell and line.
"""

from collections.abc import Callable, Mapping, Sequence

from nb2prod.analysis.types.algebra import certain
from nb2prod.diagnostics import ConversionError, Severity
from nb2prod.graph.liveness import flow_of
from nb2prod.graph.program import program_of
from nb2prod.plan.artefacts import artefacts_of
from nb2prod.plan.assembly import with_pipeline
from nb2prod.plan.bound_again import standing
from nb2prod.plan.class_values import kept_by_classes
from nb2prod.plan.draft import Draft
from nb2prod.plan.first_facts import environment, order_of_names, types_after
from nb2prod.plan.fitted_state import Rows
from nb2prod.plan.layers import layers_of
from nb2prod.plan.lifting import lift
from nb2prod.plan.local import localise
from nb2prod.plan.metrics import scores_of
from nb2prod.plan.model_dir import ModelDirectory
from nb2prod.plan.moments import with_moments
from nb2prod.plan.names_in_use import names_in_use
from nb2prod.plan.notes import left_behind_notes, plan_notes
from nb2prod.plan.origins import saving_notes
from nb2prod.plan.own_files import with_own_files
from nb2prod.plan.path_names import forget_paths
from nb2prod.plan.place import place
from nb2prod.plan.refusals.refusals import findings
from nb2prod.plan.required_types import last_versions, required_types
from nb2prod.plan.results import results_of
from nb2prod.plan.root_causes import root_causes
from nb2prod.plan.search_path import search_path
from nb2prod.plan.stages import with_stages
from nb2prod.plan.unread import last_values, without_unread
from nb2prod.plan.unsavable import unsavable_classes, why_unsavable
from nb2prod.records import replace
from nb2prod.stages.numbered import parts_of
from nb2prod.stages.process_settings import repeat_settings
from nb2prod.stages.repeat import repeat_values
from nb2prod.stages.seeds import insert_lookups, insert_seeds
from nb2prod.trace.seen_shapes import shape_comments

Pass = Callable[[Draft], Draft]


def with_names(draft: Draft) -> Draft:
    """Adds what each name of the notebook stands for, which names are taken, and their order."""
    statements = draft.analysis.statements
    return replace(
        draft,
        env=environment(draft.analysis),
        taken=frozenset(n for a in statements for n in a.facts.may_bind | a.facts.reads),
        order=order_of_names(draft.analysis),
        statements={a.statement.index: a.statement for a in statements},
    )


def with_program(draft: Draft) -> Draft:
    """Adds the program: the statements, sorted by kind.

    >>> shown(with_program, "parameters: N = 3", "preprocess: SIZES = (1, 2); a = N",
    ...       "untagged: c = 4")
    program  2 statements of stages
    program  parameters: N
    program  in no stage: 3.1
    """
    searched, program = search_path(draft.analysis, program_of(draft.analysis))
    return replace(draft, searched=searched, program=program)


def with_parts(draft: Draft) -> Draft:
    """Adds the parts: cells of one stage that can run one after the other.

    >>> shown(with_parts, "preprocess: a = [1]", "train: a.append(2)", "preprocess: c = sum(a)")
    parts  preprocess: cell 1 (1)
    parts  train: cell 2 (1)
    parts  preprocess_2: cell 3 (1)
    """
    return replace(draft, parts=parts_of(draft.program.units, draft.program))


def with_seeds(draft: Draft) -> Draft:
    """Adds a seed of a cell without a stage to the first part that draws random numbers.

    >>> shown(with_seeds, "imports: import random; random.seed(1)",
    ...       "train: a = random.random()")
    parts  train: more: 1.2
    """
    parts, unused = insert_seeds(draft.parts, draft.program.seeds)
    return replace(draft, parts=parts, unused_seeds=unused)


def with_lookups(draft: Draft) -> Draft:
    """Adds reads of environment variables to every part that needs them.

    >>> shown(with_lookups, "parameters: import os; KEY = os.environ['KEY']",
    ...       "train: print(KEY)")
    parts  train: more: 1.2
    """
    return replace(draft, parts=insert_lookups(draft.parts, draft.program.lookups))


def with_repeated_values(draft: Draft) -> Draft:
    """Repeats, in each part that needs them, values that are cheap or cannot be saved.

    >>> shown(with_repeated_values,
    ...       "preprocess: import re; word = re.compile('a+'); print(word)",
    ...       "train: print(word)")
    parts  train: more: 1.2
    """
    config = [name for name, _ in draft.program.config]
    return replace(draft, parts=repeat_values(draft.parts, draft.env, config))


def with_settings(draft: Draft) -> Draft:
    """Repeats process-wide settings at the start of each later part.

    >>> shown(with_settings,
    ...       "preprocess: import pandas as pd; pd.set_option('display.width', 40)",
    ...       "train: print(pd.read_csv('a.csv'))")
    parts  train: more: 1.2
    """
    parts, stale = repeat_settings(draft.parts)
    return replace(draft, parts=parts, stale_settings=stale)


def with_paths(draft: Draft) -> Draft:
    """Adds the parameter or file for each path; removes names that were only used in paths.

    >>> shown(with_paths, "imports: import pandas as pd",
    ...       "preprocess: t = pd.read_csv('a.csv')", "train: t.to_csv('b.csv')")
    lifting  'a.csv' -> a_file
    lifting  train writes 'b.csv' as b.csv
    """
    names = standing(draft.analysis, draft.env)
    lifting = lift(draft.parts, names, draft.taken, dict(draft.program.config).keys())
    parts, lifting = forget_paths(draft.parts, lifting, draft.program)
    return replace(draft, parts=parts, lifting=lifting)


def with_values_of_classes(draft: Draft) -> Draft:
    r"""Stores the globals that a class reads in the class, where its objects cannot have them.

    >>> shown(with_values_of_classes,
    ...       "train: n = 0; n += 1; class C(int):\n    def f(self): return n; print(C().f())")
    parts  train: more: 1.5
    """
    return kept_by_classes(draft)


def with_nested_definitions(draft: Draft) -> Draft:
    r"""Nests definitions in the data layer where they cannot be at module level.

    >>> shown(with_nested_definitions,
    ...       "train: n = 0; def f():\n    global n\n    n = n + 1; f(); print(n)")
    parts  train: more: 1.2
    """
    statements = {a.statement.index: a for a in draft.analysis.statements}
    return replace(draft, parts=localise(draft.parts, draft.program, draft.lifting, statements))


def with_flow(draft: Draft) -> Draft:
    """Adds the inputs, outputs and results of each part; leaves out what nothing reads.

    A model that no file holds is no result: where nothing reads it, it is left out.

    >>> shown(with_flow, "imports: import pandas as pd",
    ...       "preprocess: t = pd.read_csv('a.csv'); n = len(t)", "train: print(t)")
    parts  preprocess: less: 2.2
    flow   preprocess returns: t
    flow   train takes: t of preprocess
    """
    config = frozenset(n for n, _ in draft.program.config)
    scores = scores_of(draft)
    always = frozenset[str]().union(*(one.reads for one in draft.program.definitions))
    classes = unsavable_classes(draft.units, draft.env)
    results = _savable(draft, results_of(draft.parts), classes)
    wanted = [one | more for one, more in zip(results, scores, strict=True)]
    last = _savable(draft, last_values(draft.parts, wanted, always), classes)
    results = tuple(one | more for one, more in zip(results, last, strict=True))
    wanted = [one | more for one, more in zip(wanted, last, strict=True)]
    parts = without_unread(draft.parts, wanted, always)
    return replace(draft, parts=parts, results=results, flow=flow_of(parts, config, results))


def _savable(
    draft: Draft, names: Sequence[frozenset[str]], classes: Mapping[str, str]
) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(n for n in some if why_unsavable(n, types.get(n), part, classes) is None)
        for some, types, part in zip(names, draft.annotated, draft.parts, strict=True)
    )


def with_placement(draft: Draft) -> Draft:
    """Adds the module of each definition and constant, and the imports of each module.

    >>> shown(with_placement, "functions: def f(x): return x", "functions: def g(x): return x",
    ...       "preprocess: a = f(1); b = g(1)", "train: print(f(2))")
    placement  common: f
    placement  preprocess: g
    """
    constants, taken = dict(draft.program.constants), draft.notebook.words()
    placement = place(draft.parts, constants, draft.program.effects, taken)
    in_use = names_in_use(draft.analysis, draft.parts, placement)
    return replace(draft, placement=placement, names_in_use=in_use)


def with_types(draft: Draft) -> Draft:
    """Adds the types of names after each part, and the shapes that a trace recorded.

    >>> shown(with_types, "imports: import pandas as pd",
    ...       "train: t = pd.read_csv('a.csv'); u = unknown(t)")
    types  train: 1 of 2 names
    """
    found = types_after(draft.parts, draft.program, draft.trace)
    types = tuple({name: certain(known) for name, known in one.items()} for one in found)
    required = required_types(draft.analysis, draft.program, draft.env)
    annotated = tuple(
        {name: known or required.get(last.get(name, (-1, name))) for name, known in one.items()}
        for one, last in zip(found, last_versions(draft.parts), strict=True)
    )
    draft = replace(draft, types=types, annotated=annotated, required=required)
    if draft.trace is None:
        return draft
    names = [part.name for part in draft.parts]
    return replace(draft, shapes=shape_comments(draft.trace, names, draft.order))


def with_artefacts(draft: Draft) -> Draft:
    """Adds the file and format of each value that leaves its part.

    >>> shown(with_artefacts, "imports: import pandas as pd",
    ...       "preprocess: t = pd.read_csv('a.csv').dropna()", "train: print(t)")
    artefacts  t -> t.csv of preprocess (table)
    """
    return replace(draft, artefacts=artefacts_of(draft))


def with_layers(draft: Draft) -> Draft:
    """Adds the layer of each statement.

    >>> shown(with_layers, "imports: import pandas as pd",
    ...       "train: t = pd.read_csv('a.csv'); t = t.dropna(); t.to_csv('b.csv')")
    layers  train, lines: loads 1, data layer 1, saves 1
    """
    return replace(draft, layers=layers_of(draft.parts, draft.flow, draft.lifting, draft.taken))


def refused(draft: Draft) -> Draft:
    """Adds warnings; if anything has to be refused, reports all of it and stops."""
    found = findings(draft)
    errors = [d for d in found if d.severity is Severity.ERROR]
    if errors:
        raise ConversionError(*root_causes(errors))
    return replace(draft, notes=(*draft.notes, *found))


def with_notes(draft: Draft) -> Draft:
    """Adds notes on what the package does differently from the notebook.

    >>> shown(with_notes, "train: a = [1]; print(a)", "untagged: print('x')")
    notes  NB223
    """
    notes = [*left_behind_notes(draft.analysis), *draft.searched.notes]
    notes += saving_notes([a for found in draft.artefacts for a in found.values()])
    return replace(draft, notes=(*draft.notes, *notes, *plan_notes(draft)))


def with_model_directory(draft: Draft) -> Draft:
    """Adds to the stages what is saved in the model directory.

    >>> shown(with_model_directory,
    ...       "train: from sklearn.svm import SVC; m = SVC().fit([[1]], [1])",
    ...       "predict: p = m.predict([[1]])")
    stages  predict: data layer takes: m; returns: p; path layer takes: m_file; model from: train
    """
    mutated = [frozenset[str]().union(*one.mutated) for one in draft.flow.parts]
    rows = Rows(draft.parts, draft.types)
    return replace(
        draft, stages=ModelDirectory(draft.stages, rows, mutated, draft.config.value).run()
    )


PASSES: tuple[Pass, ...] = (
    with_names,
    with_program,
    with_parts,
    with_seeds,
    with_lookups,
    with_repeated_values,
    with_settings,
    with_paths,
    with_values_of_classes,
    with_nested_definitions,
    with_types,
    with_flow,
    with_placement,
    with_artefacts,
    with_layers,
    with_own_files,
    refused,
    with_notes,
    with_stages,
    with_model_directory,
    with_moments,
    with_pipeline,
)
