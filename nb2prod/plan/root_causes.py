"""Of several errors with one cause, only the one that names the cause is shown."""

from collections.abc import Iterable, Sequence

from nb2prod.diagnostics import Diagnostic
from nb2prod.patterns import regex

_NAME = regex(r"`([^\W\d]\w*)`")
_CAUSES = frozenset({"NB201", "NB202", "NB213", "NB216"})
_FOLLOWING = frozenset({"NB203", "NB204", "NB206", "NB207", "NB208", "NB211", "NB212"})
_ONCE_A_NAME = frozenset({"NB201", "NB202", "NB203", "NB204"})


def root_causes(errors: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The errors without those that go away with another one.

    A name that is an import here and a value there is also read "before any cell binds it", and
    crosses stages that it should not; a name that is missing is missing wherever it is read; and
    a change of shared memory is one change, however many names lead there.
    """
    found = list(errors)
    told = {names[0] for one in found if one.code in _CAUSES and (names := _names(one))}
    kept: list[Diagnostic] = []
    seen: set[tuple[object, ...]] = set()
    for one in found:
        names = _names(one)
        if one.code in _FOLLOWING and told.intersection(names):
            continue
        key: tuple[object, ...] = (one.code, one.message, one.place)
        if one.code in _ONCE_A_NAME:
            key = (one.code, names[:1])
        elif one.code == "NB207":
            key = (one.code, one.place)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _names(diagnostic: Diagnostic) -> Sequence[str]:
    return tuple(_NAME.findall(diagnostic.message))
