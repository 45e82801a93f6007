"""``--format json``: one object on stdout, whatever happens, and nothing on stderr."""

import contextlib
import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from nb2prod.commands.declared import COMMANDS, function
from tests.support import commands

GOOD = """# %% tags=["preprocess"]
x = 2

# %%
y = 3

# %% tags=["train"]
print(x + y)
"""
UNBOUND = '# %% tags=["train"]\nprint(nowhere)\n'
UNTAGGED = "# %%\nimport pandas as pd\ndf = pd.read_csv('a.csv')\n"

# command, notebook, exit code, and what the answer about the notebook has
ANSWERS: list[tuple[str, str, int, dict[str, Any]]] = [
    ("convert", GOOD, 0, {"ok": True, "stages": ["train"], "folder": "book"}),
    ("convert", UNBOUND, 1, {"ok": False, "codes": ["NB201"]}),
    ("convert", UNTAGGED, 1, {"ok": False, "codes": ["NB108"]}),
    ("convert --diff", GOOD, 0, {"ok": True, "folder": "book"}),
    ("check", UNBOUND, 1, {"ok": False, "codes": ["NB201"]}),
    ("advise", GOOD, 0, {"ok": True, "codes": []}),
    ("tag", GOOD, 0, {"ok": True, "written": []}),
    ("tag --write", UNTAGGED, 0, {"ok": True, "written": [1]}),
    ("tag", "# %%\n1 +\n", 1, {"ok": False, "suggestions": [], "codes": ["NB120"]}),
    ("report", GOOD, 0, {"ok": True, "page": "book.report.html"}),
    ("report", UNBOUND, 1, {"ok": False, "page": "book.report.html", "codes": ["NB201"]}),
    ("graph", GOOD, 0, {"ok": True, "title": "book"}),
    ("graph", UNBOUND, 1, {"ok": False, "nodes": [], "codes": ["NB201"]}),
    ("verify", UNBOUND, 2, {"equal": None, "values": [], "codes": ["NB201"]}),
]


def answer(folder: Path, *words: str, code: int = 0) -> dict[str, Any]:
    with contextlib.chdir(folder):
        run = commands.run(*words, "--format", "json")
    assert (run.exit_code, run.stderr) == (code, "")
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize(
    ("command", "source", "code", "wanted"),
    ANSWERS,
    ids=[f"{command}: {list(wanted.values())[-1]}" for command, *_, wanted in ANSWERS],
)
def test_answers(
    command: str, source: str, code: int, wanted: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "book.py").write_text(source)
    found = answer(tmp_path, *command.split(), "book.py", code=code)
    (found,) = found.get("notebooks", [found])
    found["codes"] = [one["code"] for one in found["findings"] if one["severity"] != "note"]
    assert {name: found[name] for name in wanted} == wanted


def test_each_command_has_an_answer() -> None:
    for_people = {"watch", "debug", "mcp"}  # mcp answers by a protocol of its own
    for name in set(COMMANDS) - for_people:
        assert "format" in get_type_hints(function(name)), name


def test_suggestions_tell_why(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(UNTAGGED + "df = df.dropna()\nmodel = Ridge().fit(df, df.y)\n")
    (one,) = answer(tmp_path, "tag", "a.py")["suggestions"]
    assert one.keys() == {"cell", "cell_id", "tag", "confidence", "reason", "parts"}
    assert [(p["lines"], p["tag"]) for p in one["parts"]][-1] == ([4, 4], "train")


def test_edits_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(GOOD)
    answer(tmp_path, "convert", "a.py")
    stage = tmp_path / "a" / "a" / "train.py"
    stage.write_text(stage.read_text() + "\nEDITED = 1\n")
    (one,) = answer(tmp_path, "convert", "a.py", code=1)["notebooks"]
    assert "+EDITED = 1" in one["diff"]


def test_several_and_a_folder_without_any(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(GOOD)
    (tmp_path / "b.py").write_text(UNBOUND)
    (tmp_path / "none").mkdir()
    found = answer(tmp_path, "convert", "a.py", "b.py", "none", code=2)
    assert found["summary"] == {"notebooks": 3, "failed": 2}
    assert {one["path"]: one["ok"] for one in found["notebooks"]} == {
        "none": False, "a.py": True, "b.py": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["NB108"], {"version": 1, "code": "NB108", "title": "No cell is tagged as a stage"}),
        ([], {"version": 1}),
    ],
)
def test_explained(words: list[str], wanted: dict[str, Any], tmp_path: Path) -> None:
    found = answer(tmp_path, "explain", *words)
    assert wanted.items() <= found.items()
    assert "page" in found if words else found["codes"]["NB108"]


def test_contradictions(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(GOOD)
    run = commands.run("tag", str(tmp_path / "a.py"), "--interactive", "--format", "json")
    assert (run.exit_code, run.stdout) == (2, "")


@pytest.mark.slow
def test_verified_while_it_converts(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(GOOD)
    (one,) = answer(tmp_path, "convert", "a.py", "--verify")["notebooks"]
    assert one["verify"]["equal"] is True
    (tmp_path / "a.py").write_text(GOOD + "1 / 0\n")
    (one,) = answer(tmp_path, "convert", "a.py", "--verify", code=2)["notebooks"]
    assert one["verify"]["equal"] is None
    assert [told["code"] for told in one["verify"]["findings"]] == ["NB407"]
