"""Secrets in the notebook's own modules."""

from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.notebook.model import Notebook, OwnModule

HEAD = '"""Keys."""\nfrom __future__ import annotations\n'
KEY = '"sk-proj-abcdefghijklmnop1234567890"'


def test_they_come_from_the_environment_too() -> None:
    module = OwnModule("keys", "keys.py", "keys.py", f"{HEAD}API_KEY = {KEY}\nN = 3\n")
    made = without_secrets(Notebook("n", (), modules=(module,)))
    assert made.modules[0].source == (f'{HEAD}import os\nAPI_KEY = os.environ["API_KEY"]\nN = 3\n')
    assert "`API_KEY` of keys.py, line 3, is a secret" in made.notes[0].message


def test_a_module_without_secrets_stays() -> None:
    module = OwnModule("keys", "keys.py", "keys.py", "N = 3\n")
    assert without_secrets(Notebook("n", (), modules=(module,))).modules == (module,)
