"""Notebooks that are no .ipynb: Markdown, R Markdown, Quarto, marimo, Databricks, cell titles."""

from pathlib import Path

import pytest

from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import Role
from nb2prod.notebook.read import read_notebook

MYST = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
---

# Shop

```{code-cell} ipython3
:tags: [preprocess]

x = [1, 2]
```

```{code-cell} ipython3
:tags: [train]

m = sum(x)
```
"""
PLAIN = """# Shop

```python tags=["preprocess"]
x = [1, 2]
```

```python tags=["train"]
m = sum(x)
```
"""
CHUNKS = """---
title: Shop
---

# Shop

```{python FIRST}
x = [1, 2]
```

```{python}
SECOND
m = sum(x)
```
"""
R_MARKDOWN = CHUNKS.replace("FIRST", 'tags=c("preprocess")').replace("SECOND", "# nb2prod: train")
QUARTO = CHUNKS.replace(" FIRST}", "}\n#| tags: [preprocess]").replace("SECOND", "#| tags: [train]")
MARIMO = '''import marimo
app = marimo.App(width="medium")

with app.setup:
    import math

@app.cell
def train(twice, x):
    # a sum
    m = twice(sum(x))
    return (m,)

@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Shop
    """)
    return

@app.cell
def preprocess():
    x = [1, math.floor(2.5)]
    return (x,)

@app.function
def twice(x):
    return 2 * x

@app.cell(disabled=True)
def _(m):
    print(m)
    return

if __name__ == "__main__":
    app.run()
'''
DATABRICKS = """# Databricks notebook source
# MAGIC %md
# MAGIC # Shop

# COMMAND ----------

# MAGIC %pip install pandas

# COMMAND ----------

dbutils.library.restartPython()

# COMMAND ----------

# rows to read
dbutils.widgets.text("rows", "2", "Rows")
dbutils.widgets.dropdown(name="kind", defaultValue="sum", choices=["sum", "max"])

# COMMAND ----------

# DBTITLE 1,preprocess
dbutils.widgets.text("first", "1")
x = [int(dbutils.widgets.get("first")), int(getArgument("rows"))]

# COMMAND ----------

# MAGIC %python
# MAGIC # nb2prod: train
# MAGIC m = sum(x)
"""
TITLES = "#%% preprocess\nx = [1, 2]\n#%% Train\nm = sum(x)\n#%% the end\nprint(m)\n"


def cells(name: str, text: str, folder: Path) -> list[tuple[Role, str]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [(c.role, c.source.strip()) for c in read_notebook(path).cells]


STAGES = [(Role.PREPROCESS, "x = [1, 2]"), (Role.TRAIN, "m = sum(x)")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("shop.md", MYST),
        ("shop.md", PLAIN),
        ("shop.Rmd", R_MARKDOWN),
        ("shop.qmd", QUARTO),
        ("shop.md", MYST.replace("\n", "\r\n")),
    ],
    ids=["myst", "markdown", "r markdown", "quarto", "windows"],
)
def test_markdown(name: str, text: str, tmp_path: Path) -> None:
    found = [(role, source.lstrip("#\n")) for role, source in cells(name, text, tmp_path)]
    assert found == STAGES
    assert read_notebook(tmp_path / name).cells[0].markdown.endswith("# Shop")


def test_marimo(tmp_path: Path) -> None:
    assert cells("shop.py", MARIMO, tmp_path) == [
        (Role.UNTAGGED, "import math"),
        (Role.PREPROCESS, "x = [1, math.floor(2.5)]"),
        (Role.UNTAGGED, "def twice(x):\n    return 2 * x"),
        (Role.TRAIN, "# a sum\nm = twice(sum(x))"),
        (Role.SKIP, "print(m)"),
    ]


def test_marimo_with_a_circle_keeps_its_order(tmp_path: Path) -> None:
    text = MARIMO.replace("math.floor(2.5)", "m").replace("def preprocess()", "def preprocess(m)")
    assert [role for role, _ in cells("shop.py", text, tmp_path)][1] is Role.TRAIN


def test_marimo_that_is_not_python(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="marimo is not Python"):
        cells("shop.py", MARIMO + "def (:", tmp_path)


def test_databricks(tmp_path: Path) -> None:
    found = cells("shop.py", DATABRICKS, tmp_path)
    assert (Role.PARAMETERS, "# rows to read\nrows = '2'\nkind = 'sum'") in found
    assert (Role.PREPROCESS, "first = '1'\nx = [int(first), int(rows)]") in found
    assert found[-1] == (Role.TRAIN, "m = sum(x)")
    assert read_notebook(tmp_path / "shop.py").requirements == ("pandas",)


@pytest.mark.parametrize("line", ["dbutils.fs.ls('/')", "dbutils.widgets.text(name, '1')"])
def test_other_uses_of_databricks_stay(line: str, tmp_path: Path) -> None:
    assert (Role.UNTAGGED, line) in cells(
        "shop.py", f"{DATABRICKS}\n# COMMAND ----------\n{line}\n", tmp_path
    )


def test_titles_that_are_tags(tmp_path: Path) -> None:
    assert cells("shop.py", TITLES, tmp_path) == [*STAGES, (Role.UNTAGGED, "print(m)")]
