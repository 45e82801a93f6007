"""All the problems of a notebook come in one run."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

CELLS = {
    "bad": '# %% tags=["train"]\nrows = (1, 2\n',
    "reads rows": '# %% tags=["train"]\nprint(rows)\n',
    "undefined": '# %% tags=["predict"]\nprint(missing)\n',
    "python 2": '# %% tags=["evaluate"]\nprint "x"\n',
    "two stages": '# %% tags=["train", "predict"]\nx = 1\n',
    "reads x": '# %% tags=["evaluate"]\nprint(x)\n',
}


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (("bad", "python 2"), ["NB120", "NB121"]),
        (("bad", "undefined"), ["NB120", "NB201"]),
        (("undefined", "bad", "two stages"), ["NB120", "NB110", "NB201"]),
        (("bad", "reads rows"), ["NB120"]),  # the bad cell may bind it
        (("two stages", "reads x"), ["NB110"]),
        (("bad",), ["NB120"]),
    ],
)
def test_problems_of_reading_and_of_planning(
    cells: tuple[str, ...], codes: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "n.py"
    path.write_text("\n".join(CELLS[name] for name in cells))
    with pytest.raises(ConversionError) as caught:
        convert(path)
    assert [d.code for d in caught.value.diagnostics] == codes
    assert all(d.source for d in caught.value.diagnostics if d.code != "NB110")


def test_analysis_of_the_rest_cannot_hide_the_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("nb2prod.plan.build.plan", fail)
    path = tmp_path / "n.py"
    path.write_text(CELLS["bad"] + CELLS["undefined"])
    with pytest.raises(ConversionError) as caught:
        convert(path)
    assert [d.code for d in caught.value.diagnostics] == ["NB120"]
