"""Streams that are closed, full, or read by nobody: what is told, and the exit code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = '# %% tags=["preprocess"]\nrows = [1, 2, 3]\n# %% tags=["train"]\nprint(sum(rows))\n'
FULL = "nb2prod: what is printed cannot be written: No space left on device.\n"
# What the shell does, the exit code of nb2prod, and what it says on stderr.
STREAMS = [
    ("{} convert good.py >&-", 0, ""),
    ("{} check good.py none.py <&- >&- 2>&-", 2, ""),
    ("{} tag --interactive bare.py <&- >&-", 0, ""),
    ("PYTHONUNBUFFERED= {} convert good.py >/dev/full", 2, FULL),
    ("PYTHONUNBUFFERED=1 {} tag good.py >/dev/full", 2, FULL),
    ("{} check --help >/dev/full", 2, FULL),
    ("{} convert none.py 2>/dev/full", 2, ""),
    ("({} check --format json none.py; echo $? >code) | true", 2, ""),
    ("({} convert good.py; echo $? >code) | true", 0, ""),
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(("line", "code", "told"), STREAMS, ids=[row[0] for row in STREAMS])
def test_streams(tmp_path: Path, line: str, code: int, told: str) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bare.py").write_text("# %%\nprint(1)\n")
    ran = subprocess.run(
        [shutil.which("sh") or "sh", "-c", line.format(f"'{sys.executable}' -m nb2prod")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    kept = tmp_path / "code"
    assert (int(kept.read_text()) if kept.exists() else ran.returncode) == code
    assert ran.stderr == told
    if "convert good" in line:
        assert (tmp_path / "good" / "good" / "pipeline.py").exists()
