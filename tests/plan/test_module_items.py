"""Definitions that stand on the level of a module."""

from pathlib import Path

from nb2prod.convert import convert
from nb2prod.settings import Settings

CLASSES = """# %%
class Base:
    def __init__(self, n):
        self.n = n
class Writer(Base):
    def write(self):
        with open("b.txt", "w") as f:
            f.write(str(self.n))
class Plain(Writer):
    pass
class Own(Writer):
    def __init__(self, n):
        super().__init__(n + 1)
# %% tags=["train"]
for one in (Plain(1), Own(2)):
    one.write()
# %% tags=["evaluate"]
print(Plain(3).n, Own(4).n)
"""


def test_a_class_that_writes_below_one_that_does_not(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(CLASSES)
    common = convert(path, Settings()).files["a/common.py"]
    passing = "*args, out_dir: Path, **kwargs):\n        super().__init__(*args, **kwargs)\n"
    assert passing in common.replace("self, ", "")
    assert "class Plain(Writer):\n    pass" in common
    assert "super().__init__(n + 1, out_dir=out_dir)" in common
