"""The copy that a notebook runs in."""

from pathlib import Path

from nb2prod.execution.mirror import mirror


def lay_out(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_files_are_links_and_folders_are_not(tmp_path: Path) -> None:
    lay_out(tmp_path / "user", "n.ipynb", "data/a.csv", ".git/x", "env/pyvenv.cfg", "env/lib/y.py")
    here = mirror(tmp_path / "user", tmp_path / "copy", ["data/a.csv"])
    assert (here / "data/a.csv").read_text() == "data/a.csv"
    assert (here / "data/a.csv").is_symlink() and not (here / "data").is_symlink()
    assert not (here / ".git").exists() and not (here / "env/lib").exists()


def test_a_database_is_copied(tmp_path: Path) -> None:
    lay_out(tmp_path / "user", "n.ipynb", "own.db", "data/own.H5")
    (tmp_path / "user/gone.db").symlink_to("nowhere")
    here = mirror(tmp_path / "user", tmp_path / "copy", [])
    for name in ("own.db", "data/own.H5"):
        assert not (here / name).is_symlink()
        (here / name).write_text("changed")
        assert (tmp_path / "user" / name).read_text() == name


def test_paths_above_the_notebook(tmp_path: Path) -> None:
    lay_out(tmp_path / "user", "input/t/a.csv", "work/deep/n.ipynb", "secret.txt")
    paths = ["../../input/t/a.csv", "../../input/none.csv", "/etc/passwd"]
    here = mirror(tmp_path / "user/work/deep", tmp_path / "copy", paths)
    assert (here / "../../input/t/a.csv").resolve().read_text() == "input/t/a.csv"
    assert (here / "n.ipynb").exists()
    assert not (here / "../../secret.txt").exists()


def test_a_folder_above(tmp_path: Path) -> None:
    lay_out(tmp_path / "user", "input/t/a.csv", "work/n.ipynb")
    here = mirror(tmp_path / "user/work", tmp_path / "copy", ["../input"])
    assert (here.parent / "input/t/a.csv").is_file()
