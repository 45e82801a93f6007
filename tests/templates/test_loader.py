"""Templates are found in the checkout, in an editable install and in a wheel."""

import subprocess
import sys
import venv
from pathlib import Path

import jinja2
import pytest

from nb2prod.emit.templates import environment

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.name for path in (ROOT / "templates").glob("*.jinja"))
PROBE = """
import pathlib, nb2prod.emit.templates as t
for name in {names}:
    made = t.environment().get_template(name)
    assert made.render(tables="csv", wants=["table"]).strip()
print(pathlib.Path(t.environment().get_template("storage.py.jinja").filename).parent)
print(pathlib.Path(t.__file__).parents[1])
"""


def test_templates_are_found() -> None:
    assert {"storage.py.jinja", "stage.py.jinja"} <= set(NAMES)
    assert set(NAMES) <= set(environment().list_templates())


def test_a_missing_variable_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="wants"):
        environment().get_template("storage.py.jinja").render(tables="csv")


def test_python_is_not_escaped() -> None:
    text = environment().from_string("{{ code }}\n{% if 1 %}\nx\n{% endif %}\n").render(code="'<'")
    assert text == "'<'\nx\n"


def test_jinja2_is_imported_late() -> None:
    code = "import sys, nb2prod.emit.templates; assert 'jinja2' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def fresh_python(folder: Path) -> Path:
    """Make a venv that sees the packages of this one, and nothing of nb2prod."""
    venv.create(folder, with_pip=False, symlinks=True)
    [site] = folder.glob("lib/python*/site-packages")
    paths = [p for p in sys.path if p.endswith("site-packages")]
    # A .pth line adds a folder but not the .pth files in it, so no editable install leaks.
    (site / "dependencies.pth").write_text("\n".join(paths) + "\n")
    return folder / "bin" / "python"


def install(python: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "-q"]
    subprocess.run([*command, *arguments], check=True, cwd=python.parents[1])


def probe(python: Path) -> tuple[Path, Path]:
    """Render every template; return the folder of the templates and of the package."""
    code = PROBE.format(names=[n for n in NAMES if n in SUPPORT])
    done = subprocess.run(
        [python, "-c", code], check=True, cwd=python.parents[1], capture_output=True, text=True
    )
    templates, package = map(Path, done.stdout.split())
    return templates, package


SUPPORT = ("storage.py.jinja",)


@pytest.mark.slow
def test_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", str(tmp_path)]
    subprocess.run([*build, str(ROOT)], check=True)
    [wheel] = tmp_path.glob("*.whl")
    python = fresh_python(tmp_path / "venv")
    install(python, str(wheel))
    templates, package = probe(python)
    assert templates == package / "templates"
    assert tmp_path in package.parents
    assert (package / "knowledge" / "stubs" / "pandas.json").is_file()


@pytest.mark.slow
def test_editable(tmp_path: Path) -> None:
    python = fresh_python(tmp_path / "venv")
    install(python, "-e", str(ROOT))
    templates, package = probe(python)
    assert templates == ROOT / "templates"
    assert package == ROOT / "nb2prod"
