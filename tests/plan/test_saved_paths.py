"""A folder of results can be moved: no value that crosses keeps the path of the folder."""

import os
import shutil
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.write import write_package
from tests.support import fork_server

HEAD = """
# %% tags=["preprocess"]
import json, os
from pathlib import Path
xs = [1.0, 2.0, 4.0]
n = sum(xs)
# %% tags=["train"]
def dump(value, path):
    with open(path, "w") as f:
        json.dump(value, f)

"""
READ = """
# %% tags=["predict"]
pred = READ
# %% tags=["evaluate"]
print(pred, n)
"""
LOOP = """
best, best_path = -1, None
for k in (1, 2):
    path = f"models/m{k}.json"
    with open(path, "w") as f:
        json.dump(k * n, f)
    if k > best:
        best, best_path = k, path
"""
LIST = """
paths = []
for k in (1, 2):
    p = os.path.join("models", f"m{k}.json")
    with open(p, "w") as f:
        json.dump(k * n, f)
    paths.append(p)
"""
DICT = LIST.replace("paths = []", "paths = {}").replace("paths.append(p)", "paths[k] = p")
RECORDS = LIST.replace("paths.append(p)", 'paths.append({"k": k, "path": Path(p)})')

# what is special, the train cell, how predict reads the files, the name that has paths
CASES = [
    ("the best one", LOOP, "json.load(open(best_path))", "best_path"),
    ("a list", LIST, "[json.load(open(p)) for p in paths]", "paths"),
    ("a dict", DICT, "[json.load(open(paths[k])) for k in sorted(paths)]", "paths"),
    ("records", RECORDS, "[json.load(r['path'].open()) for r in paths]", "paths"),
    ("names and no paths", LIST.replace("append(p)", "append(os.path.basename(p))"),
     "[len(p) for p in paths]", ""),
    ("what is read", LIST.replace("append(p)", "append(json.load(open(p)))"), "paths", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("train", "read", "name"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_is_kept(train: str, read: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(HEAD + train + READ.replace("READ", read))
    stages = convert(tmp_path / "n.py", emit=lambda _: {}).pipeline.stages
    found = [a.names[0] for s in stages for a in s.artefacts if a.serialiser == "paths"]
    assert found == ([name] if name else [])


@pytest.mark.slow
@pytest.mark.parametrize("train, read", [c[1:3] for c in CASES[:1] + CASES[3:4]])
def test_moved_folders(train: str, read: str, tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(HEAD + train + READ.replace("READ", read))
    write_package(convert(tmp_path / "n.py").files, tmp_path / "out")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "out")}

    def call(*words: str) -> None:
        assert fork_server.run(["-m", *words], tmp_path / "out", env).returncode == 0

    call("n.pipeline", "--out-dir", "runs/1")
    shutil.move(tmp_path / "out" / "runs" / "1" / "train", tmp_path / "elsewhere")
    call("n.predict", "--model-dir", str(tmp_path / "elsewhere"), "--out-dir", "runs/2")
    first, second = (next((tmp_path / "out" / "runs" / folder).glob("pred.*"))
                     for folder in ("1/predict", "2"))  # fmt: skip
    assert first.read_bytes() == second.read_bytes()
