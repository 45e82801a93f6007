"""serve.py: what its request takes, and that the service answers."""

import subprocess
import sys
from pathlib import Path

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.emit import service
from nb2prod.settings import Settings
from nb2prod.write import write_package

CELLS = """\
# %% tags=["preprocess"]
import numpy as np
import pandas as pd

copy = pd.DataFrame({"a": [1, 2]})
w = np.arange(2)
n = int(w.sum())

# %% tags=["train"]
model = {"mean": float(copy["a"].mean())}

# %% tags=["predict"]
out = copy["a"] * model["mean"] + w + n
print(out)
"""


def made(tmp_path: Path, cells: str = CELLS) -> Conversion:
    (tmp_path / "odd.py").write_text(cells, encoding="utf-8")
    return convert(tmp_path / "odd.py", Settings(serve=True))


def test_request_is_typed_as_the_arguments_are(tmp_path: Path) -> None:
    text = made(tmp_path).files["odd/serve.py"]
    assert "    copy_2: list[dict[str, Any]]\n" in text, "pydantic's own `copy`"
    assert "copy=pd.DataFrame(request.copy_2)," in text
    assert "model=" not in text, "what the model's folder holds is not asked for"


@pytest.mark.parametrize(
    ("kind", "written"),
    [("int", "int"), ("numpy.ndarray", "list[Any]"), ("pandas.Series", "list[Any]"), ("", "Any")],
)
def test_type_of_a_field(kind: str, written: str) -> None:
    type_, value, example = service._typed(kind, "request.x")
    assert type_ == written and "request.x" in value and example


def test_package_says_what_the_service_needs(tmp_path: Path) -> None:
    assert '"fastapi>=' in made(tmp_path).files["pyproject.toml"]
    assert "fastapi" not in convert(tmp_path / "odd.py").files["pyproject.toml"]


def test_nothing_to_serve_is_told(tmp_path: Path) -> None:
    found = made(tmp_path, CELLS.replace('tags=["predict"]', 'tags=["train"]'))
    assert "NB239" in {note.code for note in found.notes}
    assert not {"odd/serve.py", "tests/test_serve.py"} & found.files.keys()


PREDICT = 'out = copy["a"] * model["mean"] + w + n\n'


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ('tags=["predict"]', 'tags=["evaluate"]', "there is no stage `predict`."),
        (PREDICT, 'out = copy["a"] + 1\n', "predict takes no model that a train stage"),
        (
            PREDICT,
            "import os\nout = [model, copy, *(open(f).read() for f in os.listdir('in'))]\n",
            "predict looks for files while it predicts, by `in_dir`.",
        ),
        (
            PREDICT,
            f"{PREDICT}N = 2\n".replace("+ n", "+ n * THRESHOLD"),
            "predict takes parameters that are not saved with the model.",
        ),
    ],
)
def test_why_nothing_is_served(old: str, new: str, cause: str, tmp_path: Path) -> None:
    parameters = '# %% tags=["parameters"]\nTHRESHOLD = 0.5\n'
    cells = parameters + CELLS.replace(old, new)
    if "parameters" in cause:
        cells = cells.replace("model = ", "open('model_config.yaml', 'w').write('a: 1')\nmodel = ")
    (told,) = [note for note in made(tmp_path, cells).notes if note.code == "NB239"]
    assert cause.rstrip(".") in told.message and told.advice


@pytest.mark.slow
def test_own_test_passes(tmp_path: Path) -> None:
    pytest.importorskip("fastapi")
    write_package(made(tmp_path).files, tmp_path / "package")
    command = [sys.executable, "-m", "pytest", "-q", "tests/test_serve.py"]
    run = subprocess.run(command, cwd=tmp_path / "package", capture_output=True, text=True)
    assert "1 passed" in run.stdout, run.stdout + run.stderr
