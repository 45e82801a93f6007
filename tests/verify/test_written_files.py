"""Files that only one side writes are told."""

from pathlib import Path

from nb2prod.convert import convert
from nb2prod.execution.runs import Opened, Ran
from nb2prod.settings import Settings
from nb2prod.verify.verdict import Finding, Value
from nb2prod.verify.written_files import pictures_of, written_values

NOTEBOOK = """# %% tags=["train"]
model = {"a": input("?")}
# %% tags=["evaluate"]
print(model)
"""


def test_files_of_either_side(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(NOTEBOOK)
    pipeline = convert(path, Settings()).pipeline
    folder, runs = tmp_path / "notebook", tmp_path / "runs"
    made = {
        folder: ["both.txt", "lost.txt", "untagged.txt", "run.log"],
        runs / "train": ["both.txt", "new.txt", "model.joblib", "figure.png", "kept.png"],
        runs / "evaluate": [],
    }
    for place, names in made.items():
        place.mkdir(parents=True)
        for name in names:
            (place / name).touch()
    cells = {"both.txt": 1, "lost.txt": 1, "untagged.txt": 7, "run.log": 1, "gone.txt": 1}
    opened = tuple(Opened(name, "write", cell) for name, cell in cells.items())
    found = list(written_values(pipeline, Ran("python", folder, opened), runs, tmp_path))
    values = [one for one in found if isinstance(one, Value)]
    assert [(v.stage, v.name, Path(v.path).name) for v in values] == [
        ("train", "both.txt", "both.txt")
    ]
    told = {f.name: f.difference or f.cause for f in found if isinstance(f, Finding)}
    assert told == {
        "lost.txt": "the package wrote no such file",
        "untagged.txt": "cell 7 is in no stage",
        "new.txt": "the notebook wrote no such file",
    }
    compared = {str(runs / "train/kept.png")}
    assert [one["name"] for one in pictures_of(pipeline, runs, compared)] == ["figure.png"]


def test_a_database_that_both_open(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    opens = "import sqlite3\nprint(sqlite3.connect('own.db').execute('select 1').fetchall())\n"
    path.write_text(f'# %% tags=["preprocess"]\n{opens}')
    folder, runs, data = tmp_path / "notebook", tmp_path / "runs", tmp_path / "data"
    for place in (folder, runs, data):
        place.mkdir()
        (place / "own.db").touch()
    (runs / "own.db").unlink()
    ran = Ran("python", folder, (Opened("own.db", "write", 1),))
    found = list(written_values(convert(path, Settings()).pipeline, ran, runs, data))
    assert [(one.name, one.path) for one in found if isinstance(one, Value)] == [
        ("own.db", str(data / "own.db"))
    ]
    assert len(found) == 1
