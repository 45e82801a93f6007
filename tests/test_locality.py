"""Small changes of a notebook are small changes of its package."""

import json
from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from nb2prod.convert import convert
from tests.support.literals import Variant, changed, changed_lines, variants
from tests.support.samples import SAMPLES

SAMPLE_PATHS = sorted(SAMPLES.glob("*.ipynb"))
Notebook = dict[str, Any]

# Literals whose value stands, or decides, in more than one place of the package.
SHARED = {
    ("energy_forecast", 4, '"data"'): "the folder of all inputs",
    ("house_prices", 3, '"data"'): "the folder of all inputs",
    ("movie_recommender", 3, '"data"'): "the folder of all inputs",
    ("penguin_species", 3, '"data"'): "the folder of all inputs",
    ("penguin_species", 11, '"bill_ratio"'): "the columns are made in each stage that needs them",
    ("spam_filter", 4, '"data"'): "the folder of all inputs",
    ("energy_forecast", 17, '"wb"'): "a file that is written anew is the artefact",
    ("house_prices", 24, '"w"'): "the mode decides whether a file is read or written",
    ("movie_recommender", 4, '"r"'): "the mode decides whether a file is read or written",
    ("movie_recommender", 24, '"w"'): "the mode decides whether a file is read or written",
}


@cache
def package(path: Path) -> dict[str, str]:
    return convert(path).files


def converted(notebook: Notebook, name: str, folder: Path) -> dict[str, str]:
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(notebook))
    return convert(path).files


def counts_of(path: Path, folder: Path, *literals: Variant) -> dict[str, int]:
    """How many lines of each file change with the literals."""
    return changed_lines(package(path), converted(changed(path, *literals), path.stem, folder))


def check(variant: Variant, path: Path, folder: Path) -> int:
    """The number of changed lines."""
    counts = counts_of(path, folder, variant)
    what = f"cell {variant.cell}: {variant.old} -> {variant.new}: {counts}"
    if (path.stem, variant.cell, variant.old) in SHARED:
        assert len(counts) > 1 or sum(counts.values()) > 3, f"not shared (any more): {what}"
    else:
        assert len(counts) <= 1 and sum(counts.values()) <= 3, what
    return sum(counts.values())


@pytest.mark.parametrize("path", SAMPLE_PATHS, ids=lambda p: p.stem)
def test_every_literal(path: Path, tmp_path: Path) -> None:
    """Literals of several cells at once; one by one where more lines change than literals."""
    cells: dict[int, list[Variant]] = {}
    for variant in variants(path):
        cells.setdefault(variant.cell, []).append(variant)
    assert len(cells) >= 5
    total = 0
    for group in zip_longest(*cells.values()):
        together = [one for one in group if one is not None]
        shared = [one for one in together if (path.stem, one.cell, one.old) in SHARED]
        alone = [one for one in together if one not in shared]
        counts = counts_of(path, tmp_path, *alone)
        if sum(counts.values()) > len(alone):
            total += sum(check(one, path, tmp_path) for one in alone)
        total += sum(counts.values()) + sum(check(one, path, tmp_path) for one in shared)
    # to compare the same files would pass too
    assert total > len(cells) / 2


def test_shared_literals_exist() -> None:
    found = {(p.stem, v.cell, v.old) for p in SAMPLE_PATHS for v in variants(p)}
    assert found >= SHARED.keys()


def load(path: Path) -> Notebook:
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def code_cell(source: str, *tags: str) -> Notebook:
    """A cell as Jupyter makes it, with an identity of its own."""
    return {
        "cell_type": "code", "execution_count": None, "id": "new-cell", "outputs": [],
        "metadata": {"tags": list(tags)}, "source": source,
    }  # fmt: skip


def run_again(notebook: Notebook) -> None:
    """Other outputs, counts and widget states, as after another run."""
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            cell["execution_count"] = 100 - number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["x\n"]}]
            cell["metadata"]["execution"] = {"iopub.execute_input": "2031-01-01T00:00:00Z"}
    notebook["metadata"]["widgets"] = {"state": {}}


def clear(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}


def save_otherwise(notebook: Notebook) -> None:
    """Other ids, another kernel's name, sources as one string."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"other-{number}"
        cell["source"] = "".join(cell["source"])
    notebook["metadata"]["kernelspec"] = {"name": "venv", "display_name": "V", "language": "python"}


@pytest.mark.parametrize("change", [run_again, clear, save_otherwise])
@pytest.mark.parametrize("path", SAMPLE_PATHS, ids=lambda p: p.stem)
def test_what_changes_nothing(
    path: Path, change: Callable[[Notebook], None], tmp_path: Path
) -> None:
    notebook = load(path)
    change(notebook)
    assert converted(notebook, path.stem, tmp_path) == package(path)


@pytest.mark.parametrize("path", SAMPLE_PATHS, ids=lambda p: p.stem)
def test_skipped_cell_wherever_it_stands(path: Path, tmp_path: Path) -> None:
    """Anywhere but right below a text cell, which it would take for its own."""
    cells = load(path)["cells"]
    places = [n for n in range(len(cells) + 1) if not n or cells[n - 1]["cell_type"] == "code"]
    assert len(places) >= 6
    for position in {places[0], places[len(places) // 2], places[-1]}:
        notebook = load(path)
        notebook["cells"].insert(position, code_cell("scratch = [1]\nscratch", "skip"))
        files = converted(notebook, path.stem, tmp_path)
        assert files == package(path), position


@pytest.mark.parametrize("path", SAMPLE_PATHS, ids=lambda p: p.stem)
def test_new_cell_adds_its_own_lines_only(path: Path, tmp_path: Path) -> None:
    stages = ("preprocess", "train", "predict", "evaluate")
    positions = {}
    for number, cell in enumerate(load(path)["cells"]):
        for tag in set(stages) & set(cell.get("metadata", {}).get("tags", [])):
            positions[tag] = number + 1  # behind the last cell of each stage
    assert len(positions) >= 3
    for tag, position in positions.items():
        notebook = load(path)
        notebook["cells"].insert(position, code_cell("print('a new cell')", tag))
        files, old = converted(notebook, path.stem, tmp_path), package(path)
        (changed,) = [name for name in files if files[name] != old.get(name)]
        assert changed.endswith(f"/{tag}.py")
        before, after = old[changed].splitlines(), files[changed].splitlines()
        added = [n for n, line in enumerate(after) if line == '    print("a new cell")']
        assert len(added) == 1
        rest = [line for n, line in enumerate(after) if n != added[0]]
        assert [line for line in rest if line] == [line for line in before if line]
        assert len(after) - len(before) <= 2
