"""Settings of the process that later stages repeat."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

REPEATED = {
    "said twice in a row": (
        ["pd.set_option('display.width', 80)", "pd.set_option('display.width', 80)"], 1,
    ),
    "another one between": (
        ["pd.set_option('display.width', 80)", "pd.set_option('display.width', 90)",
         "pd.set_option('display.width', 80)"], 3,
    ),
    "added to": (["plt.rcParams['font.size'] += 2", "plt.rcParams['font.size'] += 2"], 2),
}  # fmt: skip


LOOKS = {
    "drawn": ("df.plot()", True), "asked for": ("print(plt.rcParams['font.size'])", True),
    "a palette": ("print(sns.color_palette())", True),
    "neither": ("print(df.mean())", False),
}  # fmt: skip


@pytest.mark.parametrize("tag", ["preprocess", "imports", ""])
@pytest.mark.parametrize(("code", "repeated"), LOOKS.values(), ids=LOOKS)
def test_how_figures_look_matters_only_where_they_are_drawn(
    code: str, repeated: bool, tag: str, tmp_path: Path
) -> None:
    notebook = tmp_path / "one.py"
    tagged = f' tags=["{tag}"]' if tag else ""
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport seaborn as sns\nimport matplotlib.pyplot as plt\n"
        f"# %%{tagged}\nsns.set()\nplt.rcParams['font.size'] = 3\n"
        '# %% tags=["preprocess"]\ndf = pd.read_csv("a.csv")\n'
        f'df = df.dropna()\n# %% tags=["train"]\nprint(df)\n{code}\n'
    )
    files = convert(notebook).files
    assert ("sns.set()" in files["one/train.py"]) == repeated
    assert "sns.set()" not in files["one/preprocess.py"]


@pytest.mark.parametrize(("settings", "count"), REPEATED.values(), ids=REPEATED)
def test_settings_that_are_repeated(settings: list[str], count: int, tmp_path: Path) -> None:
    cells = "".join(f'# %% tags=["preprocess"]\n{line}\n' for line in settings)
    notebook = tmp_path / "one.py"
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport matplotlib.pyplot as plt\n"
        f'{cells}# %% tags=["train"]\nplt.plot([1])\nprint(1)\n'
    )
    text = convert(notebook).files["one/train.py"]
    assert text.count("set_option") + text.count("rcParams") == count
