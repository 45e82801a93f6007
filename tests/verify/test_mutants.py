"""``verify`` sees it when a package is broken; all samples: ``python -m tests.support.mutants``."""

import pytest

from tests.support.mutant_sites import lines_of
from tests.support.mutants import SAMPLES, survivors

MODULE = '''def train_from_data(a, b):
    """Train."""
    c = a + 1
    shown = c * 2
    print(shown)
    if b:
        c = c - 1
    return c


def train_from_path(a_file, out_dir):
    a = read_table(a_file)
    c = train_from_data(a, 1)
    out_dir.mkdir()
    save_table(c, out_dir / "c.csv")
'''


def test_lines_that_lead_to_a_saved_value() -> None:
    lines = lines_of(MODULE)
    assert lines.data == {3, 6, 7, 8}
    assert lines.path == {12, 13, 15}


@pytest.mark.slow
def test_a_handful() -> None:
    assert [str(mutant) for mutant in survivors(SAMPLES / "spam_filter.ipynb", 3)] == []
