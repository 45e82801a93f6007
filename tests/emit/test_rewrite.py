"""Statements of the notebook as the plan rewrites them: what is changed, and what is not."""

import ast

import pytest

from nb2prod.analysis.model import Statement
from nb2prod.emit.plain import plain
from nb2prod.emit.rewrite import lines_of_tree, rewritten
from nb2prod.notebook.model import Cell, Role
from nb2prod.plan.model import Code, Edit, Span
from tests.analysis.facts_of import analysed

GLOBALS = (("f", (("k", "k"),)), ("g", (("a", "a"), ("b", 'model_config["b"]'))))


def statement(source: str) -> Statement:
    """One statement, which may also be wrong outside a function."""
    cell = Cell(1, "c1", Role.TRAIN, source)
    return Statement(0, cell, tuple(ast.parse(source).body), source, 1, 1)


def captured(source: str) -> str:
    """The source where f needs k, g needs a and b, and N is a parameter."""
    replaced = (("N", 'model_config["N"]'),)
    return made_of(Code(statement(source), captured=GLOBALS, replaced=replaced))


def made_of(code: Code) -> str:
    """What libcst makes of it, which text alone has to make too where it makes anything."""
    assert plain(code) in (None, lines_of_tree(code))
    return rewritten(code).code


# what is special, statement
UNCHANGED = [
    ("attribute of another object", "x.f(1)"),
    ("attribute of that name read", "y = x.f + x.N"),
    ("attribute of the function", "f.cache = 1"),
    ("keyword of that name", "h(f=1, N=2)"),
    ("text", "h('f(N)', b'N')"),
    ("comment", "h(1)  # f(N)"),
    ("binding", "N = 3"),
    ("augmented binding", "N += 3"),
    ("walrus", "(N := 3)"),
    ("loop target", "for f in xs:\n    pass"),
    ("import", "from f import N as f"),
    ("parameter shadows", "def h(f, N):\n    return f(N)"),
    ("lambda's parameter shadows", "h = lambda f, N=1: f(N)"),
    ("local name shadows", "def h():\n    f = N = 1\n    return f + N"),
    ("nested definition shadows", "def h():\n    def f():\n        pass\n    return f()"),
    ("local import shadows", "def h():\n    import f, N.x\n    return f(N)"),
    ("with and except shadow",
     "def h():\n    with o() as f:\n        f()\n    try:\n        pass\n"
     "    except E as N:\n        h(N)"),
    ("match shadows",
     "def h(x):\n    match x:\n        case [f, *N]:\n            return f(N)"),
    ("comprehension shadows", "ys = [f(N) for f, N in xs]"),
    ("dict comprehension shadows", "ys = {f: N for f, N in xs}"),
    ("starred target shadows", "ys = [f(N) for f, *N in xs]"),
    ("definition of that name", "def f():\n    return 1"),
    ("declared global", "def h():\n    global N\n    N = 1"),
]  # fmt: skip


@pytest.mark.parametrize("source", [s for _, s in UNCHANGED], ids=[n for n, _ in UNCHANGED])
def test_unchanged(source: str) -> None:
    assert captured(source) == source


# what is special, before, after
CHANGED = [
    ("call", "y = f(x)", "y = f(x, k=k)"),
    ("call without arguments", "f()", "f(k=k)"),
    ("trailing comma", "f(x,)", "f(x,k=k)"),
    ("several keywords", "g(1)", 'g(1, a=a, b=model_config["b"])'),
    ("after star arguments", "f(*xs, **d)", "f(*xs, **d, k=k)"),
    ("generator argument", "f(i for i in x)", "f((i for i in x), k=k)"),
    ("call in a call", "f(f(x))", "f(f(x, k=k), k=k)"),
    ("method of the result", "f(x).f()", "f(x, k=k).f()"),
    ("reference", "df.apply(f)", "df.apply(functools.partial(f, k=k))"),
    ("reference as a keyword's value", "h(key=f)", "h(key=functools.partial(f, k=k))"),
    ("reference in a dict", "d = {'f': f}", "d = {'f': functools.partial(f, k=k)}"),
    ("bound to another name", "h = f", "h = functools.partial(f, k=k)"),
    ("called by a subscript", "fs[0](f)", "fs[0](functools.partial(f, k=k))"),
    ("decorator", "@f\ndef h():\n    pass", "@functools.partial(f, k=k)\ndef h():\n    pass"),
    ("inside a function", "def h():\n    return f(1)", "def h():\n    return f(1, k=k)"),
    ("inside a lambda", "h = lambda x: f(x)", "h = lambda x: f(x, k=k)"),
    ("recursion", "def f(n):\n    return f(n - 1)", "def f(n):\n    return f(n - 1, k=k)"),
    ("method calls it",
     "class A:\n    def f(self):\n        return f(self)",
     "class A:\n    def f(self):\n        return f(self, k=k)"),
    ("in an f-string", "s = f'{f(x)!r:>{N}}'", "s = f'{f(x, k=k)!r:>{model_config[\"N\"]}}'"),
    ("after an inner scope has shadowed it",
     "ys = [f for f in xs] + [f(1)]", "ys = [f for f in xs] + [f(1, k=k)]"),
    ("read of a parameter", "y = N + 1", 'y = model_config["N"] + 1'),
    ("default value", "def h(n=N):\n    return n", 'def h(n=model_config["N"]):\n    return n'),
    ("subscript target", "x[N] = 1", 'x[model_config["N"]] = 1'),
    ("value of an annotated binding", "x: int = N", 'x: int = model_config["N"]'),
    ("read in the binding of the same statement", "y = z = N", 'y = z = model_config["N"]'),
    ("class body reads it", "class A:\n    n = N", 'class A:\n    n = model_config["N"]'),
    ("comments and odd spacing stay",
     "y = f( x )  # why\n# end", "y = f( x,  k=k)  # why\n# end"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"), [case[1:] for case in CHANGED], ids=[case[0] for case in CHANGED]
)
def test_changed(before: str, after: str) -> None:
    made = captured(before)
    assert made == after
    ast.parse(made)


def edited(source: str, *texts: tuple[str, str]) -> str:
    """The source with expressions, named by their text, replaced by others."""
    wanted = dict(texts)
    edits = [
        Edit(Span(n.lineno, n.col_offset, n.end_lineno or 0, n.end_col_offset or 0), text)
        for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.expr) and (text := wanted.get(ast.get_source_segment(source, n) or ""))
    ]
    assert edits
    return made_of(Code(statement(source), edits=tuple(edits)))


# what is special, before, expression, its replacement, after
EDITS = [
    ("argument", "df = read('a.csv')", "'a.csv'", "a_file", "df = read(a_file)"),
    ("behind letters of several bytes",
     "é日 = read('本'), read('a.csv')", "'a.csv'", "a_file", "é日 = read('本'), read(a_file)"),
    ("on a later line", "df = read(\n    'a.csv',  # é\n    sep='é',\n)", "'a.csv'", "a_file",
     "df = read(\n    a_file,  # é\n    sep='é',\n)"),
    ("in an f-string", "print(f'{open(\"a.txt\").read()}')", '"a.txt"', "a_file",
     "print(f'{open(a_file).read()}')"),
    ("a sum in parentheses stays in them", "x = ('a' + b) * 2", "'a' + b", "c + d",
     "x = (c + d) * 2"),
    ("parentheses that are not needed go", "x = (('a.csv'))", "'a.csv'", "a_file", "x = a_file"),
    ("every place of the same text", "h('a'); h('a')", "'a'", "b", "h(b); h(b)"),
    ("call replaced as a whole", "h(join('a', 'b'), 1)", "join('a', 'b')", "b_file",
     "h(b_file, 1)"),
    ("decorator's argument", "@d('a')\ndef h():\n    pass", "'a'", "b",
     "@d(b)\ndef h():\n    pass"),
    ("tab", "if x:\n\ty = 'a'", "'a'", "b", "if x:\n\ty = b"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "old", "new", "after"), [case[1:] for case in EDITS], ids=[c[0] for c in EDITS]
)
def test_edits(source: str, old: str, new: str, after: str) -> None:
    assert edited(source, (old, new)) == after


def test_edits_count_from_the_line_of_the_cell() -> None:
    second = analysed("x = 1\n\n# above\ny = read('a.csv')").statements[1].statement
    edit = Edit(Span(4, 9, 4, 16), "a_file")
    assert "# above\ny = read(a_file)" in rewritten(Code(second, edits=(edit,))).code


def test_edit_and_keyword_in_one_statement() -> None:
    edit = Edit(Span(1, 2, 1, 9), "a_file")
    code = Code(statement("f('a.csv')"), edits=(edit,), captured=GLOBALS)
    assert rewritten(code).code == "f(a_file, k=k)"


def test_global_becomes_nonlocal_in_a_nested_definition() -> None:
    source = "def h():\n    global n\n    n = 1"
    made = rewritten(Code(statement(source), nonlocals=frozenset({"n"}))).code
    assert made == "def h():\n    nonlocal n\n    n = 1"
    read = "def h():\n    global n, m\n    n = m"
    made = rewritten(Code(statement(read), nonlocals=frozenset({"n"}))).code
    assert made == "def h():\n    nonlocal n\n    n = m"
    made = rewritten(Code(statement(read), nonlocals=frozenset())).code
    assert made == "def h():\n    n = m"
    assert rewritten(Code(statement(read))).code == read


@pytest.mark.parametrize("displayed", [True, False])
def test_bare_value_gets_a_name_and_is_printed_where_it_is_displayed(displayed: bool) -> None:
    bare = statement("# why\nscore(y, p)  # end")
    made = rewritten(Code(bare, assigned="accuracy", displayed=displayed)).code
    assert "accuracy = score(y, p)" in made and "# why" in made
    assert ("print(accuracy)" in made) is displayed
