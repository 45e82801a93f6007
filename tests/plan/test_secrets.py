"""Secrets, homes and mounted drives: what the package must not say."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from nb2prod.analysis.constants.literal_secrets import without_secrets
from nb2prod.convert import Conversion, convert
from nb2prod.emit.package_files import files_of
from nb2prod.notebook.model import Cell, Notebook, Role


def converted(source: str, tmp_path: Path) -> Conversion:
    path = tmp_path / "secrets.py"
    path.write_text(source, encoding="utf-8")
    return convert(path, emit=files_of)


STAGES = """# %% tags=["imports"]
import os
import pandas as pd

# %% tags=["preprocess"]
{}
df = pd.DataFrame({{"a": [1]}})

# %% tags=["evaluate"]
print(df)
"""


@pytest.mark.parametrize(
    ("line", "secret", "variable"),
    [
        ("api_key = 'q8Zk3vT1xW7rB2nM'\nprint(api_key)", "q8Zk3vT1xW7rB2nM", "API_KEY"),
        ("client = print(password='hunter22')", "hunter22", "PASSWORD"),
        ("x = {'secret_key': 'abc123def456'}\nprint(x)", "abc123def456", "SECRET_KEY"),
        ("x = {'X-Api-Key': '9fQ2mZ7tK4xV'}\nprint(x)", "9fQ2mZ7tK4xV", "X_API_KEY"),
        ("print(auth=('greta', 'Tr0ub4dor-3'))", "Tr0ub4dor-3", "PASSWORD"),
        ("print('AKIAABCDEFGHIJKLMNOP')", "AKIAABCDEFGHIJKLMNOP", "AWS_ACCESS_KEY_ID"),
        ("print('hf_abcdefghijklmnopqrstuvwx12')", "hf_abcdefghijklmnopqrst", "HF_TOKEN"),
    ],
)
def test_literal_secret(line: str, secret: str, variable: str, tmp_path: Path) -> None:
    conversion = converted(STAGES.format(line), tmp_path)
    assert not any(secret in text for text in conversion.files.values())
    assert f'os.environ["{variable}"]' in conversion.files[
        "secrets_pipeline/preprocess.py"
    ].replace("'", '"')
    assert any(n.code == "NB226" and secret not in str(n) for n in conversion.notes)


GITHUB = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJncmV0YSJ9.s3cr3tSignature0123456789"


@pytest.mark.parametrize(
    ("line", "made"),
    [
        (f"'Bearer {JWT}'", "f\"Bearer {os.environ['TOKEN']}\""),
        (f"f'{{len(s)}} token {GITHUB}!'", "f\"{len(s)} token {os.environ['GITHUB_TOKEN']}!\""),
        (f"('{{a}} '\n'token {GITHUB}')", "f\"{{a}} token {os.environ['GITHUB_TOKEN']}\""),
        (f"'''a\nhf_abcdefghijklmnopqrstuv\n{JWT}'''", "os.environ['HF_TOKEN']}"),
    ],
)
def test_secret_in_a_longer_text(line: str, made: str) -> None:
    source = f"s = 'x'\nx = {{'Authorization': {line}}}\ny = 3\n"
    found = without_secrets(Notebook("n", (Cell(1, "", Role.UNTAGGED, source),)))
    text = found.cells[1].source
    assert made in text
    assert [n.code for n in found.notes] == ["NB226"]
    assert "***" not in text
    assert text.split("\n").index("y = 3") == source.split("\n").index("y = 3")
    names = {"os": SimpleNamespace(environ=dict.fromkeys(("TOKEN", "GITHUB_TOKEN"), "?"))}
    names["os"].environ["HF_TOKEN"] = "?"
    exec(text, names)


@pytest.mark.parametrize(
    ("line", "variables"),
    [
        ("'https://api.shop.org/x?n=1&token=9fQ2mZ7tK4&m=2'", ["SHOP_TOKEN"]),
        ("'postgresql://me:Tr0ub4dor-3@db.shop.org/x'", ["SHOP_PASSWORD"]),
        ("f'https://me:Tr0ub4dor@{os.sep}/x'", ["PASSWORD"]),
        ("'https://a.org/?key=9fQ2mZ7tK4', 'https://a.org/?key=8fQ2mZ7tK4'", ["A_KEY", "A_KEY_2"]),
        ("'https://api.shop.org/x?token=YOUR_TOKEN_1&page_token=abcd1234'", []),
        ("'https://user:password@localhost/x?key=name'", []),
    ],
)
def test_what_opens_an_address_that_is_no_option(
    line: str, variables: list[str], tmp_path: Path
) -> None:
    conversion = converted(STAGES.format(f"x = {line}\nprint(x)"), tmp_path)
    text = "".join(text for name, text in conversion.files.items() if name.endswith(".py"))
    assert not re.search("9fQ2mZ7|8fQ2mZ7|Tr0ub4dor", text)
    assert sorted(set(re.findall(r"os.environ\[.(\w+)", text))) == variables
    assert [n.code for n in conversion.notes if n.code == "NB226"] == ["NB226"] * len(variables)


def test_what_opens_an_address_that_is_an_option(tmp_path: Path) -> None:
    code = "u = 'https://api.shop.org/x.csv?token=9fQ2mZ7tK4'\nprint(pd.read_csv(u))"
    conversion = converted(STAGES.format(code), tmp_path)
    assert not any(n.code == "NB226" for n in conversion.notes)
    assert not any("9fQ2mZ7tK4" in text for text in conversion.files.values())
    assert "$X_URL" in conversion.files["README.md"]


@pytest.mark.parametrize("line", [f"b'Bearer {JWT}'", f"f'{{len(\"{JWT}\")}}'"])
def test_secret_that_is_blanked_out_is_told(line: str) -> None:
    cell = Cell(1, "", Role.UNTAGGED, f"x = {line}\n")
    found = without_secrets(Notebook("n", (cell,)))
    assert JWT not in found.cells[1].source
    assert [n.code for n in found.notes] == ["NB226"]
    assert "`***`" in found.notes[0].message


@pytest.mark.parametrize(
    "source",
    ["x = 'risk-adjusted-return-2024-ratio'", "task_test_accuracy_of_fold_1 = sk_test_a = 1"],
)
def test_words_that_end_like_keys_start(source: str) -> None:
    notebook = Notebook("n", (Cell(1, "", Role.UNTAGGED, source),))
    assert without_secrets(notebook) == notebook


@pytest.mark.parametrize(
    "line",
    [
        "token = '[CLS]'",
        "pad_token = '<pad>'",
        "primary_key = 'customer_id'",
        "key = 'age'",
        "password = 'password'",
        "columns = {'sort-key': 'abc123def456'}",
        "r = print(auth=('user', 'password'))",
        "api_key = 'YOUR_API_KEY'",
    ],
)
def test_no_secret(line: str, tmp_path: Path) -> None:
    conversion = converted(STAGES.format(f"{line}\nprint({line.split(' ')[0]})"), tmp_path)
    assert not any(n.code == "NB226" for n in conversion.notes)


def test_secret_of_the_environment_is_looked_up_by_each_stage(tmp_path: Path) -> None:
    source = STAGES.format("key = os.environ['API_KEY']\nprint(key)").replace(
        "print(df)", "print(df, len(key))"
    )
    conversion = converted(source, tmp_path)
    for stage in ("preprocess", "evaluate"):
        text = conversion.files[f"secrets_pipeline/{stage}.py"]
        data, path = text.split(f"def {stage}_from_path")
        assert "os.environ" in path
        assert "os.environ" not in data
    assert not [v for s in conversion.pipeline.stages for v in s.inputs if v.name == "key"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/home/anna/project/train.csv", "~/project/train.csv"),
        ("/Users/anna/train.csv", "~/train.csv"),
        ("C:\\\\Users\\\\anna\\\\train.csv", "~/train.csv"),
        ("/content/drive/MyDrive/train.csv", "/content/drive/MyDrive/train.csv"),
        ("../input/titanic/train.csv", "../input/titanic/train.csv"),
    ],
)
def test_home_is_not_shown(path: str, shown: str, tmp_path: Path) -> None:
    conversion = converted(STAGES.format(f"t = pd.read_csv('{path}')\nprint(t)"), tmp_path)
    for text in conversion.files.values():
        assert not re.search(r"\banna\b", text)
    assert f"In the notebook: {shown}" in conversion.files["secrets_pipeline/preprocess.py"]
    assert shown in conversion.files["README.md"]


def test_mounted_drive_is_left_out_with_a_note(tmp_path: Path) -> None:
    source = STAGES.format("drive.mount('/content/drive')").replace(
        "import os", "import os\nfrom google.colab import drive"
    )
    conversion = converted(source, tmp_path)
    assert not any("colab" in text or "mount" in text for text in conversion.files.values())
    assert any(n.code == "NB227" for n in conversion.notes)


def test_address_that_is_opened_by_a_token_has_no_default(tmp_path: Path) -> None:
    line = "t = pd.read_csv('https://example.com/x.csv?token=abcd1234')\nprint(t)"
    conversion = converted(STAGES.format(line), tmp_path)
    assert not any("abcd1234" in text for text in conversion.files.values())
