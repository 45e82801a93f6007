"""Notes on numbers that the notebook's own file of metrics lacks."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %% tags=["preprocess"]
import json
import numpy as np
y, p = np.array([0, 1, 1]), np.array([0, 1, 0])

# %% tags=["evaluate"]
accuracy = (y == p).mean()
metrics = {"accuracy": accuracy}
"""
SAVE = "with open('metrics.json', 'w') as file:\n    json.dump(metrics, file)"
CASES = [
    ("all in it", SAVE, []),
    ("another one", f"{SAVE}\nshare = p.mean()\nprint(share)", ["share"]),
    ("put into it", f"share = p.mean()\nmetrics['share'] = share\n{SAVE}", []),
    ("in two steps", f"share = p.mean()\nmore = {{'s': share}}\nmetrics.update(more)\n{SAVE}", []),
    ("another file", "json.dump(metrics, open('own.json', 'w'))\nshare = p.mean()", []),
]


@pytest.mark.parametrize(("cell", "lost"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_notes(cell: str, lost: list[str], tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(f"{HEAD}{cell}\n", encoding="utf-8")
    notes = convert(path, emit=lambda _: {}).notes
    told = [d.message for d in notes if d.code == "NB245"]
    assert len(told) == bool(lost)
    assert all(f"`{name}`" in one for one in told for name in lost)
