"""Files that pass from stage to stage, or would be lost between them."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

WRITE = "with open('a.txt', 'w') as f:\n    f.write('x')"
READ = "with open('a.txt') as f:\n    print(f.read())"
SAVE = """import os
def load(name):
    return open(f'{OUT}/{name}').read()
def save(name):
    with open(f'{OUT}/{name}', 'w') as file:
        file.write(name)
OUT = 'a'
os.makedirs(OUT)
open('a/x', 'w').close()"""
LOST = {
    "added to": (WRITE, "with open('a.txt', 'a') as f:\n    f.write('y')"),
    "perhaps written again": (
        WRITE, f"if len(str(1)) > 3:\n    open('a.txt', 'w').close()\n{READ}",
    ),
    "perhaps written again by a function": (
        f"def put(path):\n    open(path, 'w').close()\n{WRITE}",
        f"if len(str(1)) > 3:\n    put('a.txt')\n{READ}",
    ),
    "perhaps written again inside of a function": (
        f"def put():\n    if len(str(1)) > 3:\n        open('a.txt', 'w').close()\n{WRITE}",
        f"put()\n{READ}",
    ),
    "perhaps written again in a row": (
        f"def put(n):\n    open('a.txt', 'w').close()\n{WRITE}",
        f"for n in range(3):\n    put(n)\n{READ}",
    ),
    "read around": (
        "n = 1\nn += 1",
        f"if n:\n    {READ.replace(chr(10), chr(10) + '    ')}\n    open('a.txt', 'w').close()\n"
        f"    {READ.replace(chr(10), chr(10) + '    ')}",
    ),
    "read by a path that is not known": (
        WRITE, "name = 'a.txt'\nif len(name) > 90:\n    name = 1\nprint(open(name).read())",
    ),
    "written by a path that is not known": (
        "name = 'a.txt'\nif len(name) > 90:\n    name = 1\nopen(name, 'w').close()",
        READ,
    ),
    "read by a function in two folders": (
        f"{SAVE}\nprint(load('x'))",
        "OUT = 'b'\nos.makedirs(OUT)\nsave('x')\nload('x')",
    ),
    "written here in part": (
        "import os\nos.makedirs('d')\nopen('d/a', 'w').close()\nPATHS = {'a': 'd/a', 'b': 'd/b'}\n"
        "for k in PATHS:\n    print(os.path.exists(PATHS[k]))",
        "open('d/b', 'w').close()",
    ),
    "written by a function into two folders": (
        f"{SAVE}\nsave('y')", "OUT = 'b'\nos.makedirs(OUT)\nsave('y')\nprint(open('b/y').read())",
    ),
}  # fmt: skip
BETWEEN = "if len(str(1)) > 3:\n    open('a.txt', 'w').close()"
KEPT = {
    "written and read": (WRITE, READ),
    "written again and read": (WRITE, f"{WRITE}\n{READ}"),
    "written here, all of them": (
        "import os\nos.makedirs('d')\nopen('d/a', 'w').close()\nopen('d/b', 'w').close()\n"
        "PATHS = {'a': 'd/a', 'b': 'd/b'}\nfor k in PATHS:\n    print(os.path.exists(PATHS[k]))",
        "open('d/c', 'w').close()",
    ),
    "another file by a path that is not known": (
        WRITE, "import sys\nfor name in sys.argv[9:]:\n    print(open(name).read())",
    ),
    "by a function, in a folder that is bound again": (
        f"{SAVE}\nOUT = 'b'\nos.makedirs(OUT)\nsave('y')", "print(load('y'))",
    ),
    "by a function whose path is known": (
        f"def save(path):\n    with open(path, 'w') as f:\n        f.write('x')\n{WRITE}",
        "save('b.txt')\nprint(len('a.txt'))",
    ),
}  # fmt: skip


def _notebook(folder: Path, cells: tuple[str, str]) -> Path:
    path = folder / "one.py"
    tags = ("train", "evaluate")
    path.write_text(
        "\n".join(f'# %% tags=["{t}"]\n{c}\n' for t, c in zip(tags, cells, strict=True))
    )
    return path


@pytest.mark.parametrize("cells", LOST.values(), ids=LOST)
def test_lost(cells: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(ConversionError) as caught:
        convert(_notebook(tmp_path, cells))
    assert {d.code for d in caught.value.diagnostics} == {"NB219"}


@pytest.mark.parametrize("cells", KEPT.values(), ids=KEPT)
def test_kept(cells: tuple[str, str], tmp_path: Path) -> None:
    assert convert(_notebook(tmp_path, cells)).files


def test_perhaps_written_by_a_stage_in_between(tmp_path: Path) -> None:
    path, cells = tmp_path / "one.py", {"preprocess": WRITE, "train": BETWEEN, "evaluate": READ}
    path.write_text("".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in cells.items()))
    with pytest.raises(ConversionError) as caught:
        convert(path)
    (found,) = caught.value.diagnostics
    assert "which preprocess writes, and train on some paths only" in found.message
