"""Names of the notebook that the scripts use themselves."""

import pytest

from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.plan.reserved_names import without_reserved_names

# what is special, a cell, and what becomes of it; "" where it stays
RENAMED = [
    ("a function", "def main(): pass\nmain()", "def notebook_main(): pass\nnotebook_main()"),
    ("a recursive one", "def main(n): return main(n - 1)",
     "def notebook_main(n): return notebook_main(n - 1)"),
    ("one beside an import that another function has for itself",
     "def g():\n    from math import sqrt as main\n    return main(4)\ndef main(): pass",
     "def g():\n    from math import sqrt as main\n    return main(4)\ndef notebook_main(): pass"),
    ("an error that is handled", "try: f()\nexcept ValueError as out_dir: print(out_dir)\n"
     "out_dir = f()",
     "try: f()\nexcept ValueError as notebook_out_dir: print(notebook_out_dir)\n"
     "notebook_out_dir = f()"),
    ("a part of what is matched", "match f():\n    case [out_dir]: print(out_dir)\nout_dir = f()",
     ""),
    ("another import", "from matplotlib.path import Path\nPath(x)",
     "from matplotlib.path import Path as notebook_Path\nnotebook_Path(x)"),
    ("the same import", "from pathlib import Path\nimport yaml, joblib\nPath('a')", ""),
    ("a helper of the package", "from joblib import load as load_table",
     "from joblib import load as notebook_load_table"),
    ("a function of the package's storage", "def save_metrics(m): pass\nsave_metrics(1)",
     "def notebook_save_metrics(m): pass\nnotebook_save_metrics(1)"),
    ("a constant", "typer = 3", "notebook_typer = 3"),
    ("a variable of a function only", "result = f()\ncopy = f()\njoblib = f()", ""),
    ("a parameter of the scripts", "out_dir = f()\nprint(f'{out_dir}', g(out_dir=out_dir))",
     "notebook_out_dir = f()\nprint(f'{notebook_out_dir}', g(out_dir=notebook_out_dir))"),
    ("a parameter of a function", "def g(out_dir): return out_dir", ""),
    ("declared global", "out_dir = 1\ndef g():\n    global k, out_dir\n    out_dir = 2",
     "notebook_out_dir = 1\ndef g():\n    global k, notebook_out_dir\n    notebook_out_dir = 2"),
    ("two underscores", "__x = 1\nprint(__x, __name__)",
     "notebook_x = 1\nprint(notebook_x, __name__)"),
    ("an attribute", "a.out_dir = a.main()", ""),
    ("its name is shown", "out_dir = 1\nprint(f'{out_dir=}')", ""),
    ("a class", "class Predictor: pass", "class notebook_Predictor: pass"),
    ("a function of a stage", "def train_2_from_path(): pass",
     "def notebook_train_2_from_path(): pass"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in RENAMED], ids=[case[0] for case in RENAMED]
)
def test_renamed(source: str, wanted: str) -> None:
    made = without_reserved_names(Notebook("n", (Cell(1, "", Role.TRAIN, source),)))
    assert made.cells[0].source == (wanted or source)
    assert len(made.notes) == len(made.renamed) == bool(wanted)


def test_a_parameter_of_the_notebook_keeps_its_name() -> None:
    cells = (Cell(1, "", Role.PARAMETERS, "out_dir = 'a'"), Cell(2, "", Role.TRAIN, "f(out_dir)"))
    assert without_reserved_names(Notebook("n", cells)).cells == cells
