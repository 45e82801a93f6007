"""The finished draft as a `Pipeline`."""

from dataclasses import replace

from nb2prod.analysis.model import Kind
from nb2prod.notebook.model import Role
from nb2prod.plan.data import with_data
from nb2prod.plan.draft import Draft
from nb2prod.plan.model import Pipeline
from nb2prod.plan.module_items import items_of
from nb2prod.plan.moments import original_names
from nb2prod.plan.names import package_name
from nb2prod.plan.provenance import with_provenance


def with_pipeline(draft: Draft) -> Draft:
    """Adds the pipeline, which is all that is left of the draft."""
    made = with_data(_pipeline(draft), draft.notebook.data, draft.env.constants)
    made = with_provenance(made) if draft.settings.provenance else made
    return replace(draft, pipeline=made)


def _pipeline(draft: Draft) -> Pipeline:
    notebook, analysis, placement = draft.notebook, draft.analysis, draft.placement
    used = {n for stage in draft.stages for n in stage.config}
    modules = {one.qualified.split(".")[0] for one in analysis.imports}
    lifted = draft.hyperparameters
    sources = {
        a.statement.index: a.statement.source for a in analysis.statements if a.kind is Kind.IMPORT
    }
    parameters = [int(c.number) for c in notebook.cells if c.role is Role.PARAMETERS]
    first = next((c for c in notebook.cells if c.role is not Role.SKIP), None)
    return Pipeline(
        package=package_name(draft.settings.name or notebook.name, modules),
        title=notebook.name,
        file=notebook.file,
        stages=draft.stages,
        parameters=tuple((n, v) for n, v in draft.program.config if n in used),
        hyperparameters=tuple(lifted.values.items()) if lifted else (),
        items=items_of(draft, placement.common.values(), placement.common_constants),
        imports=analysis.imports,
        import_sources=tuple(sorted(sources.items())),
        extra_imports=tuple(sorted(draft.extra_imports.items())),
        requirements=notebook.requirements,
        notes=(*notebook.notes, *draft.notes),
        markdown=first.markdown if first else "",
        chosen_imports=draft.imports_in_use.chosen,
        tables=draft.settings.tables,
        folders=draft.searched.folders,
        own_modules=draft.searched.modules,
        modules=notebook.modules,
        renamed=tuple(original_names(notebook.renamed).items()),
        parameters_cell=max(parameters, default=0),
    )
