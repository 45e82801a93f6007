"""The names that strings read."""

import pytest

from tests.analysis.facts_of import last

IMPORTS = (
    "import duckdb, patsy, bambi, sqlite3\nimport pandas as pd\n"
    "import statsmodels.api as sm\nimport statsmodels.formula.api as smf\n"
    "t, u, w = f()\ndef half(x): return x / 2\n"
)

# source of the last cell, names that it reads beside the libraries'
READ = [
    ("duckdb.sql('select * from t')", "t"),
    ("duckdb.sql('select * from t where a = w')", "t"),
    ("duckdb.query('select t.a from main.t, u AS t2 join w on 1')", "u w"),
    ("duckdb.connect().execute('FROM t SELECT a')", "t"),
    ("con = duckdb.connect()\ncon.sql('summarize t')", "con t"),
    ("q = 'select * from t'\nduckdb.sql(q)", "q t"),
    ("n = 3\nduckdb.sql(f'select * from t limit {n}')", "n t"),
    ("g = ' from u'\nduckdb.sql(h(g))", "g h u"),
    ("con = sqlite3.connect('f')\ncon.execute('select * from t')", "con"),
    ("def run(sql): return duckdb.sql(sql)\nrun('select * from t')", "run"),
    ("pd.read_sql('select * from t', w)", "w"),
    ("print('select * from t')", ""),
    ("smf.ols('y ~ half(t) + x', data=u)", "half t u"),
    ("smf.ols(formula='y ~ half(x)', data=u)", "half u"),
    ("sm.OLS.from_formula('y ~ x + w', u)", "u w"),
    ("patsy.dmatrices('y ~ Q(\"half\") + x.t', u)", "u"),
    ("bambi.Model('y ~ half(x)', u)", "half u"),
    ("sm.OLS(t, u)", "t u"),
    ("pd.eval('t.a + w')", "t w"),
    ("t.eval('a = b * @w', inplace=True)", "t w"),
    ("t.query('a > @w.b')", "t w"),
    ("t.query('a > w')", "t"),
]


@pytest.mark.parametrize("source, names", READ)
def test_names(source: str, names: str) -> None:
    read = last(source, IMPORTS).reads
    assert read - {"duckdb", "patsy", "bambi", "sqlite3", "pd", "sm", "smf"} == set(names.split())
