"""Pictures of figures are compared by their pixels."""

from pathlib import Path
from typing import Any

import pytest

plt = pytest.importorskip("matplotlib.pyplot")

from nb2prod.verify.pictures import compare_pictures  # noqa: E402 (needs matplotlib)


def picture(folder: Path, name: str, color: str = "C0", size: tuple[int, int] = (3, 2)) -> str:
    figure = plt.Figure(figsize=size)
    figure.subplots().plot([1, 3, 2], color=color)
    figure.savefig(folder / name)
    return str(folder / name)


@pytest.fixture
def made(tmp_path: Path) -> dict[str, str]:
    looks: list[tuple[str, dict[str, Any]]] = [
        ("blue", {}),
        ("red", {"color": "red"}),
        ("big", {"size": (4, 2)}),
    ]
    return {name: picture(tmp_path, f"{name}.png", **how) for name, how in looks}


def told(made: dict[str, str], wanted: list[Any], found: list[str]) -> list[str]:
    """What is told of pictures (colour, figure, cell) of the notebook and (colour) of a stage."""
    given = [
        {"cell": c, "stages": ["train"] * (c < 9), "figure": f, "name": f"w{n}", "path": made[p]}
        for n, (p, f, c) in enumerate(wanted)
    ]
    have = [{"stage": "train", "name": f"f{n}", "path": made[p]} for n, p in enumerate(found)]
    findings = compare_pictures(given, have)
    return [f"{f['name']}: {f['difference'] or f.get('cause', '')}" for f in findings]


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        ([("blue", 1, 1), ("red", 2, 1)], ["red", "blue"], ["f0: ", "f1: "]),
        ([("blue", 1, 1), ("red", 1, 0)], ["red"], ["f0: "]),  # changed after it was shown
        ([("blue", 1, 1), ("blue", 1, 2)], ["blue"], ["f0: "]),  # shown twice
        ([("blue", 1, 1)], [], ["w0: the package has no such figure"]),
        ([], ["blue"], ["f0: the notebook shows no such figure"]),
        ([("blue", 1, 1)], ["big"], ["f0: the size differs from w0"]),
        ([("blue", 1, 9)], [], ["w0: cell 9 is in no stage"]),
        ([("blue", 1, 9), ("blue", 2, 1)], ["blue"], ["f0: ", "w0: cell 9 is in no stage"]),
        ([("blue", 1, 9), ("red", 2, 1)], ["red", "blue"], ["f0: ", "f1: "]),
    ],
)
def test_found(
    made: dict[str, str], wanted: list[Any], found: list[str], expected: list[str]
) -> None:
    assert told(made, wanted, found) == expected


def test_another_colour_differs(made: dict[str, str]) -> None:
    [one] = told(made, [("blue", 1, 1)], ["red"])
    assert one.startswith("f0: ") and "of the pixels differ from w0" in one
