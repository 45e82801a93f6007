"""The generated support modules, rendered into a package that tests import."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from nb2prod.emit.templates import environment

PACKAGE = "generated_by_tests"
MODULES = ("tables", "values", "artefacts")


def render(folder: Path, package: str = PACKAGE) -> Path:
    """Write a package with the support modules into `folder`; return its own folder."""
    made = folder / package
    made.mkdir()
    (made / "__init__.py").touch()
    for name in MODULES:
        text = environment().get_template(f"{name}.py.jinja").render(package=package)
        (made / f"{name}.py").write_text(text, encoding="utf-8")
    return made


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
