"""Values that cannot be saved are named with their cells; notes say what is special."""

import subprocess
import sys
from pathlib import Path

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.diagnostics import ConversionError
from nb2prod.settings import Settings

READER = """
class Reader:
    def __init__(self):
        self.rows = (n for n in range(3))
reader = Reader()
"""
USE = "for row in reader.rows:\n    print(row)"


def converted(folder: Path, settings: Settings | None = None, **cells: str) -> Conversion:
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in cells.items())
    (folder / "nb.py").write_text(text)
    return convert(folder / "nb.py", settings)


def test_a_value_that_cannot_be_saved_is_named(tmp_path: Path) -> None:
    made = converted(tmp_path, preprocess=READER, train=USE)
    for name, text in made.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "nb.preprocess", "--out-dir", "out"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    said = " ".join(run.stderr.split())
    assert "`reader` (cell 1 of preprocess, for cell 1 of train) is a Reader," in said
    assert run.returncode and not list((tmp_path / "out").glob("reader*"))


def test_note(tmp_path: Path) -> None:
    notes = [n for n in converted(tmp_path, preprocess=READER, train=USE).notes]
    assert ["NB228"] == [n.code for n in notes if "reader" in n.message]


def test_a_torch_module_is_saved_whole(tmp_path: Path) -> None:
    net = "from torch import nn\nclass Base(nn.Module): ...\nclass Net(Base): ...\nnet = Net()"
    made = converted(tmp_path, train=net, predict="print(net)")
    assert 'torch.save(net, out_dir / "net.pt")' in made.files["nb/train.py"]
    assert "weights_only=False" in made.files["nb/predict.py"]
    assert any("not as a state_dict" in n.message for n in made.notes)


def test_an_import_under_the_name_of_a_helper(tmp_path: Path) -> None:
    code = "from pandas import read_table\ndf = read_table('a.tsv')"
    with pytest.raises(ConversionError, match="`read_table` is a name that the scripts use"):
        converted(tmp_path, preprocess=code, train="print(df)")


@pytest.mark.parametrize("tables", ["csv", "jsonl", "parquet"])
def test_tables(tmp_path: Path, tables: str) -> None:
    code = "import pandas as pd\ndf = pd.DataFrame({'a': [1]})"
    chosen = Settings(tables=tables)  # type: ignore[arg-type]
    made = converted(tmp_path, chosen, preprocess=code, train="print(df)")
    assert f'write_table(df, out_dir / "df.{tables}")' in made.files["nb/preprocess.py"]
    assert ("pyarrow" in made.files["pyproject.toml"]) == (tables == "parquet")
    assert not {"nb/values.py", "nb/artefacts.py"} & made.files.keys()
