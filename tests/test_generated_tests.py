"""The tests that a package gets: they pass, and they see changes; all samples are a command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.settings import Settings
from nb2prod.write import write_package
from tests.support import generated
from tests.support.samples import SAMPLES


@pytest.mark.slow
def test_one_sample(tmp_path: Path) -> None:
    assert generated.check("movie_recommender", tmp_path, fresh=False) == []


@pytest.mark.slow
def test_golden_file_is_asked_for_in_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import random\nx = random.random() * K\nprint(x)"
    head = '# %% tags=["parameters"]\nK = 3\n'
    (tmp_path / "n.py").write_text(f'{head}# %% tags=["evaluate"]\n{code}\n')
    files = convert(tmp_path / "n.py", Settings(sample_data=str(tmp_path))).files
    write_package(files, tmp_path / "out")
    monkeypatch.setenv("CI", "1")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    run = subprocess.run(command, cwd=tmp_path / "out", capture_output=True, text=True)
    assert run.returncode == 1 and "python -m tests.make_golden" in run.stdout
    assert not (tmp_path / "out/tests/golden.json").exists()
    # a result that no seed fixes is found out, and not compared
    passed, told = generated.run_tests(tmp_path / "out")
    assert passed, told
    golden = json.loads((tmp_path / "out/tests/golden.json").read_text())
    assert "differs from run to run" in json.dumps(golden)


def test_no_tests_on_data_without_a_sample() -> None:
    files = convert(SAMPLES / "churn.ipynb").files
    assert [f for f in files if f.startswith("tests/")] == [
        "tests/__init__.py",
        "tests/test_commands.py",
    ]
