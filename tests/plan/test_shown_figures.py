"""Figures are shown where the notebook shows them: at `plt.show()`, and at the end of a cell."""

from pathlib import Path

from nb2prod.convert import convert
from nb2prod.settings import Settings

SPLIT = """# %%
import numpy as np
import matplotlib.pyplot as plt
from sklearn.svm import SVC
X = np.random.RandomState(0).rand(40, 2)
y = (X[:, 0] > 0.5).astype(int)
# %%
svc = SVC().fit(X, y)
# %%
plt.figure(figsize=(5, 5), dpi=80)
Z = svc.predict(X)
plt.scatter(X[:, 0], X[:, 1], c=Z)
plt.show()
# %%
svc = SVC(kernel="poly").fit(X, y)
# %%
plt.figure(figsize=(5, 5), dpi=80)
Z = svc.predict(X)
plt.scatter(X[:, 0], X[:, 1], c=Z)
plt.show()
"""


def test_a_figure_that_a_cell_of_several_stages_draws(tmp_path: Path) -> None:
    path = tmp_path / "book.py"
    path.write_text(SPLIT)
    module = convert(path, Settings(auto_tag=True)).files["book/evaluate.py"]
    calls = ("plt.figure(", "plt.scatter(", "show_figures(")
    made = [call for line in module.splitlines() for call in calls if f"    {call}" in line]
    assert made == [*calls, *calls]


def test_a_function_that_stays_among_the_statements_keeps_its_figures(tmp_path: Path) -> None:
    """Its default reads a value of the stage; the path of the figure is no folder of a script."""
    path = tmp_path / "book.py"
    path.write_text(
        "# %%\nimport pandas as pd\nimport matplotlib.pyplot as plt\n"
        '# %% tags=["preprocess"]\nt = pd.read_csv("a.csv")\nt["b"] = t.a * 2\n'
        '# %% tags=["evaluate"]\ndef draw(n=len(t)):\n    plt.plot(t.a[:n])\n'
        '    plt.savefig("out/curve.png")\ndraw()\n'
    )
    module = convert(path).files["book/evaluate.py"]
    assert 'keep_figure(figures, "curve")' in module
    assert "out/curve.png" not in module


def test_figures_of_one_title_have_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "book.py"
    path.write_text(
        "# %%\nimport pandas as pd\nimport matplotlib.pyplot as plt\n"
        '# %% tags=["evaluate"]\nt = pd.read_csv("a.csv")\nplt.plot(t.a)\nplt.title("Sales")\n'
        'plt.show()\n# %% tags=["evaluate"]\nplt.plot(t.b)\nplt.title("Sales")\n'
        '# %% tags=["evaluate"]\nplt.plot(t.c)\nplt.title("Sales")\nplt.show()\nplt.plot(t.d)\n'
    )
    files = convert(path).files
    names = ("sales", "sales_2", "sales_3", "evaluate_4")
    found = [line for line in files["book/evaluate.py"].splitlines() if "show_figures(f" in line]
    assert found == [f'    show_figures(figures, "{name}")' for name in names]
    assert ", ".join(f"{name}.png" for name in names) in files["README.md"]
