"""Types that calls of libraries give, of which the tests run none."""

import pytest

from nb2prod.analysis.types.annotations import annotation
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.infer_expressions import type_of as perhaps
from tests.support.inference import environment, parsed_expression

SETUP = """
import os
import datasets, numpy as np, pandas as pd, pandas_datareader.data as web, statsmodels.api as sm
import tensorflow as tf
import yfinance as yf
from prophet import Prophet
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from statsmodels.tsa.seasonal import STL
from torchtext.data import BucketIterator, Field
from transformers import AutoModel, AutoProcessor, AutoTokenizer, BertTokenizer, TFAutoModel
from skopt import BayesSearchCV as SearchCV
import multiprocessing
import seaborn as sns
from sklearn.datasets.samples_generator import make_blobs
from surprise import SVD
from surprise.model_selection import train_test_split as rated
from wordcloud import WordCloud
import torch
from google.cloud import bigquery
from keras.utils import np_utils
from scipy.stats import norm
import unheard.of as other
import Odd, cv2, jax.numpy as jnp, plotly.express as px, plotly.graph_objects as go, polars as pl
import tempfile, unittest
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets as images, transforms
df = pd.read_csv("a.csv")
to_tensor = transforms.Compose([transforms.ToTensor()])
digits = images.MNIST("d", transform=to_tensor)
raw = images.MNIST("d")
pairs = DataLoader(TensorDataset(torch.ones(3), torch.ones(3)), batch_size=2)
@torch.no_grad()
def tried(model, xs):
    return torch.cat([torch.ones(3), torch.ones(3)])
@other.changing
def changed(xs):
    return torch.ones(3)
x = TfidfVectorizer().fit_transform(df.t)
hidden = other.make()
layers = tf.keras.layers
mnist = tf.keras.datasets.mnist
imdb = tf.keras.datasets.imdb
net = tf.keras.Sequential([])
both = datasets.load_dataset("imdb")
acts = {"s": torch.nn.Sigmoid, "t": torch.nn.Tanh, "r": torch.nn.ReLU, "e": torch.nn.ELU,
        "l": torch.nn.LeakyReLU, "g": torch.nn.GELU}
for _, act in acts.items():
    pass
"""

# what is written in an annotation, and steers decisions only where it is certain
TYPES = {
    'np.load("a.npz")["x"]': "np.ndarray",
    'np.load("a.npz")': "NpzFile",
    'np.load("a.npy")': "np.ndarray",
    'np.load("a.dat")': "Any",
    "os.getenv('A')": "str | None", "os.environ.get('A', '').strip()": "str",
    "os.getenv('A', 5)": "int | str", "os.getenv('A', hidden)": "Any",
    "np.log1p(df.a.values)": "ArrayLike",
    "SearchCV(layers.Dense(3), {}).best_estimator_": "tf.keras.layers.Dense",
    "other.Thing.from_file(1)": "other.Thing", "other.thing.from_file(1)": "Any",
    "net.evaluate(x)": "Sequence[float] | float", "net.evaluate(x)[1]": "float",
    "net.evaluate(x, return_dict=True)": "Any",
    "np.ones(3).dot(x)": "ArrayLike", "np.ones(3).dot(x)[1:]": "np.ndarray",
    "sns.light_palette('red', as_cmap=True)": "Colormap", "sns.light_palette('red')": "Any",
    "imdb.load_data()[0][1]": "np.ndarray", "multiprocessing.cpu_count()": "int",
    "make_blobs(3)[0]": "np.ndarray", "np.ones((2, 2)).T[1].flatten()": "np.ndarray",
    "WordCloud(width=3).generate('a b')": "WordCloud",
    "rated()[1]": "list", "SVD(n_epochs=2).fit(hidden)": "SVD",
    "hstack((x, x)).tocsr()": "csr_matrix", "hstack((x, np.ones(3)))": "coo_matrix | csr_matrix",
    "hstack((x, hidden))": "Any",
    "[other.Thing(1), other.Stuff(2)]": "list",
    "[other.Thing(1), other.Thing(2)]": "list[other.Thing]",
    "bigquery.Client().query('a').to_dataframe()": "pd.DataFrame",
    "bigquery.Client().query('a').result().to_dataframe()": "pd.DataFrame",
    "np_utils.to_categorical([1])": "np.ndarray", "norm.fit([1, 2])[0]": "float",
    "torch.utils.data.random_split(hidden, [1])[0]": "torch.utils.data.Subset",
    "tf.clip_by_value(hidden, 0, 1)": "tf.Tensor",
    "Field(tokenize='spacy')": "Field", "other.Thing(1)": "other.Thing", "other.thing(1)": "Any",
    "other.Thing() if hidden else None": "Any", "tf.keras.Input(3)": "Any",
    "act": "Any", "act()": "Any", "act.fit(1)": "Any",
    "layers.Dense(3)": "tf.keras.layers.Dense", "layers": "Any",
    "mnist.load_data()[0][1]": "np.ndarray",
    "AutoTokenizer.from_pretrained('a')": "PreTrainedTokenizerBase",
    "AutoModel.from_pretrained('a')": "PreTrainedModel",
    "TFAutoModel.from_pretrained('a')": "TFPreTrainedModel",
    "BertTokenizer.from_pretrained('a')": "BertTokenizer",
    "sum(p.numel() for p in AutoModel.from_pretrained('a').eval().parameters())": "int",
    "BucketIterator.splits((1, 2))[0]": "BucketIterator",
    "next(iter(pairs))[0]": "torch.Tensor", "iter(pairs).next()": "list[torch.Tensor]",
    "next(iter(DataLoader(digits, 4)))": "list[torch.Tensor]",
    "next(iter(DataLoader(raw)))": "Any",
    "next(iter(DataLoader(digits, 4, collate_fn=hidden)))": "Any",
    "next(iter(DataLoader(digits, batch_size=None)))": "Any", "DataLoader(hidden)": "DataLoader",
    "tried(1, 2)": "torch.Tensor", "changed(2)": "Any",
    "list(map(np.asarray, hidden))": "list[np.ndarray]", "list(map(hidden, df))": "list",
    "df.a.quantile([0.1, 0.9])": "pd.Series", "df.a.quantile(0.1)": "float",
    "df.quantile([0.1, 0.9])": "pd.DataFrame", "df.quantile()": "pd.Series",
    "df.a.quantile(hidden)": "Any",
    "cv2.ORB_create()": "Any", "cv2.HoughLines(hidden)": "Any", "cv2.BFMatcher()": "cv2.BFMatcher",
    "Odd.Thing()": "Odd.Thing", "Odd.Other.Thing()": "Any",
    "unittest.TestCase()": "unittest.TestCase",
    "tempfile.NamedTemporaryFile()": "Any", "go.Figure()": "go.Figure",
    "jnp.vstack([hidden]) * 2": "Array",
    "pl.scan_csv('a').filter(hidden).collect()": "pl.DataFrame",
    "np.trapz([1], [2])": "ArrayLike", "np.ones(3)[hidden]": "ArrayLike",
    "np.ones(3)['a']": "Any", "tf.data.Dataset.zip(hidden)": "tf.data.Dataset",
    "np.ones(3)[0]": "ArrayLike", "df.a.values[0]": "Any",
    "AutoProcessor.from_pretrained('a')": "Any",
    "datasets.load_dataset('imdb', split='train')": "datasets.Dataset",
    "datasets.load_dataset('imdb', split=hidden)": "Any",
    "both['train'].map(len).shuffle(seed=1)": "datasets.Dataset",
    "STL(df.a, period=4).fit()": "DecomposeResult",
    "sm.datasets.macrodata.load_pandas().data": "pd.DataFrame",
    "Prophet().fit(df).predict(df)": "pd.DataFrame",
    "yf.download('A')": "pd.DataFrame", "web.DataReader('A', 'stooq')": "pd.DataFrame",
    "web.DataReader('A', 'famafrench')": "Any", "web.DataReader('A', hidden)": "Any",
}  # fmt: skip
SURE = {"BertTokenizer.from_pretrained('a')", "layers.Dense(3)", "mnist.load_data()[0][1]"}


@pytest.mark.parametrize(("expression", "wanted"), TYPES.items())
def test_written(expression: str, wanted: str) -> None:
    env = environment(SETUP)
    names = {qualified: name for name, qualified in env.imports.items()}
    assert annotation(perhaps(parsed_expression(expression), env), names).text == wanted


@pytest.mark.parametrize("expression", ["other.Thing(1)", "layers", "Field()", "hstack((x, x))"])
def test_what_only_seems_so_decides_nothing(expression: str) -> None:
    assert type_of(parsed_expression(expression), environment(SETUP)) is None


@pytest.mark.parametrize("expression", sorted(SURE))
def test_what_is_certain_decides(expression: str) -> None:
    assert type_of(parsed_expression(expression), environment(SETUP)) is not None
