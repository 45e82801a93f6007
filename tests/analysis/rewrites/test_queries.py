"""Queries that stand in a notebook become files, and everything else stays as it is."""

import sqlite3
from pathlib import Path

import pytest

from nb2prod.analysis.rewrites.queries import Query, with_query_files
from nb2prod.convert import convert
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.write import write_package
from tests.support import fork_server
from tests.support.samples import environment


def found(*sources: str, role: Role = Role.PREPROCESS) -> tuple[list[str], tuple[Query, ...]]:
    cells = tuple(Cell(n, "", role, source) for n, source in enumerate(sources, 1))
    made, queries = with_query_files(Notebook("n", cells))
    return [cell.source for cell in made.cells if cell.number], queries


STAYS = {
    "not a query": "t = df.query('a > 1')",
    "name of a table": "t = pd.read_sql('orders', con)",
    "f-string": "t = pd.read_sql(f'select a from {name}', con)",
    "other function": "print('select a from b')",
    "concatenation": "t = pd.read_sql('select a ' + 'from b', con)",
    "name bound twice": "q = 'select a from b'\nt = pd.read_sql(q, con)\nq = 'x'",
    "name never read by a reader": "q = 'select a from b'\nprint(q)",
    "in a function": "def f(con):\n    return pd.read_sql('select a from b', con)",
    "Path is something else": "from my import Path\nt = pd.read_sql('select a from b', con)",
    "not Python": "t = pd.read_sql('select a from b'",
}


@pytest.mark.parametrize("source", STAYS.values(), ids=STAYS)
def test_stays(source: str) -> None:
    assert found(source) == ([source], ())


def test_parameters_stay() -> None:
    source = "q = 'select a from b'\nt = pd.read_sql(q, con)"
    assert found(source, role=Role.PARAMETERS) == ([source], ())


TAKEN = {
    "read_sql": ("orders = pd.read_sql('SELECT a FROM b', con)", "sql/orders_query.sql"),
    "keyword": ("x = pd.read_sql(sql='select a from b', con=con)", "sql/x_query.sql"),
    "BigQuery": ("x = client.query('with c as (select 1) select a from b').result()",
                 "sql/x_query.sql"),
    "spark": ("spark.sql('-- all\\nselect a from b').show()", "sql/query.sql"),
    "name": ("Q = 'select a from b'\nx = pd.read_gbq(Q)", "sql/q.sql"),
    "a name that the notebook has": ("print('q.sql')\nq = 'select a from b'\npd.read_sql(q, con)",
                                     "sql/q_2.sql"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "path"), TAKEN.values(), ids=TAKEN)
def test_taken(source: str, path: str) -> None:
    (made,), (query,) = found(source)
    assert query.path == path and "from b" in query.text.lower()
    assert f'Path("{path}").read_text(encoding="utf-8")' in made and query.text not in made


def test_lines_stay_where_they_are() -> None:
    source = 'é = 1; q = """\nselect a\nfrom b\n"""; w = 2\npd.read_sql(q, w)\n'
    source += 'x = pd.read_sql("""select a\n from b""", c)'
    (made,), (one, other) = found(source)
    assert one.text == "\nselect a\nfrom b\n" and other.text == "select a\n from b"
    assert made.count("\n") == source.count("\n")
    assert made.split("\n")[3].endswith('.read_text(encoding="utf-8")); w = 2')
    assert compile(made, "made", "exec")


def test_tables() -> None:
    text = "with c as (select * from `p.d.t`) select * from c join [u] using (k) JOIN p.v"
    assert Query("q.sql", text, 1).tables == ("p.d.t", "u", "p.v")


SHOP = '''# %%
import sqlite3
import pandas as pd

# %% tags=["preprocess"]
con = sqlite3.connect("shop.db")
query = """
SELECT id, amount FROM orders WHERE amount > 3
"""
orders = pd.read_sql(query, con)
names = pd.read_sql("SELECT id, name FROM customers", con)
table = orders.merge(names, on="id")

# %% tags=["evaluate"]
total = float(table["amount"].sum())
print(total)
'''


@pytest.mark.slow
def test_package_reads_its_queries(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(SHOP)
    with sqlite3.connect(tmp_path / "shop.db") as db:
        db.execute("CREATE TABLE orders (id, amount)")
        db.execute("CREATE TABLE customers (id, name)")
        db.executemany("INSERT INTO orders VALUES (?, ?)", [(1, 2.0), (1, 4.0), (2, 8.0)])
        db.executemany("INSERT INTO customers VALUES (?, ?)", [(1, "a"), (2, "b")])
    files = convert(tmp_path / "shop.py").files
    assert files["sql/query.sql"] == "\nSELECT id, amount FROM orders WHERE amount > 3\n"
    assert "SELECT" not in files["shop/preprocess.py"]
    assert "| `sql/query.sql` | `--query-file` | `orders` | preprocess | 2 |" in files["README.md"]
    write_package(files, tmp_path / "out")
    words = ["-m", "shop.pipeline", "--shop-file", "../shop.db", "--out-dir", "runs"]
    words += ["--query-file", "sql/query.sql", "--names-query-file", "sql/names_query.sql"]
    run = fork_server.run(words, tmp_path / "out", environment(tmp_path / "out"))
    assert run.returncode == 0, run.stderr
    assert '"total": 12.0' in (tmp_path / "out/runs/evaluate/metrics.json").read_text()


def test_a_query_that_cannot_be_lifted_stays(tmp_path: Path) -> None:
    text = 'for n in range(2):\n    t = pd.read_sql("select a from b", open(f"{n}"))\nprint(t)'
    source = f'# %% tags=["train"]\nimport pandas as pd\n{text}\n'
    (tmp_path / "n.py").write_text(source)
    conversion = convert(tmp_path / "n.py")
    for query in conversion.pipeline.queries:  # either way, the code and the files agree
        assert query.path in conversion.files
    stays = "select a from b" in conversion.files["n/train.py"]
    assert bool(conversion.pipeline.queries) != stays
