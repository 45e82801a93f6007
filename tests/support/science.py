"""Grows random notebooks of pandas and scikit-learn: tables, splits, fitted objects, metrics."""

import importlib
from typing import Any, ClassVar

from tests.support import grammar_science
from tests.support.builder import Builder, Inapplicable, Program, ProgramCell
from tests.support.ordinary import SHAPES, Ordinary

IMPORTS = (
    "import json\nimport os\nfrom pathlib import Path\n"
    "import joblib\nimport numpy as np\nimport pandas as pd\n"
    "from sklearn.base import clone\n"
    "from sklearn.linear_model import LinearRegression, Ridge\n"
    "from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score\n"
    "from sklearn.model_selection import cross_val_score, train_test_split\n"
    "from sklearn.pipeline import make_pipeline\n"
    "from sklearn.preprocessing import LabelEncoder, StandardScaler\n"
    "from sklearn.tree import DecisionTreeRegressor"
)
LIBRARIES = (
    "joblib", "pandas", "sklearn.linear_model", "sklearn.metrics", "sklearn.model_selection",
    "sklearn.pipeline", "sklearn.tree",
)  # fmt: skip


class Science(Ordinary):
    """A notebook that loads a table, changes it, splits it, and fits and scores models."""

    statements: ClassVar[dict[str, str]] = grammar_science.STATEMENTS
    expressions: ClassVar[dict[str, str]] = Builder.expressions | grammar_science.EXPRESSIONS
    quick: ClassVar[bool] = True
    weights: ClassVar[dict[str, int]] = {"tables": 8, "looks": 3, "fitted": 1, "files": 4}
    pools: ClassVar[dict[str, tuple[str, ...]]] = Ordinary.pools | {
        "fr": ("df", "df", "df", "data", "part"),
        "t": ("out", "info", "counts"),
        "m": ("model", "model", "model", "clf", "best"),
        "pr": ("pred", "pred", "y_pred"),
        "lv": ("name", "name", "i", "col"),
    }

    def _features(self) -> list[str]:
        return ["tables", "looks", "fitted", "files"]

    def build(self) -> Program:
        for name in LIBRARIES:
            importlib.import_module(name)  # takes longer than a statement may
        cells = [ProgramCell(self.rng.choice(("imports", "")), (IMPORTS,))]
        self.live.attempt(IMPORTS)
        cells += self._part("preprocess", "load", 3)
        cells += self._part(self.rng.choice(("preprocess", "train")), "split", 1)
        for _ in range(self.rng.choice((1, 1, 2, 2, 3))):
            for tag in self.rng.choice(SHAPES):
                cells += self._part(tag, "split" if tag == "preprocess" else tag, 1)
        self.live.close()
        return Program(self.seed, tuple(cells))

    def _part(self, tag: str, core: str, others: int) -> list[ProgramCell]:
        found = list(self._attempts(self._from(core), 1))
        wanted = self.rng.choice((0, 1, others, others + 1))
        found += self._attempts(lambda: self._draw_statement(0), wanted)
        return [ProgramCell(tag, tuple(found))] if found else []

    def _leaf(self, kind: str, memo: dict[str, str]) -> str:
        if kind == "fr":
            return self.rng.choice(self.pools[kind])
        if kind == "num":
            table = self._value(memo.get("df") or self._pick("df"))
            return self._choice([c for c in table if isinstance(c, str) and _is_number(table[c])])
        if kind == "yhat":
            names = [n for n in ("pred", "y_pred") if n in self.live.names]
            return self._choice(names)
        if kind == "mdl":
            names = [n for n in ("model", "clf", "best") if n in self.live.names]
            return self._choice([n for n in names if n not in memo.values()] or names)
        return super()._leaf(kind, memo)

    def _call(self, kind: str, depth: int) -> str:
        raise Inapplicable


def _is_number(column: Any) -> bool:
    return getattr(getattr(column, "dtype", None), "kind", "") in "if"
