"""Lookups in `globals()` and its like, written out."""

import pytest

from nb2prod.analysis.rewrites.namespaces import without_namespaces
from nb2prod.notebook.model import Cell, Notebook, Role

BEFORE = "a, b = f()\nform = '{a} {b:>3}'\nt = Template('$a ${b} $$c')\n"

# one line of a cell, and what becomes of it; "" for what stays
WRITTEN = [
    ("print('{a} {0} {b[0]} {b.x}'.format(1, **locals()))",
     "print('{a} {0} {b[0]} {b.x}'.format(1, a=a, b=b))"),
    ("print('{a} {c}'.format(c=3, **globals()))", "print('{a} {c}'.format(c=3, a=a))"),
    ("print(form.format_map(vars()))", 'print(form.format_map({"a": a, "b": b}))'),
    ("print('%(a)s' % globals())", "print('%(a)s' % {\"a\": a})"),
    ("print(t.substitute(locals()))", 'print(t.substitute({"a": a, "b": b}))'),
    ("globals()['c'] = globals()['a']", "c = a"),
    ("c = eval('a + 1')", "c = (a + 1)"),
    ("if 'a' in globals(): pass", "if True: pass"),
    ("if 'z' not in locals(): z = 1", "if True: z = 1"),
    ("def g(): return globals()['a']", "def g(): return a"),
    ("def g(a): return globals()['a']", ""),
    ("def g(c): return '{c}'.format(**locals())", ""),
    ("def g(): globals()['c'] = 1", ""),
    ("c = [locals()['a'] for x in b]", ""),
    ("print(a.format(**locals()))", ""),
    ("globals()[a] = 1", ""),
    ("globals().update(b)", ""),
    ("c = eval(a)", ""),
    ("c = eval('a b')", ""),
    ("vars(a)['b'] = 1", ""),
    ("d = pd.eval('a + b', local_dict=locals())",
     "d = pd.eval('a + b', local_dict={\"a\": a, \"b\": b})"),
    ("d = sqldf('select * from a', globals())", "d = sqldf('select * from a', {\"a\": a})"),
    ("sql = lambda q: sqldf(q, globals())", "sql = lambda q: sqldf(q, {})"),
    ("for _ in a: z = 1 if 'z' not in globals() else z + 1", ""),
    ("while b: y = globals().get('y', 0) + 1", ""),
    ("if c: del a\nif 'a' in globals(): c = 1", ""),
    ("if b:\n    z = 1\n    w = 'z' in vars()", "if b:\n    z = 1\n    w = True"),
    ("if 'z' in vars(): pass\nelse: z = 1", "if False: pass\nelse: z = 1"),
    ("z = globals().get('z', 32)", "z = (32)"),
    ("c = vars().get('a', 32)", "c = a"),
    ("c = locals().get('c')", "c = None"),
    ("c = [n for n in ('a', 'b') if n not in globals()]", "c = [n for n in ('a', 'b') if False]"),
    ("c = all(n in globals() for n in ['a', 'b'])", "c = all(True for n in ['a', 'b'])"),
    ("c = [n for n in ('a', 'z') if n in globals()]\nz = 1",
     "c = [n for n in ('a', 'z') if n in ('a',)]\nz = 1"),
    ("for n in ['a', 'b']:\n    if n not in globals(): print(n)",
     "pass\n"),
    ("c = [n for n in ('a', 'elsewhere') if n in globals()]", ""),
    ("c = [n for n in b if n in globals()]", ""),
    ("def g(): return [n for n in ('a', 'b') if n in globals()]", ""),
    ("c = globals().get('elsewhere', 1)", ""),
    ("def g(): return globals().get('a', 1)", ""),
    ("for n in ['a', 'b']: locals()[n].show(n)",
     "for n in ['a', 'b']: {\"a\": a, \"b\": b}[n].show(n)"),
    ("c = {n: globals()[n] for n in ('b', 'a')}",
     "c = {n: {\"b\": b, \"a\": a}[n] for n in ('b', 'a')}"),
    ("c = [locals()[n] for n in ('b', 'a')]", ""),
    ("for n in ['a', 'c']: print(globals()[n])\nc = 1", ""),
    ("for n in ['a', 'b']:\n    n = n.strip()\n    print(globals()[n])", ""),
    ("for n in ['c', 'd']: globals()[n] = f(n)", "c, d = [f(n) for n in ['c', 'd']]"),
    ("for n in ['c', 'd']:\n    locals()[n] = f(n)\nprint(n, locals()['c'])",
     "c, d = [f(n) for n in ['c', 'd']]; n = 'd'\n\nprint(n, c)"),
    ("for n in ['c']: globals()[n] = f(n)", "c, = [f(n) for n in ['c']]"),
    ("for n in ['c', 'd']: globals()[n] = f(c)", ""),
    ("for n in ['c', 'd x']: globals()[n] = f(n)", ""),
    ("for n in ['c', 'd']: globals()[n + a] = f(n)", ""),
    ("for n in ['c', 'd']:\n    globals()[n] = f(n)\n    print(n)", ""),
    ("def g():\n    for n in ['c', 'd']: globals()[n] = f(n)", ""),
    ("for n in ['a', 'b']:\n    def g(): return globals()[n]", ""),
    ("for n in 'cd': globals()[f'x_{n}'] = n", ""),
    ("for n in ['c', 'd']: globals()[f'x_{n}'] = f(n)",
     "x_c, x_d = [f(n) for n in ['c', 'd']]"),
    ("for i in range(2): globals()['x' + str(i)] = i ** 2\nprint(i)",
     "x0, x1 = [i ** 2 for i in range(2)]; i = 1\nprint(i)"),
    ("for i, n in enumerate(['c', 'd']): globals()[n] = i",
     "c, d = [i for (i, n) in enumerate(['c', 'd'])]"),
    ("for i, n in enumerate(['c', 'd']): globals()[n] = i\nprint(i)", ""),
    ("ns = ['c', 'd']\nfor i in range(2): locals()[ns[i]] = f(i)",
     "ns = ['c', 'd']\nc, d = [f(i) for i in range(2)]"),
    ("ns = ['c', 'd']\nns.append('e')\nfor n in ns: locals()[n] = f(n)", ""),
    ("ns = ['c', 'd']\nns[0] = 'e'\nfor n in ns: locals()[n] = f(n)", ""),
    ("for n in ['c', 'd']: exec(f'x_{n} = f(n)')", "x_c, x_d = [f(n) for n in ['c', 'd']]"),
    ("for n in ['c', 'd']: exec(f'x_{n} = f({n!r})')", "x_c, x_d = [f('c'), f('d')]"),
    ("for n in ['c', 'd']: exec(f'x_{n} = f({n!r}, n)')", ""),
    ("for n in ['c', 'd']: exec(f'print({n!r})')", ""),
    ("for n in ['c', 'c']: exec(f'x_{n} = f(n)')", ""),
    ("for n in ['c', 'd']: exec(f'x_{n} = x_c')", ""),
    ("for i in [1, 2]: print(globals()[f'x{i}'])", ""),
    ("x1 = x2 = a\nfor i in [1, 2]: print(globals()[f'x{i}'])",
     "x1 = x2 = a\nfor i in [1, 2]: print({\"x1\": x1, \"x2\": x2}[f'x{i}'])"),
]  # fmt: skip


@pytest.mark.parametrize("line, wanted", WRITTEN)
def test_written(line: str, wanted: str) -> None:
    book = Notebook("n", (Cell(1, "", Role.TRAIN, BEFORE), Cell(2, "", Role.TRAIN, line + "\n")))
    assert without_namespaces(book).cells[1].source == (wanted or line) + "\n"


def test_a_call_over_several_lines_keeps_them() -> None:
    source = "print('{a}'.format(\n    **locals()\n))\nx = globals()[\n    'a'\n]\n"
    book = Notebook("n", (Cell(1, "", Role.TRAIN, BEFORE), Cell(2, "", Role.TRAIN, source)))
    made = without_namespaces(book).cells[1].source
    assert made == "print('{a}'.format(\n    a=a\n))\nx = (a\n\n)\n"
