"""Values are compared as the notebook has them when they are final, whatever their name there."""

import json
import re
from pathlib import Path

import pytest

from tests.support.commands import run_alone
from tests.support.fork_server import Done

pytestmark = pytest.mark.slow

NOTEBOOKS = {
    "two models under one name": """# %% tags=["preprocess"]

xs = [1, 2, 3]
# %% tags=["train"]
model = {"mean": sum(xs) / len(xs)}
model["fitted"] = True
# %% tags=["predict"]
pred = [x - model["mean"] for x in xs]
# %% tags=["evaluate"]
print("mean", sum(p * p for p in pred))
# %% tags=["train"]
model = {"middle": sorted(xs)[1], "mean": 0}
model["fitted"] = True
# %% tags=["predict"]
pred = [x - model["middle"] for x in xs]
# %% tags=["evaluate"]
print("middle", float(sum(p * p for p in pred)))
""",
    "changed in place by a later cell of another stage": """# %% tags=["preprocess"]
rows = [[1], [2]]
# %% tags=["train"]
model = {"n": len(rows)}
# %% tags=["evaluate"]
rows.append([3])
size = len(rows) + model["n"]
# %% tags=["train"]
model_2 = {"n": 2 * model["n"]}
# %% tags=["evaluate"]
print(size, model_2)
""",
    "bound anew between the statements of a timed cell": """# %% tags=["preprocess"]
%%time

rows = [1]; rows.append(2)
size = len(rows)
more = [5]
# %% tags=["train"]
model = {"rows": rows, "size": size, "more": more}
# %% tags=["preprocess"]
size = [7]
# %% tags=["evaluate"]
print(model, size)
""",
    "metrics that a cell shows and does not": """# %% tags=["train"]
from sklearn.metrics import accuracy_score, f1_score
model = [len([1]), 0, 1, 0]
model.reverse()
# %% tags=["evaluate"]
truth = [1, 0, 0, 1]
accuracy_score(truth, model)
f1_score(truth, model)
# %% tags=["train"]
model = [0, 1, 1, 1]
model.reverse()
# %% tags=["evaluate"]
print(accuracy_score(truth, model))
""",
    "changed through another name when its own is taken": """# %% tags=["train"]
model = {"rows": len([1])}
# %% tags=["evaluate"]
score = {"a": 1.5}
alias = score
# %% tags=["predict"]
score = [7, model["rows"]]
# %% tags=["evaluate"]
alias["x"] = 2.5
print(alias, score)
""",
}


def verify(path: Path, *options: str) -> Done:
    return run_alone("verify", path, "--format", "json", *options)


@pytest.mark.parametrize("text", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_equal(text: str, tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(text)
    run = verify(path)
    assert run.returncode == 0, run.stdout + run.stderr
    values = json.loads(run.stdout)["notebooks"][0]["values"]
    assert len(values) > 1 and all(value["equal"] for value in values)


def test_suggested_tags(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    text = NOTEBOOKS["metrics that a cell shows and does not"]
    path.write_text(re.sub(r" tags=.*", "", text))
    assert verify(path).returncode == 2
    run = verify(path, "--auto-tag")
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_renamed_value_that_differs_is_told(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(NOTEBOOKS["two models under one name"])
    assert run_alone("convert", path, "-q").returncode == 0
    module = tmp_path / "small/small/train.py"
    text = module.read_text()
    assert "model_2" in text
    module.write_text(text.replace("sorted(xs)[1]", "sorted(xs)[2]"))
    run = verify(path, "--against", str(tmp_path / "small"))
    assert run.returncode == 1, run.stdout + run.stderr
    differ = {
        v["name"] for v in json.loads(run.stdout)["notebooks"][0]["values"] if v["difference"]
    }
    assert "model_2" in differ and "model" not in differ
