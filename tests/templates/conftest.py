"""The generated support modules, rendered into a package that tests import."""

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from nb2prod.emit.templates import helper_text
from nb2prod.emit.tidy import tidy
from nb2prod.plan.serialisers import ALL_KINDS
from nb2prod.settings import TableFormat

PACKAGE = "generated_by_tests"
MODULES = ("tables", "values", "artefacts", "metrics")


def render(folder: Path, package: str = PACKAGE, tables: TableFormat = "csv") -> Path:
    """Write a package with the support modules into `folder`; return its own folder."""
    made = folder / package
    made.mkdir()
    (made / "__init__.py").touch()
    texts = {f"{made.name}/{n}.py": _text(n, package, tables) for n in MODULES}
    for name, text in tidy(texts).items():
        (folder / name).write_text(text, encoding="utf-8")
    return made


def _text(module: str, package: str, tables: TableFormat) -> str:
    return helper_text(module, package=package, tables=tables, kinds=ALL_KINDS)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the rendered package, which can be imported."""
    made = render(tmp_path_factory.mktemp("rendered"))
    sys.path.insert(0, str(made.parent))
    yield made
    sys.path.remove(str(made.parent))
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


def _modules() -> SimpleNamespace:
    return SimpleNamespace(**{m: importlib.import_module(f"{PACKAGE}.{m}") for m in MODULES})


@pytest.fixture(scope="session")
def generated(package: Path) -> SimpleNamespace:
    """The rendered modules as attributes: tables, values and artefacts."""
    return _modules()


@pytest.fixture(scope="session")
def tables(generated: SimpleNamespace) -> ModuleType:
    return generated.tables  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def values(generated: SimpleNamespace) -> ModuleType:
    return generated.values  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def artefacts(generated: SimpleNamespace) -> ModuleType:
    return generated.artefacts  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def metrics(generated: SimpleNamespace) -> ModuleType:
    return generated.metrics  # type: ignore[no-any-return]


@pytest.fixture(scope="session", params=["jsonl", "parquet"])
def other_tables(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> ModuleType:
    """The module `tables` for the formats other than CSV."""
    return module_for(tmp_path_factory.mktemp("other"), request.param)


def module_for(folder: Path, tables: TableFormat) -> ModuleType:
    """The module `tables` for that format, rendered into `folder`."""
    name = f"generated_for_{tables}"
    made = render(folder, name, tables)
    spec = importlib.util.spec_from_file_location(f"{name}_tables", made / "tables.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
