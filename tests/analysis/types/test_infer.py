"""Types of expressions: each row is inferred, and most are then run to see that it is true."""

import warnings

import matplotlib
import pytest

from nb2prod.analysis.types.infer import type_of
from tests.support.inference import environment, fits, parsed_expression, written

matplotlib.use("Agg")

SETUP = """
import collections, copy, datetime, glob, itertools, json, math, os, re, statistics, time
from pathlib import Path
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from scipy import sparse
from sklearn import datasets, metrics
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import LabelBinarizer, LabelEncoder, OneHotEncoder, StandardScaler
df = pd.DataFrame({"a": [1, 2, 2, 5], "b": [1.0, 2.0, 3.0, 4.0], "c": list("xyzx")})
df["d"] = pd.date_range("2020", periods=4)
num = df[["a", "b"]]
s = df["a"]
t = df["c"]
when = df["d"]
y = np.array([0, 1, 0, 1])
v = np.arange(4)
x = np.ones((4, 2))
cols = ["a", "b"]
key = "a"
n = int(3)
f = 2.5
b = bool(1)
word = "abc"
words = ["a", "b"]
ints = [1, 2]
floats = [1.0, 2.5]
pair = (1, "a")
d = {"k": 1, "l": 2}
nested = {"k": [1, 2]}
mixed = {"k": 1, "l": "a"}
none = None
rf = RandomForestClassifier(n_estimators=2).fit(num, y)
scaler = StandardScaler().fit(num)
ohe = OneHotEncoder(sparse_output=False).fit(df[["c"]])
rng = np.random.default_rng(0)
groups = df.groupby("c")
tables = df.groupby("c", as_index=False)
path = Path("x")
today = datetime.datetime.now()
texts = ["aa bb", "bb cc"]
csr = sparse.csr_matrix(np.eye(3))
hidden = json.loads("1")
hidden_frame = json.loads("1") or df
hidden_list = json.loads("[1]")
"""

PLAIN = {
    "1": "int", "1.5": "float", "'a'": "str", "b'a'": "bytes", "True": "bool", "None": "None",
    "f'{n}'": "str", "[1, 2]": "list[int]", "[1, 'a']": "list", "[]": "list[Never]",
    "{1, 2}": "set[int]", "{'a': 1}": "dict[str, int]", "{'a': 1, 'b': 'c'}": "dict[str, ?]",
    "{**d}": "dict", "(1, 'a')": "tuple[int, str]", "(*ints,)": "tuple", "[*ints, 3]": "list[int]",
    "n + 1": "int", "n / 2": "float", "n // 2": "int", "n * f": "float", "n ** 2": "int",
    "n ** -1": "float", "n ** n": "?", "f ** 2": "float", "b + b": "int", "b & b": "bool",
    "-n": "int", "-b": "int", "not n": "bool", "n % 2": "int", "(word + '%s') % n": "str",
    "'%s' % n": "str", "word + 'a'": "str", "word * 2": "str", "words * 2": "list[str]",
    "words + words": "list[str]", "words + ints": "list", "pair + (1.5,)":
    "tuple[int, str, float]", "pair * 2": "tuple", "{1} | {2}": "set[int]", "d | d":
    "dict[str, int]", "{1} - {'a'}": "set[int]", "n > 1": "bool", "n in ints": "bool",
    "n is None": "bool", "1 < n < 5": "bool", "word == 'a'": "bool", "hidden > 1": "?",
    "n if b else 2": "int", "n if b else 'a'": "?", "n or 2": "int", "n and f": "?",
    "(w := 3)": "int", "[i for i in ints]": "list[int]", "[i / 2 for i in ints]": "list[float]",
    "{i: str(i) for i in ints}": "dict[int, str]", "{i for i in words}": "set[str]",
    "(i for i in ints)": "generator[int]",
    "[k + str(i) for i, k in enumerate(words)]": "list[str]",
    "[(k, i) for k, i in d.items()]": "list[tuple[str, int]]",
    "[word for word in ints]": "list[int]", "[c for row in [[1], [2]] for c in row]": "list[int]",
    "words[0]": "str", "words[1:]": "list[str]", "pair[0]": "int", "pair[-1]": "str",
    "pair[n - 3]": "?", "pair[:1]": "tuple[int]", "(1, 2)[n - 3]": "int", "d['k']": "int",
    "mixed['k']": "?", "word[0]": "str", "word[1:]": "str", "nested['k'][0]": "int",
    "word.upper()": "str", "word.split()": "list[str]", "word.split()[0]": "str",
    "word.startswith('a')": "bool", "','.join(words)": "str", "d.get('k', 0)": "int",
    "d.get('z')": "?", "d.items()": "dict_items[tuple[str, int]]", "d.keys()": "dict_keys[str]",
    "list(d)": "list[str]", "list(d.values())": "list[int]", "sorted(d)": "list[str]",
    "dict(zip(words, ints))": "dict[str, int]", "dict(a=1)": "dict[str, int]", "dict(d)":
    "dict[str, int]", "set(ints)": "set[int]", "tuple(ints)": "tuple", "len(d)": "int",
    "sum(ints)": "int", "sum(floats)": "float", "sum(i > 1 for i in ints)": "int",
    "max(ints)": "int", "max(1, 2)": "int", "max(1, 2.5)": "?", "min(words)": "str",
    "round(f)": "int", "round(f, 1)": "float", "round(n, 1)": "int", "abs(-n)": "int",
    "abs(f)": "float", "int('1')": "int", "str(n)": "str", "range(3)": "range",
    "list(range(3))": "list[int]", "os.path.join('a', word)": "str",
    "os.path.splitext(word)[1]": "str", "math.pi": "float", "math.sqrt(2)": "float",
    "math.floor(f)": "int", "path / 'a'": "pathlib.Path", "path.parent": "pathlib.Path",
    "path.name": "str", "today - today": "datetime.timedelta",
    "(today - today).total_seconds()": "float", "today.year": "int", "json.dumps(d)": "str",
    "copy.deepcopy(d)": "dict[str, int]", "copy.deepcopy(df)": "pandas.DataFrame",
    "collections.Counter(words).most_common()": "list[tuple[?, int]]",
    "collections.Counter(words)": "collections.Counter", "__name__": "str",
    "time.time() - 1": "float", "hidden": "?", "unknown": "?", "unknown.a.b(1)[2]": "?",
    "hidden + 1": "?", "hidden and b": "?", "words[::2]": "list[str]", "Path.cwd()":
    "pathlib.Path", "os.listdir('.')": "list[str]", "print": "?", "re.sub('a', 'b', word)": "str",
    "int.from_bytes(b'a', 'big')": "?", "re.findall('a', word)": "list",
    "list(enumerate(words))": "list[tuple[int, str]]", "list(map(str, ints))": "list[str]",
    "list(filter(None, ints))": "list[int]", "list(reversed(ints))": "list[int]",
}  # fmt: skip

FRAMES = {
    "df['a']": "pandas.Series", "df[key]": "pandas.Series", "df[['a']]": "pandas.DataFrame",
    "df[cols]": "pandas.DataFrame", "df[[c for c in df]]": "pandas.DataFrame",
    "df[df['a'] > 1]": "pandas.DataFrame", "df[df.a > 1]": "pandas.DataFrame",
    "df[(df.a > 1) & ~(df.b < 3)]": "pandas.DataFrame", "df[s > 1]": "pandas.DataFrame",
    "df[~df.a.isin([1])]": "pandas.DataFrame", "df[df.columns]": "pandas.DataFrame",
    "df[1:]": "pandas.DataFrame", "df.a": "pandas.Series", "df.columns": "pandas.Index",
    "df.columns.str.lower()": "pandas.Index", "df.columns.str.startswith('a')": "numpy.ndarray",
    "df.shape": "tuple[int, int]", "df.shape[0]": "int", "df.T": "pandas.DataFrame",
    "num.values": "numpy.ndarray", "s.values": "?", "s.astype(int).values": "numpy.ndarray",
    "t.astype(str).values": "?", "df.set_index('d').resample('D').agg({'a': 'mean'})":
    "pandas.DataFrame", "s.rolling(2).agg('mean')": "pandas.Series", "t.values": "?",
    "s.to_numpy()": "numpy.ndarray", "df.loc[df.a > 1]": "pandas.DataFrame",
    "df.loc[:, 'a']": "pandas.Series",
    "df.loc[:, ['a']]": "pandas.DataFrame", "df.loc[df.a > 1, 'a']": "pandas.Series",
    "df.loc[df.a > 1, cols]": "pandas.DataFrame", "df.loc[0]": "?", "df.loc[0, 'a']": "?",
    "df.loc[:, 'a':'b']": "pandas.DataFrame", "df.iloc[0]": "pandas.Series",
    "df.iloc[:2]": "pandas.DataFrame", "df.iloc[:, 0]": "pandas.Series",
    "df.iloc[:, :-1]": "pandas.DataFrame", "df.iloc[:, [0]]": "pandas.DataFrame",
    "df.iloc[0, 0]": "?", "df.iloc[-1, :]": "pandas.Series", "df.iloc[v]": "pandas.DataFrame",
    "s.iloc[v]": "pandas.Series", "s.iloc[0]": "?", "s.loc[s > 1]": "pandas.Series",
    "s[s > 1]": "pandas.Series", "s[0]": "?", "s[:2]": "pandas.Series", "df.at[0, 'a']": "?",
    "s + 1": "pandas.Series", "1 - s": "pandas.Series", "s > 1": "pandas.Series",
    "s == s": "pandas.Series", "~(s > 1)": "pandas.Series", "-s": "pandas.Series",
    "(s > 1) & (s < 3)": "pandas.Series", "t + '_x'": "pandas.Series", "'x' + t":
    "pandas.Series", "num * 2": "pandas.DataFrame", "num > 1": "pandas.DataFrame",
    "num - num.mean()": "pandas.DataFrame", "s + v": "pandas.Series", "v + s": "pandas.Series",
    "s * ints * 2 if n > 9 else s": "pandas.Series", "hidden_frame * s": "pandas.Series",
    "when - when": "pandas.Series", "(when - when).dt.days": "pandas.Series",
    "when.dt.year": "pandas.Series", "when.dt.strftime('%Y')": "pandas.Series",
    "t.str.upper()": "pandas.Series", "t.str.upper().str[0]": "pandas.Series",
    "t.str.split(' ')": "pandas.Series", "t.str.split(' ', expand=True)": "pandas.DataFrame",
    "t.str.extract('(x)')": "pandas.DataFrame", "t.str.extract('(x)', expand=False)": "?",
    "t.str.contains('x')": "pandas.Series", "t.str.get_dummies()": "pandas.DataFrame",
    "s.mean()": "float", "s.sum()": "?", "s.max()": "?", "s.nunique()": "int", "s.unique()": "?",
    "s.isna().any()": "bool", "s.value_counts()": "pandas.Series", "s.tolist()": "list",
    "s.map(str)": "pandas.Series", "s.apply(lambda i: 1 if i > 2 else 0)": "pandas.Series",
    "s.apply(lambda i: i)": "?", "s.apply(lambda i: pd.Series([i]))": "?", "s.apply(float)":
    "pandas.Series", "t.apply(len)": "pandas.Series", "s.rename('z')": "pandas.Series",
    "s.reset_index(drop=True)": "pandas.Series", "s.reset_index()": "pandas.DataFrame",
    "s.to_frame()": "pandas.DataFrame", "s.quantile(.5)": "float", "s.copy()": "pandas.Series",
    "s.astype(str)": "pandas.Series", "s.to_dict()": "dict", "s.dtype": "?",
    "df.copy()": "pandas.DataFrame", "df.drop(columns='a')": "pandas.DataFrame",
    "df.copy().drop(columns='a', inplace=True)": "None", "df.copy().drop('a', axis=1)":
    "pandas.DataFrame", "df.copy().dropna(inplace=b)": "?", "df.copy().pop('a')":
    "pandas.Series", "num.mean()": "pandas.Series", "num.sum(axis=1)": "pandas.Series",
    "num.mean(axis=None)": "?", "df.isna().sum()": "pandas.Series", "df.isna().sum().sum()": "?",
    "df.describe()": "pandas.DataFrame", "df.apply(lambda r: r['a'], axis=1)": "?",
    "df.apply(LabelEncoder().fit_transform)": "pandas.DataFrame",
    "df.apply(LabelEncoder().fit_transform, axis=1)": "?", "num.apply(np.sum)": "?",
    "num.apply(pd.to_numeric, errors='coerce')": "pandas.DataFrame",
    "num.apply(lambda c: c.fillna(0))": "pandas.DataFrame",
    "num.apply(lambda c: c.value_counts())": "pandas.DataFrame",
    "num.apply(lambda r: r.fillna(0), axis=1)": "pandas.DataFrame",
    "num.iloc[:0].apply(lambda c: c.fillna(0))": "pandas.DataFrame",
    "num.apply(lambda r: r.fillna(0), axis=1, result_type='reduce')": "?",
    "num.apply(lambda c: c, raw=True)": "?", "x.T[1].flatten()": "numpy.ndarray",
    "df.apply(lambda r: 1, axis=1)": "pandas.Series", "df.to_dict('records')": "list[dict]",
    "df.to_dict()": "dict", "df.to_csv()": "str", "df.head().T": "pandas.DataFrame",
    "df.quantile(.5, numeric_only=True)": "pandas.Series", "df.info()": "None",
    "df.pipe(len)": "int", "df.assign(z=1)['z']": "pandas.Series",
    "num.rolling(2).mean()": "pandas.DataFrame", "s.rolling(2).mean()": "pandas.Series",
    "s.ewm(2).mean()": "pandas.Series",
    "s.expanding().sum()": "pandas.Series",
    "s.rolling(2)": "pandas.api.typing.Rolling[pandas.Series]",
    "groups": "pandas.core.groupby.DataFrameGroupBy", "groups['a'].mean()": "pandas.Series",
    "groups[['a', 'b']].mean()": "pandas.DataFrame", "groups.mean()": "pandas.DataFrame",
    "groups.size()": "pandas.Series", "groups['a'].agg('mean')": "pandas.Series",
    "groups['a'].agg(['mean', 'max'])": "pandas.DataFrame", "groups.agg({'a': 'mean'})":
    "pandas.DataFrame", "groups.agg(z=('a', 'mean'))": "pandas.DataFrame",
    "groups['a'].transform('mean')": "pandas.Series", "groups['a'].mean().reset_index()":
    "pandas.DataFrame", "groups.apply(len)": "?", "tables['a'].mean()": "pandas.DataFrame",
    "tables.mean(numeric_only=True)": "pandas.DataFrame", "tables.size()": "pandas.DataFrame",
    "tables['a'].sum()": "pandas.DataFrame", "tables['a'].agg('mean')": "pandas.DataFrame",
    "tables['a'].shift()": "pandas.Series", "groups.get_group('x')": "pandas.DataFrame",
    "groups['a'].mean().to_dict()": "dict", "groups['a'].cumsum()": "pandas.Series",
    "[g for _, g in groups]": "list[pandas.DataFrame]", "groups['c'].count().index": "pandas.Index",
    "[r for _, r in df.iterrows()]": "list[pandas.Series]",
    "pd.concat([df, df])": "pandas.DataFrame", "pd.concat([s, s])": "pandas.Series",
    "pd.concat([s, t], axis=1)": "pandas.DataFrame", "pd.concat([df, s], axis=1)":
    "pandas.DataFrame", "pd.concat([df for _ in ints])": "pandas.DataFrame",
    "pd.concat({'a': s, 'b': s})": "pandas.Series", "pd.concat([json.loads('1') or s])": "?",
    "pd.get_dummies(df)": "pandas.DataFrame", "pd.to_numeric(s)": "pandas.Series",
    "pd.to_datetime(t, errors='coerce')": "pandas.Series", "pd.to_datetime('2020')":
    "pandas.Timestamp", "pd.cut(s, 2)": "pandas.Series", "pd.cut(s, 2, retbins=True)":
    "tuple[pandas.Series, numpy.ndarray]",
    "pd.qcut(v, 2)": "pandas.Categorical",
    "pd.isna(s)": "pandas.Series", "pd.isna(n)": "bool", "pd.isna(hidden)":
    "?", "pd.DataFrame(d, index=[0])": "pandas.DataFrame", "pd.Series(ints)": "pandas.Series",
    "pd.factorize(s)[0]": "numpy.ndarray", "pd.crosstab(s, t)": "pandas.DataFrame",
    "pd.date_range('2020', periods=2)": "pandas.DatetimeIndex",
    "df.set_index('a').index": "pandas.Index", "df.columns.tolist()": "list",
    "df.columns[0]": "?", "df.columns[:1]": "pandas.Index", "df.columns == 'a'": "numpy.ndarray",
    "list(df.columns)": "list", "df.select_dtypes('number').columns": "pandas.Index",
}  # fmt: skip

ARRAYS = {
    "v + 1": "numpy.ndarray", "1 / (v + 1)": "numpy.ndarray", "v > 1": "numpy.ndarray",
    "v == 'a'": "numpy.ndarray", "(v > 1) & (v < 3)": "numpy.ndarray", "~(v > 1)":
    "numpy.ndarray", "v + hidden": "?", "x @ x.T": "?", "x.T": "numpy.ndarray", "v[1:]":
    "numpy.ndarray", "v[0]": "?", "x[0]": "?", "x[:, 0]": "numpy.ndarray", "x[0, 0]": "?",
    "x[0, :]": "numpy.ndarray", "v[v > 1]": "numpy.ndarray", "v[ints]": "numpy.ndarray",
    "v[[0, 1]]": "numpy.ndarray", "v[:, None]": "numpy.ndarray", "v[..., np.newaxis]":
    "numpy.ndarray", "v.shape": "tuple", "v.shape[0]": "int", "v.mean()": "float",
    "x.mean(axis=0)": "?",
    "x.sum(axis=1)": "numpy.ndarray",
    "x.sum(axis=0)": "?",
    "np.sum(x, axis=1)": "numpy.ndarray",
    "np.std(hidden)": "?",
    "np.sum(v)": "?", "x.mean(axis=1)": "numpy.ndarray", "x.argmax(axis=1)":
    "numpy.ndarray", "v.argmax()": "int", "x.argmax(1)": "numpy.ndarray", "v.sum()": "?",
    "(v > 1).all()": "bool", "v.tolist()": "list", "v.reshape(-1, 1)": "numpy.ndarray",
    "np.mean(v)": "float", "np.mean(ints)": "float", "np.mean(num)": "?", "np.std(num)": "?",
    "np.mean(x, axis=0)": "?", "np.mean(s)": "float", "np.std(v)": "float", "np.sqrt(f)": "float",
    "np.sqrt(v)": "numpy.ndarray", "np.log(s + 1)": "pandas.Series", "np.log(num)":
    "pandas.DataFrame", "np.log(hidden)": "?", "np.abs(-n)": "int", "np.log(n)": "float",
    "np.exp(floats)": "numpy.ndarray", "np.round(f, 1)": "float", "np.round(s)": "pandas.Series",
    "np.isnan(f)": "bool", "np.isnan(v)": "numpy.ndarray", "np.isnan(s)": "pandas.Series",
    "np.where(v > 1)": "tuple", "np.where(v > 1)[0]": "?", "np.where(s > 1, 1, 0)":
    "numpy.ndarray", "np.unique(v)": "numpy.ndarray", "np.unique(v, return_counts=True)":
    "tuple[numpy.ndarray, numpy.ndarray]", "np.unique(v, return_counts=b)": "?",
    "np.percentile(v, 50)": "float", "np.percentile(v, [5, 95])": "numpy.ndarray",
    "np.float64(f)": "numpy.float64", "np.float64('2')": "numpy.float64", "np.int64(v)":
    "numpy.ndarray", "np.float32([1, 2])": "numpy.ndarray", "np.float64(hidden)": "?",
    "np.linspace(0, 1, 5)": "numpy.ndarray", "np.linspace(0, 1, 5, retstep=True)": "?",
    "np.maximum(v, 1)": "numpy.ndarray", "np.maximum(s, 1)": "pandas.Series", "np.maximum(1, 2.5)":
    "float", "np.random.rand()": "float", "np.random.rand(3)": "numpy.ndarray",
    "np.random.normal()": "float", "np.random.normal(0, 1)": "float", "np.random.normal(0, 1, 3)":
    "numpy.ndarray", "np.random.normal(v)": "?", "np.random.randint(0, 5)": "int",
    "np.random.randint(0, 5, size=3)": "numpy.ndarray", "np.random.choice(v, 2)":
    "numpy.ndarray", "np.random.choice(v)": "?", "np.random.permutation(4)": "numpy.ndarray",
    "rng.normal(size=3)": "numpy.ndarray", "rng.integers(5)": "int", "rng.random()": "float",
    "rng.random(3)": "numpy.ndarray", "rng.permutation(4)": "numpy.ndarray",
    "np.c_[v, v]": "numpy.ndarray", "np.linalg.norm(v)": "float", "np.linalg.norm(x, axis=1)":
    "numpy.ndarray",
    "np.histogram(v)[0]": "numpy.ndarray", "np.pi": "float", "np.nan": "float",
    "np.sqrt(np.mean((v - 1) ** 2))": "float", "np.mean(v == y)": "float", "(v == y).mean()":
    "float", "np.argmax(x, axis=1)": "numpy.ndarray", "np.argmax(v)": "int", "np.any(v > 1)":
    "bool", "v @ v": "?", "csr[0]": "scipy.sparse.csr_matrix", "csr[:2]":
    "scipy.sparse.csr_matrix", "csr[0, 0]": "?", "csr.toarray()": "numpy.ndarray",
    "csr.shape[0]": "int", "np.array(ints)": "numpy.ndarray", "np.square(v)": "numpy.ndarray",
    "v * words if n > 9 else v": "numpy.ndarray", "v - today": "?", "f * v": "numpy.ndarray",
}  # fmt: skip

LEARNING = {
    "rf": "sklearn.ensemble.RandomForestClassifier", "rf.predict(num)": "numpy.ndarray",
    "rf.predict_proba(num)[:, 1]": "numpy.ndarray", "rf.score(num, y)": "float",
    "rf.fit(num, y).predict(num)": "numpy.ndarray", "rf.feature_importances_": "numpy.ndarray",
    "rf.classes_": "numpy.ndarray", "rf.estimators_": "?", "clone(rf)":
    "sklearn.ensemble.RandomForestClassifier", "metrics.accuracy_score(y, rf.predict(num))":
    "float", "metrics.f1_score(y, y)": "float", "metrics.f1_score(y, y, average=None)":
    "numpy.ndarray", "metrics.f1_score(y, y, average=none)": "numpy.ndarray",
    "metrics.f1_score(y, y, average='macro')": "float", "metrics.f1_score(y, y, average=words[0]"
    " if n > 9 else 'macro')": "?",
    "metrics.mean_squared_error(x, x, multioutput='raw_values')": "numpy.ndarray",
    "metrics.classification_report(y, y)": "str",
    "metrics.classification_report(y, y, output_dict=True)": "dict[str, ?]",
    "metrics.confusion_matrix(y, y)": "numpy.ndarray",
    "metrics.roc_curve(y, y)": "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]",
    "scaler.transform(num)": "numpy.ndarray", "scaler.fit_transform(x)": "numpy.ndarray",
    "StandardScaler().fit_transform(hidden_frame.select_dtypes('number'))": "?",
    "StandardScaler(with_mean=False).fit_transform(csr)": "?",
    "StandardScaler().set_output(transform='pandas').fit_transform(num)": "pandas.DataFrame",
    "StandardScaler().set_output(transform=word and 'pandas').fit_transform(num)": "?",
    "ohe.transform(df[['c']])": "numpy.ndarray", "OneHotEncoder().fit_transform(df[['c']])":
    "scipy.sparse.csr_matrix", "OneHotEncoder(sparse_output=b).fit_transform(df[['c']])": "?",
    "LabelEncoder().fit_transform(t)": "numpy.ndarray",
    "scaler.inverse_transform(x)": "numpy.ndarray",
    "StandardScaler().inverse_transform(csr)": "?", "LabelBinarizer().inverse_transform(x)": "?",
    "CountVectorizer().inverse_transform(x)": "?", "scaler.inverse_transform(hidden)": "?",
    "LabelBinarizer().fit_transform(t)": "?", "PCA(1).fit_transform(num)": "numpy.ndarray",
    "TfidfVectorizer().fit_transform(texts)": "scipy.sparse.csr_matrix",
    "CountVectorizer().fit(texts).vocabulary_": "dict", "KMeans(2).fit_predict(num)":
    "numpy.ndarray", "KMeans(2).fit(num).inertia_": "float",
    "make_pipeline(StandardScaler(), LogisticRegression())": "sklearn.pipeline.Pipeline",
    "make_pipeline(StandardScaler()).fit_transform(num)": "?",
    "Pipeline([('a', StandardScaler())])": "sklearn.pipeline.Pipeline",
    "train_test_split(num, s)":
    "tuple[pandas.DataFrame, pandas.DataFrame, pandas.Series, pandas.Series]",
    "train_test_split(x, y, ints * 2, test_size=.5)":
    "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray, numpy.ndarray, list[int], list[int]]",
    "train_test_split(num)[0]": "pandas.DataFrame",
    "[num.iloc[i] for i, j in KFold(2).split(num)]": "list[pandas.DataFrame]",
    "cross_val_score(rf, num, y, cv=2)": "numpy.ndarray",
    "cross_val_score(rf, num, y, cv=2).mean()": "float",
    "GridSearchCV(rf, {'max_depth': [1]}, cv=2).fit(num, y).best_params_": "dict",
    "GridSearchCV(rf, {'max_depth': [1]}, cv=2).fit(num, y).best_estimator_":
    "sklearn.ensemble.RandomForestClassifier",
    "GridSearchCV(rf, {'max_depth': [1]}, cv=2).fit(num, y).predict(num)": "numpy.ndarray",
    "datasets.load_iris().data": "numpy.ndarray", "datasets.load_iris()['target']":
    "numpy.ndarray", "datasets.load_iris(as_frame=True).data": "pandas.DataFrame",
    "datasets.load_iris(return_X_y=True)": "tuple[numpy.ndarray, numpy.ndarray]",
    "datasets.load_iris().target_names": "numpy.ndarray", "datasets.make_moons()":
    "tuple[numpy.ndarray, numpy.ndarray]", "plt.subplots()":
    "tuple[matplotlib.figure.Figure, matplotlib.axes.Axes]", "plt.subplots(1, 2)":
    "tuple[matplotlib.figure.Figure, ?]", "plt.subplots(ncols=2)[1]": "?",
    "plt.figure()": "matplotlib.figure.Figure",
}  # fmt: skip

ROWS = [*PLAIN.items(), *FRAMES.items(), *ARRAYS.items(), *LEARNING.items()]


@pytest.fixture(scope="module")
def env():  # type: ignore[no-untyped-def]
    return environment(SETUP)


@pytest.fixture(scope="module")
def values() -> dict[str, object]:
    found: dict[str, object] = {"unknown": None, "__name__": "test"}
    exec(SETUP, found)
    return found


@pytest.mark.parametrize(("expression", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_expression(expression, expected, env) -> None:  # type: ignore[no-untyped-def]
    assert written(type_of(parsed_expression(expression), env)) == expected


@pytest.mark.parametrize("expression", [e for e, expected in ROWS if expected != "?"])
def test_the_type_is_true(expression, env, values) -> None:  # type: ignore[no-untyped-def]
    type_ = type_of(parsed_expression(expression), env)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert fits(eval(expression, dict(values)), type_)
