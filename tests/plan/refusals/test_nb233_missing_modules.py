"""Modules of the notebook's own that are missing."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

LIB = {"lib/__init__.py": "N = 1\n", "lib/clean.py": "def f(): return 1\n"}


@pytest.mark.parametrize(
    ("code", "files", "missing"),
    [
        ("from lib.clean import f\nprint(f())", {}, ""),
        ("from lib import N, clean\nprint(N, clean.f())", {}, ""),
        ("import lib.clean\nprint(lib.clean.f())", {}, ""),
        ("from lib import load\nprint(load())", {"lib/__init__.py": "from .io import *"}, "lib.io"),
        ("from lib import load\nprint(load())", {"lib/__init__.py": "load = print"}, ""),
        ("from lib import load\nprint(load())", {"lib/__init__.py": "globals()['l'] = 1"}, ""),
        ("from lib import load\nprint(load)", {}, "lib.load"),
        ("from lib.words import W\nprint(W)", {}, "lib.words"),
        ("import lib.words as w\nprint(w)", {}, "lib.words"),
        ("from lib.clean import f\nprint(f())", {"lib/clean.py": "from . import words\nf = 1"},
         "lib.words"),
        ("from lib.clean import f\nprint(f())", {"lib/clean.py": "from .words import W\nf = 1"},
         "lib.words"),
        ("from lib.clean import f\nprint(f())",
         {"lib/clean.py": "try:\n    from .fast import f\nexcept ImportError:\n    f = 1"}, ""),
        ("from lib.deep.a import f\nprint(f())", {"lib/deep/a.py": "f = print"}, ""),
        ("import matplotlib.nowhere\nprint(matplotlib)", {}, ""),
    ],
)  # fmt: skip
def test_missing_modules(tmp_path: Path, code: str, files: dict[str, str], missing: str) -> None:
    for name, text in {**LIB, **files}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "n.py").write_text(f'# %% tags=["train"]\nimport lib\n{code}\n')
    notes = [one for one in convert(tmp_path / "n.py").notes if one.code == "NB233"]
    assert [one.message.split("`")[1] for one in notes] == [missing][: len(missing)]
