"""A file of an earlier stage that a stage reads, writes by a call, and reads once more."""

from pathlib import Path

import pytest

from tests.support.differential import compare_here

HEAD = """# %% tags=["preprocess"]
from pathlib import Path
with open("note.txt", "w") as f:
    f.write("first")

# %%
def put(text):
    with open("note.txt", "w") as f:
        f.write(text)
def put_twice(text):
    put(text * 2)
def put_in(path, text):
    Path(path).write_text(text)
def get():
    return Path("note.txt").read_text()
class Note:
    def put(self, text):
        put(text)
note = Note()

# %% tags=["evaluate"]
before = Path("note.txt").read_text()
WRITE
after = READ
print(before, after)
"""


@pytest.mark.parametrize("read", ['Path("note.txt").read_text()', 'open("note.txt").read()'])
@pytest.mark.parametrize(
    "write",
    [
        'put("second")',
        'put_twice("second")',
        'put_in("note.txt", "second")',
        'Note().put("second")',
        'note.put("second")',
        '[put(k) for k in "ab"]',
        'list(map(put, "ab"))',
        '(lambda text: put(text))("second")',
        'done = put("second")',
        'Path("note.txt").write_text("second")',
    ],
)
def test_reads_what_the_stage_wrote(tmp_path: Path, write: str, read: str) -> None:
    path = tmp_path / "notebook" / "again.py"
    path.parent.mkdir()
    path.write_text(HEAD.replace("WRITE", write).replace("READ", read))
    result = compare_here(path, tmp_path)
    assert result.kind == "same", result.detail


@pytest.mark.parametrize("write", ['put("second")', 'put_in("note.txt", "second")'])
def test_a_function_that_reads_both(tmp_path: Path, write: str) -> None:
    path = tmp_path / "notebook" / "again.py"
    path.parent.mkdir()
    text = HEAD.replace('before = Path("note.txt").read_text()', "before = get()")
    path.write_text(text.replace("WRITE", write).replace("READ", "get()"))
    assert compare_here(path, tmp_path).kind == "same"
    assert "note_file=note_file" in (tmp_path / "package" / "again" / "evaluate.py").read_text()
