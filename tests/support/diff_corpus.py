"""The diff of all generated packages over a folder of notebooks, between two revisions.

``python -m tests.support.diff_corpus NOTEBOOKS BEFORE [AFTER]`` converts each notebook by suggested
tags, at revision BEFORE and at AFTER (default: the files as they are). It prints the diff, and the
number of packages that changed. To be read before a release.
"""

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BESIDE = (".nb2prod", ".nb2prod.json")


def converted(checkout: Path, notebook: Path, target: Path) -> None:
    """Write the package, or what is said where there is none, to `target`."""
    command = [sys.executable, "-m", "nb2prod", "convert", "--auto-tag", "-q"]
    command += [str(notebook), "--output", str(target)]
    run = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
    if run.returncode:
        target.mkdir(parents=True, exist_ok=True)
        (target / "refused.txt").write_text(run.stderr, encoding="utf-8")


def checkout(revision: str, stack: ExitStack) -> Path:
    """A folder with the files of a revision; it goes away with the stack."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    archive = subprocess.run(
        ["git", "archive", revision], cwd=ROOT, stdout=subprocess.PIPE, check=True
    ).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return folder


def main(notebooks: Path, before: str, after: str = "") -> None:
    """Print the diff, notebook by notebook."""
    found = sorted(notebooks.resolve().rglob("*.ipynb"))
    changed = 0
    with ExitStack() as stack:
        old = checkout(before, stack)
        new = checkout(after, stack) if after else ROOT
        for notebook in found:
            here = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            name = notebook.stem
            converted(old, notebook, here / "before" / name)
            converted(new, notebook, here / "after" / name)
            excluded = [f"--exclude={one}" for one in _BESIDE]
            diff = subprocess.run(
                ["diff", "-ruN", *excluded, f"before/{name}", f"after/{name}"],
                cwd=here, capture_output=True, text=True,
            )  # fmt: skip
            changed += bool(diff.stdout)
            print(diff.stdout, end="", flush=True)
    print(f"{changed} of {len(found)} packages changed.")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python -m tests.support.diff_corpus NOTEBOOKS BEFORE [AFTER]")
    main(Path(sys.argv[1]), *sys.argv[2:])
