"""Settings of the process that later stages repeat."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

REPEATED = {
    "said twice in a row": (
        ["pd.set_option('display.width', 80)", "pd.set_option('display.width', 80)"], 1,
    ),
    "another one between": (
        ["pd.set_option('display.width', 80)", "pd.set_option('display.width', 90)",
         "pd.set_option('display.width', 80)"], 3,
    ),
    "added to": (["plt.rcParams['font.size'] += 2", "plt.rcParams['font.size'] += 2"], 2),
}  # fmt: skip


LOOKS = {
    "drawn": ("df.plot()", True), "asked for": ("print(plt.rcParams['font.size'])", True),
    "a palette": ("print(sns.color_palette())", True),
    "neither": ("print(df.mean())", False),
}  # fmt: skip


@pytest.mark.parametrize("tag", ["preprocess", "imports", ""])
@pytest.mark.parametrize(("code", "repeated"), LOOKS.values(), ids=LOOKS)
def test_how_figures_look_matters_only_where_they_are_drawn(
    code: str, repeated: bool, tag: str, tmp_path: Path
) -> None:
    notebook = tmp_path / "one.py"
    tagged = f' tags=["{tag}"]' if tag else ""
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport seaborn as sns\nimport matplotlib.pyplot as plt\n"
        f"# %%{tagged}\nsns.set()\nplt.rcParams['font.size'] = 3\n"
        '# %% tags=["preprocess"]\ndf = pd.read_csv("a.csv")\n'
        f'df = df.dropna()\n# %% tags=["train"]\nprint(df)\n{code}\n'
    )
    files = convert(notebook).files
    assert ("sns.set()" in files["one/train.py"]) == repeated
    assert "sns.set()" not in files["one/preprocess.py"]


TABLES = {
    "a table": ("print(df)", True), "what may be one": ("print(f(df))", True),
    "in a text": ("plt.title(f'{df.a}')", True),
    "in a loop": ("for c in df:\n    print(df[c])", True),
    "by a function": ("def show(t):\n    print(t)\nshow(df)", True),
    "a number": ("print(len(df), f'{f(df):.2f}')", False), "nothing": ("df.plot()", False),
    "numbers of a loop": ("for c in range(3):\n    n = c * 2\n    print(c, n)", False),
    "asked for": ("print(pd.get_option('display.max_rows'))", True),
    "a metric": ("y = accuracy_score(df.a, df.b)\ny", False),
}  # fmt: skip


@pytest.mark.parametrize("tag", ["preprocess", "imports", ""])
@pytest.mark.parametrize(("code", "wanted"), TABLES.values(), ids=TABLES)
def test_how_tables_are_displayed_matters_only_where_one_is(
    code: str, wanted: bool, tag: str, tmp_path: Path
) -> None:
    notebook = tmp_path / "one.py"
    tagged = f' tags=["{tag}"]' if tag else ""
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport numpy as np\nimport matplotlib.pyplot as plt\n"
        "from sklearn.metrics import accuracy_score\nfrom lib import f\n"
        f"# %%{tagged}\npd.set_option('display.max_rows', 5)\nnp.set_printoptions(precision=3)\n"
        "pd.set_option('mode.copy_on_write', True)\n"
        '# %% tags=["preprocess"]\ndf = pd.read_csv("a.csv")\n'
        f'df = df.dropna()\n# %% tags=["evaluate"]\n{code}\n'
    )
    files = convert(notebook).files
    for setting in ("display.max_rows", "set_printoptions"):
        assert (setting in files["one/evaluate.py"]) == wanted
        assert setting not in files["one/preprocess.py"]
    assert "copy_on_write" in files["one/evaluate.py"]


@pytest.mark.parametrize(("settings", "count"), REPEATED.values(), ids=REPEATED)
def test_settings_that_are_repeated(settings: list[str], count: int, tmp_path: Path) -> None:
    cells = "".join(f'# %% tags=["preprocess"]\n{line}\n' for line in settings)
    notebook = tmp_path / "one.py"
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport matplotlib.pyplot as plt\n"
        f'{cells}# %% tags=["train"]\nplt.plot([1])\nprint(pd.Series([1]))\n'
    )
    text = convert(notebook).files["one/train.py"]
    assert text.count("set_option") + text.count("rcParams") == count


UNKNOWN = {
    "named so": ("thing.init(project='p')", 2, 1), "in camel case": ("thing.setThreads(2)", 2, 1),
    "of its own configuration": ("thing.config.update('x64', True)", 2, 1),
    "by its own name": ("configure(key='k')", 2, 1),
    "with a parameter": ("thing.login(KEY)", 2, 1),
    "another name": ("thing.warm_up()", 1, 1), "a known library": ("mlflow.set_tag('a', 1)", 1, 1),
    "the standard library": ("queue.init()", 1, 1),
    "with data": ("thing.init(data=df)", 1, 0), "with a result": ("run = thing.init()", 1, 0),
}  # fmt: skip


@pytest.mark.parametrize(("line", "stages", "always"), UNKNOWN.values(), ids=UNKNOWN)
def test_settings_of_unknown_libraries(line: str, stages: int, always: int, tmp_path: Path) -> None:
    """In a stage, the name of the function tells; in a cell of imports, that nothing is bound."""
    for tag, wanted in (("preprocess", stages), ("imports", 2 * always)):
        own = f'# %% tags=["{tag}"]\n{line}\n'
        notebook = tmp_path / "one.py"
        notebook.write_text(
            "# %%\nimport mlflow\nimport queue\nimport thing\nfrom thing import configure\n"
            "import pandas as pd\n"
            '# %% tags=["parameters"]\nKEY = "k"\n'
            f"{own if tag == 'imports' else ''}"
            '# %% tags=["preprocess"]\ndf = pd.read_csv("a.csv")\ndf = df.dropna()\n'
            f'{own if tag != "imports" else ""}# %% tags=["train"]\nprint(df)\n'
        )
        files = convert(notebook).files
        call = line.rpartition("= ")[2].partition("(")[0].rpartition(".")[2] + "("
        made = [files[f"one/{stage}.py"] for stage in ("preprocess", "train")]
        assert sum(call in code for code in made) == wanted, f"{tag}: {line}"


@pytest.mark.parametrize(
    ("second", "made"),
    [
        ('mlflow.set_experiment("b")', ['mlflow.set_experiment("b")']),
        ('name = "b"\nmlflow.set_experiment(name)', ["mlflow.set_experiment(name)"]),
        ('mlflow.set_tracking_uri("b")', ["set_experiment", "set_tracking_uri"]),
        ("sys.path.append('b')", ["set_experiment"]),
    ],
)
def test_what_is_set_anew_is_not_repeated_as_it_was(
    second: str, made: list[str], tmp_path: Path
) -> None:
    notebook = tmp_path / "one.py"
    notebook.write_text(
        "# %%\nimport sys\nimport mlflow\nimport pandas as pd\n"
        '# %% tags=["preprocess"]\nname = "a"\nmlflow.set_experiment(name)\n'
        f'df = pd.read_csv("a.csv")\nmlflow.log_param("a", 1)\n{second}\n'
        '# %% tags=["train"]\nmlflow.log_metric("a", df.a.mean())\n'
    )
    text = convert(notebook).files["one/train.py"]
    assert [line in text for line in made] == [True] * len(made)
    assert text.count("mlflow.set") == len(made)


def test_a_client_is_made_again_and_a_registered_model_is_no_file(tmp_path: Path) -> None:
    notebook = tmp_path / "one.py"
    notebook.write_text(
        "# %%\nimport mlflow\nfrom mlflow.tracking import MlflowClient\n"
        '# %% tags=["train"]\nclient = MlflowClient()\nprint(client.search_experiments())\n'
        '# %% tags=["predict"]\nmodel = mlflow.pyfunc.load_model("models:/prices/3")\n'
        'other = mlflow.sklearn.load_model(f"runs:/{client.search_runs([1])[0].info.run_id}/m")\n'
        "print(model.predict([[1]]), other.predict([[1]]))\n"
    )
    files = convert(notebook).files
    assert "client = MlflowClient()" in files["one/predict.py"]
    assert "client.joblib" not in files["one/train.py"]
    assert 'load_model("models:/prices/3")' in files["one/predict.py"]
    assert "_dir: " not in files["one/predict.py"].replace("out_dir: ", "")


@pytest.mark.parametrize(
    ("asked", "below"),
    [
        ("colours = sns.color_palette()[:5]", True),
        ("size = plt.rcParams['font.size']", True),
        ("colours = sns.color_palette('deep')", False),
        ("plt.rcParams['font.size'] = 3", False),
        ("plt.rcParams.update({'font.size': 3})", False),
    ],
)
def test_a_setting_stays_below_what_asked_before(asked: str, below: bool, tmp_path: Path) -> None:
    notebook = tmp_path / "one.py"
    notebook.write_text(
        "# %%\nimport pandas as pd\nimport seaborn as sns\nimport matplotlib.pyplot as plt\n"
        f"# %%\n{asked}\n# %%\nsns.set_palette('pastel')\n"
        '# %% tags=["preprocess"]\ndf = pd.read_csv("a.csv")\ndf.plot()\nplt.show()\n'
        f'# %% tags=["evaluate"]\ndf.plot(title="{asked.split()[0]}")\nplt.show()\n'
        + (f"print({asked.split()[0]})\n" if below else "")
    )
    files = convert(notebook).files
    for stage in ("preprocess", "evaluate"):
        head, _, body = files[f"one/{stage}.py"].partition("def ")
        assert ('sns.set_palette("pastel")' in body) == below
        assert ('sns.set_palette("pastel")' in head) != below
    if below:
        text = files["one/evaluate.py"].replace("'", '"')
        assert text.index(asked.replace("'", '"')) < text.index("sns.set_palette")
