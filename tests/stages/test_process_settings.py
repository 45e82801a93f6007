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


@pytest.mark.parametrize(("settings", "count"), REPEATED.values(), ids=REPEATED)
def test_settings_that_are_repeated(settings: list[str], count: int, tmp_path: Path) -> None:
    cells = "".join(f'# %% tags=["preprocess"]\n{line}\n' for line in settings)
    notebook = tmp_path / "one.py"
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport matplotlib.pyplot as plt\n"
        f'{cells}# %% tags=["train"]\nprint(1)\n'
    )
    text = convert(notebook).files["one/train.py"]
    assert text.count("set_option") + text.count("rcParams") == count
