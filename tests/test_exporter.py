"""The exporter of nbconvert, as its command line and the server of JupyterLab call it."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.samples import SAMPLES

nbconvert = pytest.importorskip("nbconvert")


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "churn.ipynb", tmp_path / "churn.ipynb"))


def run(path: Path) -> None:
    from nbconvert.nbconvertapp import NbConvertApp

    app = NbConvertApp()
    app.initialize(["--to", "nb2prod.exporter.PackageExporter", str(path), "--log-level=ERROR"])
    app.convert_notebooks()


def test_the_command_line_writes_the_package(notebook: Path) -> None:
    run(notebook)
    package = notebook.with_suffix("")
    made = convert(notebook, target=package).files
    assert {name: (package / name).read_text() for name in made} == made
    kept = {".nb2prod.json", ".nb2prod/base.json", ".nb2prod/.gitattributes"}
    written = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file()}
    assert written == {*made, *kept}
    assert {path.name for path in notebook.parent.iterdir()} == {"churn", "churn.ipynb"}


def test_edits_are_not_lost(notebook: Path) -> None:
    run(notebook)
    run(notebook)  # what was not edited is written again
    edited = notebook.with_suffix("") / "churn/train.py"
    edited.write_text(edited.read_text() + "# mine\n")
    with pytest.raises(SystemExit):
        run(notebook)
    assert edited.read_text().endswith("# mine\n")


def exported(path: Path) -> bytes:
    """As the server does: with the content, and the folder of the notebook."""
    import nbformat

    from nb2prod.exporter import PackageExporter

    resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
    data, told = PackageExporter().from_notebook_node(nbformat.read(path, 4), resources)
    assert told["output_extension"] == ".zip" and not told["outputs"]
    assert isinstance(data, bytes)
    return data


def test_the_server_sends_a_zip(notebook: Path) -> None:
    data = exported(notebook)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("churn/churn/train.py").decode()
    assert text == convert(notebook).files["churn/train.py"] and exported(notebook) == data


def test_cells_without_tags_take_suggested_ones(notebook: Path) -> None:
    raw = json.loads(notebook.read_text())
    for cell in raw["cells"]:
        cell["metadata"].pop("tags", None)
    notebook.write_text(json.dumps(raw))
    with zipfile.ZipFile(io.BytesIO(exported(notebook))) as archive:
        assert "churn/churn/train.py" in archive.namelist()


def test_what_cannot_be_converted_is_told(notebook: Path) -> None:
    from nbconvert.utils.exceptions import ConversionException

    raw = json.loads(notebook.read_text())
    raw["cells"][-1] |= {
        "source": "print((",
        "cell_type": "code",
        "outputs": [],
        "execution_count": 1,
    }
    notebook.write_text(json.dumps(raw))
    with pytest.raises(ConversionException, match=r"churn\.ipynb: cell \d+.*NB120"):
        exported(notebook)
