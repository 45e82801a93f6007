"""The judge itself: it passes a right package and sees each way in which one can be wrong."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.notebook.model import Role
from tests.support import differential
from tests.support.hunt import outcome, repeatable
from tests.support.programs import Program, ProgramCell, program
from tests.support.reduce import reduced

NOTEBOOK = """\
# %% tags=["preprocess"]
numbers = [int(word) for word in open("input.txt").read().split()[:2]]
print("read", numbers)

# %% tags=["train"]
print("total", sum(numbers))
"""
PREPROCESS = """\
import json
from pathlib import Path
from typing import Annotated
import typer
File = Annotated[Path, typer.Option()]

def preprocess_from_path(input_file: File, out_dir: File) -> None:
    numbers = [int(word) for word in input_file.read_text().split()[:2]]
    print("read", numbers)
    out_dir.mkdir(parents=True)
    (out_dir / "numbers.json").write_text(json.dumps(numbers))

if __name__ == "__main__":
    typer.run(preprocess_from_path)
"""
TRAIN = """\
import json
from pathlib import Path
from typing import Annotated
import typer
File = Annotated[Path, typer.Option()]

def train_from_path(numbers_file: File, out_dir: File) -> None:
    numbers = json.loads(numbers_file.read_text())
    print("total", sum(numbers))

if __name__ == "__main__":
    typer.run(train_from_path)
"""
PIPELINE = """\
from pathlib import Path
from typing import Annotated
import typer
from program.preprocess import preprocess_from_path
from program.train import train_from_path
File = Annotated[Path, typer.Option()]

def run_pipeline(input_file: File, out_dir: File) -> None:
    preprocess_from_path(input_file=input_file, out_dir=out_dir / "preprocess")
    train_from_path(out_dir / "preprocess" / "numbers.json", out_dir=out_dir / "train")

if __name__ == "__main__":
    typer.run(run_pipeline)
"""


def conversion(preprocess: str = PREPROCESS, train: str = TRAIN) -> SimpleNamespace:
    """What a converter would give."""
    files = {"preprocess": preprocess, "train": train, "pipeline": PIPELINE, "__init__": ""}
    lifted = SimpleNamespace(parameter="input_file", path="input.txt", producer=None)
    return SimpleNamespace(
        files={f"program/{name}.py": text for name, text in files.items()},
        pipeline=SimpleNamespace(
            package="program",
            parameters=(),
            stages=(
                SimpleNamespace(
                    name="preprocess", role=Role.PREPROCESS, cells=(1,), files=(lifted,)
                ),
                SimpleNamespace(name="train", role=Role.TRAIN, cells=(2,), files=()),
            ),
        ),
    )


def use(monkeypatch: pytest.MonkeyPatch, made: SimpleNamespace) -> None:
    """Let the judge judge this conversion."""
    monkeypatch.setattr(differential, "convert", lambda path, emit=None: made)


def test_a_right_package_is_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use(monkeypatch, conversion())
    assert outcome(NOTEBOOK).kind == "same"


WRONG = {
    "another output": (PREPROCESS, TRAIN.replace("sum", "max"), "differs"),
    "output in another stage": (
        PREPROCESS.replace("    print", "    0 or print").replace('"read"', '"total"'),
        TRAIN,
        "differs",
    ),
    "an error": (PREPROCESS, TRAIN.replace("sum(", "sum(1, "), "raises"),
    "state in memory": (
        PREPROCESS.replace("    numbers =", "    global numbers\n    numbers ="),
        TRAIN.replace(
            "numbers = json.loads(numbers_file.read_text())", "import program.preprocess"
        ).replace("sum(numbers)", "sum(program.preprocess.numbers)"),
        "raises",
    ),
    "a file that the notebook wrote": (
        PREPROCESS.replace("input_file.read", "(input_file.parent / 'none.txt').read"),
        TRAIN,
        "raises",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_package_is_not(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    preprocess, train, kind = WRONG[case]
    use(monkeypatch, conversion(preprocess, train))
    assert outcome(NOTEBOOK).kind == kind


def test_refusals_and_crashes_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, emit: object) -> None:
        raise ConversionError(Diagnostic("no."))

    monkeypatch.setattr(differential, "convert", refuse)
    assert outcome(NOTEBOOK).kind == "refused"
    monkeypatch.setattr(differential, "convert", lambda path, emit: 1 // 0)
    assert outcome(NOTEBOOK).kind == "crash"
    assert outcome(NOTEBOOK.replace("sum(", "sum(1, ")).kind == "invalid"


@pytest.mark.slow
def test_in_processes_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(NOTEBOOK, encoding="utf-8")
    (tmp_path / "input.txt").write_text("3 1 2", encoding="utf-8")
    use(monkeypatch, conversion())
    differential.check_same(path, tmp_path / "right")
    use(monkeypatch, conversion(train=TRAIN.replace("sum", "max")))
    with pytest.raises(AssertionError, match="stage train prints other things"):
        differential.check_same(path, tmp_path / "wrong")
    use(monkeypatch, conversion(train=TRAIN.replace("sum(", "sum(1, ")))
    with pytest.raises(AssertionError, match="notebook ends with None, stage train with TypeError"):
        differential.check_same(path, tmp_path / "raises")
    path.write_text(NOTEBOOK.replace("sum(", "sum(1, "), encoding="utf-8")
    differential.check_same(path, tmp_path / "both")


def test_programs_are_the_same_each_time_and_run() -> None:
    texts = [program(seed).text() for seed in range(20)]
    assert texts == [program(seed).text() for seed in range(20)]
    assert len(set(texts)) == 20
    assert all(repeatable(text) for text in texts)


def test_reducer_keeps_what_matters() -> None:
    cells = (
        ProgramCell("train", ("a = 1", "if a:\n    b = [1, 2]\n    b.append(3)", "c = 4")),
        ProgramCell("predict", ("d = 5",)),
    )
    small = reduced(Program(0, cells), lambda p: "append" in p.text())
    assert small.text() == '# %% tags=["train"]\nb.append()\n'
