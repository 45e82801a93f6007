"""Which names' objects a statement may change in place."""

import pytest

from tests.analysis.facts_of import last

# several statements; the names that the last one may change
UNCHANGED = [
    "df",
    "df.head()",
    "df.drop(columns=['a'])",
    "df.drop(columns=['a'], inplace=False)",
    "df.add(1)",
    "df.assign(b=1)",
    "df.apply(lambda r: r + 1)",
    "df.plot()",
    "df['a'].hist()",
    "df.a.hist()",
    "df['a'].str.pad(3)",
    "df['a'].add(1).sub(2)",
    "df2 = df\ndf2 = df2.copy()",
    "len(df), df.shape, df['a'].mean()",
    "n += 1",
    "t = 'a'\nt += 'b'",
    "t = (1, 2)\nt += (3,)",
    "arr.sum()",
    "m = LinearRegression().fit(df, s)",
    "print(df, arr)",
    "np.concatenate([arr, arr])",
    "df.to_csv('x.csv')",
    "def f(d): return d.sum()\nf(df)",
    "def f(d):\n    d = d.copy()\n    d['x'] = 1\n    return d\nf(df)",
    "def f(d):\n    d += 1\n    return d\nf(n)",
    "l = []\nl2 = l + [1]\nl2 = l2[1:]",
    "l = [arr]\nx = [1]\nx.append(2)\nx = 3",
    "a = [1]\nb = a\na = [2]",
    "cross_val_score(RandomForestClassifier(), df, s)",
    "train_test_split(df, s)",
    "sorted([df]), max([1, 2])",
    "f'{df}'",
    "for c in df.columns: c.upper()",
    "model = LinearRegression()\nmodel.predict(df)",
    "model = LinearRegression()\nmodel.coef_.round(2)",
    "d = {}\nfor k in []:\n    e = {}\n    e['x'] = 1\nz = 1",
    "'x'.join(['a'])",
]
NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(1, 1)
    def forward(self, x):
        x = self.fc(x)
        return torch.relu(x) * 2
net = Net()
"""

CHANGED = [
    ("df['x'] = 1", "df"),
    ("df.loc[df.a > 1, 'x'] = 1", "df"),
    ("df.iloc[0, 0] = 1", "df"),
    ("df.columns = ['a']", "df"),
    ("df['a'][0] = 1", "df"),
    ("df.index.name = 'i'", "df"),
    ("df['a'].fillna(0, inplace=True)", "df"),
    ("df.drop(columns=['a'], inplace=True)", "df"),
    ("df.drop(columns=['a'], inplace=flag)", "df"),
    ("df.pop('a')", "df"),
    ("df.insert(0, 'x', 1)", "df"),
    ("df.update(df2)", "df"),
    ("df['x'], n = 1, 2", "df"),
    ("del df['a']", "df"),
    ("df.a += 1", "df"),
    ("s += 1", "s"),
    ("arr += 1", "arr"),
    ("arr[0] = 1", "arr"),
    ("arr[:, 0] *= 2", "arr"),
    ("arr.sort()", "arr"),
    ("arr.T[0] = 1", "arr"),
    ("df.values[0] = 1", "df"),
    ("np.add(arr, 1, out=arr)", "arr"),
    ("np.fill_diagonal(arr, 0)", "arr"),
    ("np.random.shuffle(arr)", "arr"),
    ("random.shuffle(l)", "l"),
    ("x += 1", "x"),
    ("l = []\nl.append(1)", "l"),
    ("l = [[]]\nl[0].append(1)", "l"),
    ("d = {}\nd['k'] = 1", "d"),
    ("d = {}\nd['k']['j'] += 1", "d"),
    ("d = {}\nd.setdefault('k', []).append(1)", "d"),
    ("d = {}\nd.update(a=1)", "d"),
    ("o.x = 1", "o"),
    ("setattr(o, 'x', 1)", "o"),
    ("del o.x", "o"),
    ("unknown(df, n)", "df unknown"),
    ("unknown.thing(df)", "unknown"),
    ("import helpers\nunknown.thing(df)", "df unknown"),
    ("unknown.sort_rows(df)", "df unknown"),
    ("from types import SimpleNamespace\ndef f(d): d['x'] = 1\n"
     "def g(o, d): o.thing(d)\no = SimpleNamespace(thing=f)\ng(o, df)", "df o"),
    ("it = iter([1])\nnext(it)", "it"),
    ("g = (i for i in range(3))\nlist(g)", "g"),
    ("g = zip([1], [2])\nfor a, b in g: pass", "g"),
    ("f = open('x')\njson.load(f)", "f"),
    ("f = open('x')\nf.read()", "f"),
    ("f = open('x')\nfor line in f: pass", "f"),
    ("print('a', file=log)", "log"),
    ("fig, ax = plt.subplots()\nax.plot([1])", "ax fig"),
    ("fig, ax = plt.subplots()\ndf.plot(ax=ax)", "ax fig"),
    ("rng = np.random.default_rng(0)\nx = rng.normal()", "rng"),
    ("rng = np.random.default_rng(0)\ndf.sample(3, random_state=rng)", "rng"),
    # models
    ("model = LinearRegression()\nmodel.fit(df, s)", "model"),
    ("model = LinearRegression()\np = model.fit(df, s).predict(df)", "model"),
    ("sc = StandardScaler()\nx = sc.fit_transform(df)", "sc"),
    ("sc = StandardScaler()\np = Pipeline([('s', sc)])\np.fit(df)", "p sc"),
    ("sc = StandardScaler()\np = make_pipeline(sc)\np.fit(df)", "p sc"),
    ("m, cv = LinearRegression(), KFold()\ng = GridSearchCV(m, {}, cv=cv)\ng.fit(df, s)", "g"),
    ("m = LinearRegression()\np = make_pipeline(m)\ng = GridSearchCV(p, {})\ng.fit(df, s)", "g"),
    ("m = LinearRegression()\np = make_pipeline(GridSearchCV(m, {}))\np.fit(df, s)", "p"),
    ("m = LinearRegression()\ng = GridSearchCV(m, {})\ng.estimator.fit(df, s)", "g m"),
    ("m = LinearRegression()\ng = GridSearchCV(m, {})\nm.fit(df, s)", "g m"),
    ("m = LinearRegression()\np = make_pipeline(m, GridSearchCV(m, {}))\np.fit(df, s)", "m p"),
    ("c = KFold().split(df)\ng = GridSearchCV(LinearRegression(), {}, cv=c)\ng.fit(df)", "c g"),
    ("r = np.random.default_rng()\nc = KFold(random_state=r)\n"
     "g = GridSearchCV(LinearRegression(), {}, cv=c)\ng.fit(df)", "c g r"),
    ("models = {'a': LinearRegression()}\nfor k in models: models[k].fit(df)", "models"),
    ("models = {'a': LinearRegression()}\nfor m in models.values(): m.fit(df)", "models"),
    ("models = {'a': LinearRegression()}\nfor k, m in models.items(): m.fit(df)", "models"),
    ("models = [LinearRegression()]\nfor i, m in enumerate(models): m.fit(df)", "models"),
    ("models = [LinearRegression()]\nfor m, q in zip(models, [1]): m.fit(df)", "models"),
    ("models = [LinearRegression()]\n[m.fit(df) for m in models]", "models"),
    ("m = LinearRegression()\nd = {'a': m}\nd['a'].fit(df)", "d m"),
    ("m = LinearRegression()\nd = {'a': m}\nm.fit(df)", "d m"),
    ("m = LinearRegression()\nd = {}\nd['a'] = m\nd['a'].fit(df)", "d m"),
    ("m = LinearRegression()\nl = []\nl.append(m)\nl[0].fit(df)", "l m"),
    ("a = LinearRegression()\nb = LinearRegression()\nd = [a, b]\na.fit(df)", "a d"),
    ("net = nn.Linear(1, 1)\nopt = torch.optim.Adam(net.parameters())\nopt.step()", "net opt"),
    ("x = torch.zeros(3)\nnet = nn.Linear(1, 1)\nl = (net(x) - x).mean()\nl.backward()", "l net"),
    (NET + "out = net(x)", ""),
    (NET + "x = y = torch.zeros(3)\nloss = (net(x) - y).mean()\nloss.backward()", "loss net"),
    (NET + "opt = torch.optim.SGD(net.parameters(), lr=1)\nopt.step()", "net opt"),
    (NET + "def step(m, x): m(x).sum().backward()\nstep(net, x)", "net x"),
    # aliases
    ("b = df\nb['x'] = 1", "b df"),
    ("b = df\ndf['x'] = 1", "b df"),
    ("b = c = []\nb.append(1)", "b c"),
    ("a, b = df, s\na['x'] = 1", "a df"),
    ("v = arr[:2]\nv[0] = 1", "arr v"),
    ("v = arr.reshape(-1)\nv[0] = 1", "arr v"),
    ("v = arr.T\narr[0] = 1", "arr v"),
    ("v = np.asarray(arr)\nv[0] = 1", "arr v"),
    ("v = df.to_numpy()\nv[0] = 1", "df v"),
    ("x = df if n else s\nx['a'] = 1", "df s x"),
    ("for d in [df, s]: d['x'] = 1", "df s"),
    ("for d in (df, df2): d.dropna(inplace=True)", "df df2"),
    ("a = [1]\nb = a\na = [2]\nb.append(1)", "b"),
    ("a = [1]\nb = [a]\na = 1\nc = b[0]\nc.append(2)", "b c"),
    ("a = [[1]]\nb = a.copy()\nb[0].append(2)", "a b"),
    ("a = [[1]]\nb = list(a)\nb[0].append(2)", "a b"),
    ("if n: b = df\nelse: b = s\nb['x'] = 1", "b df s"),
    ("if n: x = y = []\nd = {'a': (z := [])}\nz.append(1)", "d z"),
    ("with unknown() as w: w.x = 1", "unknown"),
    ("if (b := df) is not None: b['x'] = 1", "df"),
    # functions of the notebook
    ("def f(d): d['x'] = 1\nf(df)", "df"),
    ("def f(a, d): d['x'] = 1\nf(s, df)", "df"),
    ("def f(a, d): d['x'] = 1\nf(d=df, a=s)", "df"),
    ("def f(*a): a[0]['x'] = 1\nf(s, df)", "df s"),
    ("def f(**k): k['a'].append(1)\nf(a=df)", "df"),
    ("def f(a, *, d): d['x'] = 1\nf(s, d=df)", "df"),
    ("def f(d): d['x'] = 1\nf(*[df, s])", "df s"),
    ("def f(d): d['x'] = 1\nf(**{'d': df})", "df"),
    ("def f(d):\n    e = d\n    e['x'] = 1\nf(df)", "df"),
    ("def g(d): d['x'] = 1\ndef f(d): g(d)\nf(df)", "df"),
    ("def f(d): g(d)\ndef g(d): d['x'] = 1\nf(df)", "df"),
    ("def f(d, k):\n    if k: f(d, k - 1)\n    else: d['x'] = 1\nf(df, 2)", "df"),
    ("def f(d, k): g(d, k)\ndef g(d, k):\n    d['x'] = 1\n    f(d, k - 1)\nf(df, 2)", "df"),
    ("def f(): df['x'] = 1\nf()", "df"),
    ("def g(): l.append(1)\ndef f(): g()\nl = []\nf()", "l"),
    ("def f(d):\n    def g(): d['x'] = 1\n    g()\nf(df)", "df"),
    ("def f(d):\n    def g(e): e['x'] = 1\n    g(d)\nf(df)", "df"),
    ("def f(d): return d\nf(df)['x'] = 1", "df"),
    ("def f(d): return [d]\nb = f(df)\nb[0]['x'] = 1", "b df"),
    ("def f(m, x): return m.fit(x)\nm = LinearRegression()\nf(m, df)", "m"),
    ("def f(r): r['x'] = 1\ndf.apply(f, axis=1)", "df"),
    ("l = [[1]]\nlist(map(lambda e: e.append(1), l))", "l"),
    ("l = []\ndf['a'].map(lambda v: l.append(v))", "l"),
    ("f = lambda d: d.update(a=1)\nd = {}\nf(d)", "d"),
    ("def f(d): d['x'] = 1\nh = {'a': f}\nh['a'](df)", "df"),
    ("def f(d): d['x'] = 1\ng = f\ng(df)", "df"),
    ("from functools import partial\ndef f(d, k): d[k] = 1\ng = partial(f, df)\ng('x')", "df g"),
    ("def f(d):\n    for k in d: d[k].fit(df)\nm = LinearRegression()\nf({'a': m})", "m"),
    ("cache = {}\ndef f(x): cache['k'] = x\nf(df)\ndf['x'] = 1", "cache df"),
    ("from functools import partial\ndef f(a, b): return a\nh = partial(f, df)\nh(s)", ""),
    # classes of the notebook
    ("class C:\n    def set(self, v): self.v = v\nc = C()\nc.set(1)", "c"),
    ("class C:\n    def get(self): return self.v\nc = C()\nc.get()", ""),
    ("class C:\n    def __init__(self, d): self.d = d\n    def go(self): self.d['x'] = 1\n"
     "c = C(df)\nc.go()", "c df"),
    ("class C:\n    def __init__(self, d): d['x'] = 1\nC(df)", "df"),
    ("class B:\n    def go(self): self.n = 1\nclass C(B): pass\nc = C()\nc.go()", "c"),
    ("class C:\n    def go(self): self.h()\n    def h(self): self.n = 1\nc = C()\nc.go()", "c"),
    ("class C:\n    def __call__(self, d): d['x'] = 1\nc = C()\nc(df)", "df"),
    ("class C:\n    def __iter__(self):\n        self.i = 0\n        return self\nc = C()\n"
     "for x in c: pass", "c"),
    ("class C:\n    def go(self, d): d['x'] = 1\ndef f(o, d): o.go(d)\nf(C(), df)", "df"),
    ("class C:\n    def __setitem__(self, k, v): v.append(k)\nl = []\nc = C()\nc[0] = l", "c l"),
    ("class C:\n    def go(self): self.n = 1\ncs = [C(), C()]\nfor c in cs: c.go()", "cs"),
]  # fmt: skip


@pytest.mark.parametrize("source", UNCHANGED)
def test_nothing_is_changed(source: str) -> None:
    assert last(source).mutates == frozenset()


@pytest.mark.parametrize("source, names", CHANGED)
def test_changed(source: str, names: str) -> None:
    assert last(source).mutates == set(names.split())


COPIES = [
    "c = df.copy()\nc['x'] = 1",
    "c = df[['a']]\nc['x'] = 1",
    "c = df[df.a > 1]\nc['x'] = 1",
    "c = df.copy()\nc.dropna(inplace=True)",
    "c = arr.copy()\nc[0] = 1",
    "c = arr[arr > 0]\nc[0] = 1",
    "c = np.array(arr)\nc[0] = 1",
    "c = arr * 2\nc[0] = 1",
    "c = copy.deepcopy([df])\nc[0] = 1",
    "l = [1]\nc = l.copy()\nc.append(2)",
    "l = [[1]]\nc = l[:]\nc.append(2)",
    "c = [df, s]\nc.append(2)",
    "c = {'a': df}\nc['b'] = 2",
    "def f(d):\n    d = d.copy()\n    d['x'] = 1\n    return d\nc = f(df)\nc['y'] = 1",
    "c = train_test_split(df)[0]\nc['x'] = 1",
    "c = sorted(df.columns)\nc[0] = 1",
]


@pytest.mark.parametrize("source", COPIES)
def test_a_change_of_a_copy_is_not_seen_through_the_original(source: str) -> None:
    assert last(source).mutates == {"c"}
