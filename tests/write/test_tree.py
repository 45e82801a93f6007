"""The twin of a folder, and what happens to the user's files."""

import os
from pathlib import Path

import pytest

from nb2prod.write import tree, write_package
from nb2prod.write.tree import NoTwin, drop_twin, make_twin


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    (made / "deep").mkdir(parents=True)
    (made / "own.txt").write_text("own")
    (made / "deep" / "own.txt").write_text("own")
    (made / "deep" / "ours.txt").write_text("ours")
    return made


def test_files_are_linked_and_some_left_out(folder: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    make_twin(folder, twin, {"deep/ours.txt"})
    assert (twin / "own.txt").samefile(folder / "own.txt")
    assert [path.name for path in (twin / "deep").iterdir()] == ["own.txt"]


def test_modes_of_folders_are_kept(folder: Path, tmp_path: Path) -> None:
    (folder / "deep").chmod(0o700)
    make_twin(folder, tmp_path / "twin", set())
    assert (tmp_path / "twin" / "deep").stat().st_mode == (folder / "deep").stat().st_mode


def test_a_file_that_came_late_is_brought(folder: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    make_twin(folder, twin, {"deep/ours.txt"})
    (folder / "late" / "er").mkdir(parents=True)
    (folder / "late" / "er" / "new.txt").write_text("late")
    drop_twin(folder, twin, {"deep/ours.txt"})
    assert not folder.exists()
    assert (twin / "late" / "er" / "new.txt").read_text() == "late"
    assert not (twin / "deep" / "ours.txt").exists()


def test_the_newer_of_two_versions_stays(folder: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    make_twin(folder, twin, set())
    for root, name, text, age in (
        (twin, "own.txt", "saved in the new folder", 0),
        (folder, "deep/own.txt", "saved in the old folder", 0),
    ):
        (root / "saved").write_text(text)
        os.replace(root / "saved", root / name)
        os.utime(root / name, (4e9 - age, 4e9 - age))
    drop_twin(folder, twin, set())
    assert (twin / "own.txt").read_text() == "saved in the new folder"
    assert (twin / "deep" / "own.txt").read_text() == "saved in the old folder"


def test_a_mount_inside_has_no_twin(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree.os.path, "ismount", lambda path: str(path).endswith("deep"))
    with pytest.raises(NoTwin):
        make_twin(folder, tmp_path / "twin", set())


@pytest.mark.parametrize("obstacle", ["link", "ismount"])
def test_without_twin_the_package_is_written_all_the_same(
    tmp_path: Path, obstacle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_package({"a.py": "1\n", "b/c.py": "1\n"}, out)
    (out / "own.txt").write_text("own")
    number = out.stat().st_ino
    if obstacle == "link":

        def no_links(source: str, target: Path) -> None:
            raise PermissionError(1, "no links here", source)

        monkeypatch.setattr(os, "link", no_links)
    else:
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == out)
    write_package({"a.py": "2\n", "b/c.py": "2\n"}, out)
    assert (out / "a.py").read_text() == (out / "b" / "c.py").read_text() == "2\n"
    assert out.stat().st_ino == number
    assert (out / "own.txt").read_text() == "own"
    assert not list(tmp_path.glob("**/*.work"))


def test_the_folder_that_we_stand_in_keeps_its_identity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_package({"a.py": "1\n", "b/c.py": "1\n"}, out)
    monkeypatch.chdir(out)
    write_package({"a.py": "2\n", "b/c.py": "2\n"}, Path("."))
    assert Path("a.py").read_text() == "2\n"
    assert Path("b/c.py").read_text() == "2\n"


def test_an_output_that_is_a_link_stays_one(tmp_path: Path) -> None:
    write_package({"a.py": "1\n", "b.py": "1\n"}, tmp_path / "real")
    (tmp_path / "out").symlink_to("real")
    write_package({"a.py": "2\n", "b.py": "2\n"}, tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "a.py").read_text() == "2\n"
