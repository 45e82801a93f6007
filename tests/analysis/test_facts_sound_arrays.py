"""Random programs over arrays and tables: what happens must be among the facts.

Python objects inside arrays of dtype object are not followed, nor views that numpy functions
take of tables; the programs have none.
"""

import pytest

from tests.analysis.sound import Language, check, program, run

DEFINITIONS = """
store = []
def fill(x):
    x[0] = 5
def half(x):
    return x[:1]
def fresh(x):
    x = x.copy()
    x[0] = 7
    return x
def column(x, k):
    x[k] = 1
    return x
def scaled(x):
    x *= 2
    return x
def plus(x):
    return x + 1
def keep(x):
    store.append(x)
"""
START = """
a = np.arange(6.0)
b = np.ones((2, 3))
c = pd.DataFrame({'x': [1.0, 2.0], 'y': [3.0, 4.0]})
d = pd.Series([1.0, 2.0, 3.0])
e = {'k': a, 'f': c}
"""
SIMPLE = [
    "{x} = {y}", "{x} = {y}[:2]", "{x} = {y}[0]", "{x} = {y}[[0, 1]]", "{x} = {y}[{y} > 1]",
    "{x} = {y}.copy()", "{x} = {y}.T", "{x} = {y}.reshape(-1)", "{x} = {y}.ravel()",
    "{x} = np.asarray({y})", "{x} = np.array({y}.T)", "{x} = {y} + 1", "{x} = {y} * 2",
    "{x} = {y}.values", "{x} = {y}.to_numpy()", "{x} = {y}['k']", "{x} = {y}['f']",
    "{x} = {y}['x']", "{x} = {y}[['x']]", "{x} = {y}.loc[:, 'x']", "{x} = {y}.iloc[:1]",
    "{x}[0] = 9", "{x}['x'] = 9", "if isinstance({x}, dict): {x}['k'] = {y}",
    "{x}.loc[0, 'x'] = 8", "{x}.iloc[0] = 7",
    "{x} += 1", "{x} *= 2", "{x} -= 0.5", "{x}.sort()", "{x}.fill(3)", "{x}.loc[:, 'z'] = {y}",
    "{x}.sort_values('x', inplace=True)", "{x}.drop(columns='y', inplace=True)",
    "{x} = {y}[['x', 'y']].drop(columns='y')", "{x} = {y}.fillna(0)", "{x} = {y}.assign(q=1)",
    "np.fill_diagonal({x}, 4)", "np.add({x}, 1, out={x})", "{x} = np.add({y}, 1, out={z})",
    "{x} = {y}.astype(float)", "{x} = {y}.astype(float, copy=False)", "{x} = np.transpose({y})",
    "{x} = np.squeeze({y}.T)", "{x} = {y}.view()", "{x} = {y}.squeeze()", "{x} = {y}.flatten()",
    "{x} = {{'k': {y}, 'f': {z}}}", "{x} = [{y}, {z}]", "{x} = np.concatenate([{y}, {y}])",
    "{x} = pd.DataFrame({y})", "{x} = pd.Series({y}.ravel())",
    "{x} = pd.DataFrame({{'x': {y}.ravel()}})",
    "{x} = pd.concat([{y}, {z}])", "{x} = {y}.head(1)", "{x} = {y}.rename(columns={{'x': 'w'}})",
    "fill({x})", "{x} = half({y})", "{x} = fresh({y})", "column({x}, 'x')", "{x} = scaled({y})",
    "{x} = plus({y})", "keep({x})", "{x} = store[-1]", "store[-1][0] = 6", "{x}['k'][0] = 5",
    "{x}['f']['x'] = 4", "{x}[0][0] = 3",
    "{x} = {y}.apply(lambda v: v + 1)", "{x}.columns = ['p', 'q']",
    "{x} = {y}.pop('x')", "{x}.insert(0, 'n', 1)",
    "{x}.index = [5, 6]", "{x} = {y}.groupby('x').sum()",
    "{x} = {y}.reset_index()", "{x}.reset_index(drop=True, inplace=True)", "{x}, {y} = {y}, {x}",
    "{x} = np.where({y} > 1, {y}, 0)", "{x} = {y}.clip(0, 1)", "{x} = np.split({y}, 2)",
    "{x} = np.atleast_2d({y}.T)", "{x} = {y}[..., None]", "{x} = {y}[:, 0]", "{x} = {y}.real",
    "{x}.flat[0] = 2", "{x}.values[0] = 1", "{x} = np.ravel({y})",
    "{x} = {y}.swapaxes(0, -1)", "{x} = {y}.iloc[:, 0].to_numpy()", "{x} = sorted({y})",
    "{x} = list({y})", "{x} = tuple({y})", "{x} = np.broadcast_to({y}, (2, 3))", "{x}.put(0, 8)",
    "{x} = max({y}, key=np.sum)", "np.copyto({x}, 0)", "{x}.partition(1)", "{x}.update({y})",
    "{x} = {y} if len({y}) > 1 else {z}", "{x} = {y}.sum()", "{x} = {y}.mean(axis=0)",
    "{x} = {y}.squeeze() + {z}",
    "{x} = np.nan_to_num({y}, copy=False)", "{x} = {y}.set_axis([1, 2])",
]  # fmt: skip
COMPOUND = [
    "if len({x}) > 1:\n    {s}\nelse:\n    {t}",
    "for v_ in {x}:\n    v_[0] = 6",
    "for v_ in [{x}, {y}]:\n    v_[0] = 6",
    "for k_, v_ in {x}.items():\n    v_[0] = 6",
    "for v_ in {x}.values():\n    v_[0] = 6",
    "for i_, v_ in enumerate({x}):\n    v_ *= 2",
    "for v_, w_ in zip({x}, {y}):\n    v_[:] = w_",
    "try:\n    {s}\n    {t}\nexcept Exception:\n    {u}",
    "[fill(v_) for v_ in {x}]",
    "for k_ in {x}:\n    {x}[k_] = {x}[k_] * 2",
    "with np.errstate(all='ignore'):\n    {s}\n    {t}",
]
LANGUAGE = Language(
    "import copy\nimport numpy as np\nimport pandas as pd", DEFINITIONS, START, SIMPLE, COMPOUND
)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.filterwarnings("ignore")
def test_what_happens_is_among_the_facts(seed: int) -> None:
    check(LANGUAGE, seed)


@pytest.mark.filterwarnings("ignore")
def test_the_programs_do_something() -> None:
    steps = [step for seed in range(10) for step in run(LANGUAGE, program(LANGUAGE, seed))]
    assert sum(bool(step.changed) for step in steps) > 20
    assert sum(bool(step.rebound) for step in steps) > 40
