"""Tests of what only makes sense where the notebook ran."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

COURSE = (
    "from learntools.core import binder\nbinder.bind(globals())\n"
    "from learntools.time_series.ex4 import *"
)


@pytest.mark.parametrize(
    ("first", "line", "left"),
    [
        (COURSE, "q_1.check()", True),
        (COURSE, "step_2.a.hint()", True),
        (COURSE, "q_3.solution();", True),
        (COURSE.replace("ex4", "ex6"), "q_1.assert_check_passed()", True),
        (COURSE, "q_1 = Quiz()\nq_1.check()", False),
        (COURSE, "q_1.fit()", False),
        (COURSE, "print(q_1.check())", False),
        ("from quiz import q_1", "q_1.check()", False),
        ("from quiz import *", "q_1.check()", False),
        ("from google.colab import drive", "drive.mount('/content/drive')", True),
        ("from google.colab import auth", "auth.authenticate_user()", True),
    ],
)
def test_left_behind(tmp_path: Path, first: str, line: str, left: bool) -> None:
    path = tmp_path / "course.py"
    path.write_text(
        f'# %%\nclass Quiz:\n    def check(self):\n        print("right")\n# %%\n{first}\n'
        f'# %% tags=["train"]\nk = [1]\n{line}\n# %% tags=["evaluate"]\nprint(k)\n',
        encoding="utf-8",
    )
    made = convert(path)
    code = "\n".join(made.files[name] for name in made.files if name.endswith(".py"))
    assert (line.rsplit("\n", 1)[-1].rstrip(";") not in code) is left
    assert "globals" not in code
    assert any(n.code == "NB227" for n in made.notes) is (left or first is COURSE)
