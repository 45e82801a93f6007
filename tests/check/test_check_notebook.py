"""Why a package is out of date, and what is advised."""

from pathlib import Path

from nb2prod.check.check_notebook import _cause
from tests.support.commands import run


def test_an_option_that_changed() -> None:
    before, now = {"notebook": "../a.py"}, {"notebook": "../a.py", "auto_tag": True}
    folder = Path("a")
    told = "the package was made with another value of `auto-tag`"
    assert _cause(before, now, folder) == told
    assert "the notebook" in _cause({}, now, folder) and "the notebook" in _cause(now, now, folder)
    before |= {"notebook": "../b.py", "following": ["c.py"]}
    told = "the package was made from b.py and c.py"
    assert _cause(before, {"notebook": "../a.py"}, folder) == told
    assert _cause(before, now, folder) == f"{told} and with another value of `auto-tag`"


def test_an_edit_is_in_the_way_of_other_files_too(tmp_path: Path) -> None:
    book = tmp_path / "good.py"
    book.write_text('# %% tags=["train"]\nprint(sum([1, 2]))\n')
    run("convert", str(book))
    book.write_text(book.read_text().replace("2", "3"))
    assert f"Run `nb2prod convert {book}`; `--diff`" in run("check", str(book)).stdout
    pipeline = tmp_path / "good" / "good" / "pipeline.py"
    pipeline.write_text(pipeline.read_text().replace("\n", " # edited\n", 1))
    told = run("check", str(book)).stdout
    assert f"Run `nb2prod convert --merge {book}`; `--diff`" in told
    assert f"convert {book}`" not in told
