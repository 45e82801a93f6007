"""Notes on settings that `model_config.yaml` cannot hold."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %% tags=["parameters"]
import numpy as np
N = 3
"""
TAIL = """
# %% tags=["train"]
print(CFG, N)
"""


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('{"size": (64, 64), "rate": 0.1}', False),
        ('{"size": {1, 2}, "rate": -1}', False),
        ("[1, 2]", False),
        ('{"rate": 0.1, "scale": np.log}', True),
        ('{"size": (1, 2), "steps": [1]}', True),
        ("[1, 2j]", True),
        # made of other parameters, with which it changes; no settings
        ('{"size": N * 2}', False),
        ("np.log", False),
        ("object()", False),
    ],
)
def test_notes(value: str, told: bool, tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(f"{HEAD}CFG = {value}{TAIL}", encoding="utf-8")
    conversion = convert(path)
    notes = [d.message for d in conversion.notes if d.code == "NB247"]
    assert [one.split()[0] for one in notes] == ["`CFG`"] * told
    assert (
        ("CFG" in dict(conversion.pipeline.parameters))
        or told
        or value[0] not in "{["
        or "N" in value
    )
