"""A secret in a class body or a default value: the module can be imported without the variable."""

from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.notebook.model import Cell, Notebook, Role

KEY = '"sk-abcdefghijklmnopqrstuvwx1234"'


def _written(source: str) -> str:
    made = without_secrets(Notebook("n", (Cell(1, "", Role.PREPROCESS, source),)))
    notebook = made[0] if isinstance(made, tuple) else made
    return notebook.cells[-1].source


def test_what_runs_at_import_has_a_default() -> None:
    read = 'os.environ.get("API_KEY", "")'
    assert read in _written(f"class A:\n    api_key = {KEY}\n")
    assert read in _written(f"def f(api_key={KEY}):\n    return api_key\n")


def test_what_runs_later_has_none() -> None:
    read = 'os.environ["API_KEY"]'
    assert read in _written(f"api_key = {KEY}\n")
    assert read in _written(
        f"class A:\n    def f(self):\n        api_key = {KEY}\n        return api_key\n"
    )
