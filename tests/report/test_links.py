"""Lines of the notebook and of the package that belong together."""

from pathlib import Path

from nb2prod.convert import convert
from nb2prod.emit.ahead import emit_files
from nb2prod.report.links import links
from nb2prod.report.placed import marked, spots, statements
from nb2prod.report.shown_cells import shown_cells
from nb2prod.settings import Settings


def test_renamed_values_and_parts_of_a_cell_are_tied(tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(
        "# %%\nimport pandas as pd\nfrom sklearn.linear_model import Ridge\n"
        'xs = pd.read_csv("a.csv")\nmodel = Ridge()\nmodel.fit(xs[["a"]], xs["b"])\n'
        'print(model.predict(xs[["a"]]))\n'
        '# %% tags=["train"]\nmodel = Ridge(alpha=2)\nmodel.fit(xs[["a"]], xs["b"])\n'
        '# %% tags=["predict"]\nprint(model.predict(xs[["a"]]))\n'
    )
    settings = Settings(auto_tag=True)
    conversion = convert(path, settings)
    pipeline, files = conversion.pipeline, conversion.files
    assert [one for one in pipeline.renamed if one[1] == "model"]
    known = statements(pipeline)
    found = spots(files, emit_files(marked(pipeline)), known)
    cells = shown_cells(path, settings)
    tied = links(cells, files, found, known, [])
    assert {3, 4, 5, 6} <= set(tied.cells[1]) and set(tied.cells[2]) == {1, 2}
    keys = {key for line in tied.cells[2].values() for key in line}
    new = next(name for name, old in pipeline.renamed if old == "model")
    lines = files["n/train.py"].splitlines()
    there = [n for n, own in tied.files["n/train.py"].items() if keys & set(own)]
    assert there and all(new in lines[n - 1] for n in there)
