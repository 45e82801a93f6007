"""The parameters of a package: model_config.yaml, and the class that reads and checks it."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.commands.app import app
from nb2prod.emit.config import type_text
from tests.support import fork_server

NOTEBOOK = """# %%
import datetime
from datetime import date

# %% tags=["parameters"]
rate = 1e-3
A = 1; B = "x"
P, Q = 1, 2
R = S = 3
WAIT = 60 * 60
LIMIT = float("inf")
CFG = dict(a=1, inner={"b": [0.5]})
DAY = date(2020, 1, 2)
WHEN = datetime.datetime(2020, 1, 2, 3, 4)
N: int = 5
W = (1, 2)
KINDS = {"a", "b"}
NET = {"size": (64, 64), "lr": 1e-3, "deep": {"steps": [(1, 2)], "seed": None}}
load = None
__low = 2
TEXT = "1e-4"
MIXED = {"lr": 1e-05, "name": "1e-5", "n": 3}
N2 = N * 2
NAME = f"run_{N}"
MODE = "big" if N > 3 else "small"

# %% tags=["preprocess"]
total = A + P + Q + R + S + N2
B += "y"
print(rate * 2, total, B, WAIT, LIMIT, CFG, DAY, WHEN, W, sorted(KINDS), load, __low, TEXT, MIXED)
print(NET["size"], NET["lr"], NET["deep"])

# %% tags=["train"]
W = [*W, len(KINDS)]
print(total, f"{N=}", NAME, MODE, W, [N for N in W], rate)

# %% tags=["evaluate"]
print(N, MODE, CFG["inner"]["b"], rate)
"""
LINES = """0.002 20 xy 3600 inf {'a': 1, 'inner': {'b': [0.5]}} 2020-01-02 2020-01-02 03:04:00 \
(1, 2) ['a', 'b'] None 2 1e-4 {'lr': 1e-05, 'name': '1e-5', 'n': 3}
(64, 64) 0.001 {'steps': [(1, 2)], 'seed': None}
20 N=5 run_5 big [1, 2, 2] [1, 2, 2] 0.001
5 big [0.5] 0.001
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parameters")
    (folder / "small.py").write_text(NOTEBOOK, encoding="utf-8")
    made = CliRunner().invoke(app, ["convert", str(folder / "small.py"), "-o", str(folder / "out")])
    assert made.exit_code == 0, made.output
    return folder / "out"


def run(package: Path, config: Path, out_dir: Path, *changes: str) -> fork_server.Done:
    words = ["-P", "-m", "small.pipeline", "--model-config-file", str(config)]
    words += ["--out-dir", str(out_dir), *(word for one in changes for word in ("--set", one))]
    environment = {**os.environ, "PYTHONPATH": str(package), "COLUMNS": "300"}
    return fork_server.run(words, Path.cwd(), environment)


def test_as_the_notebook(package: Path, tmp_path: Path) -> None:
    ran = run(package, package / "model_config.yaml", tmp_path)
    assert (ran.stdout, ran.returncode) == (LINES, 0), ran.stderr
    kept = run(package, tmp_path / "preprocess" / "x.yaml", tmp_path)
    assert kept.returncode == 2, "a file that is not there"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (["rate=1e-4"], "0.0002 20 xy"),
        (["rate=1"], "2 20 xy"),
        (["A=2", "A=3"], "0.002 22 xy"),
        (["B=1e-4"], "0.002 20 1e-4y"),
        (["CFG.a=2", "CFG.inner.b=[1e-4]"], "{'a': 2, 'inner': {'b': [0.0001]}}"),
        (["W=[4]", "KINDS=[c]"], "(4,) ['c']"),
        (["DAY=2021-03-04"], "2021-03-04 2020-01-02 03:04:00"),
        (["load=text"], "['a', 'b'] text 2"),
    ],
)
def test_set(package: Path, tmp_path: Path, changes: list[str], line: str) -> None:
    ran = run(package, package / "model_config.yaml", tmp_path, *changes)
    assert line in ran.stdout, ran.stderr


def test_train_keeps_what_was_set(package: Path, tmp_path: Path) -> None:
    first = run(package, package / "model_config.yaml", tmp_path / "1", "N=2", "KINDS=[c, b]")
    again = run(package, tmp_path / "1" / "train" / "model_config.yaml", tmp_path / "2")
    assert first.stdout == again.stdout != LINES


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rate: 0.001", "rate: fast", "rate is 'fast', and has to be of type float."),
        ("rate: 0.001", "rate: true", "rate is True, and has to be of type float."),
        ("rate: 0.001", "", "rate is missing in"),
        ("rate: 0.001", "rat: 0.001", "rat is unknown; there is rate."),
        ("A: 1\n", "A: 1.5\n", "A is 1.5, and has to be of type int."),
        ("W: [1, 2]", "W: [1, b]", "W is [1, 'b'], and has to be of type tuple[int, ...]."),
        ("W: [1, 2]", "W: [1, 2", "cannot be read: while parsing a flow sequence"),
    ],
)
def test_wrong(package: Path, tmp_path: Path, old: str, new: str, told: str) -> None:
    config = tmp_path / "model_config.yaml"
    text = (package / "model_config.yaml").read_text(encoding="utf-8")
    config.write_text(text.replace(old, new), encoding="utf-8")
    ran = run(package, config, tmp_path / "out")
    assert told in " ".join(ran.stderr.split())
    assert ran.returncode == 2
    assert not (tmp_path / "out").exists(), "nothing ran"


@pytest.mark.parametrize("text", ["", "- 1", "only text"])
def test_no_values(package: Path, tmp_path: Path, text: str) -> None:
    config = tmp_path / "model_config.yaml"
    config.write_text(text, encoding="utf-8")
    ran = run(package, config, tmp_path / "out", "A=1")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "bool"),
        ([], "list[Any]"),
        ([1, "a"], "list[Any]"),
        ([[1], [0.5]], "list[Any]"),
        ({"a": {"b": 1}}, "dict[str, dict[str, int]]"),
        ({}, "dict[Any, Any]"),
    ],
)
def test_type_text(value: object, text: str) -> None:
    assert type_text(value) == text


FLAT = """# %% tags=["parameters"]
rate = 1e-3
rounds = 3
name = "x"

# %% tags=["train"]
print(rate * 2, rounds, name)
"""


@pytest.mark.parametrize(
    ("text", "changes", "printed"),
    [
        ("rate: 0.001", [], "0.002 3 x"),
        ("rate: 1e-3", [], "0.002 3 x"),
        ("rate: 2E5", [], "400000.0 3 x"),
        ("rate: 1", [], "2 3 x"),
        ("rate: 1", ["rate=1e-3", "rounds=4", "name=1e-3"], "0.002 4 1e-3"),
        ("rate: 1", ["rounds=4.5"], "rounds is 4.5, and has to be of type int."),
        ("rate: 1", ["rounds"], "--set rounds has no value: write --set rounds=VALUE."),
        ("rate: 1", ["name"], "--set name has no value: write --set name=VALUE."),
        ("rate: 1", ["rounds="], "rounds is None, and has to be of type int."),
        ("rate: 1", ["rounds=["], "rounds is '[', and has to be of type int."),
        ("rate: 1", ["rond=2"], "rond is unknown; there is rounds."),
        ("rate: a", [], "rate is 'a', and has to be of type float."),
        ("rate: ]", [], "cannot be read: while parsing"),
    ],
)
def test_plain_values_only(tmp_path: Path, text: str, changes: list[str], printed: str) -> None:
    """Where all values are numbers and texts, the module is shorter."""
    (tmp_path / "small.py").write_text(FLAT, encoding="utf-8")
    package = tmp_path / "out"
    made = CliRunner().invoke(app, ["convert", str(tmp_path / "small.py"), "-o", str(package)])
    assert made.exit_code == 0, made.output
    config = tmp_path / "other.yaml"
    config.write_text(f"{text}\nrounds: 3\nname: x\n", encoding="utf-8")
    ran = run(package, config, tmp_path / "run", *changes)
    assert printed in " ".join((ran.stdout + ran.stderr).split())
    assert ran.returncode == (0 if ran.stdout else 2)
    assert len((package / "small" / "config.py").read_text(encoding="utf-8").splitlines()) < 75


CHANGED = """# %% tags=["parameters"]
names = ["a"]
n = 1
# %% tags=["train"]
names.append(names)
model = n + 1
print(len(names), model)
# %% tags=["predict"]
print(model + n)
"""


def test_train_keeps_what_it_was_given_where_the_stage_changes_it(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(CHANGED, encoding="utf-8")
    package = tmp_path / "out"
    made = CliRunner().invoke(app, ["convert", str(tmp_path / "small.py"), "-o", str(package)])
    assert made.exit_code == 0, made.output
    ran = run(package, package / "model_config.yaml", tmp_path / "run", "n=2")
    assert ran.stdout == "2 3\n5\n", ran.stderr
    kept = (tmp_path / "run" / "train" / "model_config.yaml").read_text(encoding="utf-8")
    assert kept == "names:\n- a\nn: 2\n"


CLASSES = """# %%
from dataclasses import dataclass

# %% tags=["parameters"]
class CFG:
    lr = 1e-3
    kinds = {"b", "a"}
    shape = (1, 2)
    twice = lr * 2

    class model:
        depth = 3
        name = "tree"

@dataclass
class Config:
    seed: int = 1

config = Config()

# %%
def scaled(x):
    return x * CFG.model.depth

class Net:
    def __init__(self, n):
        self.n = n + CFG.model.depth

# %% tags=["preprocess"]
x = scaled(CFG.lr) + Net(1).n
print(sorted(CFG.kinds), CFG.shape, f"{CFG.model.name}: {config.seed}")

# %% tags=["train"]
print(x, CFG.twice, config.seed)
"""


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("classes")
    (folder / "small.py").write_text(CLASSES, encoding="utf-8")
    made = CliRunner().invoke(app, ["convert", str(folder / "small.py"), "-o", str(folder / "out")])
    assert made.exit_code == 0, made.output
    return folder / "out"


def test_a_class_of_settings(classes: Path) -> None:
    text = (classes / "model_config.yaml").read_text(encoding="utf-8")
    assert text == (
        "CFG:\n  lr: 0.001\n  kinds: [a, b]\n  shape: [1, 2]\n  model:\n    depth: 3\n"
        "    name: tree\nConfig:\n  seed: 1\n"
    )
    code = (classes / "small" / "preprocess.py").read_text(encoding="utf-8")
    assert "scaled(config.CFG.lr, depth=config.CFG.model.depth)" in code


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], "['a', 'b'] (1, 2) tree: 1 4.003 0.002 1"),
        (["CFG.lr=1e-2", "CFG.shape=[3]"], "['a', 'b'] (3,) tree: 1 4.03 0.02 1"),
        (["CFG.model.depth=0", "CFG.model.name=1e-3", "Config.seed=7"], "1e-3: 7 1.0 0.002 7"),
        (["CFG.kinds=[d, c]"], "['c', 'd'] (1, 2)"),
        (["lrr=2"], "lrr is unknown; there is CFG.lr."),
        (["nothing=2"], "nothing is unknown; there is"),
        (["CFG.lrr=2"], "CFG.lrr is unknown; there is CFG.lr."),
        (["CFG.model.dept=2"], "CFG.model.dept is unknown; there is CFG.model.depth."),
        (["CFG.lr=fast"], "CFG.lr is 'fast', and has to be of type float."),
        (["CFG=2"], "CFG is 2, and has to be of type CFG."),
        (["CFF.lr=2"], "cannot be read"),
    ],
)
def test_set_of_a_class(classes: Path, tmp_path: Path, changes: list[str], told: str) -> None:
    ran = run(classes, classes / "model_config.yaml", tmp_path / "run", *changes)
    assert told in " ".join((ran.stdout + ran.stderr).split())
    assert ran.returncode == (0 if ran.stdout else 2)
