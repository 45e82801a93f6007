"""Each case of ``tests/cases`` gives the plan that is expected of it, and computes the same.

Its modules hold no path, and the types that the analysis claims are those that a run shows.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.diagnostics import ConversionError
from nb2prod.emit.package_files import files_of
from nb2prod.settings import Settings
from tests.support.cases import (
    Expected,
    case_id,
    case_paths,
    describe,
    expected_of,
    lay_out,
    parse_expected,
)
from tests.support.differential import check_same
from tests.support.literal_paths import paths_in_modules
from tests.support.traced_types import disagreements, snapshots

PATHS = case_paths()
KNOWN_WRONG = set((Path(__file__).parent / "cases" / "known_wrong.txt").read_text().split())


def parameters(paths: list[Path]) -> list[object]:
    """The cases as parameters; those in known_wrong.txt are expected to fail, one way or other."""
    wrong = pytest.mark.xfail(reason="known to be wrong", strict=False)
    return [
        pytest.param(path, id=case_id(path), marks=[wrong] if case_id(path) in KNOWN_WRONG else [])
        for path in paths
    ]


def refused_as_expected(expected: Expected, error: ConversionError) -> None:
    text = str(error)
    if expected.error is not None:
        assert expected.error in text
        if expected.error_cell is not None:
            assert f"cell {expected.error_cell}" in text
    else:
        assert expected.either, f"refused: {text}"
        assert any(d.place is not None for d in error.diagnostics), f"names no cell: {text}"


def converted(
    path: Path, expected: Expected, *, strict: bool = False, formatted: bool = True
) -> Conversion | None:
    """The conversion, or None where it was refused and that is right.

    What cannot be seen through is a warning, and an error with `strict`.
    """
    settings = Settings(strict=strict and expected.error is not None)
    try:
        conversion = convert(path, settings, emit=None if formatted else files_of)
    except ConversionError as error:
        refused_as_expected(expected, error)
        return None
    assert expected.error is None or expected.late, "converted, but only a refusal is right"
    return conversion


def seen_in(conversion: Conversion) -> dict[str, Any]:
    """What the plan is compared by."""
    stages, common = describe(conversion)
    paths = map(str, paths_in_modules(conversion.files))
    return {"paths": [*paths], "stages": [*map(str, stages)], "common": [*common]}


def kept(path: Path, shared_folder: Path) -> Path:
    """Where a test that has converted the case anyway leaves what it has seen."""
    return shared_folder / f"{path.parent.name}-{path.stem}.seen.json"


@pytest.mark.parametrize("path", parameters(PATHS))
def test_plan(path: Path, tmp_path: Path, shared_folder: Path) -> None:
    expected, file = expected_of(path), kept(path, shared_folder)
    if file.exists():
        seen = json.loads(file.read_text(encoding="utf-8"))
    else:
        strict = "14_opaque" in str(path)
        conversion = converted(lay_out(path, tmp_path), expected, strict=strict, formatted=False)
        if conversion is None:
            return
        seen = seen_in(conversion)
    assert seen["paths"] == []
    if not expected.stages:
        return
    assert seen["stages"] == [str(stage) for stage in expected.stages]
    if expected.common is not None:
        assert seen["common"] == [*expected.common]


RUN = [
    path
    for path in PATHS
    if not (expected := expected_of(path)).static and (expected.late or expected.error is None)
]


@pytest.mark.slow
@pytest.mark.parametrize("path", parameters(RUN))
def test_same_output(path: Path, tmp_path: Path, shared_folder: Path) -> None:
    notebook = lay_out(path, tmp_path / "notebook")
    expected = expected_of(path)
    conversion = converted(notebook, expected)
    if conversion is None:
        return
    if expected.error is not None:
        told = rf"(?s)\b{expected.error}\b.*pickle"
        with pytest.raises(AssertionError, match=told):
            check_same(notebook, tmp_path / "run", conversion)
    else:
        whole = tmp_path / "seen.json"
        whole.write_text(json.dumps(seen_in(conversion)), encoding="utf-8")
        os.replace(whole, kept(path, shared_folder))
        types = tmp_path / "types"
        wanted = snapshots(conversion.pipeline, types)
        check_same(notebook, tmp_path / "run", conversion, wanted)
        assert disagreements(path, conversion.pipeline, types) == []


def test_every_case_has_an_expected_file_and_the_reverse() -> None:
    notebooks = {path.with_suffix("") for path in PATHS}
    texts = {
        path.with_suffix("")
        for folder in {p.parent for p in PATHS}
        for path in folder.glob("*.txt")
    }
    assert notebooks == texts


def test_expected_files_are_written_in_the_canonical_form() -> None:
    texts = {path: path.with_suffix(".txt").read_text(encoding="utf-8") for path in PATHS}
    assert [p for p, text in texts.items() if str(parse_expected(text)) != text] == []
