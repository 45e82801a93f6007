"""What a part leaves for later parts: which file, in which format."""

import ast
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, count

from nb2prod.analysis.syntax.nodes import last_name, nodes_of
from nb2prod.analysis.types import kinds
from nb2prod.naming import slug
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.formulas import formula_models
from nb2prod.plan.model import Artefact
from nb2prod.plan.number_arrays import Numbers
from nb2prod.plan.origins import library_class, story_of
from nb2prod.plan.outputs import PREDICTION_FILES, STAGE_FILES
from nb2prod.plan.saved_paths import names_of_paths
from nb2prod.plan.scalars import is_scalar
from nb2prod.plan.serialisers import (
    ARRAY,
    FORMULA,
    JOBLIB,
    JSON,
    NUMBERS,
    OBJECT,
    PATHS,
    PICKLE,
    Serialiser,
    serialiser_for,
)
from nb2prod.plan.streams import is_saved


def artefacts_of(draft: Draft) -> tuple[dict[str, Artefact], ...]:
    """The artefacts that each part leaves for later ones, by name."""
    whole = _Whole(draft)
    return tuple(_of_part(draft, n, whole) for n in range(len(draft.parts)))


class _Whole:
    """What the whole notebook tells: which arrays hold numbers, which names models of formulas, and
    whether it makes arrays of a subclass, which NumPy and joblib do not keep."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def numbers(self) -> Numbers:
        statements = [u.analysed.statement for u in self.draft.units]
        return Numbers(statements, self.draft.types, self.draft.env)

    @cached_property
    def models(self) -> dict[str, frozenset[str]]:
        return formula_models(self.draft.units, self.draft.env)

    @cached_property
    def subclasses(self) -> bool:
        env = self.draft.env
        tops = [top for statement in self.draft.statements.values() for top in statement.nodes]
        named = [*nodes_of(ast.Name, tops), *nodes_of(ast.Attribute, tops)]
        return any(env.qualified(n) in _SUBCLASSES or last_name(n) == "todense" for n in named)


def _of_part(draft: Draft, number: int, whole: _Whole) -> dict[str, Artefact]:
    """Those of a part."""
    one, part = draft.flow.parts[number], draft.parts[number]
    used = STAGE_FILES.union(draft.lifting.written[number].values())
    late = PREDICTION_FILES if part.role is Role.PREDICT else frozenset[str]()
    found: dict[str, Artefact] = {}
    names = draft.ordered(one.outputs)
    paths = names_of_paths(part, number, draft.lifting)
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
        if name.startswith("<") or not _is_exact(draft, number, name, serialiser):
            serialiser = JOBLIB
        if serialiser in (JOBLIB, ARRAY) and whole.subclasses:
            serialiser = PICKLE
        own = any(kind is not None and kind.own_class for kind in types)
        if (serialiser is JOBLIB or own) and _may_change_twice(draft, number, members):
            serialiser = PICKLE
        if serialiser is ARRAY and whole.numbers.of_name(name):
            serialiser = NUMBERS
        if name in paths and len(members) == 1 and serialiser in (JSON, JOBLIB, OBJECT, PICKLE):
            serialiser = PATHS
        looks_up = frozenset[str]()
        if serialiser in (JOBLIB, OBJECT, PICKLE):
            looks_up = looks_up.union(*(whole.models.get(n, looks_up) for n in members))
        if looks_up:
            serialiser = FORMULA
        stem = "_".join(slug(draft.value(n)) for n in members)
        file = free_name(stem, serialiser, used | late)
        used |= serialiser.files(file.split(".")[0])
        story = story_of(draft.parts, draft.flow, number, members) if serialiser.note else ""
        values = tuple(draft.value(n) for n in members)
        made = Artefact(
            values, part.name, file, serialiser.name, types, story, tuple(sorted(looks_up))
        )
        found.update(dict.fromkeys(members, made))
    return found


def _is_exact(draft: Draft, number: int, name: str, serialiser: Serialiser) -> bool:
    """Whether the format gives back the value as it was; else it is pickled."""
    if serialiser is JSON:
        units = draft.parts[number].units
        return is_scalar(name, [u.analysed.statement for u in units], draft.env)
    return serialiser is not ARRAY or draft.env.imports.get("np", "numpy") == "numpy"


def _may_change_twice(draft: Draft, number: int, members: Iterable[str]) -> bool:
    """Whether a later part changes what the values hold: an array that one holds twice, perhaps,
    and which joblib would save twice. To fit an estimator makes its arrays again."""
    types = {n: draft.types[number].get(n) for n in members if n[0] != "<"}
    holds = {n for n, t in types.items() if not (kinds.holds_immutable(t) or kinds.is_estimator(t))}
    return any(holds & unit.mutates for part in draft.parts[number + 1 :] for unit in part.units)


_SUBCLASSES = frozenset(
    f"numpy.{name}"
    for name in ("asmatrix", "bmat", "ma", "mat", "matrix", "memmap", "rec", "recarray")
)


_WHAT = {".csv": "table", ".jsonl": "table", ".parquet": "table", ".npy": "array"}


def free_name(stem: str, serialiser: Serialiser, used: Iterable[str]) -> str:
    """A file name for an artefact, such that none of its files has a name that is used."""
    taken = set(used)
    second = f"{stem}_{_WHAT.get(serialiser.suffix, 'value')}"
    tried = chain([stem, second], (f"{stem}_{number}" for number in count(2)))
    made = next(name for name in tried if not serialiser.files(name) & taken)
    return made + serialiser.suffix
