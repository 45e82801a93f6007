"""Changes are files of one paragraph, which a release puts into the changelog."""

from pathlib import Path

import pytest

from tests.support import changes


def test_each_change_is_one_paragraph() -> None:
    for path in changes.fragments(changes.ROOT / "changes"):
        text = path.read_text(encoding="utf-8").strip()
        assert text.endswith(".") and "\n\n" not in text and not text.startswith(("-", "#")), path


def test_a_release_takes_the_changes(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes/README.md").write_text("How to.\n")
    (tmp_path / "changes/b.md").write_text("Second.\n")
    (tmp_path / "changes/a.md").write_text("First,\nof two lines.\n")
    place = tmp_path / "CHANGELOG.md"
    place.write_text("# Changelog\n\n## Unreleased\n\n- Old.\n", encoding="utf-8")
    changes.main(tmp_path, "1.2.0")
    head, title, text = place.read_text(encoding="utf-8").partition("## 1.2.0, ")
    assert head == "# Changelog\n\n## Unreleased\n\n" and title
    assert text.split("\n\n")[1] == "- First, of two lines.\n- Second.\n- Old.\n"
    assert [path.name for path in (tmp_path / "changes").iterdir()] == ["README.md"]


def test_without_the_heading_nothing_is_released() -> None:
    with pytest.raises(ValueError, match="Unreleased"):
        changes.released("# Changelog\n", ["A."], "1.0", "2026-01-01")
