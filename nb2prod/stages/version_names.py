"""The names of versions, where two have to exist at the same time.

The first version keeps the name, so that a new cell renames nothing older. A later one gets a
suffix, the first of these that there is: that of the version it is made from; its class or variable
(of a score: what is scored); words of what it is made from or fitted on; a number. Versions that
never exist at the same time keep the notebook's name.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.scores.told_apart import in_order, kind_word
from nb2prod.analysis.syntax.nodes import last_name
from nb2prod.graph.units import Unit
from nb2prod.graph.versions import Version, Versions
from nb2prod.naming import fresh, slug
from nb2prod.stages.version_words import VersionWords, value_of

Order = tuple[int, int]
"""The part that a statement is in, and its position."""


def version_names(
    words: VersionWords,
    order: Mapping[int, Order],
    taken: Iterable[str],
    lasting: Collection[Version] = (),
    scores: Mapping[Version, str] | None = None,
) -> dict[Version, str]:
    """Another name for each version that needs one.

    Args:
        words: of the statements, in document order.
        order: where each statement runs, by position; those that are left out are missing.
        taken: names that are in use.
        lasting: versions that are needed until their part ends.
        scores: versions with what tells each from the first of its name, if it is known.
    """
    units, versions = words.units, words.versions
    spans = {v: _span(v, places, order, lasting) for v, places in words.places.items()}
    used = set(taken)
    by_name = versions.by_name()
    names: dict[Version, str] = {}
    suffixes: dict[Version, str] = {}
    told: dict[Version, str] = {}
    for version in sorted(_meeting(versions, spans), key=lambda v: (v[1], v[0])):
        earlier = [v for v in by_name[version[0]] if v[1] < version[1]]
        for one in (v for v in earlier if v not in told):
            told[one] = suffixes.get(one) or _suffix(units, one, versions, suffixes)
        before = _before(version, versions)
        if before in names and max(spans[before]) <= min(spans[version]):  # `x_2 = round(x_2)`
            names[version], suffixes[version] = names[before], suffixes[before]
            continue
        scored = (scores or {}).get(version)
        suffix = scored or _suffix(units, version, versions, suffixes)
        unclear = {"", *(told[v] for v in earlier)}
        if suffix in unclear and scored is None:  # else its words are known
            suffix = words.apart(by_name[version[0]][0], version)
        made = f"{version[0]}_{suffix}"
        if suffix in unclear or made in used:
            made = fresh(version[0], used | {version[0]})
            suffix = made.removeprefix(f"{version[0]}_")
        used.add(made)
        names[version], suffixes[version] = made, suffix
    return names


def _span(
    version: Version,
    places: Sequence[int],
    order: Mapping[int, Order],
    lasting: Collection[Version],
) -> list[Order]:
    """Where the statements run that touch the version, or need it."""
    own = [order[p] for p in places if p in order]
    return [*own, (max(own)[0], max(order) + 1)] if own and version in lasting else own


def _before(version: Version, versions: Versions) -> Version | None:
    """The version of the same name that the statement reads which makes this one."""
    uses = versions.uses[version[1]] if version[1] >= 0 else ()
    return next((use.read for use in uses if use.name == version[0]), None)


def _meeting(versions: Versions, spans: Mapping[Version, Sequence[Order]]) -> Iterator[Version]:
    """Versions that do not run all after those which keep the name, as in the notebook."""
    for found in versions.by_name().values():
        kept = next((v for v in found if v in versions.fixed), found[0])
        at_kept = spans[kept]
        latest: Order = (-1, -1)
        for version in found:
            own = spans[version]
            if own and version != kept:
                before = [at for at in at_kept if version[1] < kept[1]]
                if min(own) < latest or (before and max(own) > min(before)):
                    yield version
                    continue
            latest = max(latest, *own) if own else latest


def _suffix(
    units: Sequence[Unit], version: Version, versions: Versions, known: Mapping[Version, str]
) -> str:
    """What tells the version apart by what makes it; empty where nothing does."""
    value = value_of(units[version[1]], version[0]) if version[1] >= 0 else None
    if value is None:
        return ""
    read = {use.name: use.read for use in versions.uses[version[1]] if use.read is not None}
    for node in in_order(value):
        if isinstance(node, ast.Name) and (own := read.get(node.id)) in known:
            assert own is not None
            return known[own]
    made = _class(value)
    if made:
        return kind_word(made)
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner))) if owner in read:
            return slug(owner) if owner != version[0] else ""
    return ""


def _class(value: ast.expr) -> str:
    """``Tree`` of ``Tree(depth=3)``, ``trees.Tree()`` and ``Tree().fit(xs)``."""
    while isinstance(value, ast.Call):
        func = value.func
        called = last_name(func)
        if called[:1].isupper() and not called.isupper():
            return called
        if not isinstance(func, ast.Attribute):
            return ""
        value = func.value
    return ""
