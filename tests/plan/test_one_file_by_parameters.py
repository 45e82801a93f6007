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
