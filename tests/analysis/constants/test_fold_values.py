"""How large a value may be that is kept, also where it is a long list of texts."""

import pytest

from nb2prod.analysis.constants.fold_values import MAX_ITEMS, MAX_TEXT, NotConstantError, bounded

_FEW, _MANY, _LONG = ["a"] * MAX_ITEMS, ["a"] * (MAX_ITEMS + 1), "a" * (MAX_TEXT + 1)


@pytest.mark.parametrize("value", [[], ["a"], _FEW, [1] * MAX_ITEMS, [["a"], 1, ("b", None)]])
def test_kept(value: object) -> None:
    assert bounded(value) is value


@pytest.mark.parametrize(
    "value",
    [_MANY, [1] * (MAX_ITEMS + 1), {"a": _FEW, "b": "c"}, _LONG, [_LONG], ("a", [_LONG]), object()],
)
def test_too_large(value: object) -> None:
    with pytest.raises(NotConstantError):
        bounded(value)
