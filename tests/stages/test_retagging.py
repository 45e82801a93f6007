"""A refusal that comes of two tags tells a tag that was tried; others stay as they are."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

GENERATOR = "xs = [n for n in range(3)]\ngen = (x * 2 for x in xs)\n"


def advice_for(tmp_path: Path, text: str) -> str:
    """What is advised about the only refusal, after it was seen that the text is refused."""
    path = tmp_path / "notebook.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConversionError) as caught:
        convert(path)
    return caught.value.diagnostics[0].advice


def test_the_tag_that_was_tried_is_told(tmp_path: Path) -> None:
    text = f"# %% tags=['preprocess']\n{GENERATOR}# %% tags=['train']\nprint(sum(gen))\n"
    assert "Or tag cell 2 `preprocess`: the notebook converts then." in advice_for(tmp_path, text)
    fixed = tmp_path / "fixed.py"
    fixed.write_text(text.replace("'train'", "'preprocess'"), encoding="utf-8")
    assert [stage.name for stage in convert(fixed).pipeline.stages] == ["preprocess"]


def test_no_tag_fixes_what_is_wrong_with_the_code(tmp_path: Path) -> None:
    text = "# %% tags=['preprocess']\nprint(nobody)\n# %% tags=['train']\nprint(1)\n"
    assert "tag" not in advice_for(tmp_path, text)


def test_a_tag_that_does_not_help_is_not_told(tmp_path: Path) -> None:
    text = f"# %% tags=['preprocess']\n{GENERATOR}# %% tags=['train']\nprint(sum(gen), nobody)\n"
    assert "converts then" not in advice_for(tmp_path, text)
