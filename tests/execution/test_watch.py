"""What each cell leaves of a file that several cells write."""

import os
from pathlib import Path

from nb2prod.execution.inside import Watch
from nb2prod.execution.runs import Opened, Ran


def test_versions_of_a_file(tmp_path: Path) -> None:
    watch = Watch(str(tmp_path), [])
    file = tmp_path / "notebook" / "a.txt"
    file.parent.mkdir()
    for cell in (1, 2, 2, 3, 2):
        watch.cell = cell
        watch("open", (str(file), "w", os.O_WRONLY | os.O_TRUNC))
        file.write_text(f"by {cell}")
    watch.cell = 4
    watch("open", (str(file), "r", os.O_RDONLY))
    (versions,) = watch.versions.values()
    assert list(versions) == [1, 3, 2]
    left = tuple((cell, place or str(file)) for cell, place in versions.items())
    ran = Ran("python", file.parent, (Opened("a.txt", "both", 1, left),))
    texts = {n: Path(ran.left_by([n], "./a.txt")).read_text() for n in (1, 2, 3, 4)}
    assert texts == {1: "by 1", 2: "by 2", 3: "by 3", 4: "by 2"}
    assert Path(ran.left_by([1, 3], "a.txt")).read_text() == "by 3"
