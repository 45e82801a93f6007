"""Untagged cells go to the stage that reads what they bind; those that only look stay out."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

BOOK = """# %% tags=["preprocess"]
import matplotlib.pyplot as plt
import numpy as np
a = np.arange(3.0)
# %%
fig, axes = plt.subplots(1, 2)
for ax, v in zip(axes, a):
    ax.plot([v])
# %% tags=["evaluate"]
{}
"""


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("fig.suptitle('Final')\nax.plot([a.mean()])", True),
        ("more, others = plt.subplots(1, 2)\nfor ax, v in zip(others, a):\n    ax.plot(v)", False),
    ],
)
def test_axes(tmp_path: Path, code: str, needed: bool) -> None:
    (tmp_path / "n.py").write_text(BOOK.format(code))
    stage = convert(tmp_path / "n.py").files["n/evaluate.py"]
    assert ("fig, axes = plt.subplots(1, 2)" in stage) is needed
