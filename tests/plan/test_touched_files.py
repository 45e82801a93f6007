"""Files that the notebook writes and reads by functions and classes of its own."""

from pathlib import Path

import pytest

from tests.support.differential import compare_here

FUNCTIONS = """PLACE = "made/note.txt"
def put(text):
    Path(PLACE).write_text(text)
def get():
    return Path(PLACE).read_text()
"""
STORE = """class Store:
    place = "made/note.txt"
    def put(self, text):
        Path(self.place).write_text(text)
    def get(self):
        return Path(WHERE).read_text()
"""
DEFINED = {
    "functions": FUNCTIONS,
    "attribute of self": STORE.replace("WHERE", "self.place"),
    "attribute of the class": STORE.replace("WHERE", "Store.place"),
}
HEAD = """# %% tags=["preprocess"]
import os
from pathlib import Path
os.makedirs("made", exist_ok=True)

# %%
DEFINED
# %% tags=["preprocess"]
"""
BEHIND = '\n# %% tags=["evaluate"]\n'
RUNS = {
    "one stage": "PUT\ntext = GET\nprint(text)",
    "two stages": f"PUT{BEHIND}text = GET\nprint(text)",
    "written without the function": "Path('made/note.txt').write_text('a')\nprint(GET)",
    "written so in another stage": f"Path('made/note.txt').write_text('a'){BEHIND}print(GET)",
    "read without the function": "PUT\nprint(Path('made/note.txt').read_text())",
    "read so in another stage": f"PUT{BEHIND}print(Path('made/note.txt').read_text())",
    "in both stages": f"PUT\nprint(GET){BEHIND}print(GET)",
    "written anew": f"PUT\nprint(GET){BEHIND}PUT2\nprint(GET)",
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("defined", DEFINED.values(), ids=DEFINED)
def test_written_and_read_inside(tmp_path: Path, defined: str, run: str) -> None:
    owner = "Store()." if "class" in defined else ""
    for name, call in {"PUT2": 'put("b")', "PUT": 'put("a")', "GET": "get()"}.items():
        run = run.replace(name, f"{owner}{call}")
    path = tmp_path / "notebook" / "inside.py"
    path.parent.mkdir()
    path.write_text(HEAD.replace("DEFINED", defined) + run + "\n")
    result = compare_here(path, tmp_path)
    assert result.kind == "same", result.detail
