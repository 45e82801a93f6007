"""What lies in the model directory, and what is data."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.notebook.model import Role
from nb2prod.plan.model import Pipeline, Stage

IMPORTS = """
# %% tags=["imports"]
import json
from collections import defaultdict
import joblib
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

# %% tags=["parameters"]
THRESHOLD = 0.5

# %% tags=["preprocess"]
df = pd.read_csv("in.csv")
"""
TRAIN = """
# %% tags=["train"]
model = LogisticRegression().fit(df[["a"]], df["y"])
"""


def planned(tmp_path: Path, text: str) -> Pipeline:
    path = tmp_path / "book.py"
    path.write_text(text, encoding="utf-8")
    return convert(path).pipeline


def stage_of(pipeline: Pipeline, role: Role) -> Stage:
    return next(stage for stage in pipeline.stages if stage.role is role)


@pytest.mark.parametrize(
    ("bound", "read", "is_state"),
    [
        pytest.param("v = StandardScaler().fit(df)", "v.transform(df)", True, id="transformer"),
        pytest.param("v = {c: i for i, c in enumerate(df.c)}", "v['a']", True, id="vocabulary"),
        pytest.param("v = sorted(df['c'].unique())", "v[0]", True, id="list of classes"),
        pytest.param("v = df.columns.tolist()", "df[v]", True, id="names of columns"),
        pytest.param("v = df['a'].median()", "v + 1", True, id="scalar"),
        pytest.param("v = df.groupby('c')['y'].mean()", "df.c.map(v)", True, id="target means"),
        pytest.param("v = df['a'].mean(axis=0)", "v + 1", True, id="mean"),
        pytest.param("v = df[df.y > 0]", "v.a", False, id="table"),
        pytest.param("v = df['a'].to_numpy()", "v + 1", False, id="array"),
        pytest.param("v = df.c.tolist()", "v[0]", False, id="list of rows"),
        pytest.param("v = [c.lower() for c in df.c]", "v[0]", False, id="list over rows"),
        pytest.param("v = np.load('x.npz')['w']", "v['a']", False, id="array of an archive"),
        pytest.param(
            "with np.load('x.npz') as d: u, v = d['u'], d['v']",
            "v + 1",
            False,
            id="from an archive",
        ),
        pytest.param("v = pd.read_pickle('v.pkl')['k']", "v + 1", False, id="unknown"),
        pytest.param(
            "v = pd.read_pickle('v.pkl')['k']", "v.mean(axis=0)", False, id="unknown, summed"
        ),
        pytest.param(
            "v = pd.read_pickle('v.pkl')['k']",
            "model.predict(v['test'][['a']])",
            False,
            id="unknown, asked about",
        ),
        pytest.param(
            "v = pd.read_pickle('v.pkl')['k']", "v.encode(df)", True, id="unknown, encodes"
        ),
        pytest.param("v = pd.read_pickle('v.pkl')['k']", "v(df)", True, id="unknown, is called"),
        pytest.param("v = json.load(open('v.json'))['k']", "v['a']", True, id="unknown, looked up"),
        pytest.param(
            "v = json.load(open('v.json'))['k']",
            "[a for a in df.a if a in v]",
            True,
            id="unknown, asked",
        ),
        pytest.param(
            "v = pd.read_pickle('v.pkl')['k']",
            "np.clip(df, 0, v)",
            True,
            id="unknown, beside the data",
        ),
        pytest.param("_, v = train_test_split(df)", "v.a", False, id="split"),
        pytest.param("v = df.resample('D').mean()", "v.a", False, id="resampled table"),
        pytest.param(
            "v = [str(n) for n in range(3)]",
            "model.predict(v)",
            False,
            id="what a model is asked about",
        ),
        pytest.param(
            "v = defaultdict(list)\nfor r in df.itertuples():\n    v[r.c].append(r.a)",
            "v['x']",
            False,
            id="groups of rows",
        ),
    ],
)
def test_state_is_in_the_model_directory(
    bound: str, read: str, is_state: bool, tmp_path: Path
) -> None:
    text = f"{IMPORTS}{bound}\n{TRAIN}\n# %% tags=['predict']\np = {read}\nprint(p, model)\n"
    pipeline = planned(tmp_path, text)
    predict, train = stage_of(pipeline, Role.PREDICT), stage_of(pipeline, Role.TRAIN)
    held = {one.name for one in predict.inputs if one.model_file}
    assert "model" in held
    assert ("v" in held) is is_state
    assert ({"v"} <= {n for c in train.carried for n in c.names}) is is_state
    assert ("v_file" in predict.sources) is not is_state
    assert predict.sources["model_dir"] == ("train", "")


def test_what_only_evaluate_reads_is_not_copied_through_train(tmp_path: Path) -> None:
    text = f"{IMPORTS}v = json.load(open('v.json'))['k']\n{TRAIN}\n# %% tags=['evaluate']\n"
    pipeline = planned(tmp_path, f"{text}print(v['a'], model.score(df[['a']], df['y']))\n")
    assert not stage_of(pipeline, Role.TRAIN).carried
    assert stage_of(pipeline, Role.EVALUATE).sources["v_file"] == ("preprocess", "v.joblib")


GROUPED = """
rows = [("lr", model)]
best = rows[0][1]
best.data_ = df
"""


@pytest.mark.parametrize(
    ("predict", "evaluate", "held"),
    [
        ("p = best.predict(df[['a']])", "best.x_ = 1", {"best"}),  # they change later
        ("p = best.predict(df[['a']])\nprint(rows)", "best.x_ = 1", {"best", "rows"}),
        ("p = best.predict(df[['a']])", "df['b'] = 1\nprint(rows, best)", {"best"}),
        ("best.x_ = 1\np = best.predict(df[['a']])", "print(rows)", None),  # while it predicts
    ],
)
def test_a_model_in_one_file_with_other_values(
    predict: str, evaluate: str, held: set[str] | None, tmp_path: Path
) -> None:
    cells = f"# %% tags=['predict']\n{predict}\nprint(p)\n# %% tags=['evaluate']\n{evaluate}\n"
    text = f"{IMPORTS}{TRAIN}{GROUPED}{cells}print(rows, best.data_)\n"
    stage = stage_of(planned(tmp_path, text), Role.PREDICT)
    found = stage.predictor.attributes.keys() if stage.predictor else None
    assert found == held


def test_what_predict_changes_is_copied(tmp_path: Path) -> None:
    counted = "\n# %% tags=['predict']\ncount['n'] += 1\np = model.predict(df[['a']])\n"
    start = f"{IMPORTS}count = {{'n': len(df) - 3}}\n"
    text = f"{start}{TRAIN}{counted}# %% tags=['evaluate']\nprint(count)\n"
    predict = stage_of(planned(tmp_path, text), Role.PREDICT)
    assert predict.predictor is not None
    assert {h.name: h.copied for h in predict.predictor.held} == {"count": True, "model": False}


def test_files_that_the_notebook_saves_itself(tmp_path: Path) -> None:
    saved = "joblib.dump(StandardScaler().fit(df), 'scaler.pkl')\ndf.head().to_csv('head.csv')\n"
    read = "s = joblib.load('scaler.pkl')\nhead = pd.read_csv('head.csv')\np = s.transform(head)\n"
    text = f"{IMPORTS}{saved}{TRAIN}# %% tags=['predict']\n{read}print(p, model, THRESHOLD)\n"
    pipeline = planned(tmp_path, text)
    predict, train = stage_of(pipeline, Role.PREDICT), stage_of(pipeline, Role.TRAIN)
    assert [(c.source, c.file) for c in train.carried] == [("scaler.pkl", "scaler.pkl")]
    assert predict.predictor is not None and "s" in predict.predictor.attributes
    assert predict.sources == {"model_dir": ("train", ""), "head_file": ("preprocess", "head.csv")}
    assert train.keeps_config and predict.config_from_model and not predict.takes_config_file


def test_train_keeps_no_config_where_the_notebook_writes_that_file(tmp_path: Path) -> None:
    written = "json.dump({}, open('model_config.yaml', 'w'))\n"
    text = f"{IMPORTS}{TRAIN}{written}# %% tags=['predict']\nprint(model, THRESHOLD)\n"
    pipeline = planned(tmp_path, text)
    assert not stage_of(pipeline, Role.TRAIN).keeps_config
    assert stage_of(pipeline, Role.PREDICT).takes_config_file


def test_without_a_model_there_is_no_directory(tmp_path: Path) -> None:
    text = f"{IMPORTS}\n# %% tags=['predict']\np = df['a'] > THRESHOLD\nprint(p)\n"
    predict = stage_of(planned(tmp_path, text), Role.PREDICT)
    assert predict.predictor is None and "model_dir" not in predict.sources


def test_value_named_like_the_object_of_the_path_layer(tmp_path: Path) -> None:
    read = "predictor = joblib.load('other.pkl')\np = predictor.predict(df[['a']])\nprint(model)\n"
    predict = stage_of(planned(tmp_path, f"{IMPORTS}{TRAIN}# %% tags=['predict']\n{read}"),
                       Role.PREDICT)  # fmt: skip
    assert predict.predictor is not None and predict.predictor.variable == "predictor_2"


def test_a_function_named_model_dir_gets_another_name(tmp_path: Path) -> None:
    helper = "def model_dir(t):\n    return t\n"
    text = IMPORTS.replace('# %% tags=["parameters"]', f'{helper}\n# %% tags=["parameters"]')
    read = "t = pd.read_csv('new.csv', converters={'a': model_dir})\np = model.predict(t)\n"
    made = planned(tmp_path, f"{text}{TRAIN}# %% tags=['predict']\n{read}print(model)\n")
    assert ("notebook_model_dir", "model_dir") in made.renamed


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("p = model.predict(df[['a']])\nprint(p)", True),
        ("p = model.predict([[1.0]])\nprint(p)", False),
        ("p = model.predict(df[['a']])\nprint(p - y_test)", False),
    ],
)
def test_a_predictor_is_asked_about_rows_without_their_labels(
    code: str, asked: bool, tmp_path: Path
) -> None:
    text = (
        f"{IMPORTS}_, y_test = train_test_split(df['b'])\n{TRAIN}\n# %% tags=['predict']\n{code}\n"
    )
    predict = stage_of(planned(tmp_path, text), Role.PREDICT)
    assert (predict.predictor is not None) is asked
    assert predict.sources["model_dir"] == ("train", "")
