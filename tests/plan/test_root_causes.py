"""One cause, one error."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.plan.root_causes import root_causes


def told(code: str, message: str, cell: int = 1) -> Diagnostic:
    return Diagnostic(message, "", Place(cell, "", 1), code=code)


CASES = {
    "read before the import that is a value": (
        [told("NB203", "`mean` is used before."), told("NB213", "`mean` is one.")],
        ["NB213"],
    ),
    "another name stays": (
        [told("NB203", "`data` is used before."), told("NB213", "`mean` is one.")],
        ["NB203", "NB213"],
    ),
    "a function that reads the missing name": (
        [told("NB201", "`k` is not defined."), told("NB212", "`f` reads `k` from the notebook.")],
        ["NB201"],
    ),
    "a missing name is told where it is read first": (
        [told("NB203", "`a` is used before."), told("NB203", "`a` is used before.", 2)],
        ["NB203"],
    ),
    "pairs of names, one change": (
        [told("NB207", "`a` and `b` share memory."), told("NB207", "`a` and `c` share memory.")],
        ["NB207"],
    ),
    "two changes": (
        [told("NB207", "`a` and `b` share memory."), told("NB207", "`a` and `c` share memory.", 2)],
        ["NB207", "NB207"],
    ),
    "the same code for two names": (
        [told("NB213", "`a` is an import."), told("NB213", "`b` is an import.")],
        ["NB213", "NB213"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("errors", "codes"), CASES.values(), ids=CASES)
def test_only_causes_are_told(errors: list[Diagnostic], codes: list[str]) -> None:
    assert [one.code for one in root_causes(errors)] == codes


def test_names_that_run_may_bind_are_not_missed(tmp_path: Path) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(
        '# %% tags=["train"]\n%run shared.py\n\n# %% tags=["evaluate"]\nprint(helper(1))\n'
    )
    with pytest.raises(ConversionError) as error:
        convert(notebook)
    assert [one.code for one in error.value.diagnostics] == ["NB132"]
