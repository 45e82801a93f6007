"""The types that the analysis claims are those that a run shows, in the samples.

Those of the cases are asked for by tests/test_cases.py, which converts and runs them.
"""

import shutil
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.samples import SAMPLES
from tests.support.traced_types import disagreements_of_run

pytestmark = pytest.mark.slow


def test_samples(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    for path in sorted((tmp_path / "samples").glob("*.ipynb")):
        pipeline = convert(path, emit=lambda pipeline: {}).pipeline
        assert disagreements_of_run(path, pipeline) == []
