"""The types that the analysis claims are those that a run shows: samples and executable cases."""

import os
import shutil
from pathlib import Path

import pytest

from tests.support.samples import SAMPLES
from tests.support.traced_types import disagreements, of_cases

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


def test_cases() -> None:
    assert of_cases() == []


def test_samples(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    found = [
        d
        for p in sorted((tmp_path / "samples").glob("*.ipynb"))
        for d in disagreements(p, p.parent)
    ]
    assert found == []
