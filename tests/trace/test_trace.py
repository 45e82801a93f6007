"""``nb2prod convert --trace`` from the command line."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.commands import run_alone

CODE = """# %% tags=["preprocess"]
import numpy as np
import pandas as pd

df = pd.read_csv("data/in.csv")
df = df.dropna()
table = np.asarray(df[["a", "b"]])
lookup = dict(zip("ab", [table[:, 0], table[:, 1]]))
{extra}
# %% tags=["train"]
weights = table.mean(axis=0) + lookup["a"][:2]
{use}
print(weights.shape)
"""
pytestmark = pytest.mark.slow


def notebook(folder: Path, extra: str = "", use: str = "") -> Path:
    (folder / "data").mkdir()
    (folder / "data/in.csv").write_text("a,b\n1,2\n2,3\n3,\n4,5\n")
    path = folder / "small.py"
    path.write_text(CODE.format(extra=extra, use=use))
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_types_shapes_and_the_same_bytes_without_a_run(tmp_path: Path) -> None:
    path = notebook(tmp_path)
    before = files(tmp_path)
    traced = run_alone("convert", str(path), "--trace")
    assert traced.returncode == 0, traced.stderr
    package = files(tmp_path / "small")
    assert {name: data for name, data in files(tmp_path).items() if name in before} == before
    module = package["small/preprocess.py"].decode()
    assert "lookup: dict[str, np.ndarray]" in module
    assert "    # df: (4, num_columns) = (4, 2)\n" in module, "as it was read, not as it became"
    assert "    # table: (3, num_columns) = (3, 2)\n" in module
    text = package["trace.json"].decode()
    assert str(tmp_path) not in text
    assert json.loads(text)["files"] == [{"access": "read", "cell": 1, "path": "data/in.csv"}]
    assert run_alone("convert", str(path)).returncode == 0
    assert files(tmp_path / "small") == package
    assert run_alone("check", str(path)).returncode == 0
    assert run_alone("convert", str(path), "--trace").returncode == 0
    assert files(tmp_path / "small") == package
    assert run_alone("verify", str(path), "--against", str(tmp_path / "small")).returncode == 0


def test_a_trace_of_other_code_is_left_out(tmp_path: Path) -> None:
    path = notebook(tmp_path)
    run_alone("convert", str(path), "--trace")
    path.write_text(path.read_text() + "print(1)\n")
    assert "NB241" in run_alone("check", str(path)).stdout
    again = run_alone("convert", str(path))
    assert again.returncode == 0 and "NB241" in again.stderr
    assert not (tmp_path / "small/trace.json").exists()
    assert "# table" not in (tmp_path / "small/small/preprocess.py").read_text()


def test_a_value_that_cannot_be_saved(tmp_path: Path) -> None:
    path = notebook(tmp_path, "import sys\nstate = [vars(sys)['stderr']]", "print(len(state))")
    assert run_alone("convert", str(path), "-o", str(tmp_path / "plain")).returncode == 0
    traced = run_alone("convert", str(path), "--trace")
    assert traced.returncode == 1
    assert "cell 1" in traced.stderr and "NB208 `state` could not be saved" in traced.stderr
    assert "cell 2 needs it in another stage than preprocess" in traced.stderr
    assert not (tmp_path / "small").exists()


def test_files_that_the_analysis_missed(tmp_path: Path) -> None:
    (tmp_path / "hidden").write_text("1")
    extra = "print(open(''.join(reversed('neddih'))).read(), file=open(chr(111), 'w'))"
    traced = run_alone("convert", str(notebook(tmp_path, extra)), "--trace", "-v")
    assert "cell 1, line 1: warning NB240 the cell reads the file `hidden`" in traced.stderr
    assert "note NB240 the cell writes the file `o`" in traced.stderr
    assert "data/in.csv" not in traced.stderr
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ("raise ValueError('no such thing')", "the cell failed: ValueError: no such thing"),
        ("input('which? ')", "the cell failed: it asks for input()"),
        ("import time; time.sleep(60)", "the cell did not end within "),
    ],
)
def test_notebooks_that_do_not_end_well(tmp_path: Path, extra: str, told: str) -> None:
    seconds = "8" if "sleep" in extra else "60"  # a busy machine takes its time
    traced = run_alone("convert", str(notebook(tmp_path, extra)), "--trace", "--timeout", seconds)
    assert traced.returncode == 1 and "NB407" in traced.stderr and told in traced.stderr
    assert "Traceback" not in traced.stderr and not (tmp_path / "small").exists()


def test_without_trace_its_options_are_refused(tmp_path: Path) -> None:
    assert run_alone("convert", str(notebook(tmp_path)), "--timeout", "8").returncode == 2


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(tmp_path: Path, how: int) -> None:
    extra = "import time, pathlib; pathlib.Path('started').touch(); time.sleep(60)"
    path = notebook(tmp_path, extra)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "nb2prod", "convert", str(path), "--trace"],
        env={**os.environ, "TMPDIR": str(scratch)},
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = time.monotonic() + 60
    # os.walk, unlike rglob, passes over folders that are gone by the time it looks into them
    while not any("started" in files for *_, files in os.walk(scratch)):
        assert time.monotonic() < limit
        time.sleep(0.1)
    os.kill(process.pid, how)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130 and "Traceback" not in told
    assert list(scratch.iterdir()) == [] and not (tmp_path / "small").exists()


def test_values_under_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(
        """# %% tags=["train"]
model = [[1.5]]
model.append([2.5])
# %% tags=["evaluate"]
print(model)
# %% tags=["train"]
model = {"a": 1}
model["b"] = 2
# %% tags=["evaluate"]
print(model)
model = None
"""
    )
    traced = run_alone("convert", str(path), "--trace")
    assert traced.returncode == 0, traced.stderr
    values = json.loads((tmp_path / "small/trace.json").read_text())["stages"]["train"]["values"]
    assert values["model"]["type"] == "list[list[float]]"
    assert values["model_2"]["type"] == "dict[str, int]"


CALLS = """# %% tags=["preprocess"]
import numpy as np
import strange

y = np.arange(6.0)
predicted = strange.{maker}(y[3:])
# %% tags=["evaluate"]
total = strange.show(predicted)
print(y, total)
"""
STRANGE = """
def made(values):
    return values * 2
def show(values):
    return float(values.sum())
"""


def refusal_or_note(path: Path, library: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "nb2prod", "convert", str(path), "-v", *options]
    paths = os.pathsep.join([str(library), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    return done.returncode, done.stderr


def test_what_calls_do_is_taken_from_the_run(tmp_path: Path) -> None:
    """What is refused without a run converts with its trace, and later without a run."""
    (library := tmp_path / "lib").mkdir()
    (library / "strange.py").write_text(STRANGE)
    (folder := tmp_path / "book").mkdir()
    path = folder / "small.py"
    path.write_text(CALLS.format(maker="made"))
    code, told = refusal_or_note(path, library)
    assert code == 1 and "NB207" in told
    code, told = refusal_or_note(path, library, "--trace")
    assert code == 0 and "NB242 nothing is known of `made`" in told, told
    package = files(folder / "small")
    shutil.rmtree(folder / "small/small")
    code, told = refusal_or_note(path, library)
    assert code == 0 and files(folder / "small") == package, told
    trace = folder / "small/trace.json"
    trace.write_text(trace.read_text().replace('"line": 1', '"line": 2'))
    code, told = refusal_or_note(path, library)
    assert code == 1 and "NB207" in told and "NB241" in told


def test_values_that_do_share_stay_refused(tmp_path: Path) -> None:
    (library := tmp_path / "lib").mkdir()
    spoiling = STRANGE.replace("values * 2", "values[1:]").replace(
        "return float", "values += 1; float"
    )
    (library / "strange.py").write_text(spoiling)
    (folder := tmp_path / "book").mkdir()
    path = folder / "small.py"
    path.write_text(CALLS.format(maker="made"))
    code, told = refusal_or_note(path, library, "--trace")
    assert code == 1 and "NB207" in told and not (folder / "small").exists()
