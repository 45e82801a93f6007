"""Parts of a cell that is split while it is read: apart for the plan, one for the user."""

import pickle
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import part_number
from nb2prod.settings import Settings

SOURCE = """# %%
import numpy as np
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
# %%
X = np.loadtxt("x.csv")
# %%
model = Ridge().fit(X, X)
{middle}
pred = model.predict(X)
score = r2_score(X, pred)
print(score)
"""


def test_numbers() -> None:
    part = part_number(5, 1)
    assert f"{part}" == "5" and int(part) == 5
    assert part != 5 and 5 != part and part != part_number(5, 2)
    assert len({5, part, part_number(5, 1)}) == 2
    assert pickle.loads(pickle.dumps(part)) == part


def converted(tmp_path: Path, middle: str) -> dict[str, str]:
    path = tmp_path / "nb.py"
    path.write_text(SOURCE.format(middle=middle))
    return convert(path, Settings(auto_tag=True, provenance=True, fix=True)).files


def test_each_part_is_in_its_stage(tmp_path: Path) -> None:
    files = converted(tmp_path, "")
    assert "Ridge().fit(X, X)" in files["nb/train.py"]
    assert "pred = model.predict(X)" in files["nb/predict.py"]
    assert "score = r2_score(X, pred)" in files["nb/evaluate.py"]
    for stage in ("train", "predict", "evaluate"):
        assert files[f"nb/{stage}.py"].count("# cell 3") == 1


def test_a_name_that_is_renamed_in_one_part(tmp_path: Path) -> None:
    old = "score = r2_score(X, pred)\nprint(score)"
    path = tmp_path / "nb.py"
    path.write_text(SOURCE.format(middle="").replace(old, "r2_score = r2_score(X, pred)\nr2_score"))
    files = convert(path, Settings(auto_tag=True)).files
    assert "r2_score_value = r2_score(X, pred)" in files["nb/evaluate.py"]
    assert "Ridge().fit(X, X)" in files["nb/train.py"]
    assert "pred = model.predict(X)" in files["nb/predict.py"]


def test_errors_show_the_line_of_the_cell(tmp_path: Path) -> None:
    with pytest.raises(ConversionError) as caught:
        converted(tmp_path, "print(model.score(X, other))")
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert (type(place.cell), place.cell, place.line) == (int, 3, 2)
    assert caught.value.diagnostics[0].source == "print(model.score(X, other))"
