"""Ties through functions: defaults, and views of arrays."""

import pytest

from nb2prod.analysis.model import Sharing
from tests.analysis.facts_of import last, ties

VIEWS = [
    "def g(v): return v[1:]\nt = g(arr)",
    "def g(v): return v[:1], v[1:]\nt, u = g(arr)",
    "def g(v): return {'a': v[1:]}\nt = g(arr)",
    "def g(v): return v.T\nt = g(arr)",
]
SAME = [
    "def g(v): return v\nt = g(arr)",
    "def g(v): return {'a': v}\nt = g(arr)",
    "def g(v=arr): return v\nt = g()",
    "def g(*, v=arr): return [v]\nt = g()",
    "g = lambda v=arr: v\nt = g()",
    "def g(v=arr): return v\ndef h(): return g()\nt = h()",
    "class C:\n    def m(self, v=arr): return v\nt = C().m()",
]
APART = [
    "def g(v=arr): return v\nt = g(1)",
    "def g(v=arr): return v.sum()\nt = g()",
    "def g(v=n): return v\nt = g()",
]


@pytest.mark.parametrize("source", VIEWS)
def test_views_through_functions(source: str) -> None:
    assert ("t", "arr", Sharing.VIEW) in {(s.name, s.source, s.how) for s in last(source).shares}


@pytest.mark.parametrize("source", SAME)
def test_same_objects_through_functions(source: str) -> None:
    assert ("t", "arr", Sharing.SAME) in {(s.name, s.source, s.how) for s in last(source).shares}


@pytest.mark.parametrize(
    "source",
    [
        "for i in r:\n    d = c; c = b; b = a",
        "while r:\n    e = d; d = c; c = b; b = [a]",
        "for i in r:\n    d = c[0]; c = b; b = [a]",
        "for i in r:\n    e, d, c, b = d, c, b, a\n    e.append(i)",
    ],
)
def test_a_value_that_moves_on_by_a_name_a_round(source: str) -> None:
    setup = "a, b, c, d, e, r = [1], [2], [3], [4], [5], [6]\n"
    assert ("d", "a") in {(s.name, s.source) for s in last(setup + source).shares}


@pytest.mark.parametrize("source", APART)
def test_no_ties(source: str) -> None:
    assert not ties(last(source))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def f(x, acc=[]): acc.append(x)\nf(1)", "f.acc"),
        ("def f(acc={}): return acc\nr = f()\nr['a'] = 1", "f.acc"),
        ("class C:\n    def m(self, d={}): d['a'] = 1\nC().m()", "C.m.d"),
    ],
)
def test_a_changed_default_is_named(source: str, name: str) -> None:
    assert name in last(source).mutates


def test_a_default_that_is_not_used_does_not_change() -> None:
    assert not last("def f(x, acc=[]): acc.append(x)\nf(1, [])").mutates


@pytest.mark.parametrize(
    "source",
    [
        "import contextlib\nwith contextlib.nullcontext(arr) as t: pass",
        "import foo\nt = foo.bar(arr)",
    ],
)
def test_what_is_no_view(source: str) -> None:
    found = last(source)
    assert ("t", "arr", Sharing.SAME) in {(s.name, s.source, s.how) for s in found.shares}


TABLE = "t = pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]})\n"
OVER_TABLES = [
    "t['a'].values",
    "t.a.to_numpy()",
    "t['a'].fillna(0).astype(float).values",
    "t.drop(columns='b').to_numpy()[1:]",
    "[t.loc[:, 'a'].array]",
    "t[t.a > 0].values",
    "np.asarray(t['a'])",
]
BESIDE_TABLES = [
    "t['a'].values.copy()",
    "t['a'].round(1).values",
    "t.copy()['a'].values",
    "t['a'].values[[0, 1]]",
    "t['a'].tolist()",
]
WRITES = ["t.loc[0, 'a'] = 1", "t.iloc[0] = 1", "t.clip(upper=1, inplace=True)"]
MOVES = [
    "t.index.name = 'i'",
    "t['a'] = 1",
    "t.sort_values('a', inplace=True)",
    "t.drop(columns='a', inplace=True)",
]


@pytest.mark.parametrize("made", OVER_TABLES)
def test_arrays_over_the_memory_of_a_table(made: str) -> None:
    assert all("y" in last(f"{TABLE}y = {made}\n{change}").mutates for change in WRITES)
    assert not any("y" in last(f"{TABLE}y = {made}\n{change}").mutates for change in MOVES)


@pytest.mark.parametrize("made", BESIDE_TABLES)
def test_arrays_beside_a_table(made: str) -> None:
    assert not any("y" in last(f"{TABLE}y = {made}\n{change}").mutates for change in WRITES)


SUCCEEDS = [
    "t = t.drop(columns='b')",
    "t = t[t['a'] > 0].reset_index()",
    "t = t.merge(u, on='a')",
    "t = pd.concat([t, u], axis=1)",
    "t = pd.get_dummies(t)",
    "t = t.drop(columns='b')\nt = t.rename(columns={'a': 'a'})",
]
REPLACES = [
    "t = t.copy()",
    "t = t * 2",
    "t = u.drop(columns='b')",
    "w = t\nt = t.groupby('b').sum()",
]


@pytest.mark.parametrize("made", SUCCEEDS)
def test_a_table_that_takes_the_name_of_the_one_it_is_made_of(made: str) -> None:
    start = f"{TABLE}u = pd.DataFrame({{'a': [1.0]}})\ny = t['a'].values\n{made}\n"
    assert all("y" in last(start + change).mutates for change in WRITES)


@pytest.mark.parametrize("made", REPLACES)
def test_a_table_that_takes_the_name_of_another(made: str) -> None:
    start = f"{TABLE}u = pd.DataFrame({{'a': [1.0]}})\ny = t['a'].values\n{made}\n"
    assert not any("y" in last(start + change).mutates for change in WRITES)


IN_CELLS = [
    "t = pd.DataFrame({'y': [v]})",
    "t = pd.DataFrame([{'y': v}])",
    "t = pd.DataFrame([[k, v] for k in 'ab'])",
    "t = pd.DataFrame.from_dict({'y': [d.get('k')]})",
    "t = pd.Series({'a': v})",
    "u = [v, 1]\nt = pd.DataFrame({'y': u})",
    "t = pd.DataFrame({'x': [1]})\nt['y'] = [v]",
    "t = pd.DataFrame({'x': [1]})\nt.insert(0, 'y', [v])",
    "t = pd.DataFrame({'x': [1]}).assign(y=[v])",
    "def f(x): return pd.DataFrame({'y': [x]})\nt = f(v)",
    "def f(x, y): x['y'] = [y]\nt = pd.DataFrame({'x': [1]})\nf(t, v)",
]
OF_CELLS = [
    "t.copy()",
    "t['y']",
    "t[t['y'].notna()]",
    "t['y'].tolist()",
    "[x for x in t['y']]",
    "t.loc[0, 'y']",
    "pd.concat([t, t])",
    "t.reset_index().rename(columns={'y': 'z'})",
    "{'k': t}",
]
NOT_IN_CELLS = [
    "t = pd.DataFrame({'y': v})",
    "t = pd.DataFrame([v, v])",
    "t = pd.DataFrame({'y': arr[:, 0], 'z': df['a']})",
    "t = pd.DataFrame({'y': [1]}, index=v)",
    "t = df.drop(index=v)",
    "t = pd.DataFrame({'y': [len(v)]})",
]
IN_A_CELL = "v = [1]\nd = {'k': v}\n"


@pytest.mark.parametrize("made", IN_CELLS)
def test_what_lies_in_a_cell_of_a_table(made: str) -> None:
    assert "t" in last(f"{IN_A_CELL}{made}\nv.append(2)").mutates


@pytest.mark.parametrize("made", OF_CELLS)
def test_what_is_made_of_a_table_has_what_lies_in_its_cells(made: str) -> None:
    start = f"{IN_A_CELL}t = pd.DataFrame({{'y': [v]}})\n"
    assert "w" in last(f"{start}w = {made}\nv.append(2)").mutates


@pytest.mark.parametrize("made", NOT_IN_CELLS)
def test_a_table_copies_its_columns(made: str) -> None:
    assert "t" not in last(f"{IN_A_CELL}{made}\nv.append(2)").mutates


def test_a_table_that_grows_by_a_row_each_round() -> None:
    rows = "def f(u):\n    t = pd.DataFrame()\n    for a in range(3):\n"
    rows += "        for r in ask(u).json()['d']['c']:\n"
    rows += "            t = t.append({'a': r['d']['s']}, ignore_index=True)\n"
    rows += "    t = t.drop_duplicates(subset=['a'])\n    return t\n"
    assert "t" not in last(f"{rows}t = f('x')\nv = 1").mutates


@pytest.mark.parametrize("link", [".replace('a', '')", ".str.replace('a', '')", "[0].strip()"])
def test_a_chain_of_sixty_methods_is_followed_once(link: str) -> None:
    assert last(f"from lib import f\nt = f(s){link * 60}").may_bind == {"t"}
