"""Records behave as the standard library's dataclasses do."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from nb2prod import records


def _classes(decorator: Any, *, slots: bool) -> tuple[type, type]:
    class Point:
        x: int
        y: tuple[int, ...] = ()
        where: str = dataclasses.field(default="here", compare=False, repr=False)
        held: list[int] = dataclasses.field(default_factory=list, compare=False)

        def total(self) -> int:
            return self.x + sum(self.y)

    point: Any = decorator(frozen=True, slots=slots)(Point)

    class Further(point):  # type: ignore[misc]
        z: int = 3

    return point, decorator(frozen=True, slots=slots)(Further)


@dataclasses.dataclass
class _Twin:
    name: str
    left: list[int] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = self.name.upper()


@records.dataclass
class _Record:
    name: str
    left: list[int] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = self.name.upper()


@records.dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    inside: tuple["_Kept", ...] = ()


@pytest.mark.parametrize("slots", [True, False])
@pytest.mark.parametrize("made", [0, 100])  # so many objects before: then `__init__` is compiled
@pytest.mark.parametrize(
    "asked",
    [
        lambda point, further: repr(point(1)).partition(".<locals>.")[2],
        lambda point, further: point(1, (2,), held=[3]).held,
        lambda point, further: (point(1, where="a") == point(1), point(1) == point(2)),
        lambda point, further: (hash(point(1, (2,))), hash(further(1))),
        lambda point, further: point(1) == further(1),
        lambda point, further: further(1, z=5).total(),
        lambda point, further: repr(further(1, (2,))).partition(".<locals>.")[2],
        lambda point, further: [f.name for f in dataclasses.fields(further)],
        lambda point, further: dataclasses.astuple(dataclasses.replace(point(1), y=(4,))),
        lambda point, further: dataclasses.asdict(further(1)),
        lambda point, further: (point.__match_args__, point(1).held is not point(1).held),
        lambda point, further: point(),
        lambda point, further: point(1, unknown=2),
        lambda point, further: point(1, x=2),
        lambda point, further: point(1, (), "", [], 5),
        lambda point, further: setattr(point(1), "x", 2),
        lambda point, further: delattr(point(1), "x"),
        lambda point, further: dataclasses.replace(point(1), unknown=2),
        lambda point, further: vars(point(1)),
        lambda point, further: dataclasses.astuple(records.replace(further(1), y=(4,), held=[2])),
        lambda point, further: records.replace(point(1), unknown=2),
    ],
)
def test_as_the_standard_library(asked: Any, made: int, *, slots: bool) -> None:
    told = []
    for decorator in (dataclasses.dataclass, records.dataclass):
        classes = _classes(decorator, slots=slots)
        for one in classes * made:
            one(1)
        try:
            told.append(str(asked(*classes)))
        except (TypeError, AttributeError) as error:
            told.append(type(error).__name__)
    assert told[0] == told[1]


@pytest.mark.parametrize("made", [0, 100])
def test_of_a_changeable_class(made: int) -> None:
    for _ in range(made):
        _Record("a")
    twin, record = _Twin("a"), _Record("a")
    record.left.append(1)
    twin.left.append(1)
    assert repr(record) == repr(twin).replace("_Twin", "_Record")
    assert record == _Record("A", [1])
    assert record != _Record("A")
    with pytest.raises(TypeError):
        hash(record)


def test_kept_and_copied() -> None:
    kept = _Kept("a", (_Kept("b"),))
    assert pickle.loads(pickle.dumps(kept)) == kept == copy.deepcopy(kept)
    match kept:
        case _Kept(name, (inner,)):
            assert (name, inner.name) == ("a", "b")


def test_fields_with_the_names_of_what_makes_them() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Doors:
        opened: int
        closed: int
        put: int = 0
        absent: int = 1
        missing: int = 2

    for _ in range(100):
        assert (Doors(3, 4, absent=5), Doors(3, 4).closed) == (Doors(3, 4, 0, 5, 2), 4)
