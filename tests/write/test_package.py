"""What is written, what is refused, and that a refusal writes nothing."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from nb2prod.diagnostics import ConversionError
from nb2prod.write import MANIFEST, write_package

FILES = {"pyproject.toml": "[project]\n", "pkg/__init__.py": "", "pkg/train.py": "x = 1\n"}


def written(root: Path) -> dict[str, str]:
    """The files below a folder, without the manifest."""
    found = {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in walk(root)}
    return {name: text for name, text in found.items() if not name.startswith(".nb2prod")}


def walk(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that holds the package as it was generated."""
    write_package(FILES, tmp_path / "out")
    return tmp_path / "out"


def refused(files: dict[str, str], out: Path, code: str) -> str:
    """The message of the refusal, which changes nothing."""
    before = {path: path.read_bytes() for path in walk(out.parent)}
    with pytest.raises(ConversionError) as caught:
        write_package(files, out)
    assert {path: path.read_bytes() for path in walk(out.parent)} == before
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    return str(diagnostic)


def test_files_and_folders_are_made(tmp_path: Path) -> None:
    out = tmp_path / "some" / "where"
    write_package(FILES, out)
    assert written(out) == FILES
    assert sorted(path.name for path in out.iterdir()) == [
        ".nb2prod",
        MANIFEST,
        "pkg",
        "pyproject.toml",
    ]


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    text = "é = '日本'\nb = 1\n"
    write_package({"a.py": text}, tmp_path)
    assert (tmp_path / "a.py").read_bytes() == text.encode()


def test_files_are_readable_as_any_new_file(tmp_path: Path) -> None:
    write_package(FILES, tmp_path / "out")
    (tmp_path / "new").write_text("")
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "new", tmp_path / "out/pkg")]
    made = stat.S_IMODE((tmp_path / "out" / "pkg" / "train.py").stat().st_mode)
    assert made == modes[0]
    assert modes[1] & made == made


def test_unedited_files_are_replaced(out: Path) -> None:
    new = {**FILES, "pkg/train.py": "x = 2\n"}
    write_package(new, out)
    assert written(out) == new


def test_second_run_of_the_same_changes_no_byte(out: Path) -> None:
    before = {path: path.read_bytes() for path in walk(out)}
    write_package(FILES, out)
    assert {path: path.read_bytes() for path in walk(out)} == before


def test_edited_file_is_refused(out: Path) -> None:
    (out / "pkg" / "train.py").write_text("mine\n")
    message = refused({**FILES, "pkg/train.py": "x = 2\n", "pkg/new.py": ""}, out, "NB302")
    assert "pkg/train.py" in message and "--force" in message
    assert "pyproject.toml" not in message


def test_edited_file_is_overwritten_with_force(out: Path) -> None:
    (out / "pkg" / "train.py").write_text("mine\n")
    write_package(FILES, out, force=True)
    assert written(out) == FILES


def test_edit_that_is_what_is_written_now_is_no_edit(out: Path) -> None:
    (out / "pkg" / "train.py").write_text("x = 2\n")
    new = {**FILES, "pkg/train.py": "x = 2\n"}
    write_package(new, out)
    assert written(out) == new


def test_deleted_file_comes_back(out: Path) -> None:
    (out / "pkg" / "train.py").unlink()
    write_package(FILES, out)
    assert written(out) == FILES


def test_file_of_someone_else_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "pyproject.toml").write_text("# by hand\n")
    assert "pyproject.toml" in refused(FILES, out, "NB302")


@pytest.mark.parametrize("manifest", ["", "no json", "[]", '{"files": [1]}', '{"other": {}}'])
def test_broken_manifest_makes_files_foreign(out: Path, manifest: str) -> None:
    (out / MANIFEST).write_text(manifest)
    message = refused({**FILES, "pkg/train.py": "x = 2\n"}, out, "NB302")
    assert "pkg/train.py" in message


def test_other_files_stay(out: Path) -> None:
    (out / "pkg" / "mine.py").write_text("mine\n")
    write_package(FILES, out, force=True)
    assert (out / "pkg" / "mine.py").read_text() == "mine\n"


def test_stale_files_go_if_they_were_not_edited(out: Path) -> None:
    new = {"pyproject.toml": "[project]\n"}
    (out / "pkg" / "train.py").write_text("mine\n")
    write_package(new, out)
    assert written(out) == {**new, "pkg/train.py": "mine\n"}


def test_edited_stale_file_stays_in_later_runs(out: Path) -> None:
    (out / "pkg" / "train.py").write_text("mine\n")
    for _ in range(2):
        write_package({"pyproject.toml": ""}, out)
    assert (out / "pkg" / "train.py").read_text() == "mine\n"


def test_manifest_removes_nothing_outside(out: Path) -> None:
    outside = out.parent / "outside.txt"
    outside.write_bytes(FILES["pkg/train.py"].encode())
    manifest = out / MANIFEST
    manifest.write_text(manifest.read_text().replace("pkg/train.py", "../outside.txt"))
    write_package({"pyproject.toml": ""}, out)
    assert outside.is_file()


def test_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert "-o" in refused(FILES, tmp_path / "out", "NB301")


def test_output_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    refused(FILES, tmp_path / "file" / "out", "NB301")


def test_folder_in_the_place_of_a_file_is_refused(out: Path) -> None:
    (out / "pkg" / "train.py").unlink()
    (out / "pkg" / "train.py").mkdir()
    message = refused({**FILES, "pyproject.toml": "[other]\n"}, out, "NB301")
    assert "train.py" in message


def test_file_in_the_place_of_a_folder_is_refused(out: Path) -> None:
    (out / "sql").write_text("a file")
    message = refused({**FILES, "pyproject.toml": "[other]\n", "sql/a.sql": ""}, out, "NB301")
    assert "sql" in message


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("locked", ["out", "out/pkg"])
def test_folder_without_permission_is_refused(out: Path, locked: str) -> None:
    folder = out.parent / locked
    folder.chmod(0o555)
    try:
        refused({name: f"{text}# new\n" for name, text in FILES.items()}, out, "NB301")
    finally:
        folder.chmod(0o755)


def test_another_package_is_replaced_by_force_only(tmp_path: Path) -> None:
    write_package({"a/__init__.py": "", "tests/__init__.py": ""}, tmp_path)
    other = {"b/__init__.py": "", "tests/__init__.py": ""}
    with pytest.raises(ConversionError, match="holds the package `a`, not `b`"):
        write_package(other, tmp_path)
    assert (tmp_path / "a/__init__.py").is_file()
    write_package(other, tmp_path, force=True)
    assert not (tmp_path / "a").exists()
