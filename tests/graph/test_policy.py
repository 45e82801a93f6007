"""Which statements may stand in several stages: those that have no effect and cost nothing."""

import pytest

from nb2prod.analysis.environment import Environment
from nb2prod.graph.policy import may_repeat
from tests.graph.units_of import program

HEAD = (
    "import logging, os, re\nimport pandas as pd\nimport torch\nimport xgboost as xgb\n"
    "from sklearn.linear_model import Ridge\nfrom sklearn.model_selection import KFold\n"
    "from torch import nn\nfrom torch.utils.data import DataLoader, TensorDataset"
)
ENV = Environment(
    imports={
        **{"logging": "logging", "os": "os", "re": "re", "pd": "pandas", "torch": "torch"},
        **{"xgb": "xgboost", "Ridge": "sklearn.linear_model.Ridge", "nn": "torch.nn"},
        "KFold": "sklearn.model_selection.KFold",
        "DataLoader": "torch.utils.data.DataLoader",
        "TensorDataset": "torch.utils.data.TensorDataset",
    }
)

# what is special, the last statement of the cell, whether it may be repeated
CASES = [
    ("a function of the notebook", "def f():\n    return 1\nx = f()", False),
    ("a model", "x = Ridge()", False),
    ("a layer draws its weights", "x = nn.Linear(2, 3)", False),
    ("a table", "x = pd.DataFrame({'a': [1]})", False),
    ("a file", "x = pd.read_csv('a.csv')", False),
    ("what is printed", "x = print(1)", False),
    ("an environment variable", "x = os.environ['A']", True),
    ("two statements", "x = 1; y = 2", False),
    ("a comprehension", "x = [n for n in range(3)]", False),
    ("a change", "x = [1]\nx += [2]", False),
    ("on some paths", "if a:\n    x = 1", False),
    ("a number", "x = 60 * 60", True),
    ("a list of texts", "x = ['a', 'b']", True),
    ("of another name", "x = columns + ['y']", True),
    ("a pattern", "x = re.compile('a+')", True),
    ("folds", "x = KFold(5, shuffle=True, random_state=0)", True),
    ("a loss", "x = nn.CrossEntropyLoss()", True),
    ("a device", "x = torch.device('cuda' if torch.cuda.is_available() else 'cpu')", True),
    ("a logger", "x = logging.getLogger('a')", True),
    ("data of XGBoost", "x = xgb.DMatrix(X_train, label=y_train)", True),
    ("a function without a name", "x = 0\nx = lambda v: v + columns", True),
    ("with a default that is no constant", "x = 0\nx = lambda v, y=[]: v", False),
    ("a loader", "x = DataLoader(TensorDataset(X[:8], y[:8]), batch_size=4, shuffle=True)", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_policy(source: str, wanted: bool) -> None:
    units = program(("-", HEAD), ("p", f"a = X = y = X_train = y_train = columns = f0\n{source}"))
    assert may_repeat(units.units[-1], ENV) is wanted
