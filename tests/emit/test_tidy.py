"""Generated modules are sorted, formatted, and free of what ruff finds."""

import ast
from pathlib import Path

import pytest

from nb2prod.emit.tidy import tidy

# what is special, before, after
CASES = [
    ("format", "x = {'a':1}", 'x = {"a": 1}\n'),
    ("order of imports", "import b\nimport os\nimport a\nx = a, b, os\n",
     "import os\n\nimport a\nimport b\n\nx = a, b, os\n"),
    ("imports of one module are merged", "from m import b\nfrom m import a\nx = a, b\n",
     "from m import a, b\n\nx = a, b\n"),
    ("unread import goes", "import os\nx = 1\n", "x = 1\n"),
    ("unread import that is marked stays", "import os  # noqa: F401\nx = 1\n",
     "import os  # noqa: F401\n\nx = 1\n"),
    ("what cannot be fixed is marked", "x = y = 1\nz = x == True\n",
     "x = y = 1\nz = x == True  # noqa: E712\n"),
    ("old style of typing", "from typing import List\nx: List[int] = []\n", "x: list[int] = []\n"),
    ("future imports stay first", "from __future__ import annotations\nimport os\nx = os\n",
     "from __future__ import annotations\n\nimport os\n\nx = os\n"),
    ("comments stay", "# one\nx = 1 # two\n# three\n", "# one\nx = 1  # two\n# three\n"),
    ("text stays", "x = '''\n  a\\n\n'''\n", 'x = """\n  a\\n\n"""\n'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_tidy(before: str, after: str) -> None:
    assert tidy({"pkg/a.py": before}) == {"pkg/a.py": after}
    assert tidy({"pkg/a.py": after}) == {"pkg/a.py": after}


PROJECT = '[tool.ruff.lint]\nselect = ["E4", "E7", "E9", "F", "I", "UP"]\n\n[tool.pytest]\n'


def test_questions_of_style_are_switched_off_for_the_package() -> None:
    code = "y = 1\nz = y == True\nl = '%s' % z, lost\n"
    made = tidy({"a.py": code, "pyproject.toml": PROJECT})
    assert made["a.py"] == 'y = 1\nz = y == True\nl = "%s" % z, lost  # noqa: F821\n'
    ignored = '"]\nignore = ["E712", "E741", "UP031"]\n\n[tool.pytest]\n'
    assert made["pyproject.toml"].endswith(ignored)
    stars = "from fastai import *\n\nx = Learner()\n"
    made = tidy({"a.py": stars, "pyproject.toml": PROJECT})
    assert made["a.py"] == stars and 'ignore = ["F403", "F405"]' in made["pyproject.toml"]
    assert tidy({"a.py": "y = 1\n", "pyproject.toml": PROJECT})["pyproject.toml"] == PROJECT


def test_calls_whose_result_is_not_read_stay() -> None:
    made = tidy({"a.py": "def f():\n    x = g()\n"})["a.py"]
    assert "g()" in made
    ast.parse(made)


def test_other_files_are_left_alone() -> None:
    files = {"a.toml": "x   = 1", "sql/q.sql": "select  1", "a.py": "x  =  1"}
    assert tidy(files) == {**files, "a.py": "x = 1\n"}


def test_order_of_files_stays() -> None:
    names = ["z.py", "a.toml", "b.py"]
    assert list(tidy(dict.fromkeys(names, ""))) == names


def test_settings_of_the_folder_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ruff.toml").write_text("line-length = 20\n[format]\nquote-style = 'single'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    text = 'x = {"some key": "some value", "other": "value"}\n'
    assert tidy({"a.py": text}) == {"a.py": text}


def test_what_is_not_python_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="ruff failed"):
        tidy({"a.py": "def"})
