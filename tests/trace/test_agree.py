"""The types that the analysis claims are those that a run shows, in the samples.

Those of the cases are asked for by tests/test_cases.py, which converts and runs them.
"""

import os
import shutil
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.samples import SAMPLES
from tests.support.traced_types import disagreements

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


def test_samples(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    for path in sorted((tmp_path / "samples").glob("*.ipynb")):
        pipeline = convert(path, emit=lambda pipeline: {}).pipeline
        assert disagreements(path, path.parent, pipeline) == []
