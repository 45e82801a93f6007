"""``nb2prod verify`` from the command line."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nb2prod.execution.runs import CannotRun
from nb2prod.verify.verify_notebook import _package_there
from nb2prod.write import write_package
from tests.support.commands import run_alone
from tests.support.fork_server import Done

HEAD = """# %% tags=["parameters"]
ROWS = 4

# %% tags=["preprocess"]
import numpy as np
import pandas as pd

df = pd.read_csv("data/in.csv").head(ROWS)
{preprocess}
# %% tags=["train"]
weights = df["a"] * 2
total = float(weights.sum())
weights.to_csv("weights.csv")
# %% tags=["evaluate"]
score = total / len(df)
print(score)
"""
PLAIN = """# %% tags=["parameters"]
ROWS = 4

# %% tags=["preprocess"]
import csv

with open("data/in.csv") as file:
    rows = list(csv.DictReader(file))[:ROWS]
{preprocess}
# %% tags=["train"]
weights = [int(row["a"]) * 2 for row in rows]
total = float(sum(weights))
# %% tags=["evaluate"]
score = total / len(rows)
print(score)
"""
"""The same with lists: no process has to load pandas, where tables are not what is asked about."""
pytestmark = pytest.mark.slow


def notebook(folder: Path, preprocess: str = "", text: str = HEAD) -> Path:
    (folder / "data").mkdir()
    (folder / "data/in.csv").write_text("a,b\n1,x\n2,y\n3,z\n4,x\n5,y\n")
    path = folder / "small.py"
    path.write_text(text.format(preprocess=preprocess))
    return path


def verify(path: Path, *options: str) -> Done:
    return run_alone("verify", path, *options)


def test_equal(tmp_path: Path) -> None:
    path = notebook(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    run = verify(path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "All 5 values are equal." in run.stdout and "weights.csv" in run.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_predictions_that_are_only_shown(tmp_path: Path) -> None:
    (tmp_path / "fit.py").write_text(
        "# %% tags=['preprocess']\nimport numpy as np\n"
        "from sklearn.linear_model import LinearRegression\nX = np.arange(6.0).reshape(3, 2)\n"
        "# %% tags=['train']\nmodel = LinearRegression().fit(X, [1, 2, 3])\n"
        "# %% tags=['predict']\nmodel.predict(X[:2])\n"
    )
    run = verify(tmp_path / "fit.py")
    assert "predictions.csv" in run.stdout and "All 4 values are equal." in run.stdout, run.stdout


def test_a_module_in_a_folder_above(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/own.py").write_text("def half(x):\n    return x / 2\n")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    added = "import os, sys\nsys.path.append(os.path.abspath('..'))\nfrom tools.own import half\n"
    run = verify(notebook(folder, added + "df['a'] = half(df['a'])\n"))
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_value_of_a_class_of_a_module_beside_it(tmp_path: Path) -> None:
    (tmp_path / "hydro.py").write_text(
        "class Scale:\n    def __init__(self, n):\n        self.n = n\n"
    )
    (tmp_path / "flow.py").write_text(
        "# %% tags=['preprocess']\nfrom hydro import Scale\nscale = Scale(2.5)\n"
        "# %% tags=['train']\nprint(scale.n)\n"
    )
    run = verify(tmp_path / "flow.py")
    assert "hydro.Scale" in run.stdout and "All 2 values are equal." in run.stdout, run.stdout


def test_a_value_of_a_class_that_the_notebook_defines_anew(tmp_path: Path) -> None:
    again = "class Model:\n    def __init__(self, n):\n        self.n = n{}\n"
    (tmp_path / "anew.py").write_text(
        f"# %%\n{again.format('')}# %% tags=['preprocess']\nfirst = Model(1)\n"
        f"# %%\n{again.format(' + 1')}# %% tags=['train']\nsecond = Model(first.n)\n"
        "# %% tags=['evaluate']\nprint(first.n, second.n)\n"
    )
    run = verify(tmp_path / "anew.py")
    assert "first" in run.stdout and "second" in run.stdout
    assert "values are equal." in run.stdout, run.stdout + run.stderr


def test_json_and_other_parameters(tmp_path: Path) -> None:
    run = verify(notebook(tmp_path), "--format", "json", "--set", "ROWS=2")
    assert run.returncode == 0, run.stdout + run.stderr
    (found,) = json.loads(run.stdout)["notebooks"]
    shapes = {v["name"]: v["shape"] for v in found["values"]}
    assert found["equal"] and shapes["df"] == "(2, 2)"


def test_several_notebooks(tmp_path: Path) -> None:
    a, b = notebook(tmp_path, text=PLAIN).rename(tmp_path / "a.py"), tmp_path / "b.py"
    b.write_text('# %% tags=["train"]\nwith open("none.txt") as file:\n    n = 1\n')
    run = verify(a, str(b))
    assert run.returncode == 2, run.stdout + run.stderr
    assert f"{a}:\nstage" in run.stdout and "b.py: cell 1, line 1: NB407" in run.stderr
    assert run.stdout.endswith("1 of 2 packages are equal to their notebooks.\n")
    run = verify(a, str(b), "--format", "json")
    assert run.returncode == 2
    found = json.loads(run.stdout)
    assert found["summary"] == {"notebooks": 2, "failed": 1}
    assert [one["equal"] for one in found["notebooks"]] == [True, None]


def test_a_package_that_was_changed(tmp_path: Path) -> None:
    path = notebook(tmp_path, text=PLAIN)
    assert run_alone("convert", path, "-q").returncode == 0
    module = tmp_path / "small/small/train.py"
    module.write_text(module.read_text().replace("* 2", "* 3"))
    run = verify(path)  # the package that stands there runs, with what people edited
    assert run.returncode == 1
    told = " ".join(run.stdout.split())
    assert "DIFFERS: 5.0 in the notebook, 7.5 here" in told
    assert "Edited since it was generated: small/train.py." in told
    told = verify(path, "--format", "github", "--against", str(tmp_path / "small")).stdout
    assert "small.py,line=12,title=nb2prod NB416::cell 3, line 2: `total` of stage train" in told
    assert "1 notebook checked, 1 with problems." in told
    path.write_text(path.read_text().replace("total = float", "total = 1 + float"))
    run = verify(path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "small was made of another state of the notebook" in " ".join(run.stdout.split())
    told = verify(path, "--format", "github").stdout
    assert "::warning" in told and "NB411" in told and "another state of the notebook" in told


@pytest.mark.parametrize(("text", "told"), [("N: 1\n", ""), ("N: 2\n", "model_config.yaml")])
def test_an_edited_config_is_named(text: str, told: str, tmp_path: Path) -> None:
    files = {"model_config.yaml": "N: 1\n", "a/train.py": "print(1)\n"}
    write_package(files, tmp_path / "a")
    (tmp_path / "a" / "model_config.yaml").write_text(text)
    _, said = _package_there(tmp_path / "a", files)
    assert said == (f"Edited since it was generated: {told}." if told else "")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a/train.py", "train.py is missing: the package that stands there cannot run."),
        ("a/own/__init__.py", "__init__.py is missing: the package that stands there cannot run."),
        ("tests/test_a.py", ""),
        ("README.md", ""),
    ],
)
def test_a_file_of_the_package_that_is_missing(name: str, told: str, tmp_path: Path) -> None:
    files = dict.fromkeys(("a/train.py", "a/own/__init__.py", "tests/test_a.py", "README.md"), "")
    write_package(files, tmp_path)
    (tmp_path / name).unlink()
    if not told:
        assert _package_there(tmp_path, files) == (tmp_path, "")
        return
    with pytest.raises(CannotRun, match=told):
        _package_there(tmp_path, files)


def test_unseeded_randomness_is_the_cause(tmp_path: Path) -> None:
    run = verify(notebook(tmp_path, "df['a'] = np.random.rand(len(df))"))
    assert run.returncode == 1
    shown = " ".join(run.stdout.split())
    assert "another value at each run" in shown and shown.count("NB505") == 2, "told once, and how"


def test_a_path_that_is_printed(tmp_path: Path) -> None:
    (tmp_path / "nb").mkdir()
    reads = "import glob\nfor f in sorted(glob.glob('data/*.csv')): print(f, len(open(f).read()))"
    run = verify(notebook(tmp_path / "nb", reads, PLAIN))
    assert run.returncode == 0, run.stdout


def test_an_edited_pipeline_is_run(tmp_path: Path) -> None:
    path = notebook(tmp_path, text=PLAIN)
    assert run_alone("convert", path).returncode == 0
    module = tmp_path / "small/small/pipeline.py"
    module.write_text(module.read_text().replace("changes=changes", 'changes=["ROWS=3"]'))
    run = verify(path)
    assert run.returncode == 1
    assert "(by pipeline.py)" in run.stdout and run.stdout.count("DIFFERS") == 3


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("input('which? ')", "the cell failed: it asks for input()"),
        ("import os; os.kill(os.getpid(), 9)", "the cell ended the kernel"),
        ("import time; time.sleep(60)", "the cell did not end within 10 s"),
        ("big = bytearray(10**12)", "the cell failed: MemoryError"),
        ("raise ValueError('no such thing')", "the cell failed: ValueError: no such thing"),
        ("open('none.txt')", "put the file where the cell looks for it"),
    ],
)
def test_notebooks_that_do_not_end_well(tmp_path: Path, code: str, told: str) -> None:
    start = time.monotonic()
    seconds = "10" if "sleep" in code else "60"  # a busy machine takes its time
    run = verify(notebook(tmp_path, code, PLAIN), "--timeout", seconds, "--memory", "4")
    assert run.returncode == 2
    assert told in run.stderr and "Traceback" not in run.stderr
    line = 1 if "kill" in code or "sleep" in code else 5
    assert f"cell 2, line {line}: NB407" in run.stderr
    assert (f"    {code}\n" in run.stderr) == (line == 5), "the line is known where it failed"
    assert time.monotonic() - start < 100


def test_a_hundred_megabytes_of_text(tmp_path: Path) -> None:
    run = verify(notebook(tmp_path, "for _ in range(100): print('a' * 1_000_000)", PLAIN))
    assert run.returncode == 0, run.stderr
    assert len(run.stdout) < 10_000


def test_the_users_files_stay_as_they_are(tmp_path: Path) -> None:
    path = notebook(tmp_path, "open('data/in.csv', 'a').write('6,z\\n')", PLAIN)
    before = (tmp_path / "data/in.csv").read_text()
    verify(path)
    assert (tmp_path / "data/in.csv").read_text() == before
    path.write_text(PLAIN.format(preprocess=f"open({str(tmp_path / 'data/in.csv')!r}, 'w')"))
    run = verify(path)
    assert run.returncode == 2 and "by an absolute path" in run.stderr
    assert (tmp_path / "data/in.csv").read_text() == before


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_the_users_database_stays_as_it_is(tmp_path: Path) -> None:
    added = (
        "import sqlite3\nconn = sqlite3.connect('own.db')\n"
        "conn.execute('insert into a values (1)')\nconn.commit()\n"
    )
    sqlite3.connect(tmp_path / "own.db").execute("create table a (x int)").connection.commit()
    before = (tmp_path / "own.db").read_bytes()
    run = verify(notebook(tmp_path, added, PLAIN))
    assert run.returncode == 0 and "own.db" in run.stdout, run.stdout + run.stderr
    assert (tmp_path / "own.db").read_bytes() == before


def test_interrupted(tmp_path: Path) -> None:
    path = notebook(
        tmp_path, "import time, pathlib; pathlib.Path('started').touch(); time.sleep(60)", PLAIN
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "nb2prod", "verify", str(path)],
        env={**os.environ, "TMPDIR": str(scratch)},
        start_new_session=True,
    )
    limit = time.monotonic() + 60
    while not any("started" in files for *_, files in os.walk(scratch)):
        assert time.monotonic() < limit
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) == 130
    assert list(scratch.iterdir()) == []


def test_what_is_written_above_the_notebook(tmp_path: Path) -> None:
    """The folder is there in the copy that the notebook runs in."""
    (tmp_path / "plots").mkdir()
    (tmp_path / "notebooks").mkdir()
    path = tmp_path / "notebooks/a.py"
    path.write_text(
        "# %% tags=['train']\nimport matplotlib.pyplot as plt\nn = 1\nplt.plot([n, 2])\n"
        "plt.savefig('../plots/a.png')\n"
    )
    run = verify(path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert list((tmp_path / "plots").iterdir()) == []


def test_usage(tmp_path: Path) -> None:
    path = notebook(tmp_path, text=PLAIN)
    assert "--set takes NAME=VALUE" in verify(path, "--set", "ROWS").stderr
    assert "there is no such parameter (known: ROWS)" in verify(path, "--set", "ROW=1").stderr
    assert "NB412 there is no package of it" in verify(path, "--require-packages").stderr
    assert "holds no package small" in verify(path, "--against", str(tmp_path)).stderr


SEEN = """# %% tags=["imports"]
import matplotlib.pyplot as plt
import numpy as np

np.random.seed(0)
print("seeded")
# %% tags=["preprocess"]
x = np.arange(5.0) + np.random.rand()
plt.plot(x)
plt.show()
plt.plot(x * 2, color="green")
print("first", x.sum())
print("second", x.mean())
# %% tags=["train"]
model = x * 2
# %% tags=["evaluate"]
low, high = float(model.min()), float(model.max())
print(low, high)
"""
BROKEN = {
    "preprocess.py": [
        ('show_figures(figures, "preprocess_1")', 'plt.close("all")'),
        ('color="green"', 'color="red"'),
        ('    print("second", x.mean())\n', ""),
    ],
    "evaluate.py": [('"low": result.low', '"low": result.high')],
}


def test_what_a_person_can_see(tmp_path: Path) -> None:
    """A figure dropped, one in another colour, a line dropped, and a metric that is another's."""
    path = tmp_path / "seen.py"
    path.write_text(SEEN)
    both = run_alone("convert", path, "--verify")
    assert both.returncode == 0 and "All 8 values are equal (1 could not" in both.stdout, (
        both.stderr
    )
    for name, changes in BROKEN.items():
        module = tmp_path / "seen/seen" / name
        text = module.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        module.write_text(text)
    run = verify(path, "--against", str(tmp_path / "seen"), "--format", "json")
    (told,) = json.loads(run.stdout)["notebooks"]
    found = [v for v in told["values"] if v["difference"]]
    assert run.returncode == 1
    assert [(v["kind"], v["name"]) for v in found] == [
        ("figure", "preprocess_2.png"),
        ("figure", "cell 2, figure 2"),
        ("printed", "printed text"),
        ("metric", "low"),
    ]
