"""The judge itself: it passes a right package and sees each way in which one can be wrong."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.notebook.model import Role
from nb2prod.plan.model import File, Stage
from tests.support import differential
from tests.support.hunt import outcome, repeatable
from tests.support.printed import moved_lines, printed_alike, shown
from tests.support.programs import (
    TAGS,
    Program,
    ProgramCell,
    is_ordinary,
    program,
    untagged,
)
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
    lifted = File("input_file", "input.txt")
    return SimpleNamespace(
        files={f"program/{name}.py": text for name, text in files.items()},
        pipeline=SimpleNamespace(
            package="program",
            parameters=(),
            stages=(
                Stage("preprocess", Role.PREPROCESS, (1,), files=(lifted,)),
                Stage("train", Role.TRAIN, (2,)),
            ),
        ),
    )


def use(monkeypatch: pytest.MonkeyPatch, made: SimpleNamespace) -> None:
    """Let the judge judge this conversion."""
    monkeypatch.setattr(differential, "convert", lambda path, settings=None, emit=None: made)


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
    def refuse(path: Path, settings: object, emit: object) -> None:
        raise ConversionError(Diagnostic("no.", code="NB208"))

    monkeypatch.setattr(differential, "convert", refuse)
    assert outcome(NOTEBOOK).kind == "refused"
    assert outcome(NOTEBOOK).codes == ("NB208",)
    monkeypatch.setattr(differential, "convert", lambda path, settings, emit: 1 // 0)
    assert outcome(NOTEBOOK).kind == "crash"
    assert outcome(NOTEBOOK.replace("sum(", "sum(1, ")).kind == "invalid"


MOVED = {
    "a line in another stage": (
        PREPROCESS.replace("    print", "    pass  # "),
        TRAIN.replace("    print", '    print("read", numbers)\n    print'),
        "same",
    ),
    "a line twice": (PREPROCESS, TRAIN.replace("    print", "    print('total 6')\n    print"), ""),
    "a line missing": (PREPROCESS.replace("    print", "    pass  # "), TRAIN, ""),
    "another value": (PREPROCESS, TRAIN.replace("sum", "max"), ""),
}


@pytest.mark.parametrize("case", MOVED)
def test_lines_may_move_where_tags_are_suggested(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    preprocess, train, kind = MOVED[case]
    use(monkeypatch, conversion(preprocess, train))
    assert outcome(NOTEBOOK, auto=True).kind == (kind or "differs")
    assert outcome(NOTEBOOK).kind == "differs"


def test_untagged_set_up_is_run() -> None:
    cells = "# %%\nK = 2\n\n# %% tags=['train']\nprint(K)\n"
    assert outcome(cells).kind in ("same", "refused")


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


def test_half_of_the_programs_are_ordinary() -> None:
    assert 900 < sum(map(is_ordinary, range(2000))) < 1100
    found = [program(seed) for seed in range(60) if is_ordinary(seed)]
    text = "\n".join(one.text() for one in found)
    for sign in ("model = ", "import sqrt as f", "rng = random.Random", "pred = ", "results["):
        assert sign in text, sign


def test_tags_go_from_stages_only() -> None:
    for seed in range(20):
        before, after = program(seed), untagged(program(seed))
        assert after == untagged(before)
        pairs = [(a, b) for a, b in zip(before.cells, after.cells, strict=True) if a != b]
        assert all(a.tag in TAGS and b.tag == "" for a, b in pairs)
        assert all(a.statements == b.statements for a, b in pairs)


def test_reducer_keeps_what_matters() -> None:
    cells = (
        ProgramCell("train", ("a = 1", "if a:\n    b = [1, 2]\n    b.append(3)", "c = 4")),
        ProgramCell("predict", ("d = 5",)),
    )
    small = reduced(Program(0, cells), lambda p: "append" in p.text())
    assert small.text() == '# %% tags=["train"]\nb.append()\n'


@pytest.mark.parametrize(
    ("got", "alike"),
    [("a\n7\nb\n", True), ("a\nb\n", True), ("a\n8\nb\n", False), ("7\na\nb\n", False)],
)
def test_what_evaluate_shows_may_be_printed(got: str, alike: bool) -> None:
    expected = f"a\n{shown(7)}b\n"
    assert printed_alike(expected, got) is alike
    assert (moved_lines(expected, got) == "") is (got != "a\n8\nb\n")
