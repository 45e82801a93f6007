"""Each rule: what it has to leave alone, then what it has to find."""

from pathlib import Path

import pytest

from nb2prod.advice.advise_notebook import advise_one
from nb2prod.advice.chosen import load
from nb2prod.codes import ADVICE_CODES
from nb2prod.explain import page
from nb2prod.settings import Settings
from tests.support.pages import blocks_of, sections

PANDAS = "import numpy as np\nimport pandas as pd\n"
FRAME = PANDAS + 'df = pd.read_csv("a.csv")\n'
SKLEARN = FRAME + (
    "from sklearn.ensemble import RandomForestClassifier\n"
    "from sklearn.linear_model import LogisticRegression, Ridge\n"
    "from sklearn.model_selection import KFold, train_test_split\n"
    "from sklearn.preprocessing import LabelEncoder, StandardScaler\n"
    "scaler = StandardScaler()\n"
)
SPLIT = "a, b = train_test_split({}, random_state=0)\n"
OS = "import os\n" + PANDAS
TEST = SKLEARN + 'X_train, X_test = pd.read_csv("train.csv"), pd.read_csv("test.csv")\n'
FITTED = TEST + (
    "y = pd.read_csv('y.csv')\nZ = scaler.fit_transform(X_train)\nmodel = Ridge()\n"
    "model.fit(Z, y)\n"
)

WHOLE = SKLEARN.split("from sklearn.ensemble")[0] + (
    "from sklearn import metrics\nfrom sklearn.linear_model import Ridge\n"
    "from sklearn.model_selection import train_test_split\nX, y = df[['x']], df['y']\n"
    "a, b, c, d = train_test_split(X, y, random_state=0)\nm = Ridge()\n"
)

# what would do harm if it were told: the rule, a name for what is special, the cell
NOOPS = [
    ("NB501", "variable_that_is_no_path", OS + 'name = os.environ["USER"]\nprint(name)'),
    ("NB501", "path_in_the_code", OS + 'df = pd.read_csv("a.csv")'),
    ("NB501", "data_read_from_it", OS + 'n = int(os.getenv("N", "3"))\npd.read_csv("a", nrows=n)'),
    ("NB501", "name_bound_anew", OS + 'p = os.getenv("P")\np = "a.csv"\npd.read_csv(p)'),
    ("NB502", "csv", FRAME + 'df.to_csv("b.csv")'),
    ("NB502", "dump_of_a_model", SKLEARN + 'import joblib\njoblib.dump(scaler, "s.joblib")'),
    ("NB503", "joblib", SKLEARN + 'import joblib\njoblib.dump(scaler, "s.joblib")'),
    ("NB503", "other_dump", "import json\nwith open('a.json', 'w') as f:\n    json.dump({}, f)"),
    ("NB503", "table", FRAME + "import pickle\nf = open('a', 'wb')\npickle.dump(df, f)"),
    ("NB504", "apply", FRAME + "t = df.apply(lambda r: r.a + r.b, axis=1)"),
    ("NB504", "groups", FRAME + "for k, g in df.groupby('a'):\n    print(k, len(g))"),
    ("NB504", "columns", FRAME + "for c in df.columns:\n    df[c] = df[c].fillna(0)"),
    ("NB504", "items", FRAME + "t = [v for c, v in df.items()]"),
    ("NB504", "only_printed", FRAME + "for _, r in df.iterrows():\n    print(r.a)"),
    ("NB504", "few_rows", FRAME + "t = [r.a for _, r in df.head().iterrows()]"),
    ("NB504", "range_of_a_list", "n = [1]\nfor i in range(len(n)):\n    n[i] = 2"),
    ("NB504", "range_of_a_table_not_by_row", FRAME + "for i in range(len(df)):\n    x = i * 2"),
    ("NB505", "random_state", SKLEARN + "a, b = train_test_split(df, random_state=1)"),
    ("NB505", "seeded_before", SKLEARN + "np.random.seed(1)\na, b = train_test_split(df)"),
    ("NB505", "no_shuffle", SKLEARN + "a, b = train_test_split(df, shuffle=False)"),
    ("NB505", "folds_in_order", SKLEARN + "folds = KFold(5)"),
    ("NB505", "estimator_that_does_not_draw", SKLEARN + "m = LogisticRegression(C=2.0)"),
    ("NB505", "seeded_by_a_function", "import lib, random\nlib.seed_all(1)\nx = random.random()"),
    ("NB505", "generator_with_seed", PANDAS + "rng = np.random.default_rng(3)\nx = rng.normal()"),
    ("NB505", "options_unknown", SKLEARN + "o = {}\nm = RandomForestClassifier(**o)"),
    ("NB505", "look_at_some_rows", FRAME + "df.sample(5)"),
    ("NB505", "sample_of_something_else", "import lib\nx = lib.make()\ny = x.sample(3)"),
    ("NB506", "one_folder", SKLEARN + "import joblib\njoblib.dump(scaler, 'm/a.joblib')\n"
     "joblib.dump(Ridge(), 'm/b.joblib')"),
    ("NB506", "table_elsewhere", SKLEARN + "import joblib\njoblib.dump(scaler, 'm/a.joblib')\n"
     "df.to_csv('out/a.csv')"),
    ("NB506", "loaded_elsewhere", SKLEARN + "import joblib\njoblib.dump(scaler, 'm/a.joblib')\n"
     "old = joblib.load('n/a.joblib')"),
    ("NB507", "one_number", SKLEARN + "m = RandomForestClassifier(n_estimators=9, random_state=0)"),
    ("NB507", "names", SKLEARN + "n = 3\nm = RandomForestClassifier(n_estimators=n, max_depth=n)"),
    ("NB507", "not_tuned", SKLEARN + "m = RandomForestClassifier(n_jobs=2, verbose=1)"),
    ("NB507", "no_estimator", FRAME + "t = pd.DataFrame(dict(a=1, b=2), index=[0])"),
    ("NB507", "layer", "import keras\nlayer = keras.layers.LSTM(3, dropout=0.1, seed=1)"),
    ("NB508", "prose", 'print("Select a value from the list")'),
    ("NB508", "prose_bound", 'text = "Select one from these."'),
    ("NB508", "file", FRAME + 'q = open("sql/a.sql").read()\nd = pd.read_gbq(q)'),
    ("NB509", "from_a_file", FRAME + "t = df.groupby('a').sum()"),
    ("NB509", "after_other_data", "import pandas as pd\nd = pd.read_gbq(q)\nd = pd.read_csv('a')\n"
     "t = d.groupby('a').sum()"),
    ("NB510", "split_first", SKLEARN + SPLIT.format("df") + "X = scaler.fit_transform(a)"),
    ("NB510", "only_shown", SKLEARN + "Z = scaler.fit_transform(df)\nprint(Z)\n"
     + SPLIT.format("df")),
    ("NB510", "codes_of_categories", SKLEARN + "df['a'] = LabelEncoder().fit_transform(df['a'])\n"
     + SPLIT.format("df")),
    ("NB510", "second_split_of_the_training_part", SKLEARN + SPLIT.format("df")
     + "Z = scaler.fit_transform(a)\nc, d = train_test_split(Z, random_state=0)"),
    ("NB510", "bound_to_other_data", SKLEARN + "Z = scaler.fit_transform(df)\n"
     "Z = pd.read_csv('z.csv')\n" + SPLIT.format("Z")),
    ("NB510", "mean_of_the_training_part", SKLEARN + SPLIT.format("df")
     + "a['t'] = a['c'].map(a.groupby('c')['y'].mean())"),
    ("NB510", "target_without_a_split", SKLEARN
     + "df['t'] = df.groupby('c')['y'].transform('mean')"),
    ("NB510", "figures_of_another_table", SKLEARN + "old = pd.read_csv('b.csv')\n"
     "df['t'] = df['c'].map(old['c'].value_counts())\n" + SPLIT.format("df")),
    ("NB510", "what_is_before", SKLEARN + "df['t'] = df.groupby('c')['x'].transform('cumcount')\n"
     + SPLIT.format("df")),
    ("NB510", "mean_that_is_no_target", SKLEARN
     + "df['t'] = df.groupby('c')['x'].transform('mean')\n"
     "a, b, c, d = train_test_split(df, df['y'], random_state=0)"),
    ("NB510", "written_out_codes", SKLEARN + "df['t'] = df['c'].map({'a': 1})\n"
     + SPLIT.format("df")),
    ("NB510", "pipeline_in_folds", SKLEARN + "from sklearn.pipeline import make_pipeline\n"
     "from sklearn.model_selection import cross_val_score\n"
     "s = cross_val_score(make_pipeline(scaler, Ridge()), df[['a']], df['y'])"),
    ("NB510", "folds_of_other_data", SKLEARN
     + "from sklearn.model_selection import cross_val_score\n"
     "Z = scaler.fit_transform(df[['b']])\ns = cross_val_score(Ridge(), df[['a']], df['y'])"),
    ("NB510", "filled_by_a_constant", SKLEARN + "df = df.fillna(0)\n" + SPLIT.format("df")),
    ("NB510", "filled_after_the_split", SKLEARN + SPLIT.format("df")
     + "a = a.fillna(a.mean())\nb = b.fillna(a.mean())"),
    ("NB510", "filled_by_another_table", SKLEARN + "old = pd.read_csv('b.csv')\n"
     "df = df.fillna(old.mean())\n" + SPLIT.format("df")),
    ("NB510", "no_split", SKLEARN + "Z = scaler.fit_transform(df)"),
    ("NB511", "transform", TEST + "Z = scaler.transform(X_test)"),
    ("NB511", "train", TEST + "Z = scaler.fit_transform(X_train)"),
    ("NB511", "both_together", TEST + "X_train_test = X_train\nscaler.fit(X_train_test)"),
    ("NB511", "picture", TEST + "from sklearn.manifold import TSNE\n"
     "Z = TSNE(random_state=0).fit_transform(X_test)"),
    ("NB511", "word_that_only_ends_so", SKLEARN + "latest = df\nscaler.fit(latest)"),
    ("NB512", "transformed", FITTED + "Z2 = scaler.transform(X_test)\nmodel.predict(Z2)"),
    ("NB512", "transformed_in_a_function", FITTED + "def prepared(x):\n    return "
     "scaler.transform(x)\nZ2 = prepared(X_test)\nmodel.predict(Z2)"),
    ("NB512", "same_data", FITTED + "model.predict(Z)"),
    ("NB512", "fitted_again", FITTED + "model.fit(X_train, y)\nmodel.predict(X_test)"),
    ("NB512", "fitted_again_in_a_loop", FITTED + "for k in (1, 2):\n    model = Ridge(alpha=k)\n"
     "    model.fit(X_train, y)\n    print(model.score(X_test, y))"),
    ("NB512", "transformed_in_place", FITTED + "X_test[:] = scaler.transform(X_test)\n"
     "model.predict(X_test)"),
    ("NB513", "once", TEST + "X_train['a'] = X_train['a'] / 2\nX_test['a'] = X_test['a'] / 2"),
    ("NB513", "other_steps", TEST + "X_train['a'] = X_train['a'] / 2\n"
     "X_test['a'] = X_test['a'] / 3\nX_train['b'] = X_train['b'] / 2\n"
     "X_test['c'] = X_test['b'] / 2"),
    ("NB513", "function", TEST + "def f(x: int) -> int:\n    return x\nX_train = f(X_train)\n"
     "X_test = f(X_test)"),
    ("NB525", "fitted_on_its_part", WHOLE + "m.fit(a, c)\nprint(m.score(b, d))"),
    ("NB525", "fitted_on_all_afterwards", WHOLE + "m.fit(a, c)\nprint(m.score(b, d))\nm.fit(X, y)"),
    ("NB525", "score_of_the_training", WHOLE + "m.fit(X, y)\nprint(m.score(X, y))"),
    ("NB525", "another_model", WHOLE
     + "m.fit(a, c)\nn = Ridge()\nn.fit(X, y)\nprint(m.score(b, d))"),
    ("NB525", "other_rows_of_that_name", WHOLE + "X = a\nm.fit(X, c)\nprint(m.score(b, d))"),
    ("NB525", "predictions_that_nothing_scores", WHOLE + "m.fit(X, y)\np = m.predict(b)\nprint(p)"),
    ("NB525", "name_bound_anew", WHOLE
     + "m.fit(X, y)\nb = pd.read_csv('b.csv')\nprint(m.score(b, d))"),
    ("NB526", "no_stopping", WHOLE + "m.fit(a, c, eval_set=[(b, d)])\nprint(m.score(b, d))"),
    ("NB526", "rows_of_its_own", WHOLE + "e, f, g, h = train_test_split(a, c, random_state=0)\n"
     "m.fit(e, g, eval_set=[(f, h)], early_stopping_rounds=5)\nprint(m.score(b, d))"),
    ("NB526", "nothing_is_scored", WHOLE
     + "m.fit(a, c, eval_set=[(b, d)], early_stopping_rounds=5)"),
    ("NB526", "stopping_turned_off", WHOLE + "m.fit(a, c, eval_set=[(b, d)], "
     "early_stopping_rounds=None)\nprint(m.score(b, d))"),
    ("NB514", "typed", "def f(x: int) -> int:\n    return x\nprint(f(1))"),
    ("NB514", "no_parameters", "def f():\n    return 1\nprint(f())"),
    ("NB514", "lambda", "f = lambda x: x + 1\nprint(f(1))"),
    ("NB514", "nested", "def f(x: int) -> int:\n    def g(y):\n        return y\n    return g(x)"),
    ("NB514", "method", "class A:\n    def f(self, x):\n        return x\nprint(A)"),
    ("NB515", "told", PANDAS + "a = np.ones((2, 3))\nb = a @ a.T  # (users, users)\nprint(b)"),
    ("NB515", "shown", PANDAS + "a = np.ones((2, 3))\nb = a @ a.T\nprint(b.shape)"),
    ("NB515", "no_other_shape", PANDAS + "a = np.ones((2, 3))\nb = a + 1\nprint(b)"),
    ("NB515", "number", PANDAS + "a = 3\nb = a * 2\nprint(b)"),
    ("NB516", "relative", 'import pandas as pd\ndf = pd.read_csv("../a.csv")'),
    ("NB516", "address", 'import pandas as pd\ndf = pd.read_csv("https://x.org/a.csv")'),
    ("NB516", "no_file", 'print("/home/me/a.csv")'),
    ("NB516", "null_device", 'f = open("/dev/null", "w")'),
    ("NB518", "used_in_a_function", "k = 1\n# %%\ndef f() -> int:\n    return k\n# %%\nprint(f())"),
    ("NB518", "shown", "k = 1\nprint(2)\n# %%\nprint(3)"),
    ("NB518", "last_cell", "print(1)\n# %%\nk = 1"),
    ("NB518", "call_that_may_do_something", "import lib\n# %%\ns = lib.reset()\n# %%\nprint(1)"),
    ("NB518", "named_in_a_query", FRAME + "# %%\nlow = 3\n# %%\nprint(df.query('a > @low'))"),
    ("NB518", "only_definitions", "def f() -> int:\n    return 1\n# %%\n"
     "def g() -> int:\n    return 2"),
    ("NB518", "not_seen_through", "k = 1\n# %%\nexec('print(k)')\n# %%\nprint(1)"),
    ("NB519", "names", "from math import sqrt\nprint(sqrt(2))"),
    ("NB520", "version", "# !pip install a==1 'b>=2' c~=3\nprint(1)"),
    ("NB520", "file", "# !pip install -r requirements.txt\nprint(1)"),
    ("NB520", "conda_version", "# !conda install -y numpy=1.2\nprint(1)"),
    ("NB520", "list", "# !pip list\nprint(1)"),
    ("NB520", "address", "# !pip install git+https://x.org/a.git\nprint(1)"),
    ("NB521", "named", "try:\n    x = 1\nexcept Exception:\n    x = 2\nprint(x)"),
    ("NB522", "only_read", "def f(x: list[int] = [1]) -> int:\n    return len(x)\nprint(f())"),
    ("NB523", "global", "x = 1"),
    ("NB523", "drawn", "import seaborn as sns\ndef f(x: int) -> None:\n    ax = sns.heatmap(x)"),
    ("NB523", "plotted", FRAME + "def f() -> None:\n    ax = df.a.plot()"),
    ("NB524", "none", "x = None\nprint(x is None)"),
]  # fmt: skip

# what has to be told: the rule, the line of the cell, a name, the cell
HITS = [
    ("NB501", 4, "getenv", OS + 'df = pd.read_csv(os.getenv("P"))'),
    ("NB501", 5, "by_name", OS + 'p = os.environ["D"]\ndf = pd.read_csv(os.path.join(p, "a.csv"))'),
    ("NB501", 5, "f_string", OS + 'p = f"{os.environ[\'D\']}/a.csv"\ndf = pd.read_csv(p)'),
    ("NB502", 3, "read_pickle", PANDAS + 'df = pd.read_pickle("a.pkl")'),
    ("NB502", 5, "dump_of_a_table", FRAME + 'import joblib\njoblib.dump(df, "a.pkl")'),
    ("NB503", 2, "load", 'import pickle\nm = pickle.load(open("a.pkl", "rb"))'),
    ("NB503", 2, "from_import", 'from pickle import load\nm = load(open("a.pkl", "rb"))'),
    ("NB504", 4, "itertuples", FRAME + "t = [r.a for r in df.itertuples()]"),
    ("NB504", 4, "by_number", FRAME + "for i in range(len(df)):\n    df.loc[i, 'a'] = i"),
    ("NB504", 4, "column_by_number", FRAME + "for i in range(df.shape[0]):\n    df['a'][i] = i"),
    ("NB504", 6, "predictions", FRAME + "import m\nmodel = m.load()\nfor _, r in df.iterrows():\n"
     "    print(model.predict(r))"),
    ("NB505", 10, "forest", SKLEARN + "\nm = RandomForestClassifier()"),
    ("NB505", 9, "folds", SKLEARN + "folds = KFold(5, shuffle=True)"),
    ("NB505", 4, "sample", FRAME + "part = df.sample(frac=0.5)"),
    ("NB505", 3, "numpy", PANDAS + "x = np.random.rand(3)\ny = np.random.rand(3)"),
    ("NB505", 2, "torch", "import torch\nx = torch.randn(3)"),
    ("NB505", 3, "seeded_too_late", PANDAS + "x = np.random.rand(3)\nnp.random.seed(0)"),
    ("NB505", 3, "generator", PANDAS + "rng = np.random.default_rng()"),
    ("NB505", 10, "in_a_function", SKLEARN + "def f(d: int) -> int:\n"
     "    return train_test_split(d)"),
    ("NB506", 12, "pickle_beside", SKLEARN + "import joblib, pickle\n"
     "joblib.dump(scaler, 'm/a.joblib')\nname = 'n/b.pkl'\nwith open(name, 'wb') as f:\n"
     "    pickle.dump(Ridge(), f)"),
    ("NB507", 10, "two_numbers", SKLEARN + "\n"
     "m = RandomForestClassifier(n_estimators=9, max_depth=3)"),
    ("NB508", 4, "handed", FRAME + 'd = pd.read_sql("select a from b", None)'),
    ("NB508", 1, "bound", 'QUERY = """\n  SELECT a\n  FROM b\n"""'),
    ("NB508", 5, "with_values", FRAME + 't = "b"\nd = pd.read_gbq(f"SELECT a FROM {t}")'),
    ("NB509", 4, "client", "from google.cloud import bigquery\nc = bigquery.Client()\n"
     "d = c.query(q).to_dataframe()\nt = d.groupby('a').sum()"),
    ("NB509", 4, "join_after_a_step", "import pandas as pd\nd = pd.read_gbq(q)\nd = d.dropna()\n"
     "t = d.merge(d, on='a')"),
    ("NB510", 9, "in_the_table", SKLEARN + "df[['a']] = scaler.fit_transform(df[['a']])\n"
     "X = df.drop(columns='y')\n" + SPLIT.format("X")),
    ("NB510", 9, "mean_of_the_target", SKLEARN
     + "df['t'] = df.groupby('c')['y'].transform('mean')\n"
     "X, y = df.drop(columns='y'), df['y']\ny = df['y']\n"
     "a, b, c, d = train_test_split(X, y, random_state=0)"),
    ("NB510", 9, "mapped_means", SKLEARN + "m = df.groupby('c').y.mean().to_dict()\n"
     "df['t'] = df['c'].map(m)\na, b, c, d = train_test_split(df, df['y'], random_state=0)"),
    ("NB510", 9, "counts", SKLEARN + "df['n'] = df['c'].map(df['c'].value_counts())\n"
     + SPLIT.format("df")),
    ("NB510", 9, "counts_of_groups", SKLEARN + "df['n'] = df.groupby('c')['x'].transform('count')\n"
     + SPLIT.format("df")),
    ("NB510", 9, "gaps_filled", SKLEARN + "df['x'] = df['x'].fillna(df['x'].mean())\n"
     + SPLIT.format("df")),
    ("NB510", 9, "gaps_filled_in_place", SKLEARN + "df.x.fillna(df.x.mode()[0], inplace=True)\n"
     + SPLIT.format("df")),
    ("NB510", 9, "gaps_filled_by_name", SKLEARN + "m = df.median()\ndf = df.fillna(m)\n"
     + SPLIT.format("df")),
    ("NB510", 10, "scaled_before_folds", SKLEARN
     + "from sklearn.model_selection import cross_val_score\nX = scaler.fit_transform(df[['a']])\n"
     "s = cross_val_score(Ridge(), X, df['y'], cv=3)"),
    ("NB510", 11, "imputed_before_folds", SKLEARN + "from sklearn.impute import SimpleImputer\n"
     "from sklearn.model_selection import cross_validate\n"
     "X = SimpleImputer().fit_transform(df[['a']])\ns = cross_validate(Ridge(), X=X, y=df['y'])"),
    ("NB511", 10, "fit", TEST + "scaler.fit(X_test)"),
    ("NB511", 10, "codes", TEST + "c = LabelEncoder().fit_transform(X_test['a'])"),
    ("NB512", 14, "forgotten", FITTED + "p = model.predict(X_test)"),
    ("NB513", 12, "two_steps", TEST + "X_train['a'] = X_train['a'] / 2\n"
     "X_train['b'] = X_train['b'].fillna(0)\nX_test['a'] = X_test['a'] / 2\n"
     "X_test['b'] = X_test['b'].fillna(0)"),
    ("NB514", 1, "some", "def f(x: int, y) -> int:\n    return x\nprint(f(1, 2))"),
    ("NB525", 12, "predicted", WHOLE + "m.fit(X, y)\np = m.predict(b)\n"
     "print(metrics.mean_squared_error(d, p))"),
    ("NB525", 10, "made_and_fitted", WHOLE.replace("m = Ridge()\n", "") + "m = Ridge().fit(X, y)\n"
     "print(m.score(b, d))"),
    ("NB526", 11, "rounds_of_the_fit", WHOLE + "m.fit(a, c, eval_set=[(b, d)], "
     "early_stopping_rounds=5)\nprint(m.score(b, d))"),
    ("NB526", 11, "callback", WHOLE + "m.fit(a, c, validation_data=(b, d), "
     "callbacks=[EarlyStopping(patience=3)])\nprint(m.evaluate(b, d))"),
    ("NB515", 4, "product", PANDAS + "a = np.ones((2, 3))\nb = a @ a.T"),
    ("NB516", 2, "windows", r'import pandas as pd' + "\n" + r'd = pd.read_csv("C:\\data\\a.csv")'),
    ("NB516", 2, "home", 'import pandas as pd\nd = pd.read_csv("~/a.csv")'),
    ("NB516", 3, "by_name", 'import pandas as pd\nD = "/data"\nd = pd.read_csv(D + "/a.csv")'),
    ("NB518", 1, "function", "def f(x: int) -> int:\n    return x\n# %%\nprint(1)\n# %%\nprint(2)"),
    ("NB519", 1, "unknown", "from lib import *"),
    ("NB520", 1, "some", "# !pip install -q a==1 b\nprint(1)"),
    ("NB520", 1, "magic", "# %pip install a\nprint(1)"),
    ("NB522", 1, "appended", "def f(x: dict[str, int] = {}) -> None:\n    x['a'] = 1\nprint(f())"),
]  # fmt: skip


def found(folder: Path, cells: str, code: str) -> list[int]:
    """The lines, in their cells, that a rule speaks of."""
    path = folder / ("n.ipynb" if cells.startswith("{") else "n.py")
    start = "" if cells.startswith(("{", "# %%")) else "# %%\n"
    path.write_text(start + cells + "\n", encoding="utf-8")
    told = [f.diagnostic for f in advise_one(path, Settings(select=(code,))).findings]
    assert {d.code for d in told} <= {code}, told
    return [d.place.line for d in told if d.place]


@pytest.mark.parametrize(("code", "name", "cells"), NOOPS, ids=[f"{c}-{n}" for c, n, _ in NOOPS])
def test_left_alone(code: str, name: str, cells: str, tmp_path: Path) -> None:
    assert found(tmp_path, cells, code) == []


@pytest.mark.parametrize(
    ("code", "line", "name", "cells"), HITS, ids=[f"{c}-{n}" for c, _, n, _ in HITS]
)
def test_found(code: str, line: int, name: str, cells: str, tmp_path: Path) -> None:
    assert found(tmp_path, cells, code) == [line]


def test_functions_without_types_are_one_finding(tmp_path: Path) -> None:
    cells = [f"# %%\ndef f{n}(x):\n    return x\nprint(f{n}(1))\n" for n in range(8)]
    cells[0] = cells[0].replace("(x):", "(x):  # nb2prod: ignore[NB514]")
    (tmp_path / "n.py").write_text("".join(cells))
    (one,) = advise_one(tmp_path / "n.py", Settings(select=("NB514",))).findings
    assert one.diagnostic.message == (
        "7 functions have no types for their parameters: `f1`, `f2`, `f3`, `f4`, `f5`, `f6` and "
        "1 more."
    )
    assert one.diagnostic.place and one.diagnostic.place.cell == 2


@pytest.mark.parametrize("code", ADVICE_CODES)
def test_examples(code: str, tmp_path: Path) -> None:
    parts = sections(page(code) or "")
    shown, fixed = blocks_of(parts["Example"]), blocks_of(parts["How to fix"])
    language = "json" if "json" in shown else "python"
    assert len(found(tmp_path, shown[language], code)) == 1
    assert found(tmp_path, fixed[language], code) == []


def test_every_code_has_a_rule_and_cases() -> None:
    assert list(load()) == list(ADVICE_CODES), "a code of ADVICE_CODES has no rule"
    at_the_file = {"NB517"}  # counts are not in the percent format, see test_command
    untried = set(ADVICE_CODES) - at_the_file - {code for code, *_ in NOOPS}
    assert not untried, "write in NOOPS what the rule has to leave alone, in HITS what it finds"
