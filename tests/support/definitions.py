"""Functions and classes of the random notebooks, as templates (see `tests.support.grammar`)."""

from typing import NamedTuple


class Function(NamedTuple):
    """``call`` is how to call it, ``result`` the kind of expression that a call is."""

    weight: int
    source: str
    call: str
    result: str = "i"
    feature: str = "functions"


class Class(NamedTuple):
    """``methods`` are expressions over ``<obj>``, an instance."""

    weight: int
    source: str
    make: str
    methods: tuple[str, ...]
    feature: str = "classes"


FUNCTIONS = (
    Function(4, "def <f>(<pn>):\n    return <pn> + <int>", "<f>(<i>)"),
    Function(2, "def <f>(x, y=<int>):\n    return x - y + len(<sized>)", "<f>(<i>)"),
    Function(2, "def <f>(x):\n    print('<f>', x, <p>)\n    return x", "<f>(<i>)"),
    Function(3, "def <f>(xs, v=1):\n    xs.append(v)\n    return len(xs)", "<f>(<list>)"),
    Function(
        2,
        "def <f>(xs):\n    xs = xs + [<int>]\n    xs.append(0)\n    return xs",
        "<f>(<list>)",
        "l",
    ),
    Function(3, "def <f>(v):\n    <list>.append(v)\n    return len(<list>)", "<f>(<i>)"),
    Function(1, "def <f>(v):\n    <dict>[<key>] = v\n    return v", "<f>(<i>)"),
    Function(
        2,
        "def <f>():\n    global <int>\n    <int> = <int> + 1\n    return <int>",
        "<f>()",
        feature="exotic",
    ),
    Function(
        1, "def <f>(v):\n    global <t>\n    <t> = [v]\n    return v", "<f>(<i>)", feature="exotic"
    ),
    Function(
        2,
        "def <f>(n):\n    if n <= 0:\n        return <int>\n    return <f>(n - 1) + 1",
        "<f>(<lit>)",
    ),
    Function(3, "def <f>(x):\n    return <fni>(x) + <lit>", "<f>(<i>)"),
    Function(
        1,
        "def <f>(n):\n    return <int> if n <= 0 else <g>(n - 1)\n\n\n"
        "def <g>(n):\n    return n if n <= 0 else <f>(n - 1) + 1",
        "<f>(<lit>)",
    ),
    Function(
        2,
        "def <f>(x, acc=[]):\n    acc.append(x)\n    return len(acc)",
        "<f>(<i>)",
        feature="exotic",
    ),
    Function(2, "def <f>(x=<any>):\n    return x", "<f>()", "e"),
    Function(
        2,
        "def <f>(x):\n    def inner(y):\n        return x + y + <int>\n    return inner(<lit>)",
        "<f>(<i>)",
    ),
    Function(
        1,
        "def <f>(x):\n    total = x\n    def step():\n        nonlocal total\n"
        "        total += <int>\n    step()\n    return total",
        "<f>(<i>)",
    ),
    Function(1, "def <f>(k):\n    return lambda v: v + k + <int>", "<f>(<lit>)(<i>)"),
    Function(
        2, "def <f>(k):\n    return lambda v: v + k + <int>", "<f>(<lit>)", "e", feature="exotic"
    ),
    Function(
        1,
        "def <f>(k):\n    def inner(v=k):\n        return v + <int>\n    return inner",
        "<f>(<lit>)",
        "e",
        feature="exotic",
    ),
    Function(1, "def <f>(n):\n    return [<int> + v for v in range(n)]", "<f>(<lit>)", "l"),
    Function(2, "def <f>(fn, xs):\n    return [fn(x) for x in xs]", "<f>(<fni>, <ints>)", "l"),
    Function(2, "def <f>(x):\n    return x", "<f>(<mut>)", "e"),
    Function(2, "def <f>():\n    return <mut>", "<f>()", "e"),
    Function(1, "def <f>(x):\n    return {'k': x, 'm': <mut>}", "<f>(<mut>)", "e"),
    Function(1, "<f> = lambda x: x * 2 + <int>", "<f>(<i>)"),
    Function(
        1, "def <f>(n):\n    for v in range(n):\n        yield v + <int>", "list(<f>(<lit>))", "l"
    ),
    Function(
        1,
        "def <f>(*args, **kwargs):\n    return sum(args) + len(kwargs) + <int>",
        "<f>(<i>, <i>, z=<lit>)",
    ),
    Function(
        1, "def <f>(<pn>):\n    <pn> = <pn> + 1\n    <var> = <pn>\n    return <var>", "<f>(<i>)"
    ),
    Function(
        1,
        "def <f>(x: int, *, scale: int = <lit>) -> int:\n    '''Scales.'''\n"
        "    try:\n        return x // scale\n    except ZeroDivisionError:\n"
        "        return <int>",
        "<f>(<i>, scale=<i>)",
    ),
    Function(
        1,
        "def <f>(fn):\n    @functools.wraps(fn)\n    def wrapper(*args):\n"
        "        print('call', args, <int>)\n        return fn(*args)\n    return wrapper\n"
        "\n\n@<f>\ndef <g>(x):\n    return x + <int>",
        "<g>(<i>)",
    ),
    Function(
        1,
        "if <c>:\n    def <f>(x):\n        return x + <int>\nelse:\n"
        "    def <f>(x):\n        return x - 1",
        "<f>(<i>)",
    ),
    Function(
        1,
        "def <f>(xs):\n    for v in xs:\n        if v == <int>:\n            return v\n"
        "    return [w for w in xs if w != <int>][:1] and xs[-1]",
        "<f>(<ints>)",
        "e",
    ),
    Function(
        1,
        "def <f>(d):\n    d.update(<key>=<int>)\n    return d".replace("<key>", "z"),
        "<f>(<dict>)",
        "e",
    ),
    Function(
        1,
        "def <f>(x):\n    <fni>(x)\n    <list>.extend([x])\n    del <list>[:1]\n    return <list>",
        "<f>(<i>)",
        "l",
    ),
    Function(1, "def <f>():\n    return random.randint(0, 50) + <int>", "<f>()", "i", "random"),
    Function(
        1, "def <f>(xs):\n    random.shuffle(xs)\n    return xs", "<f>(<ints>)", "l", "random"
    ),
    Function(2, "def <f>(d):\n    d['z'] = <int>\n    return d", "<f>(<df>)", "e", "pandas"),
    Function(2, "def <f>(d):\n    return d[d['k'] > <int>]", "<f>(<df>)", "e", "pandas"),
    Function(
        1,
        "def <f>(d):\n    d = d.copy()\n    d['k'] = d['k'].map(<fni>)\n    return d",
        "<f>(<df>)",
        "e",
        "pandas",
    ),
    Function(
        1,
        "def <f>():\n    <df>.loc[0, 'k'] = <int>\n    return <df>['k'].sum()",
        "<f>()",
        "e",
        "pandas",
    ),
    Function(2, "def <f>(v):\n    v[0] += 1\n    return v[1:]", "<f>(<arr>)", "e", "numpy"),
    Function(1, "def <f>(v):\n    return v * <int>", "<f>(<arr>)", "e", "numpy"),
    Function(
        1,
        "@functools.lru_cache\ndef <f>(x):\n    print('miss', x)\n    return x + <int>",
        "<f>(<i>)",
        "i",
        "exotic",
    ),
    Function(
        1,
        "def <f>(name):\n    with open(name) as handle:\n        return handle.read()",
        "<f>('input.txt')",
        "s",
        "files",
    ),
    Function(
        1,
        "def <f>(value):\n    with open('<file>', 'w') as handle:\n"
        "        handle.write(str(value))",
        "<f>(<p>)",
        "e",
        "files",
    ),
)

_BASIC = (
    "class <k>:\n    def __init__(self, n=0):\n        self.n = n\n        self.items = [n]\n\n"
    "    def __repr__(self):\n        return f'<k>({self.n}, {self.items})'\n"
)

CLASSES = (
    Class(
        8,
        _BASIC + "\n    def bump(self, by):\n        self.n += by\n        return self.n",
        "<k>(<i>)",
        ("<obj>.bump(<i>)",),
    ),
    Class(
        3,
        _BASIC + "\n    def peek(self):\n        return self.n + <int>\n\n"
        "    def bump(self, by=1):\n        <list>.append(by)\n        self.n += by\n"
        "        return self",
        "<k>(<i>)",
        ("<obj>.peek()", "<obj>.bump(<i>)", "<obj>.bump().peek()"),
    ),
    Class(
        2,
        _BASIC + "\n    def bump(self, by):\n        return self.n + <fni>(by)",
        "<k>(<i>)",
        ("<obj>.bump(<i>)",),
    ),
    Class(
        2,
        "@dataclasses.dataclass\nclass <k>:\n    n: int = <int>\n"
        "    items: list = dataclasses.field(default_factory=list)\n\n"
        "    def bump(self, by):\n        self.items.append(by)\n        return self.items",
        "<k>(<i>)",
        ("<obj>.bump(<i>)", "<obj>.items"),
    ),
    Class(
        1,
        _BASIC + "    limit = <int>\n\n    def bump(self, by):\n"
        "        return min(self.n + by, self.limit)\n\n    @property\n"
        "    def twice(self):\n        return self.n * 2\n\n    @staticmethod\n"
        "    def of(n):\n        return <k>(n)\n\n    @classmethod\n"
        "    def new(cls, n):\n        return cls(n + <int>)",
        "<k>.of(<i>)",
        ("<obj>.bump(<i>)", "<obj>.twice", "<obj>.new(<i>)"),
    ),
    Class(
        1,
        _BASIC + "\n    def __enter__(self):\n        self.items.append('in')\n"
        "        return self\n\n    def __exit__(self, *details):\n"
        "        self.items.append('out')\n\n    def bump(self, by):\n        with self as me:\n"
        "            me.n = by\n        return me",
        "<k>(<i>)",
        ("<obj>.bump(<i>)",),
    ),
    Class(
        1,
        _BASIC + "\n    def __eq__(self, other):\n        return self.n == other.n\n\n"
        "    def __hash__(self):\n        return self.n\n\n    def __call__(self, x):\n"
        "        return x + self.n + <int>\n\n    def bump(self, by):\n"
        "        return <k>(self.n + by)",
        "<k>(<lit>)",
        ("<obj>(<i>)", "<obj>.bump(<i>)", "<obj> == <k>(1)"),
    ),
    Class(
        1,
        _BASIC + "\n    def bump(self, by):\n        return by\n\n\nclass <k2>(<k>):\n"
        "    def bump(self, by):\n        return super().bump(by) + self.n + <int>",
        "<k2>(<i>)",
        ("<obj>.bump(<i>)",),
    ),
    Class(
        1,
        "<k> = collections.namedtuple('<k>', 'n items')",
        "<k>(<i>, <list>)",
        ("<obj>._replace(n=<i>)", "<obj>.items"),
    ),
    Class(
        1,
        "class <k>:\n    seen = []\n    made = 0\n\n    def __init__(self, n):\n"
        "        self.n = n\n        self.items = self.seen\n        <k>.made += 1\n\n"
        "    def __repr__(self):\n        return f'<k>({self.n}, {self.items}, {<k>.made})'\n\n"
        "    def bump(self, by):\n        self.seen.append(by)\n        return len(self.seen)",
        "<k>(<i>)",
        ("<obj>.bump(<i>)", "<k>.made"),
        "exotic",
    ),
    Class(
        1,
        "class <k>(enum.Enum):\n    ONE = 1\n    TWO = 2\n\n    @property\n"
        "    def n(self):\n        return self.value + <int>",
        "<k>(1)",
        ("<obj>.n", "<obj> is <k>.ONE"),
    ),
    Class(
        1,
        "class <k>(Exception):\n    n = <int>\n    items = ()\n\n"
        "try:\n    raise <k>(<i>)\nexcept <k> as problem:\n    print('caught', problem)",
        "<k>(<i>)",
        ("<obj>.args",),
    ),
)
