"""Help texts and docstrings in words."""

from pathlib import Path

import pytest

from nb2prod.analysis.model import Type
from nb2prod.convert import convert
from nb2prod.emit.help_words import input_in_words, value_in_words
from nb2prod.plan.model import Artefact, Input

SPLIT = """# %% [markdown]
# # Who leaves
# A first try.
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
# %% tags=["preprocess"]
rows = pd.read_csv("a.csv")
X_train, X_test = rows[["a"]].iloc[:50], rows[["a"]].iloc[50:]
y_train, y_test = rows["b"].iloc[:50], rows["b"].iloc[50:]
# %% tags=["train"]
model = LogisticRegression().fit(X_train, y_train)
# %% tags=["predict"]
pred = model.predict(X_test)
# %% tags=["evaluate"]
print(accuracy_score(y_test, pred))
"""


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("X", None, "Features"),
        ("y_val", "pandas.Series", "Target of the validation rows"),
        ("X_train_scaled", "numpy.ndarray", "Features of the training rows (X_train_scaled)"),
        ("rows", "pandas.DataFrame", "Table rows"),
        ("scores", "dict", "Dict scores"),
        ("limit", "float", "Number limit"),
        ("rfc", "sklearn.ensemble.RandomForestClassifier", "Fitted RandomForestClassifier (rfc)"),
        ("thing", None, "thing"),
        ("yes", None, "yes"),
        ("counts", "collections.defaultdict", "Dict counts"),
        ("docs", "scipy.sparse.csr_matrix", "Sparse matrix docs"),
        ("numpy_random_state", "tuple", "State of the random numbers of numpy"),
        ("folds", "sklearn.model_selection.KFold", "KFold folds"),
        ("search", "sklearn.model_selection.GridSearchCV", "Fitted GridSearchCV"),
        ("history", "keras.callbacks.History", "History"),
    ],
)
def test_value_in_words(name: str, kind: str | None, words: str) -> None:
    assert value_in_words(name, Type(kind) if kind else None) == words


def test_values_in_one_file_are_listed() -> None:
    names, kinds = ("a", "b", "c"), (Type("pandas.DataFrame"), None, Type("dict"))
    artefact = Artefact(names, "train", "a_b_c.pickle", "pickle", kinds)
    told = "Table a, b and Dict c, made by train."
    assert input_in_words([Input("a", artefact, "a_file", None)]) == told


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("words") / "leave.py"
    path.write_text(SPLIT, encoding="utf-8")
    return convert(path).files


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("preprocess", "Prepare `rows`."),
        ("train", 'help="Features of the training rows, made by preprocess."'),
        ("predict", 'help="Folder of the model, made by train."'),
        ("evaluate", 'help="Array pred, made by predict."'),
    ],
)
def test_stages(files: dict[str, str], stage: str, text: str) -> None:
    assert text in files[f"leave/{stage}.py"]


def test_readme_is_in_the_words_of_the_notebook(files: dict[str, str]) -> None:
    text = files["README.md"]
    assert text.startswith("# Who leaves\n\nA first try.\n\n## Run\n")
    assert '    file_1["a.csv"] --> preprocess\n' in text
    assert '    preprocess -- "X_train, y_train" --> train\n' in text
    assert '    evaluate --> evaluate_metrics["metrics.json"]\n' in text
    assert "Parameters" not in text
    assert text.endswith("Made from the notebook `leave.py`.\n")


def test_readme_names_parameters_and_variables(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        '# %% tags=["parameters"]\nN = 3\n# %%\nimport os\n# %% tags=["train"]\n'
        'key = os.environ["SHOP_KEY"]\nprint(N, key[:1])\n',
        encoding="utf-8",
    )
    text = convert(path).files["README.md"]
    assert "has the values of `N`." in text and "`--set N=VALUE`" in text
    assert "The package reads `SHOP_KEY`." in text
