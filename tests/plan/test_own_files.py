"""A file that the notebook writes is the artefact, where it gives back the value."""

import json
import os
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.notebook.model import Role
from tests.support import fork_server

HEAD = """# %%
import gzip, json, pickle
import joblib
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
# %% tags=["preprocess"]
df = pd.DataFrame({"a": [0.1, 0.2, 0.3], "b": [1, None, 2], "c": ["x", "1", ""]})
# %% tags=["train"]
value = {made}
{save}
# %% tags=["evaluate"]
print(value{read})
"""
MODEL = 'LinearRegression().fit(df[["a"]], df["a"])'
FRAME = "df[df.a > 0].reset_index(drop=True)"


def package_of(folder: Path, text: str) -> Path:
    (folder / "book.py").write_text(text, encoding="utf-8")
    files = convert(folder / "book.py").files
    for name, content in files.items():
        path = folder / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder / "out"


def run(package: Path, out_dir: Path) -> str:
    words = ["-P", "-m", "book.pipeline", "--out-dir", str(out_dir)]
    done = fork_server.run(words, Path.cwd(), {**os.environ, "PYTHONPATH": str(package)})
    assert done.returncode == 0, done.stderr
    return done.stdout


def files_of(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("made", "save", "read", "files"),
    [
        (MODEL, "joblib.dump(value, 'best.pkl')", ".coef_", ["best.pkl"]),
        (MODEL, "joblib.dump(value, 'best.pkl', compress=3)", ".coef_", ["best.pkl"]),
        (
            MODEL,
            "with open('best.pkl', 'wb') as f:\n    pickle.dump(value, f)",
            ".coef_",
            ["best.pkl"],
        ),
        ('df["a"].to_numpy()', "np.save('models/v.npy', value)", "", ["v.npy"]),
        ("3", "with open('n.json', 'w') as f:\n    json.dump(value, f)", "", ["n.json"]),
        (FRAME, "value.to_csv('rows.csv', index=False)", "", ["rows.csv", "rows.joblib"]),
        # what is not all of the value, or not the value at the end, is saved beside
        (FRAME, "value.to_csv('rows.csv')", "", ["rows.csv", "value.csv", "value.joblib"]),
        (
            FRAME,
            "value.to_csv('rows.csv', index=False, sep=';')",
            "",
            ["rows.csv", "value.csv", "value.joblib"],
        ),
        (
            MODEL,
            "joblib.dump({'m': value}, 'best.pkl')",
            ".coef_",
            ["best.pkl", "value.joblib"],
        ),
        (
            MODEL,
            "joblib.dump(value, 'best.pkl')\nvalue.fit(df[['a']], -df['a'])",
            ".coef_",
            ["best.pkl", "value.joblib"],
        ),
        ('df["a"].to_numpy()', "np.save('v', value)", "", ["v.npy", "value.npy"]),
        (
            MODEL,
            "with gzip.open('best.gz', 'wb') as f:\n    pickle.dump(value, f)",
            ".coef_",
            ["best.gz", "value.joblib"],
        ),
        (
            MODEL,
            "with open('best.pkl', 'ab') as f:\n    pickle.dump(value, f)",
            ".coef_",
            ["best.pkl", "value.joblib"],
        ),
        (
            MODEL,
            "pickle.dump(value, open('best.pkl', 'wb'))",
            ".coef_",
            ["best.pkl"],
        ),
        (
            MODEL,
            "joblib.dump(value, 'a.pkl')\nother = [1]\njoblib.dump(other, 'a.pkl')",
            ".coef_, other",
            ["a.pkl", "value.joblib"],
        ),
    ],
    ids=str,
)
def test_files_of_train(tmp_path: Path, made: str, save: str, read: str, files: list[str]) -> None:
    text = HEAD.replace("{made}", made).replace("{save}", save).replace("{read}", read)
    package = package_of(tmp_path, text)
    printed = run(package, tmp_path / "run")
    assert files_of(tmp_path / "run" / "train") == files
    told = fork_server.run(["-c", text], _with_models(tmp_path), dict(os.environ))
    assert told.returncode == 0, told.stderr
    assert printed == told.stdout


def _with_models(folder: Path) -> Path:
    (folder / "here" / "models").mkdir(parents=True)
    return folder / "here"


def test_a_table_whose_index_the_file_does_not_hold_comes_back_whole(tmp_path: Path) -> None:
    made = 'df[df.a > 0.15].rename(columns={"a": "b", "b": "a"})'
    text = HEAD.replace("{made}", made).replace("{read}", ", value.dtypes.tolist()")
    text = text.replace("{save}", "value.to_csv('rows.csv', index=False)")
    package = package_of(tmp_path, text)
    assert "1  0.2  NaN  1" in run(package, tmp_path / "run")
    assert (tmp_path / "run" / "train" / "rows.csv").read_text().startswith("b,a,c\n0.2,,1\n")


def test_a_table_that_no_stage_reads_is_only_the_notebooks_file(tmp_path: Path) -> None:
    text = HEAD.replace("{made}", MODEL).replace("{save}", "").replace("{read}", ".coef_")
    text += "# %% tags=['predict']\nout = pd.DataFrame({'p': value.predict(df[['a']])})\n"
    package = package_of(tmp_path, text + "out.to_csv('out.csv', index=False)\n")
    run(package, tmp_path / "run")
    assert files_of(tmp_path / "run" / "predict") == ["out.csv"]


def test_metrics_that_the_notebook_writes_are_its_own(tmp_path: Path) -> None:
    text = HEAD.replace("{made}", MODEL).replace("{save}", "").replace("{read}", ".coef_")
    text += "score = value.score(df[['a']], df['a'])\nwith open('metrics.json', 'w') as f:\n"
    text += "    json.dump({'r2': round(score, 3)}, f)\n"
    package = package_of(tmp_path, text)
    run(package, tmp_path / "run")
    assert files_of(tmp_path / "run" / "evaluate") == ["metrics.json"]
    assert json.loads((tmp_path / "run/evaluate/metrics.json").read_text()) == {"r2": 1.0}
    (evaluate,) = (
        s for s in convert(tmp_path / "book.py").pipeline.stages if s.role is Role.EVALUATE
    )
    assert evaluate.metrics_file == "metrics.json" and not evaluate.metrics
