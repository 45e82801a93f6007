"""Which statement a snapshot is taken at, without a kernel."""

import ast
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from nb2prod.execution.inside import Probes, _own_figures, put, snapshot


def probed(source: str, *points: tuple[int, bool], shift: int = 0) -> str:
    probes = Probes({})
    wanted: list[dict[str, Any]] = [{"line": line, "behind": behind} for line, behind in points]
    probes.begin(wanted, shift, False)
    text = ast.unparse(probes.visit_Module(ast.parse(source)))
    return text.replace("__import__('sys').modules['_nb2prod'].", "")


@pytest.mark.parametrize(
    ("source", "points", "expected"),
    [
        ("a\nb", [], "a\nb"),
        ("a\nb", [(2, False)], "a\ntake(2, False)\nb"),
        ("a\nb", [(1, True)], "a\ntake(1, True)\nb"),
        # What follows the last expression would hide what the cell displays.
        ("a\nb", [(2, True)], "a\nb"),
        # Behind a line is behind all that it holds.
        ("a; b\nc", [(1, True)], "a\nb\ntake(1, True)\nc"),
        ("a; b", [(1, True)], "a\nb"),
        (
            "a\n@d\ndef f(): pass\nb",
            [(2, False), (3, True)],
            "a\ntake(2, False)\n\n@d\ndef f():\n    pass\ntake(3, True)\nb",
        ),
    ],
)
def test_place(source: str, points: list[tuple[int, bool]], expected: str) -> None:
    assert probed(source, *points) == expected


def test_lines_that_python_does_not_see_count() -> None:
    assert probed("a\nb", (3, True), shift=2) == "a\ntake(3, True)\nb"


def test_put_sets_fields_of_classes_and_of_their_objects() -> None:
    names: dict[str, Any] = {}
    exec(
        "from dataclasses import dataclass\n"
        "@dataclass(frozen=True)\nclass A:\n    n: int = 1\na = A()\n"
        "class B:\n    class C:\n        n = 1\nb = B()\n",
        names,
    )
    for name in ("N", "A.n", "B.C.n"):
        put(names, name, 2)
    assert [names["N"], names["a"].n, names["A"].n, names["b"].C.n] == [2] * 4


def test_the_stream_of_the_process_is_kept_as_that(tmp_path: Path) -> None:
    stream: Any = np.random.mtrand  # type: ignore[attr-defined]
    names = {"held": [stream._rand, np.random.RandomState(0)]}
    path = tmp_path / "values"
    plain = {"expressions": [], "held": False, "described": False}
    wanted = {"names": ["held"], "path": str(path), **plain}
    snapshot(names, wanted)
    kept = pickle.loads(pickle.loads(path.read_bytes())["held"]["pickle"])
    assert kept[0] is stream._rand and kept[1] is not stream._rand


def test_settings_of_figures_are_known_when_config_asks_for_them() -> None:
    shell = InteractiveShell()
    _own_figures(shell)

    def formats() -> list[set[str]]:
        found = [one for one in shell.configurables if type(one).__name__ == "InlineBackend"]
        return [one.figure_formats for one in found]

    assert formats() == []  # to make it known takes an import of matplotlib
    for kind in ("svg", "png"):
        shell.run_line_magic("config", f"InlineBackend.figure_format = '{kind}'")
        assert formats() == [{kind}]
