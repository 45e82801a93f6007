"""What tags ask of the machine that runs a stage."""

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, Place
from nb2prod.notebook.resources import Resources, resources
from nb2prod.settings import Settings

HERE = Place(1, "", 1)
CELLS = """\
# %% tags=["preprocess"]
x = [1, 2]

# %% tags=["train", "limit:cpu:500m", "limit:memory:8Gi", "limit:nvidia.com/gpu:1"]
total = sum(x)
print(total)

# %%
# nb2prod: train cache:disabled image:me/churn:1
print(total + 1)
"""
# words that stand in the engine's files, for the stage with these tags
SAID = {
    "kfp": ['base_image="me/churn:1"', 'set_cpu_limit("500m")', 'set_memory_limit("8Gi")',
            'set_accelerator_type("nvidia.com/gpu")', "set_accelerator_limit(1)",
            "train_task.set_caching_options(False)"],
    "airflow": ['image="me/churn:1"', '"cpu": "500m"', '"nvidia.com/gpu": "1"'],
    "metaflow": ['@kubernetes(image="me/churn:1")', "@resources(cpu=0.5, memory=8192, gpu=1)"],
    "snakemake": ["threads: 1\n", 'mem="8192MiB",', "gpu=1,", 'container: "docker://me/churn:1"'],
}  # fmt: skip


@pytest.mark.parametrize("engine", SAID)
def test_engines_take_what_tags_ask_for(engine: str, tmp_path) -> None:
    (tmp_path / "odd.py").write_text(CELLS)
    made = convert(tmp_path / "odd.py", Settings(targets=(engine,))).files
    text = "\n".join(text for name, text in made.items() if "/" not in name)
    assert [words for words in SAID[engine] if words not in text] == []


@pytest.mark.parametrize(
    ("tag", "memory"), [("1Gi", 1024), ("512Mi", 512), ("1G", 954), ("1000000", 1), ("1.5Gi", 1536)]
)
def test_memory_in_mib(tag: str, memory: int) -> None:
    assert resources([f"limit:memory:{tag}"], HERE).memory == memory


def test_other_tags_ask_for_nothing() -> None:
    assert resources(["train", "hide-input", "limits", "imagery"], HERE) == Resources()


@pytest.mark.parametrize(
    "tags",
    [["limit:cpu"], ["limit:cpu:four"], ["limit:cpu:4", "limit:cpu:2"], ["cache:off"], ["image:"],
     ["image:a", "image:b"], ["limit:memory:8 Gi"], ['image:a"b']],
)  # fmt: skip
def test_what_cannot_be_followed(tags: list[str]) -> None:
    with pytest.raises(ConversionError) as caught:
        resources(tags, HERE)
    assert caught.value.diagnostics[0].code == "NB113"


def test_cells_of_a_stage_have_to_agree(tmp_path) -> None:
    (tmp_path / "odd.py").write_text(CELLS.replace("cache:", "limit:cpu:2 cache:"))
    with pytest.raises(ConversionError) as caught:
        convert(tmp_path / "odd.py")
    (told,) = caught.value.diagnostics
    assert told.code == "NB113" and told.place is not None and told.place.cell == 3
