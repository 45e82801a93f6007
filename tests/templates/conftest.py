"""The generated module storage.py for each format of tables, as tests import it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from nb2prod.emit.templates import storage_text
from nb2prod.emit.tidy import tidy
from nb2prod.settings import TableFormat

ALL = ("table", "figures", "shows", "keeps", "plots", "metrics", "predictions")


def render(
    folder: Path,
    package: str = "generated",
    tables: TableFormat = "csv",
    wants: tuple[str, ...] = ALL,
) -> Path:
    """Write a package with storage.py into `folder`; return its own folder."""
    made = folder / package
    made.mkdir()
    text = tidy({"storage.py": storage_text(tables, wants)})["storage.py"]
    (made / "__init__.py").touch()
    (made / "storage.py").write_text(text, encoding="utf-8")
    return made


def module_for(
    folder: Path, tables: TableFormat = "csv", wants: tuple[str, ...] = ALL
) -> ModuleType:
    """The module for that format, rendered into `folder`."""
    made = render(folder, f"generated_for_{tables}", tables, wants)
    spec = importlib.util.spec_from_file_location(f"{made.name}_storage", made / "storage.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The module with all that it can have, for CSV."""
    return module_for(tmp_path_factory.mktemp("rendered"))


@pytest.fixture(scope="session", params=["jsonl", "parquet"])
def other_storage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> ModuleType:
    """The module for the formats of tables other than CSV."""
    return module_for(tmp_path_factory.mktemp("other"), request.param)
