"""Functions and models of ordinary notebooks, as templates (see `tests.support.definitions`)."""

from tests.support.definitions import Class, Function

SCORES = (
    Function(3, "def score(p):\n    return sum(p)", "score(<yhat>)", "score", "models"),
    Function(
        2,
        "def score(p):\n    return sum(v * 2 for v in p) - <int>",
        "score(<yhat>)",
        "score",
        "models",
    ),
    Function(1, "score = lambda p: max(p) - min(p)", "score(<yhat>)", "score", "models"),
    Function(
        1,
        "def score(p, ys=(1, 2)):\n    return sum(abs(a - b) for a, b in zip(p, ys))",
        "score(<yhat>)",
        "score",
        "models",
    ),
)
SPLITS = (
    Function(3, "def split(v):\n    return v[:2], v[1:]", "split(<ints>)", "e"),
    Function(
        1,
        "def split(v, at=<lit>):\n    v = list(v)\n    return v[:at], v[at:]",
        "split(<ints>)",
        "e",
    ),
)
FUNCTIONS = (
    Function(
        3, "def report():\n    print('report', <mdl>.k, <yhat>)", "report()", "none", "models"
    ),
    Function(
        2,
        "def report(name='r'):\n    print(f'{name} {<mdl>.k} {<int>}')",
        "report()",
        "none",
        "models",
    ),
    Function(
        2, "def report(m):\n    print(m.k, <int>)\n    return m.k", "report(<mdl>)", "i", "models"
    ),
    Function(2, "def <f>(x):\n    return <mdl>.predict([x])[0]", "<f>(<i>)", "i", "models"),
    Function(2, "def <f>(v):\n    return <mdl>.predict(v)", "<f>(<ints>)", "l", "models"),
    Function(1, "def <f>(v, m=<mdl>):\n    return m.predict(v)", "<f>(<ints>)", "l", "models"),
    Function(
        1,
        "def <f>(m, v):\n    m.fit(v)\n    return score(m.predict(v))",
        "<f>(<mdl>, <ints>)",
        "i",
        "models",
    ),
    Function(
        1,
        "def <f>(k):\n    <m> = <cls>(k)\n    return <m>.fit(<ints>)",
        "<f>(<lit>)",
        "model",
        "models",
    ),
    Function(1, "def <f>(name, value):\n    <dict>[name] = value", "<f>('<word>', <i>)", "none"),
    Function(5, "def <f>(x):\n    return x + <int>", "<f>(<i>)"),
    Function(3, "def <f>(x):\n    return x * <int> - <int2>", "<f>(<i>)"),
    Function(3, "def <f>(x):\n    return <fni>(x) + <int>", "<f>(<i>)"),
    Function(2, "def <f>(x):\n    return x + len(<ints>)", "<f>(<i>)"),
    Function(2, "def <f>(x):\n    return x in <ints>", "<f>(<i>)"),
    Function(2, "def <f>():\n    print('<f>', <p>)", "<f>()", "none"),
    Function(2, "def <f>(v):\n    return [w + <int> for w in v]", "<f>(<ints>)", "l"),
    Function(1, "def <f>(v):\n    return [<fni>(w) for w in v]", "<f>(<ints>)", "l"),
    Function(1, "def <f>(v):\n    return list(map(<fni>, v))", "<f>(<ints>)", "l"),
    Function(1, "<f> = lambda x: x + <int>", "<f>(<i>)"),
    Function(1, "def <f>(x, k=<int>):\n    return x + k + <int>", "<f>(<i>)"),
    Function(1, "def <f>(v):\n    <ints>.append(v)\n    return len(<ints>)", "<f>(<i>)"),
    Function(1, "def <f>():\n    global <int>\n    <int> += 1\n    return <int>", "<f>()"),
    Function(
        1,
        "def <f>(k):\n    def inner(x):\n        return x + k + <int>\n    return inner",
        "<f>(<lit>)(<i>)",
    ),
    Function(
        1, "def <f>(fn, v):\n    return [fn(w) + <int> for w in v]", "<f>(<fni>, <ints>)", "l"
    ),
)

_START = "class <k>:\n    def __init__(self, k=1):\n        self.k = k\n        self.log = []\n\n"
_FIT = (
    "    def fit(self, xs):\n        self.mean = sum(xs) // max(len(xs), 1)\n"
    "        return self\n\n"
)
_SHIFT = "    def predict(self, xs):\n        return [x - self.mean + self.k for x in xs]\n"

MODELS = (
    Class(6, _START + _FIT + _SHIFT, "<k>(<lit>)", ("<obj>.fit(<ints>)",), "models"),
    Class(
        3,
        _START
        + "    def fit(self, xs):\n        self.top = max(xs)\n        self.log.append(len(xs))\n"
        "        return self\n\n    def predict(self, xs):\n"
        "        return [min(x * self.k, self.top) for x in xs]",
        "<k>(k=<lit>)",
        ("<obj>.fit(<ints>)", "<obj>.log"),
        "models",
    ),
    Class(
        2,
        _START + "    def fit(self, xs):\n        self.k += len(xs)\n        return self\n\n"
        "    def predict(self, xs):\n        return [x + self.k + <int> for x in xs]",
        "<k>(<i>)",
        ("<obj>.fit(<ints>)",),
        "models",
    ),
    Class(
        2,
        _START + _FIT + _SHIFT + "\n    def __repr__(self):\n        return f'<k>({self.k})'\n",
        "<k>(<lit>)",
        ("<obj>.fit(<ints>)", "<obj>.k"),
        "models",
    ),
    Class(
        1,
        _START + "    def fit(self, xs):\n        self.xs = xs\n        return self\n\n"
        "    def predict(self, xs):\n        self.xs.append(self.k)\n"
        "        return [x - self.xs[0] for x in xs]",
        "<k>(<lit>)",
        ("<obj>.fit(<ints>)",),
        "models",
    ),
    Class(
        1,
        _START + _FIT + _SHIFT + "\n\nclass <k2>(<k>):\n    def predict(self, xs):\n"
        "        return [v * 2 for v in super().predict(xs)]\n",
        "<k2>(<lit>)",
        ("<obj>.fit(<ints>)",),
        "models",
    ),
    Class(
        1,
        "@dataclasses.dataclass\nclass <k>:\n    k: int = <lit>\n"
        "    log: list = dataclasses.field(default_factory=list)\n\n"
        "    def fit(self, xs):\n        self.log += xs[:2]\n        return self\n\n"
        "    def predict(self, xs):\n        return [x + sum(self.log) * self.k for x in xs]",
        "<k>(<lit>)",
        ("<obj>.fit(<ints>)", "<obj>.log"),
        "models",
    ),
)
