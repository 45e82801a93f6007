"""The finished draft as a `Pipeline`."""

import ast
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from nb2prod.analysis.model import Kind
from nb2prod.analysis.syntax.guarded_imports import flags_of, imports_alone, names_in
from nb2prod.analysis.syntax.import_statements import defines_in_branch
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.graph.constants import assigned
from nb2prod.notebook.model import Notebook, Role, Source
from nb2prod.plan.assertions import with_assertions
from nb2prod.plan.data import with_data
from nb2prod.plan.draft import Draft
from nb2prod.plan.left_out import left_out
from nb2prod.plan.limits import limits_of
from nb2prod.plan.lost_pages import lost_pages
from nb2prod.plan.lost_scores import lost_scores
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.plan.module_items import items_of
from nb2prod.plan.names import package_name
from nb2prod.plan.provenance import with_provenance
from nb2prod.records import replace


def with_pipeline(draft: Draft) -> Draft:
    """Adds the pipeline, the result of the planning."""
    made = with_data(_pipeline(draft), draft.notebook.data, draft.env.constants)
    made = with_assertions(made, draft)
    notes = [*made.notes, *left_out(made, draft.analysis.statements)]
    notes += [*lost_pages(draft.analysis), *lost_scores(draft)]
    made = replace(made, notes=tuple(notes))
    made = with_provenance(made) if draft.settings.provenance else made
    return replace(draft, pipeline=made)


def _pipeline(draft: Draft) -> Pipeline:
    notebook, analysis, placement = draft.notebook, draft.analysis, draft.placement
    used = {n for stage in draft.stages for n in stage.config}
    modules = {one.qualified.split(".")[0] for one in analysis.imports}
    lifted = draft.hyperparameters
    first = next((c for c in notebook.cells if c.live), None)
    parameters = tuple((draft.field_of(n), v) for n, v in draft.program.config if n in used)
    return Pipeline(
        package=package_name(draft.settings.name or notebook.name, modules),
        title=notebook.name,
        file=notebook.file,
        stages=_at_work(draft.stages),
        parameters=parameters,
        limits=limits_of(notebook.cells, dict(parameters)),
        config=draft.config,
        hyperparameters=tuple(lifted.values.items()) if lifted else (),
        items=items_of(draft, placement.common.values(), placement.common_constants),
        imports=analysis.imports,
        import_sources=tuple(_import_sources(draft)),
        flags=tuple(_flags(draft)),
        chosen_classes=tuple(_chosen_classes(draft)),
        constants=tuple(_constants(draft)),
        extra_imports=tuple(sorted(draft.extra_imports.items())),
        requirements=notebook.requirements,
        python=notebook.python,
        notes=(*notebook.notes, *draft.notes),
        markdown=first.markdown if first and not notebook.sources else "",
        chosen_imports=draft.names_in_use.chosen,
        tables=draft.settings.tables,
        folders=draft.searched.folders,
        searched_first=draft.searched.first,
        own_modules=draft.searched.modules,
        modules=notebook.modules,
        renamed=tuple(notebook.original_names().items()),
        sources=tuple(_sources(notebook)),
    )


def _at_work(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages without those that do nothing but make a folder, which each stage does."""
    needed = {s.model_from for s in stages}
    needed |= {i.artefact.producer for s in stages for i in s.inputs}
    needed |= {f.producer for s in stages for f in s.files if f.producer}
    kept = tuple(s for s in stages if s.name in needed or _does_something(s))
    return kept or tuple(stages)


def _does_something(stage: Stage) -> bool:
    code = (*stage.effects, *stage.loads, *stage.body, *stage.saves, *stage.carried)
    return bool(code or stage.outputs or stage.artefacts or stage.written)


def _sources(notebook: Notebook) -> Iterator[Source]:
    """The notebooks that this one is made of, each with its last cell of parameters."""
    parameters = [int(c.number) for c in notebook.cells if c.role is Role.PARAMETERS]
    sources = notebook.sources or (Source(notebook.file),)
    for source, following in zip_longest(sources, sources[1:]):
        end = following.before if following else float("inf")
        own = [number for number in parameters if source.before < number <= end]
        yield replace(source, parameters_cell=max(own, default=0))


def _import_sources(draft: Draft) -> Iterator[tuple[int, str]]:
    """The text of statements that go to the top of the scripts, or of what of them goes there."""
    imported = {one.statement for one in draft.analysis.imports}
    constants = {index for _, index in _constants(draft)}
    for a in draft.analysis.statements:
        statement = a.statement
        if a.kind is Kind.IMPORT or statement.index in constants:
            yield statement.index, statement.source
        elif statement.index in imported:
            parts = [one for node in statement.nodes if (one := imports_alone(node)) is not None]
            yield statement.index, "\n".join(map(ast.unparse, parts))


def _flags(draft: Draft) -> Iterator[tuple[str, int]]:
    """What imports bind beside modules."""
    for a in draft.analysis.statements:
        if a.kind is Kind.IMPORT and a.statement.cell.live:
            for node in a.statement.nodes:
                yield from ((name, a.statement.index) for name in sorted(flags_of(node)))


def _chosen_classes(draft: Draft) -> Iterator[str]:
    """What a statement binds that chooses between classes: modules share it, as it is one class."""
    own = [a for a in draft.analysis.statements if a.kind is Kind.IMPORT]
    own = [a for a in own if a.statement.cell.live]
    chosen = [n for a in own for n in a.statement.nodes if defines_in_branch(n, ast.ClassDef)]
    if not chosen:
        return
    run = [top for unit in draft.units for top in unit.analysed.statement.nodes]
    run += [d.node for unit in draft.units for d in unit.definitions.values()]
    used = {n.id for top in run for n in all_nodes(top) if isinstance(n, ast.Name)}
    for node in chosen:
        names = flags_of(node) | names_in(node)
        yield from sorted(names if names & used else ())


def _constants(draft: Draft) -> Iterator[tuple[str, int]]:
    """Names that a plain assignment binds: the test of an import may read one that is constant."""
    for a in draft.analysis.statements:
        pair = assigned(a)
        if pair is not None and a.kind is Kind.CODE and a.statement.cell.live:
            yield pair[0], a.statement.index
