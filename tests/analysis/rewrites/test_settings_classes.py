"""Fields of settings become names; a class or dict that is used as more stays as it is."""

import ast

import pytest

from nb2prod.analysis.rewrites.settings_classes import with_settings_as_names
from nb2prod.analysis.rewrites.settings_fields import holds_settings
from nb2prod.notebook.model import Cell, Notebook, Role

CFG = "class CFG:\n    lr = 0.1\n    cols = ['a']"
DICT = "CFG = {'lr': 0.1, 'cols': ['a']}"


def rewritten(parameters: str, code: str, role: Role = Role.PARAMETERS) -> Notebook:
    cells = (Cell(1, "", role, parameters), Cell(2, "", Role.TRAIN, code))
    return with_settings_as_names(Notebook("small", cells))


@pytest.mark.parametrize(
    ("parameters", "code", "made", "says"),
    [
        (CFG, "f(CFG.lr, CFG.cols[0])", "\nlr = 0.1\ncols = ['a']", "f(lr, cols[0])"),
        (f"{CFG}\ncfg = CFG()", "cfg.lr + CFG.lr", "\nlr = 0.1\ncols = ['a']\n", "lr + lr"),
        (f"{CFG}\ncfg = CFG(lr=2)", "cfg.lr", "\nlr = 2\ncols = ['a']\n", "lr"),
        (CFG, "lr = CFG.lr", "\ncfg_lr = 0.1\ncols = ['a']", "lr = cfg_lr"),
        (CFG, "def f(x=CFG.lr):\n    return CFG.lr", None, "def f(x=lr):\n    return lr"),
        (CFG, "class A:\n    def f(self):\n        return CFG.lr", None,
         "class A:\n    def f(self):\n        return lr"),
        (CFG, "f'{CFG.lr:.2f} of CFG'", None, "f'{lr:.2f} of CFG'"),
        (CFG, "CFG.cols.append('b')", None, "cols.append('b')"),
        ("class A:\n    n = 2\n    m = n * 2", "A.m", "\nn = 2\nm = n * 2", "m"),
        ("class A:\n    n: int = 2; m: str = 'x'", "A.m", "\nn = 2; m = 'x'", "m"),
        ("class A(object):\n    '''Doc.'''\n    class B:\n        n = 2", "A.B.n",
         "\n\n\nn = 2", "n"),
        ("class A:\n    def __init__(self):\n        self.n = 2\n        self.m = self.n\na = A()",
         "a.m", "\n\nn = 2\nm = n\n", "m"),
        ("from dataclasses import dataclass, field\n@dataclass\nclass A:\n    n: int = 2\n"
         "    m: list = field(default_factory=lambda: [1])\n    o: set = field(default_factory=set)",  # noqa: E501
         "A.m", "from dataclasses import dataclass, field\n\n\nn = 2\nm = [1]\no = set()", "m"),
        ("import types\nargs = types.SimpleNamespace(n=2, m='x')", "args.n",
         "import types\nn = 2; m = 'x'", "n"),
        ("class A:\n    n = 2\nclass B:\n    n = A.n", "f'{A.n} {B.n}'",
         "\nn = 2\n\nb_n = n", "f'{n} {b_n}'"),
        ("class A:\n    _n = 2", "A._n", "\na_n = 2", "a_n"),
        ("import types\nargs = types.SimpleNamespace(a=n, n=2)", "args.n + n",
         "import types\na = n; args_n = 2", "args_n + n"),
        (DICT, 'f(CFG["lr"], CFG["cols"][0])', "lr = 0.1; cols = ['a']", "f(lr, cols[0])"),
        ("b = 3\nCFG = {\n    'a': {'b': 1},\n    'c': b,\n}", "CFG['a']['b'] + CFG['c']",
         "b = 3\n\ncfg_a_b = 1\nc = b\n", "cfg_a_b + c"),
        ("CFG = {'a': {'b': 1}, 'c': {'d': 2}}", "f(**CFG['a']) + CFG['c']['d'] + CFG['a']['b']",
         "a = {'b': 1}; d = 2", "f(**a) + d + a['b']"),
        ("CFG = {'a': {'b': 1}, 'c': {'d-e': 2}}", "CFG['a'][key] + CFG['c']['d-e']",
         "a = {'b': 1}; c = {'d-e': 2}", "a[key] + c['d-e']"),
        (DICT, """f'{CFG["lr"]:.2f} of CFG'""", None, "f'{lr:.2f} of CFG'"),
        (DICT, "CFG['cols'].append('b'); CFG['cols'][0] = 'c'", None,
         "cols.append('b'); cols[0] = 'c'"),
        (DICT, "def f(x=CFG['lr']):\n    return CFG['lr']", None, "def f(x=lr):\n    return lr"),
    ],
)  # fmt: skip
def test_fields_are_names(parameters: str, code: str, made: str | None, says: str) -> None:
    first, second = rewritten(parameters, code).cells
    assert second.source == says
    assert made is None or first.source == made
    assert first.source.count("\n") == parameters.count("\n")


def test_what_the_names_are_called_in_the_file() -> None:
    made = rewritten("class A:\n    x = 1\n    class B:\n        y = 2", "A.x + A.B.y")
    assert made.original_names() == {"x": "A.x", "y": "A.B.y"}
    made = rewritten("A = {'x': 1, 'b': {'y': 2}}", "A['x'] + A['b']['y']")
    assert made.original_names() == {"x": 'A["x"]', "y": 'A["b"]["y"]'}


@pytest.mark.parametrize(
    "code",
    [
        "print(CFG)", "vars(CFG)", "CFG.lr = 2", "del CFG.lr", "CFG.other", "CFG.lr += 1",
        "f(CFG).lr", "x = CFG", "def f(CFG):\n    return CFG.lr", "class A(CFG):\n    pass",
        "class A:\n    lr = CFG.lr", "CFG = 1\nCFG.lr", "df.query('a > @CFG.lr')", "f'{CFG.lr=}'",
        "eval('CFG.lr')", "for CFG in []:\n    CFG.lr", "import CFG", "[CFG for CFG in []]",
        "a = CFG()\nb = CFG()\na.lr + b.lr", "a = CFG(1, 2, 3)\na.lr", "a = CFG(lr=2)\na.lr",
        "@g(CFG.lr)\ndef f():\n    pass", "CFG.lr; cfg = CFG()", "def f():\n    global CFG",
        "def f(x: CFG):\n    pass",
    ],
)  # fmt: skip
def test_a_class_that_is_used_as_more_stays(code: str) -> None:
    assert rewritten(CFG, code).cells[1].source == code


@pytest.mark.parametrize(
    "code",
    [
        "print(CFG)", "f(**CFG)", "CFG['lr'] = 2", "CFG['lr'] += 1", "del CFG['lr']", "CFG[key]",
        "CFG['other']", "CFG.get('lr')", "'lr' in CFG", "CFG |= {'lr': 1}", "CFG = {'lr': 2}",
        "for key in CFG:\n    CFG[key]", "def f(CFG):\n    return CFG['lr']", "f'{CFG[\"lr\"]=}'",
        "eval('CFG[\"lr\"]')", "class A:\n    lr = CFG['lr']", "CFG.lr", "CFG[0]",
    ],
)  # fmt: skip
def test_a_dict_that_is_used_as_more_stays(code: str) -> None:
    assert rewritten(DICT, code).cells[1].source == code


@pytest.mark.parametrize(
    "parameters",
    [
        "CFG = {'lr': 1, 'a b': 2}", "CFG = {'lr': 1, 'class': 2}", "CFG = {'lr': 1, **other}",
        "CFG = {'lr': 1, 'lr': 2}", "CFG = {'lr': [x for x in 'ab']}", "CFG = {'lr': 1, 2: 3}",
        "CFG = {'lr': 1, key: 3}", "CFG = {'__lr': 1, 'lr': 2}", "CFG = D = {'lr': 1}",
    ],
)  # fmt: skip
def test_a_dict_of_other_things_stays(parameters: str) -> None:
    assert rewritten(parameters, "CFG['lr']").cells[0].source == parameters


@pytest.mark.parametrize(
    "parameters",
    [
        "class CFG(Base):\n    lr = 1", "@register\nclass CFG:\n    lr = 1",
        "class CFG:\n    lr = 1\n    def f(self):\n        return 2",
        "class CFG:\n    lr = lr2 = 1",
        "class CFG:\n    lr = [x for x in 'ab']", "class CFG:\n    __lr = 1\n    lr = 2",
        "class CFG:\n    lr = 1\n    lr = 2", "class CFG:\n    if True:\n        lr = 1",
        "class CFG:\n    def __init__(self, lr):\n        self.lr = lr", "class CFG: lr = 1\nCFG()",
        "class CFG:\n    lr = 1\nclass CFG:\n    lr = 2", "class CFG:\n    lr = lambda: 1",
    ],
)  # fmt: skip
def test_a_class_that_does_more_stays(parameters: str) -> None:
    assert rewritten(parameters, "CFG.lr").cells[0].source == parameters


def test_only_in_a_cell_of_parameters() -> None:
    assert rewritten(CFG, "CFG.lr", Role.TRAIN).cells[1].source == "CFG.lr"


@pytest.mark.parametrize(
    ("code", "holds"),
    [
        (CFG, True),
        ("@dataclass\nclass A:\n    n: int = 1", True),
        ("class A:\n    n = f()", False),
        ("class A:\n    pass", False),
        ("def f():\n    pass", False),
    ],
)
def test_holds_settings(code: str, holds: bool) -> None:
    assert holds_settings(ast.parse(code).body[0]) is holds
