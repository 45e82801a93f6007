"""What a part leaves for later ones: which file, in which format."""

from collections.abc import Sequence

from nb2prod.naming import fresh, slug
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.formulas import formula_models
from nb2prod.plan.model import Artefact
from nb2prod.plan.origins import library_class, story_of
from nb2prod.plan.provably_saved import is_sure_estimator, is_sure_scalar
from nb2prod.plan.serialisers import (
    FORMULA,
    JOBLIB,
    JSON,
    LIBRARY,
    TABLES,
    Serialiser,
    serialiser_for,
)
from nb2prod.plan.streams import is_saved


def artefacts_of(draft: Draft, number: int) -> dict[str, Artefact]:
    """The artefacts that a part leaves for later ones, by name."""
    one, part = draft.flow.parts[number], draft.parts[number]
    used = set(draft.lifting.written[number].values()) | {"metrics.json", "model_config.yaml"}
    found: dict[str, Artefact] = {}
    names = draft.ordered(one.outputs)
    models = formula_models(draft.units, draft.env)
    for name in names:
        if name in found or (name.startswith("<") and not is_saved(name)):
            continue
        group = next((g for g in one.bundles if name in g), frozenset({name}))
        members = tuple(n for n in names if n in group)
        types = tuple(draft.types[number].get(n) for n in members)
        optional = any(n in one.optional for n in members)
        base = library_class(types[0], draft.statements.values(), draft.env)
        known = [None] if optional and len(types) == 1 else types
        serialiser = serialiser_for(known, draft.settings.tables, base)
        sure = _is_sure(draft, number, members, serialiser)
        if name.startswith("<") or (sure and serialiser is LIBRARY):
            serialiser = JOBLIB
        looks_up = models.get(name, frozenset()) if len(members) == 1 else frozenset[str]()
        if looks_up:
            serialiser = FORMULA
        stem = "_".join(slug(draft.value(n)) for n in members)
        # what finds out its format when it is saved must not be taken for the table of predictions
        late = {"predictions"} if part.role is Role.PREDICT and serialiser.modules else set()
        file = free_name(stem, serialiser, used | late)
        used.add(file)
        story = "" if sure else story_of(draft.parts, draft.flow, number, members)
        values = tuple(draft.value(n) for n in members)
        made = Artefact(
            values, part.name, file, serialiser.name, types, story, tuple(sorted(looks_up))
        )
        found.update(dict.fromkeys(members, made))
    return found


def _is_sure(draft: Draft, number: int, members: Sequence[str], serialiser: Serialiser) -> bool:
    """Whether saving the value cannot fail for its kind."""
    name = members[0]
    known = draft.types[number].get(name)
    if serialiser is JSON:
        units = draft.parts[number].units
        return is_sure_scalar(name, [u.analysed.statement for u in units], draft.env)
    if serialiser in TABLES.values():
        return not draft.makes_unsavable
    if serialiser is LIBRARY and known:
        return is_sure_estimator(name, known.name, draft.statements.values(), draft.env)
    return False


def free_name(stem: str, serialiser: Serialiser, used: set[str]) -> str:
    """A file name for an artefact; one whose format is decided late needs the stem to itself."""
    if serialiser.modules:
        return fresh(stem, {file.split(".")[0] for file in used}) + serialiser.suffix
    late = {file for file in used if "." not in file}
    while stem + serialiser.suffix in used or stem in late:
        stem = fresh(stem, {stem, *late, *(f.split(".")[0] for f in used)})
    return stem + serialiser.suffix
