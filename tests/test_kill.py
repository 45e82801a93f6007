"""`convert` is killed at random moments; `tests.support.kill` does it more often."""

import os
import random
from pathlib import Path

import pytest

from tests.support.kill import kill_often


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no exchange of folders")
def test_the_package_is_one_of_the_two(tmp_path: Path) -> None:
    tally = kill_often(tmp_path, 10, random.Random(1))
    assert tally.wrong == []
    assert tally.old and tally.old + tally.new == 10
