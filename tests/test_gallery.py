"""The gallery is current, its links lead to what the command makes, and its packages run."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.support import fork_server, gallery
from tests.support.samples import environment

NEEDS = {"digits_torch": "torch", "wages": "statsmodels"}


def test_the_page_is_current() -> None:
    written = (gallery.GALLERY / "index.md").read_text(encoding="utf-8")
    assert written == gallery.page(), "run python -m tests.support.gallery"


def test_links_lead_to_what_is_made(tmp_path: Path) -> None:
    written = (gallery.GALLERY / "index.md").read_text(encoding="utf-8")
    linked = re.findall(r'href="([^"]+)"', written)
    notebooks = (*gallery.TAGGED, *gallery.OWN)
    assert len(notebooks) == 11
    assert linked == [to for path in notebooks for to in gallery.links(path).values()]
    bikes = gallery.GALLERY / "notebooks/bikes.py"
    gallery.build(bikes, tmp_path)
    assert all((tmp_path / to).is_file() for to in gallery.links(bikes).values())
    with zipfile.ZipFile(tmp_path / "made/bikes/bikes.zip") as archive:
        assert "bikes/bikes/train.py" in archive.namelist()
    assert "Bikes hired per day" in (tmp_path / "made/bikes/report.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("path", gallery.OWN, ids=lambda path: path.stem)
def test_packages_print_what_the_notebooks_print(path: Path, tmp_path: Path) -> None:
    if path.stem in NEEDS:
        pytest.importorskip(NEEDS[path.stem])
    files = gallery.package(path)
    for name, text in files.items():
        (tmp_path / "package" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "package" / name).write_text(text, encoding="utf-8")
    shutil.copytree(path.parent / "data", tmp_path / "run/data")
    (options,) = re.findall(r"-pipeline (.*)", files["README.md"])
    options = options.replace("model_config.yaml", "../package/model_config.yaml")
    words = ["-m", f"{path.stem}.pipeline", *options.split()]
    run = fork_server.run(words, tmp_path / "run", environment(tmp_path / "package"))
    assert run.returncode == 0, run.stderr
    words = ["-c", path.read_text(encoding="utf-8")]
    notebook = fork_server.run(words, tmp_path / "run", environment(tmp_path / "run"))
    assert notebook.returncode == 0, notebook.stderr
    assert run.stdout == notebook.stdout != ""
