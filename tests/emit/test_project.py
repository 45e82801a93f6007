"""pyproject.toml and what lies around the package."""

import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from nb2prod.convert import convert
from nb2prod.diagnostics import Severity
from nb2prod.emit.installed import installed
from nb2prod.settings import Settings
from nb2prod.write import write_package


def test_installed() -> None:
    versions, providers = installed(["sklearn", "no_such_module"])
    assert versions["scikit-learn"] == metadata.version("scikit-learn")
    assert providers == {"sklearn": "scikit-learn"}


def project(folder: Path, **settings: Any) -> dict[str, Any]:
    code = "import numpy, gmplot, nowhere\nprint(numpy.pi, gmplot, nowhere)"
    (folder / "n.py").write_text(f'# %% tags=["train"]\n{code}\n')
    conversion = convert(folder / "n.py", Settings(**settings))
    warnings = [n for n in conversion.notes if n.severity is Severity.WARNING]
    assert [n.code for n in warnings] == ["NB233", *(["NB229"] if settings.get("pin") else [])]
    found: dict[str, Any] = tomllib.loads(conversion.files["pyproject.toml"])
    return found


def test_pin(tmp_path: Path) -> None:
    pinned = project(tmp_path, pin=True)["project"]["dependencies"]
    assert f"numpy=={metadata.version('numpy')}" in pinned and "gmplot" in pinned
    plain = project(tmp_path)["project"]["dependencies"]
    assert [one.split(">=")[0] for one in plain] == [one.split("==")[0] for one in pinned]
    assert "nowhere" not in plain


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
