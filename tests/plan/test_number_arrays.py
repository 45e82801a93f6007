"""Arrays of numbers are loaded without unpickling; others may hold whatever there is."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEADER = """import numpy as np, pandas as pd
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.preprocessing import LabelEncoder, StandardScaler
from sklearn.impute import SimpleImputer
df = pd.read_csv("a.csv")
X = StandardScaler().fit_transform(df[["a", "b"]])
"""

# what a cell makes of it -> whether `r` holds numbers for sure
ARRAYS = {
    "r = X": True,
    "r = X[:, 0].reshape(-1, 1)": True,
    "r = np.log1p(X) * 2 + X.mean()": True,
    "r = X > 0": True,
    "r = np.concatenate([X, np.zeros((3, 2))])": True,
    "r = df[['a']].to_numpy().astype(float)": True,
    "r, other = train_test_split(X, test_size=0.5)": True,
    "r = X\nif len(df):\n    r = np.ones(3)": True,
    "r = np.array(df.a, dtype='float32')": True,
    "r = df.a.to_numpy(dtype=np.int64)": True,
    "r = np.array(df.a, dtype=str)": False,
    "r = X\nr += 1": True,
    "y = LabelEncoder().fit_transform(df.c)\nm = LogisticRegression()\nm.fit(X, y)\n"
    "r = m.predict(X)": True,
    "m = LogisticRegression().fit(X, df.c)\nr = m.predict_proba(X)": True,
    "m = LinearRegression().fit(X, df.a)\nr = m.predict(X)": True,
    "r = KMeans(3).fit_predict(X)": True,
    "r = cross_val_score(LinearRegression(), X, df.a)": True,
    "iris = load_iris()\nr = iris.data": True,
    "r = load_iris().target": True,
    "r, other = np.meshgrid(np.arange(3), np.arange(4))": True,
    "iris = load_iris(as_frame=True)\nr = iris.data.values": False,
    "r, other = np.meshgrid(df.c.to_numpy(), df.c.to_numpy())": False,
    # classes may be texts
    "m = LogisticRegression()\nm.fit(X, df.c)\nr = m.predict(X)": False,
    "m = LogisticRegression()\nm.fit(X, X[:, 0] > 0)\nm.fit(X, df.c)\nr = m.predict(X)": False,
    "r = SimpleImputer(strategy='most_frequent').fit_transform(df)": False,
    "r = df[['a', 'c']].to_numpy()": False,
    "r = np.zeros(3, object)": False,
    "r = np.zeros(3, dtype=object)": False,
    "r = np.array([1, None])": False,
    "r = np.array([[1], [1, 2]], dtype=object)": False,
    "xs = [1]\nxs.append('a')\nr = np.array(xs)": False,
    "r = X\nif len(df):\n    r = df.to_numpy()": False,
    "r = X.astype(object)": False,
}


@pytest.mark.parametrize("code", ARRAYS)
def test_arrays(tmp_path: Path, code: str) -> None:
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\n{HEADER}{code}\n# %% tags=["train"]\nprint(r)\n'
    )
    text = convert(tmp_path / "nb.py").files["nb/train.py"]
    assert ("np.load(r_file)" in text) == ARRAYS[code]
    assert ("np.load(r_file, allow_pickle=True)" in text) != ARRAYS[code]
