"""Values that cannot be saved end the stage that makes them; notes say what is special."""

import os
from pathlib import Path

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.diagnostics import ConversionError
from nb2prod.settings import Settings
from tests.support import fork_server

READER = """
class Reader:
    rows = None
reader = Reader()
reader.rows = (n for n in range(3))
"""
USE = "for row in reader.rows:\n    print(row)"


def converted(folder: Path, settings: Settings | None = None, **cells: str) -> Conversion:
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in cells.items())
    (folder / "nb.py").write_text(text)
    return convert(folder / "nb.py", settings)


def run_stage(folder: Path, made: Conversion, stage: str) -> tuple[int, str]:
    """The exit code of a stage and what it said, on one line."""
    for name, text in made.files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text)
    run = fork_server.run(["-m", f"nb.{stage}", "--out-dir", "out"], folder, dict(os.environ))
    return run.returncode, " ".join(run.stderr.split())


KERNEL = """
import numpy as np
from sklearn.svm import SVC
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
def power(n):
    def kernel(a, b):
        return (a @ b.T) ** n
    return kernel
rows, labels = np.array([[0.0], [1.0], [0.1], [0.9]]), [0, 1, 0, 1]
"""
BOOSTER = """
import numpy as np
import xgboost as xgb
def squares():
    return lambda y, p: (p - y, np.ones(len(y)))
"""
NAMED = {
    "own class": ("preprocess", READER, USE, "joblib.dump(reader, out_dir"),
    "tied": (
        "preprocess",
        f"{READER}\na = {{'n': [1]}}\nb = [a['n'], reader]",
        "a['n'].append(2)\nprint(b)",
        "pickle.dumps((",
    ),
    "table": (
        "preprocess",
        "import pandas as pd\ndf = pd.DataFrame({'a': [1]})\ndf['f'] = [lambda: 1][:]",
        "print(df)",
        "df, out_dir",
    ),
    "pipeline": (
        "preprocess",
        f"{KERNEL}pipe = make_pipeline(StandardScaler(), FunctionTransformer(power(2)))",
        "print(pipe.fit_transform([[1.0]]))",
        "pipe, out_dir",
    ),
    "estimator": (
        "train",
        f"{KERNEL}model = SVC(kernel=power(2)).fit(rows, labels)",
        "print(model.predict(np.ones((1, 1))))",
        "model, out_dir",
    ),
    "search": (
        "train",
        f"{KERNEL}kernels = {{'kernel': [power(2)]}}\n"
        "model = GridSearchCV(SVC(), kernels, cv=2).fit(rows, labels)",
        "print(model.predict(np.ones((1, 1))))",
        "model, out_dir",
    ),
    "booster": (
        "train",
        f"{BOOSTER}model = xgb.XGBRegressor(n_estimators=1, n_jobs=1, objective=[squares()][0])\n"
        "model.fit([[0.0], [1.0]], [0, 1])",
        "print(model.predict(np.ones((1, 1))))",
        "model, out_dir",
    ),
}


@pytest.mark.parametrize("case", NAMED)
def test_the_error_shows_the_value_that_cannot_be_saved(tmp_path: Path, case: str) -> None:
    stage, code, use, saving = NAMED[case]
    if "xgb" in code:
        pytest.importorskip("xgboost")
    failed, said = run_stage(tmp_path, converted(tmp_path, **{stage: code, "evaluate": use}), stage)
    assert failed and saving in said


def test_data_of_boosters_is_made_again_or_refused_where_it_crosses(tmp_path: Path) -> None:
    code = "import xgboost as xgb\nrows = xgb.DMatrix([[0.0], [1.0]], [0, 1])\n"
    code += "model = xgb.train({}, rows, 2)"
    made = converted(tmp_path, train=code, predict="print(model.num_boosted_rounds())")
    assert "rows, out_dir" not in made.files["nb/train.py"]
    again = converted(tmp_path, train=code, predict="print(model.predict(rows))")
    assert "rows = xgb.DMatrix([[0.0], [1.0]], [0, 1])" in again.files["nb/predict.py"]
    changed = f"{code}\nrows.set_weight([1.0, 2.0])"
    with pytest.raises(ConversionError, match="`rows` is data in the memory of XGBoost"):
        converted(tmp_path, train=changed, predict="print(model.predict(rows))")


def test_a_value_for_the_model_directory_is_copied(tmp_path: Path) -> None:
    code = "import json\nmedians = dict(json.loads('{}'))"
    fit = "from sklearn.svm import SVC\nmodel = SVC().fit([[0.0], [1.0]], [0, 1])"
    use = "print(model.predict([[medians.get('a', 0.0)]]))"
    made = converted(tmp_path, preprocess=code, train=fit, predict=use)
    assert 'shutil.copy(medians_file, out_dir / "medians.joblib")' in made.files["nb/train.py"]


def test_note(tmp_path: Path) -> None:
    notes = [n for n in converted(tmp_path, preprocess=READER, train=USE).notes]
    assert ["NB228"] == [n.code for n in notes if "reader" in n.message]


def test_a_torch_module_is_saved_whole(tmp_path: Path) -> None:
    net = "from torch import nn\nclass Base(nn.Module): ...\nclass Net(Base): ...\nnet = Net()"
    made = converted(tmp_path, train=net, predict="print(net)")
    save = 'torch.save(net, out_dir / "net.pt")'
    assert save in made.files["nb/train.py"]
    assert "weights_only=False" in made.files["nb/predict.py"]
    assert any("from a state_dict alone" in n.message for n in made.notes)


def test_an_import_under_the_name_of_a_helper(tmp_path: Path) -> None:
    code = "from pandas import read_csv as load_table\ndf = load_table('a.tsv').dropna()"
    made = converted(tmp_path, preprocess=code, train="print(df)")
    assert "from pandas import read_csv as notebook_load_table" in made.files["nb/preprocess.py"]
    assert "from nb.storage import save_table" in made.files["nb/preprocess.py"]


@pytest.mark.parametrize("tables", ["csv", "jsonl", "parquet"])
def test_tables(tmp_path: Path, tables: str) -> None:
    code = "import pandas as pd\ndf = pd.DataFrame({'a': [1]})"
    chosen = Settings(tables=tables)  # type: ignore[arg-type]
    made = converted(tmp_path, chosen, preprocess=code, train="print(df)")
    assert f'save_table(df, out_dir / "df.{tables}")' in made.files["nb/preprocess.py"]
    assert ("pyarrow" in made.files["pyproject.toml"]) == (tables == "parquet")
