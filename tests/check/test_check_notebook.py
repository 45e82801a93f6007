"""Why a package is out of date."""

from nb2prod.check.check_notebook import _cause


def test_an_option_that_changed() -> None:
    before, now = {"notebook": "a.py"}, {"notebook": "a.py", "auto_tag": True}
    assert _cause(before, now) == "the package was made with another value of `auto-tag`"
    assert "the notebook" in _cause({}, now) and "the notebook" in _cause(now, now)
