"""``--lift-hyperparameters``."""

from pathlib import Path

import pytest
import yaml

from nb2prod.convert import Conversion, convert
from nb2prod.settings import Settings

HEAD = """
# %% tags=["imports"]
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import Ridge
from sklearn.feature_extraction.text import TfidfVectorizer

# %% tags=["parameters"]
DEPTH = 3

# %% tags=["train"]
X, y = np.eye(4), np.arange(4)
"""


def lifted(tmp_path: Path, code: str, on: bool = True) -> Conversion:
    path = tmp_path / "book.py"
    path.write_text(f"{HEAD}{code}\n", encoding="utf-8")
    return convert(path, Settings(lift_hyperparameters=on))


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("m = Ridge(alpha=1)", {"Ridge": {"alpha": 1}}),
        ("m = Ridge(alpha=1e-05)", {"Ridge": {"alpha": 1e-05}}),
        ("m = Ridge(alpha=-0.5, positive=True)", {"Ridge": {"alpha": -0.5, "positive": True}}),
        ("m = Ridge(solver='no', max_iter=None)", {"Ridge": {"solver": "no", "max_iter": None}}),
        ("m = Ridge(alpha=[1, 2.0])", {"Ridge": {"alpha": [1, 2.0]}}),
        (
            "a = Ridge(alpha=1)\nb = Ridge(alpha=2)",
            {"Ridge": {"alpha": 1}, "Ridge_2": {"alpha": 2}},
        ),
        ("m = Ridge().fit(X, y)\nm.fit(X, y, epochs=3)", {"m_fit": {"epochs": 3}}),
        ("ms = [Ridge(alpha=1) for _ in range(2)]", {"Ridge": {"alpha": 1}}),
        # what stays
        ("m = Ridge(2.0)", {}),
        ("m = RandomForestClassifier(max_depth=DEPTH)", {}),
        ("m = TfidfVectorizer(ngram_range=(1, 2))", {}),
        ("m = Ridge(alpha=1 + 1)", {}),
        ("m = dict(alpha=1)", {}),
        ("m = np.zeros(shape=3)", {}),
        ("print(f'{Ridge(alpha=1)}')", {}),
    ],
)  # fmt: skip
def test_what_is_lifted(code: str, values: dict[str, object], tmp_path: Path) -> None:
    conversion = lifted(tmp_path, f"{code}\nprint(X, y)")
    assert dict(conversion.pipeline.hyperparameters) == values
    stored = yaml.safe_load(conversion.files.get("model_config.yaml", "{}")) or {}
    found = {name: value for name, value in stored.items() if name != "DEPTH"}
    assert repr(found) == repr(values)
    text = conversion.files["book/train.py"]
    assert all(f"config.{name}[" in text for name in values)


def test_off_by_default(tmp_path: Path) -> None:
    assert not Settings().lift_hyperparameters
    conversion = lifted(tmp_path, "m = Ridge(alpha=1)", on=False)
    assert "model_config.yaml" not in conversion.files
    assert "Ridge(alpha=1)" in conversion.files["book/train.py"]
