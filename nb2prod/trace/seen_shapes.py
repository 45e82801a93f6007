"""Comments with shapes above code: ``(num_rows, num_features) = (614, 8)``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from nb2prod.naming import fresh, slug
from nb2prod.patterns import regex
from nb2prod.records import dataclass
from nb2prod.trace.traced import Trace, TracedStage, TracedValue

_FEATURES = regex(r"(?i)^(x|features?)(_|\d|$)")
_SUBSET = regex(r"(?i)_(train|test|valid|validation|val|dev|holdout)$")
_SHARED = 10
"""From this size on, rows of one value and columns of another are not equal by chance."""

Key = tuple[str, str, str]


def shape_comments(trace: Trace, stages: Sequence[str], order: Mapping[str, int]) -> dict[Key, str]:
    """The shape of each value by (stage, ``arguments`` or ``values``, name).

    A size that occurs again has a name, the same everywhere; others stay numbers. `stages` are in
    run order, `order` gives the place where the notebook binds a name first.
    """
    shaped = [one for stage in stages for one in _shaped(trace, stage, order)]
    symbols = _symbols([_Shaped(key[2], value.shape, _columns(value)) for key, value in shaped])
    return {key: _written(value.shape, symbols) for key, value in shaped}


@dataclass(frozen=True, slots=True)
class _Shaped:
    """A value, with the names of its columns where it is a table."""

    name: str
    shape: tuple[int, ...]
    columns: tuple[str, ...]


def _columns(value: TracedValue) -> tuple[str, ...]:
    return () if isinstance(value.dtype, str) else tuple(value.dtype)


def _shaped(
    trace: Trace, stage: str, order: Mapping[str, int]
) -> Iterator[tuple[Key, TracedValue]]:
    traced = trace.stages.get(stage, TracedStage())
    for kind, values in (("arguments", traced.arguments), ("values", traced.values)):
        for name in sorted(values, key=lambda n: (order.get(n, 1 << 30), n)):
            if values[name].shape:
                yield (stage, kind, name), values[name]


@dataclass
class _Symbols:
    """Names of sizes, by size and whether it is one of rows (the first axis)."""

    names: dict[tuple[int, bool], str] = field(default_factory=dict)

    def of(self, size: int, rows: bool) -> str:
        known = self.names.get((size, rows))
        if known is None and size >= _SHARED:
            known = self.names.get((size, not rows))
        return known or ""

    def add(self, size: int, axis: int, name: str) -> None:
        if not self.of(size, axis == 0):
            taken = set(self.names.values())
            wanted = next((w for w in _wishes(name, axis) if w not in taken), "")
            self.names[size, axis == 0] = wanted or fresh(_wishes(name, axis)[-1], taken)


def _symbols(shaped: Iterable[_Shaped]) -> _Symbols:
    distinct = list(dict.fromkeys(shaped))
    places: dict[int, list[tuple[_Shaped, int]]] = {}
    for value in distinct:
        for axis, size in enumerate(value.shape):
            places.setdefault(size, []).append((value, axis))
    found = _Symbols()
    for value in distinct:
        for axis, size in enumerate(value.shape):
            if size > 1 and any(_one_size(value, axis, *other) for other in places[size]):
                found.add(size, axis, value.name)
    return found


def _one_size(value: _Shaped, axis: int, other: _Shaped, other_axis: int) -> bool:
    """Whether two axes of equal length are so for a reason, as far as can be told.

    Tables with other columns have as many by chance.
    """
    if value is other:
        return axis != other_axis
    rows = axis == 0, other_axis == 0
    if rows == (False, False) and value.columns and other.columns:
        return value.columns == other.columns
    return rows[0] == rows[1] or value.shape[axis] >= _SHARED


def _wishes(name: str, axis: int) -> list[str]:
    """Names for a size, the best first, by the value that has it first."""
    if axis > 1:
        return [f"num_{slug(name)}_{axis}"]
    if axis == 1:
        first = ["num_features"] if _FEATURES.search(name) else ["num_columns"]
        return [*first, f"num_{slug(name)}_columns"]
    subset = _SUBSET.search(name)
    second = [f"num_{subset[1].lower()}_rows"] if subset else []
    return ["num_rows", *second, f"num_{slug(name)}_rows"]


def _written(shape: tuple[int, ...], symbols: _Symbols) -> str:
    named = [symbols.of(size, axis == 0) or str(size) for axis, size in enumerate(shape)]
    text = f"({named[0]},)" if len(named) == 1 else f"({', '.join(named)})"
    return text if text == str(shape) else f"{text} = {shape}"
