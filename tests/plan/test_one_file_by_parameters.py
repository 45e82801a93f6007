"""Files whose names hold a parameter: what is written and what is read are one file."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

WAYS = {
    "where both stand": ("", 'f"model_{C}.bin"', 'f"model_{C}.bin"', "config.C", 0),
    "by a name": ('name = f"model_{C}.bin"', "name", "name", "model_1.0", 1),
    "written by a name": ('name = f"model_{C}.bin"', "name", 'f"model_{C}.bin"', "model_1.0", 1),
    "read by its text": ('name = f"model_{C}.bin"', "name", '"model_1.0.bin"', "model_1.0", 1),
    "no parameter": ('name = "model.bin"', "name", "name", "model.bin", 0),
}


@pytest.mark.parametrize(("bound", "written", "read", "named", "told"), WAYS.values(), ids=WAYS)
def test_one_file(
    bound: str, written: str, read: str, named: str, told: int, tmp_path: Path
) -> None:
    (tmp_path / "n.py").write_text(
        f'# %%\nimport pickle\n# %% tags=["parameters"]\nC = 1.0\n{bound}\n'
        f'# %% tags=["train"]\nm = {{"c": C}}\nwith open({written}, "wb") as f:\n'
        "    pickle.dump(m, f)\n"
        f'# %% tags=["predict"]\nwith open({read}, "rb") as f:\n    n = pickle.load(f)\n'
        "print(n)\n"
    )
    made = convert(tmp_path / "n.py")
    assert named in made.files["n/train.py"].partition("def train_from_path")[2]
    assert "train_dir" in made.files["n/pipeline.py"].partition("predict_from_path(")[2]
    assert [d.code for d in made.notes].count("NB248") == told


@pytest.mark.parametrize("again", ['OUT = "tables"', 'OUT = "other"'])
def test_a_folder_that_is_bound_twice(again: str, tmp_path: Path) -> None:
    """Said again it is the folder that it was: a function finds there what a stage has written."""
    (tmp_path / "n.py").write_text(
        '# %%\nimport os\nimport pandas as pd\n# %% tags=["preprocess"]\n'
        'df = pd.DataFrame({"a": [1]})\nOUT = "tables"\nos.makedirs(OUT, exist_ok=True)\n'
        'df.to_csv(f"{OUT}/a.csv")\n'
        f'# %% tags=["train"]\n{again}\ndef load(name):\n'
        '    return pd.read_csv(f"{OUT}/{name}.csv")\n'
        '# %% tags=["evaluate"]\nprint(load("a"))\n'
    )
    made = convert(tmp_path / "n.py").files
    found = "preprocess_dir" in made["n/pipeline.py"].partition("evaluate_from_path(")[2]
    assert found == (again == 'OUT = "tables"')
