"""Names that nothing binds, also beside imports of all that a module has."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

CASES = {
    "a known module": ("from sklearn.linear_model import *", "labl", True),
    "of the standard library": ("from math import *", "labl", True),
    "a name of a known module": ("from sklearn.linear_model import *", "Ridge()", False),
    "an unknown module": ("from nowhere_known import *", "labl", False),
}


@pytest.mark.parametrize(("line", "read", "told"), CASES.values(), ids=CASES)
def test_beside_a_star(tmp_path: Path, line: str, read: str, told: bool) -> None:
    path = tmp_path / "n.py"
    path.write_text(f'# %% tags=["imports"]\n{line}\n# %% tags=["evaluate"]\nprint({read})\n')
    if not told:
        assert convert(path, emit=lambda _: {}).pipeline.stages
        return
    with pytest.raises(ConversionError) as caught:
        convert(path)
    assert {d.code for d in caught.value.diagnostics} == {"NB201"}
