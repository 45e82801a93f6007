"""Effects outside names: random streams, the process, terminal, figures, files; pure displays."""

import pytest

from tests.analysis.facts_of import analysed, last

TORCH = "torch torch.cuda torch.mps"
LOADER = "from torch.utils.data import DataLoader\nx = DataLoader(rows, shuffle=False)"
# several statements; what the last one seeds, and what it draws
RANDOM = [
    ("np.random.seed(0)", "numpy", ""),
    ("random.seed(0)", "python", ""),
    ("torch.manual_seed(0)", TORCH, ""),
    (
        "def seed_all(s):\n    random.seed(s)\n    np.random.seed(s)\nseed_all(1)",
        "numpy python",
        "",
    ),
    ("x = np.random.rand(3)", "", "numpy"),
    ("x = random.choice([1])", "", "python"),
    ("x = torch.randn(3)", "", TORCH),
    ("def f(): return np.random.rand()\ndef g(): return f()\ng()", "", "numpy"),
    ("def f(): return np.random.rand()\ng = f", "", "numpy"),
    ("def f(v): return v + np.random.rand()\ndf['a'].map(f)", "", "numpy"),
    ("x = [np.random.rand() for i in range(3)]", "", "numpy"),
    ("rng = np.random.default_rng(0)", "", ""),
    ("rng = np.random.default_rng(0)\nrng.normal()", "", ""),
    ("df.sample(5)", "", "numpy"),
    ("df.sample(5, random_state=0)", "", ""),
    ("df.sample(5, random_state=n)", "", ""),
    ("df.sample(5, random_state=None)", "", "numpy"),
    ("a, b = train_test_split(df)", "", "numpy"),
    ("a, b = train_test_split(df, random_state=0)", "", ""),
    ("m = RandomForestClassifier()", "", ""),
    ("m = RandomForestClassifier()\nm.fit(df, s)", "", "numpy"),
    ("m = RandomForestClassifier()\nm.predict(df)", "", ""),
    ("m = RandomForestClassifier(random_state=1)\nm.fit(df, s)", "", ""),
    ("m = RandomForestClassifier(random_state=None)\nm.fit(df, s)", "", "numpy"),
    ("m = RandomForestClassifier(random_state=np.random)\nm.fit(df, s)", "", "numpy"),
    ("df.sample(5, random_state=np.random.mtrand._rand)", "", "numpy"),
    ("m = RandomForestClassifier().fit(df, s)", "", "numpy"),
    ("m = LinearRegression()\nm.fit(df, s)", "", ""),
    ("m = LogisticRegression()\nm.fit(df, s)", "", ""),
    ("m = LogisticRegression(solver='saga')\nm.fit(df, s)", "", "numpy"),
    ("m = make_pipeline(StandardScaler(), RandomForestClassifier())\nm.fit(df, s)", "", "numpy"),
    ("m = make_pipeline(StandardScaler(), LinearRegression())\nm.fit(df, s)", "", ""),
    ("g = GridSearchCV(RandomForestClassifier(), {})\ng.fit(df, s)", "", "numpy"),
    ("ms = {'a': RandomForestClassifier()}\nfor k, m in ms.items(): m.fit(df, s)", "", "numpy"),
    ("cross_val_score(RandomForestClassifier(), df, s)", "", "numpy"),
    ("cross_val_score(LinearRegression(), df, s)", "", ""),
    ("k = KFold(5)\nfor a, b in k.split(df): pass", "", ""),
    ("k = KFold(5, shuffle=True)\nfor a, b in k.split(df): pass", "", "numpy"),
    ("k = KFold(5, shuffle=True, random_state=0)\nfor a, b in k.split(df): pass", "", ""),
    ("def make(): return RandomForestClassifier()\nm = make()\nm.fit(df, s)", "", "numpy"),
    ("def train(m): return m.fit(df, s)\ntrain(RandomForestClassifier())", "", "numpy"),
    ("def train(m): return m.fit(df, s)\ntrain(LinearRegression())", "", ""),
    ("model.fit(df, s)", "", "numpy"),
    ("words = 'a b'.split(' ')", "", ""),
    ("df['a'].transform(lambda v: v)", "", ""),
    (f"{LOADER}\nfor a in x: pass", "", "torch"),
    (f"{LOADER}\na = next(iter(x))", "", "torch"),
    (f"{LOADER}\na = [b for i, b in enumerate(x)]", "", "torch"),
    (f"{LOADER}\ndef run(m, batches):\n    for b in batches: m(b)\nrun(net, x)", "", "torch"),
    (f"{LOADER}\ndef run(m, batches): return next(iter(batches))\nrun(net, x)", "", "torch"),
    (f"{LOADER}\ndef one(bs): return list(bs)\ndef run(bs): return one(bs)\nrun(x)", "", "torch"),
    (f"{LOADER}\ndef size(batches): return len(batches)\nsize(x)", "", ""),
    (f"{LOADER}\ndef run(rows):\n    for r in rows: pass\nrun([1])", "", ""),
    ("class C:\n    def go(self): return np.random.rand()\nc = C()\nc.go()", "", "numpy"),
    ("class C:\n    def go(self): return np.random.rand()\nc = C()", "", ""),
    ("sample = random.Random(0)", "", ""),
]


@pytest.mark.parametrize("source, seeds, draws", RANDOM)
def test_random_streams(source: str, seeds: str, draws: str) -> None:
    facts = last(source)
    assert facts.seeds == set(seeds.split())
    assert facts.draws == set(draws.split())


PROCESS = [
    ("pd.set_option('display.width', 1)", "pandas.set_option"),
    ("pd.options.display.max_rows = 5", "pandas.options.display.max_rows"),
    ("plt.rcParams['figure.dpi'] = 100", "matplotlib.pyplot.rcParams"),
    ("plt.rcParams.update({})", "matplotlib.pyplot.rcParams.update"),
    ("plt.style.use('x')", "matplotlib.pyplot.style.use"),
    ("os.environ['A'] = 'b'", "os.environ"),
    ("import sys\nsys.path.append('x')", "sys.path.append"),
    ("os.chdir('x')", "os.chdir"),
    ("pd.DataFrame.foo = f", "pandas.DataFrame.foo"),
    ("def setup(): sns.set_theme()\nsetup()", "seaborn.set_theme"),
    ("os.path.join('a', 'b')", ""),
    ("x = os.environ['A']", ""),
    ("pd.read_csv('a')", ""),
]


@pytest.mark.parametrize("source, effect", PROCESS)
def test_process_effects(source: str, effect: str) -> None:
    assert last(source).effects == ((effect,) if effect else ())


PURE = [
    "df", "df.head()", "df.describe()", "df.shape, len(arr)", "df['a'].mean()", "n + 1",
    "df.groupby('a').mean().sort_values('b')", "df.isna().sum()", "f'{n:>3} {df.shape}'",
    "[1, {'a': n}]", "display(df.head(), n)", "type(n)", "'a'.upper()", "df[df.a > 1].iloc[:3]",
    "arr[:3].round(2)", "np.unique(arr)", "pd.DataFrame({'a': [n]}).T", "[c for c in df.columns]",
    "df['a'].apply(lambda v: v + 1)", "df.sample(3, random_state=1)", "{**{'a': n}}", "not n",
    "df if n else arr", "'text'", "...", "df.corr().style", "sorted([1])[0]",
    "m = LinearRegression()\nm.coef_", "m = LinearRegression()\nm", "df.head(); n",
    "pd.read_csv('b.csv')", "pd.read_csv('b.csv').head()",
]  # fmt: skip
IMPURE = [
    "print(n)", "df.info()", "df.plot()", "df['a'].hist()", "sns.boxplot(data=df)", "df.sample(3)",
    "df.drop(columns='a', inplace=True)", "unknown(n)", "arr.sort()", "plt.show()", "n = 1",
    "df.to_csv('a.csv')", "open('b.csv', 'w')", "[print(i) for i in df]", "(q := n)", "next(it)",
    "def f(): return n\nf()", "np.random.rand()", "input()", "df.plot.bar()", "os.listdir('.')",
    "m = LinearRegression()\nm.fit(df, s)", "unknown.thing()", "eval('n')", "df.pop('a')",
    "fig, ax = plt.subplots()\nax.set_title('a')", "os.remove('x')", "import sys\nsys.exit()",
    "display(print(n))", "df.a.map(print)",
]  # fmt: skip


@pytest.mark.parametrize("source", PURE)
def test_pure_displays(source: str) -> None:
    assert last(source).pure


@pytest.mark.parametrize("source", IMPURE)
def test_impure_statements(source: str) -> None:
    assert not last(source).pure


PRINTS = [
    ("print(1)", True),
    ("print(1, file=f)", False),
    ("df.info()", True),
    ("for i in df: print(i)", True),
    ("def f(): print(1)\nf()", True),
    ("def f(): print(1)\nx = 1", False),
    ("x = df.describe()", False),
]


@pytest.mark.parametrize("source, prints", PRINTS)
def test_prints(source: str, prints: bool) -> None:
    assert last(source).prints is prints


FIGURES = [
    ("plt.plot([1])", True),
    ("plt.title('a')", True),
    ("plt.figure()", True),
    ("plt.show()", False),
    ("plt.savefig('a.png')", False),
    ("plt.close()", False),
    ("plt.style.use('a')", False),
    ("sns.heatmap(df)", True),
    ("sns.set_theme()", False),
    ("df.plot()", True),
    ("df.plot.bar()", True),
    ("df['a'].hist()", True),
    ("df.hist()", True),
    ("fig, ax = plt.subplots()\nax.set_title('a')", True),
    ("ax.set_title('a')", True),
    ("fig.suptitle('a')", True),
    ("def f(d): d.plot()\nf(df)", True),
    ("g = sns.FacetGrid(df)\ng.map(plt.hist, 'a')", True),
    ("df.describe()", False),
    ("x.append(1)", False),
    ("from sklearn.metrics import ConfusionMatrixDisplay as D\nD.from_predictions(s, s)", True),
    ("from scipy.cluster import hierarchy\nhierarchy.dendrogram(z)", True),
    ("from scipy.cluster.hierarchy import *\ndendrogram(z)", True),
    ("from scipy.cluster import hierarchy\nhierarchy.fcluster(z, 2)", False),
    ("from scipy import stats\nstats.probplot(x, plot=plt)", True),
    ("from scipy import stats\nstats.ttest_ind(a, b)", False),
    ("from scipy import stats\n_, ax = plt.subplots()\nstats.boxcox_normmax(a, ax)", True),
    ("from scipy.spatial import voronoi_plot_2d\nvoronoi_plot_2d(v)", True),
    ("import shap\nshap.plots.beeswarm(v)", True),
    ("import shap\nshap.TreeExplainer(m)", False),
    ("import networkx as nx\nnx.draw(g)", True),
    ("import networkx as nx\nnx.degree(g)", False),
    ("import missingno as msno\nmsno.matrix(df)", True),
    ("from yellowbrick.classifier import ROCAUC\nv = ROCAUC(m)", True),
    ("from statsmodels.tsa.seasonal import STL\nr = STL(s)\nr.plot()", True),
    ("import statsmodels.api as sm\nsm.graphics.influence_plot(m)", True),
    ("unknown.as_pyplot_figure()", True),
    ("unknown.get_plot_data()", False),
    ("import helpers\nhelpers.show_images(x)", True),
    ("import helpers\nhelpers.slideshow_length(x)", False),
    ("import helpers\nhelpers.render(x, ax=axes[0])", True),
    ("import plotly.express as px\npx.scatter_plot(df)", False),
    ("import tensorflow as tf\ntf.keras.utils.plot_model(m)", False),
    ("import cv2\ncv2.imshow('a', i)", False),
    ("_, ax = plt.subplots()\nprint(ax)", False),
    ("_, ax = plt.subplots()\nkept = []\nkept.append(ax)", False),
]


@pytest.mark.parametrize("source, draws", FIGURES)
def test_figures(source: str, draws: bool) -> None:
    assert last(source).draws_figure is draws


OPAQUE = [
    ("exec('a = 1')", "exec"),
    ("x = eval('a')", "eval"),
    ("globals()['a'] = 1", "globals"),
    ("f'{locals()}'", "locals"),
    ("vars()", "vars"),
    ("vars(n)", ""),
    ("__import__(name)", "__import__"),
    ("__import__('os')", ""),
    ("import importlib\nimportlib.import_module(name)", "importlib.import_module"),
    ("setattr(np, 'a', 1)", "setattr"),
    ("setattr(o, 'a', 1)", ""),
    ("get_ipython().system('ls')", "get_ipython"),
    ("from nowhere import *", "from nowhere import *"),
    ("from math import *", ""),
    ("def f(): exec('a')\nf()", "exec"),
    ("df.eval('a + b')", ""),
    ("model.eval()", ""),
    ("def eval(x): return x\neval(1)", ""),
]


@pytest.mark.parametrize("source, name", OPAQUE)
def test_opaque(source: str, name: str) -> None:
    found = last(source).opaque
    assert [d.message.split("`")[1] for d in found] == ([name] if name else [])
    assert all(d.place and d.place.cell == 2 and d.advice for d in found)


def test_file_calls_in_functions_have_their_chain() -> None:
    source = (
        "def read(p): return pd.read_csv(p)\n"
        "def load(): return read('x.csv')\n"
        "class Store:\n    def save(self): df.to_csv('y.csv')\n    def go(self): self.save()\n"
        "st = Store()\n"
        "load(), st.go(), pd.read_csv('z.csv')"
    )
    found = {(c.row.name, c.inside) for c in last(source).io}
    assert found == {
        ("pandas.read_csv", ()),
        ("pandas.read_csv", ("load", "read")),
        (".to_csv", ("Store.go", "Store.save")),
    }


def test_file_calls_in_lambdas() -> None:
    assert [c.path for c in last("x = [lambda: open('a.txt')]").io] == ["a.txt"]


def test_constants() -> None:
    source = (
        "A = 1\nB = 'a' + 'b'\nC = [1]\nC.append(2)\nD = 1\nD = unknown()\nfor i in x: E = 1\n"
        "F, G = 1, 'g'\nH = [1]\nI = H\nI.append(1)\nJ = 2\nif x: J = 3\nK = 1\ndel K\n"
    )
    constants = dict(analysed(source).constants)
    assert constants == {"A": 1, "B": "ab", "F": 1, "G": "g"}
