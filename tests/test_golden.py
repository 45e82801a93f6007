"""The generated packages of the samples are, byte for byte, those in tests/golden."""

import difflib
import os
import subprocess
import sys

import pytest

from nb2prod.emit.tidy import RULES
from tests.support.golden import GOLDEN, generated, stored
from tests.support.samples import SAMPLES

NAMES = sorted(path.stem for path in SAMPLES.glob("*.ipynb"))
_DIGEST = """
import hashlib, sys
from pathlib import Path
from nb2prod.convert import convert
files = convert(Path(sys.argv[1])).files
print(hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


@pytest.mark.parametrize("name", NAMES)
def test_package_is_the_golden_one(name: str) -> None:
    now, wanted = generated(name), stored(name)
    for path in sorted(now.keys() | wanted.keys()):
        one, other = wanted.get(path, "").splitlines(True), now.get(path, "").splitlines(True)
        names = (f"golden/{path}", f"generated/{path}")
        difference = "".join(difflib.unified_diff(one, other, *names))
        assert not difference, f"{difference}\nrefresh: python -m tests.support.golden --refresh"
    assert now.keys() == wanted.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["penguin_species", "movie_recommender"])
def test_bytes_do_not_depend_on_the_hash_seed(name: str) -> None:
    digests = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", _DIGEST, str(SAMPLES / f"{name}.ipynb")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_golden_packages_are_clean_for_ruff() -> None:
    from ruff.__main__ import find_ruff_bin

    common = ["--isolated", "--no-cache", "--target-version", "py311", "."]
    for folder in sorted(GOLDEN.iterdir()):  # in which the package is found by its imports
        for arguments in (["check", "--select", RULES], ["format", "--check"]):
            command = [find_ruff_bin(), *arguments, *common]
            run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            assert run.returncode == 0, run.stdout
