"""What a refusal advises is tried: the notebook converts once the advice is followed.

The page of each code has one example (`tests/test_explain.py`); here is the other advice of codes
that have several.
"""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, Severity

# code, words of the advice, cells by stage, text of them and what is advised to stand there
FIXES = [
    ("NB208", "a function with a `def`",
     "preprocess: squares = (v * v for v in range(3))\ntrain: print(list(squares))",
     "(v * v for v in range(3))", "[v * v for v in range(3)]"),
    ("NB208", "a function with a `def`",
     "preprocess: rows = open('a.txt')\nlines = rows\ntrain: print(lines.read(), rows.closed)",
     "rows = open('a.txt')\nlines = rows\ntrain: print(lines.read(), rows.closed)",
     "rows = open('a.txt').read()\ntrain: print(rows)"),
    ("NB209", "assign it where the function is called",
     "preprocess: n = 0\ndef add():\n    global n\n    n += 1\n    return open('a.txt').read()\n"
     "print(add())\ntrain: print(add(), n)",
     "def add():\n    global n\n    n += 1\n    return open('a.txt').read()\nprint(add())\n"
     "train: print(add(), n)",
     "def add(n):\n    return open('a.txt').read(), n + 1\ntext, n = add(n)\n"
     "train: text, n = add(n)\nprint(text, n)"),
    ("NB210", "Give this `CFG` another name",
     "train: from dataclasses import dataclass\n@dataclass\nclass CFG:\n    rate: float = 0.1\n"
     "print(CFG())\nevaluate: @dataclass\nclass CFG:\n    rate: float = 0.2\nprint(CFG())",
     "0.1\nprint(CFG())\nevaluate: @dataclass\nclass CFG:\n    rate: float = 0.2\nprint(CFG())",
     "0.1\nprint(CFG())\nevaluate: @dataclass\nclass Late:\n    rate: float = 0.2\nprint(Late())"),
    ("NB217", "write the paths as they are from the notebook's folder",
     "preprocess: import os\nos.chdir(os.listdir()[0])\ntext = open('a.txt').read()\n"
     "train: print(text)", "os.chdir(os.listdir()[0])\n", ""),
    ("NB217", "a statement of its own",
     "preprocess: import numpy as np\nprint(np.set_printoptions(precision=2))\n"
     "train: print(np.array([1 / 3]))",
     "print(np.set_printoptions(precision=2))", "np.set_printoptions(precision=2)"),
    ("NB219", "under different names",
     "preprocess: open('a.txt', 'w').write('x')\ntrain: import sys\nif len(sys.path) > 1:\n"
     "    open('a.txt', 'w').write('y')\nprint(open('a.txt').read())",
     "    open('a.txt', 'w').write('y')\nprint(open('a.txt').read())",
     "    open('b.txt', 'w').write('y')\nprint(open('a.txt').read())"),
    ("NB219", "under another name",
     "preprocess: open('a.txt', 'w').write('x')\ntrain: open('a.txt', 'a').write('y')\n"
     "evaluate: print(open('a.txt').read())",
     "open('a.txt', 'a').write('y')\nevaluate: print(open('a.txt').read())",
     "open('b.txt', 'w').write(open('a.txt').read() + 'y')\n"
     "evaluate: print(open('b.txt').read())"),
]  # fmt: skip


def refusals(folder: Path, text: str) -> list[tuple[str, str]]:
    """Code and advice of what a notebook is refused for; its cells begin with their stages."""
    for stage in ("preprocess", "train", "evaluate"):
        text = ("\n" + text).replace(f"\n{stage}: ", f'\n# %% tags=["{stage}"]\n')
    path = folder / "notebook.py"
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    try:
        convert(path)
    except ConversionError as error:
        errors = [d for d in error.diagnostics if d.severity is Severity.ERROR]
        return [(d.code, d.advice) for d in errors]
    return []


@pytest.mark.parametrize(
    ("code", "advice", "text", "old", "new"), FIXES, ids=[f"{m[0]} {m[1]}" for m in FIXES]
)
def test_what_is_advised_converts(
    tmp_path: Path, code: str, advice: str, text: str, old: str, new: str
) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    found = refusals(tmp_path, text)
    assert any(one == code and advice in other for one, other in found), found
    assert text.count(old) >= 1
    assert refusals(tmp_path, text.replace(old, new)) == []
