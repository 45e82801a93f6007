"""Dockerfile, environment.yml and uv.lock."""

import json
from pathlib import Path

import pytest
import yaml

from nb2prod.convert import convert
from nb2prod.settings import Settings
from nb2prod.write import lock as module
from tests.support.commands import run
from tests.support.samples import SAMPLES

CELLS = """\
# %% tags=["train"]
# %pip install torch==2.4 requests[socks] lightgbm
import lightgbm
import torch
print(lightgbm, torch)
"""


def test_dockerfile_is_locked_and_not_of_root() -> None:
    made = convert(SAMPLES / "churn.ipynb", Settings(docker=True)).files
    lines = made["Dockerfile"].splitlines()
    assert any("uv sync --locked --no-dev" in line for line in lines)
    last = [line for line in lines if line.startswith(("USER", "CMD"))]
    assert last == ["USER app", 'CMD ["churn-pipeline", "--help"]']
    assert ".nb2prod\n" in made[".dockerignore"]
    assert "apt-get" not in made["Dockerfile"]


def test_container_of_a_service() -> None:
    made = convert(SAMPLES / "churn.ipynb", Settings(docker=True, serve=True)).files
    assert 'CMD ["uvicorn", "churn.serve:app", "--host", "0.0.0.0"]' in made["Dockerfile"]
    assert "--extra serve" in made["Dockerfile"]


def test_what_conda_and_debian_call_it(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(CELLS.replace("# %pip", "%pip"))
    made = convert(tmp_path / "odd.py", Settings(conda=True, docker=True)).files
    needed = yaml.safe_load(made["environment.yml"])["dependencies"]
    assert {"pytorch==2.4", "lightgbm"} <= {one for one in needed if isinstance(one, str)}
    assert needed[-1] == {"pip": ["-e ."]}
    assert "libgomp1" in made["Dockerfile"]


def test_conda_installs_the_service_too(tmp_path: Path) -> None:
    made = convert(SAMPLES / "churn.ipynb", Settings(conda=True, serve=True)).files
    assert yaml.safe_load(made["environment.yml"])["dependencies"][-1] == {"pip": ["-e .[serve]"]}


@pytest.mark.parametrize("option", ["docker", "conda", "serve", "lock"])
def test_option_is_kept_and_checked(option: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    (tmp_path / "odd.py").write_text(CELLS)
    done = run("convert", str(tmp_path / "odd.py"), f"--{option}")
    assert done.exit_code == 0
    assert ("uv lock && docker build -t odd .)" in done.stdout) == (option == "docker")
    kept = json.loads((tmp_path / "odd" / ".nb2prod.json").read_text())["options"]
    assert kept == {option: True, "notebook": "../odd.py"}
    assert run("check", str(tmp_path / "odd.py")).exit_code == 0


def test_no_uv_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    (told,) = module.lock(tmp_path)
    assert told.code == "NB305" and "pip install uv" in told.advice


def test_what_uv_tells_is_told(tmp_path: Path, monkeypatch) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho 'no version fits' >&2\nexit 1\n")
    uv.chmod(0o755)
    monkeypatch.setattr(module.shutil, "which", lambda name: str(uv))
    assert "no version fits" in module.lock(tmp_path)[0].message
