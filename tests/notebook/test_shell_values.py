"""Values of shell lines as Python that gives the same, and those that take a shell."""

import subprocess
from pathlib import Path

import pytest

from nb2prod.notebook.shell_values import value_of
from tests.notebook.test_magics import convert, errors

COMMANDS = [
    "ls data",
    "ls data/",
    "ls -1 data",
    "ls data/*.csv",
    "ls ./data/*.csv",
    "ls",
    "cat data/b.csv",
    "head -n 1 data/b.csv",
    "wc -l data/b.csv",
    "echo 'two words'",
    "git --version",
    "find data -name b.csv",
    "ls data | head -1",
    "ls nowhere 2>/dev/null || echo none",
    "echo 'a|b'",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_as_in_a_shell(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "data").mkdir()
    for name in ("b.csv", "a.csv", "c.txt", ".hidden.csv"):
        (tmp_path / "data" / name).write_text("1\n2\n")
    line = value_of("x", command, "")
    assert line is not None
    names: dict[str, object] = {}
    exec(line, names)
    wanted = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert names["x"] == wanted.stdout.splitlines()


REFUSED = [
    "wc -l < data/b.csv",
    "cat data/*.csv | sort | uniq -c",
    "ls data | xargs rm",
    "ls data > listed.txt",
    "ls $(pwd) | head",
    "ls {folder} | head",
    "pwd; cd data",
    "ls data &",
    "ls {folder}",
    "ls $HOME",
    "ls data/*",
    "ls */a.csv",
    "wc -l data/*.csv",
    "python script.py",
    "wget https://example.org/a.csv",
    "rm a",
    "echo a > b",
    "cd data",
    "echo 'a",
]


@pytest.mark.parametrize("command", REFUSED)
def test_takes_a_shell(command: str) -> None:
    assert value_of("x", command, "") is None


@pytest.mark.parametrize("use", ["x.s", "x.grep('a')", "y = x.fields(0)"])
def test_what_a_list_has_not(use: str) -> None:
    assert value_of("x", "ls data", f"x = !ls data\n{use}") is None
    assert value_of("x", "ls data", "x = !ls data\nx.sort()") is not None


SCRIPT_VALUES = [
    ("x = %pwd", "import os; x = os.getcwd()"),
    ("x = %time f(2 + 2)", "x = f(2 + 2)"),
    ("x = %env HOME", "import os; x = os.environ['HOME']"),
    ("if a:\n    x = !pwd", "if a:\n    import subprocess; x = "),
    ("x = !cat a.txt", "from pathlib import Path; x = "),
]


@pytest.mark.parametrize(("source", "python"), SCRIPT_VALUES)
def test_values_that_a_script_has_too(source: str, python: str) -> None:
    converted = convert(source)
    assert converted.source is not None and converted.source.startswith(python)
    assert not errors(converted)
