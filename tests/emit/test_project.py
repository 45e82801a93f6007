"""pyproject.toml and what lies around the package."""

import tomllib
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import Severity
from nb2prod.emit.distributions import installed
from nb2prod.emit.project import dependencies
from nb2prod.plan.model import Pipeline
from nb2prod.settings import Settings
from nb2prod.write import write_package

EMPTY = Pipeline("pkg", "pkg", ())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import sklearn.svm, numpy as np", ["numpy", "scikit-learn"]),
        ("def f():\n    import torch", ["torch"]),
        ('"""\nimport nothing\nfrom the text\n"""', []),
        ("from google.cloud import bigquery, storage",
         ["google-cloud-bigquery", "google-cloud-storage"]),
        ("from google.cloud.bigquery import Client", ["google-cloud-bigquery"]),
        ("import json\nfrom pkg.tables import a\nfrom . import b", []),
    ],
)  # fmt: skip
def test_dependencies(code: str, expected: list[str]) -> None:
    assert dependencies(EMPTY, {"pkg/train.py": code, "tests/x.py": "import pytest"}) == expected


def test_versions_that_the_notebook_asks_for_go_before_pinned_ones() -> None:
    pipeline = replace(
        EMPTY,
        requirements=("pandas<3", "lightgbm", "skops[extra]"),
        installed=(("lightgbm", "4.1"), ("numpy", "2.0"), ("pandas", "3.0"), ("skops", "1.0")),
        providers=(("mine", "their-own"),),
    )
    assert dependencies(pipeline, {"pkg/a.py": "import pandas, numpy, mine"}) == [
        "lightgbm==4.1", "numpy==2.0", "pandas<3", "skops[extra]==1.0", "their-own",
    ]  # fmt: skip


def test_installed() -> None:
    versions, providers = installed(["sklearn", "no_such_module"])
    assert versions["scikit-learn"] == metadata.version("scikit-learn")
    assert providers == {"sklearn": "scikit-learn"}


def project(folder: Path, **settings: Any) -> dict[str, Any]:
    code = "import numpy, nowhere\nprint(numpy.pi, nowhere)"
    (folder / "n.py").write_text(f'# %% tags=["train"]\n{code}\n')
    conversion = convert(folder / "n.py", Settings(**settings))
    warnings = [n for n in conversion.notes if n.severity is Severity.WARNING]
    assert [n.code for n in warnings] == (["NB229"] if settings.get("pin") else [])
    found: dict[str, Any] = tomllib.loads(conversion.files["pyproject.toml"])
    return found


def test_pin(tmp_path: Path) -> None:
    pinned = project(tmp_path, pin=True)["project"]["dependencies"]
    assert f"numpy=={metadata.version('numpy')}" in pinned and "nowhere" in pinned
    plain = project(tmp_path)["project"]["dependencies"]
    assert plain == [one.split("==")[0] for one in pinned]


def test_tools_are_set_up(tmp_path: Path) -> None:
    found = project(tmp_path)
    assert any(one.startswith("pytest") for one in found["dependency-groups"]["dev"])
    assert found["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]
    assert found["project"]["scripts"]["n-train"] == "n.train:main"


def test_own_gitignore_stays(tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text('# %% tags=["train"]\nprint(1)\n')
    files = convert(tmp_path / "n.py").files
    out = tmp_path / "out"
    out.mkdir()
    (out / ".gitignore").write_text("mine\n")
    write_package(files, out)
    write_package({**files, ".gitignore": "other\n"}, out)
    assert (out / ".gitignore").read_text() == "mine\n"
    write_package(files, out, force=True)
    assert (out / ".gitignore").read_text() == files[".gitignore"]
