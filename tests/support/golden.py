"""The packages of the sample notebooks as files; ``python -m tests.support.golden --refresh``."""

import shutil
import sys
from pathlib import Path

from nb2prod.convert import convert
from tests.support.samples import SAMPLES

GOLDEN = Path(__file__).parents[1] / "golden"


def generated(name: str) -> dict[str, str]:
    """The files that the sample becomes now."""
    return convert(SAMPLES / f"{name}.ipynb").files


def stored(name: str) -> dict[str, str]:
    """The files as they are in the repository."""
    root = GOLDEN / name
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in found}


def refresh() -> None:
    """Write the packages of all samples anew."""
    for path in sorted(SAMPLES.glob("*.ipynb")):
        root = GOLDEN / path.stem
        shutil.rmtree(root, ignore_errors=True)
        for name, text in generated(path.stem).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(text.encode())
        print(root.name)


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit("usage: python -m tests.support.golden --refresh")
    refresh()
