"""When the notebook has the values of a stage, and what it calls them."""

from pathlib import Path

from nb2prod.convert import convert

TWO = """# %% tags=["train"]
model = {"n": 1}
model["k"] = 1
# %% tags=["predict"]
pred = [model["n"]]
# %% tags=["evaluate"]
print(pred)
# %% tags=["train"]
model = {"n": 2}; model["k"] = 2
# %% tags=["predict"]
pred = [model["n"] + 1]
# %% tags=["evaluate"]
print(pred)
"""


def test_each_version_has_its_own(tmp_path: Path) -> None:
    path = tmp_path / "two.py"
    path.write_text(TWO)
    pipeline = convert(path, emit=lambda _: {}).pipeline
    assert dict(pipeline.renamed) == {"model_2": "model", "pred_2": "pred"}
    (train,) = (stage for stage in pipeline.stages if stage.name == "train")
    found = {m.name: (m.original, m.cell, m.line) for m in train.moments}
    assert found == {"model": ("model", 1, 2), "model_2": ("model", 4, 1), "": ("", 4, 1)}
