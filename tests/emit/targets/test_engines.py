"""All targets alike: options and settings, names, format, and what the package says of them."""

import subprocess
from pathlib import Path
from typing import get_args

import pytest
from ruff.__main__ import find_ruff_bin

from nb2prod.convert import convert
from nb2prod.emit.targets.registry import by_rank, target
from nb2prod.emit.tidy import RULES
from nb2prod.settings import Settings, TargetName
from nb2prod.summary import outline, summary
from nb2prod.write import write_package
from tests.emit.targets.small import HOME, NOTEBOOK, QUERY, SECRET, files
from tests.support.commands import run
from tests.support.engines import RUNS
from tests.support.samples import SAMPLES

NAMES: tuple[TargetName, ...] = get_args(TargetName)


def file_of(engine: TargetName, package: str = "odd") -> str:
    return target(engine).file.format(package=package)


def ended(*arguments: str) -> tuple[int, str]:
    result = run(*arguments)
    return result.exit_code, result.output


def test_every_engine_has_a_rank_and_is_run() -> None:
    assert len({one.rank for one in by_rank()}) == len(NAMES), "two engines share a rank"
    assert set(RUNS) == set(NAMES), "a row of RUNS in tests/support/engines.py runs each engine"


@pytest.mark.parametrize("engine", NAMES)
def test_file_is_beside_the_package(engine: TargetName, tmp_path: Path) -> None:
    made = files(tmp_path, engine)
    plain = convert(tmp_path / "odd.py").files
    more = set(made) - set(plain)
    assert file_of(engine) in more
    assert more <= {file_of(engine), *(one.format(package="odd") for one in target(engine).beside)}
    changed = {name for name in plain if plain[name] != made[name]}
    own = {"pyproject.toml"} if target(engine).project("odd") else set()
    assert changed <= {"README.md", ".gitignore"} | own
    assert f"| `{file_of(engine)}` |" in made["README.md"]


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.ipynb")))
def test_samples_come_out_the_same_and_look_written(name: str) -> None:
    settings = Settings(targets=NAMES)
    made = convert(SAMPLES / f"{name}.ipynb", settings).files
    assert made == convert(SAMPLES / f"{name}.ipynb", settings).files
    for engine in NAMES:
        text = made[file_of(engine, name)]
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert "\n\n\n\n" not in text
        assert not any(line != line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("engine", NAMES)
def test_paths_are_those_from_the_package(engine: TargetName, tmp_path: Path) -> None:
    files(tmp_path, engine, HOME + QUERY)
    where = tmp_path / "made" / "here"
    made = convert(tmp_path / "odd.py", Settings(targets=(engine,)), target=where).files
    text = made.get("inputs.yaml", made[file_of(engine)])
    for path in ("../../data/my $raw.csv", "../../data/parts", "../../data/base.db", "~/more.csv"):
        assert path in text
    assert "/~" not in text and "../https" not in text and "../sql" not in text


# what the package's folder and that above it hold, and what DVC needs first
@pytest.mark.parametrize(
    ("folders", "init"),
    [((), "dvc init -q --no-scm && "), (("out/.git",), "dvc init -q && "),
     ((".git",), "dvc init -q --subdir && "), (("out/.dvc",), ""), ((".git", ".dvc"), "")],
)  # fmt: skip
def test_next_says_how_to_run_it(folders: tuple[str, ...], init: str, tmp_path: Path) -> None:
    made = convert(SAMPLES / "churn.ipynb", Settings(targets=("dvc", "snakemake")), lambda _: {})
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    shown = outline(Path("churn.ipynb"), tmp_path / "out", made)
    told = summary(Path("churn.ipynb"), tmp_path / "out", shown).splitlines()
    assert told[-2:] == [
        f"  (cd {tmp_path}/out && {init}dvc repro)",
        f"  (cd {tmp_path}/out && snakemake --cores 2)",
    ]


@pytest.mark.parametrize("engine", ["kfp", "airflow", "metaflow", "dagster", "kedro"])
def test_python_is_clean(engine: TargetName, tmp_path: Path) -> None:
    made = files(tmp_path, engine, SECRET + HOME)
    plain = convert(tmp_path / "odd.py").files
    write_package(made, tmp_path / "made")
    names = sorted(name for name in set(made) - set(plain) if name.endswith(".py"))
    for command in (["check", "--select", f"{RULES},B"], ["format", "--check"]):
        done = subprocess.run(
            [find_ruff_bin(), *command, "--isolated", *names],
            cwd=tmp_path / "made",
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout


def test_option_may_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(NOTEBOOK)
    book, out = str(tmp_path / "odd.py"), tmp_path / "out"
    targets = ["--target", "dvc", "--target", "airflow", "--target", "dvc"]
    assert ended("convert", book, "-q", "-o", str(out), *targets) == (0, "")
    assert (out / "dvc.yaml").is_file() and (out / "dag.py").is_file()
    assert not (out / "Snakefile").exists()
    assert ended("check", book, "--against", str(out))[0] == 0
    assert ended("check", book, "--against", str(out), "--target", "dvc")[0] == 1


def test_settings_name_targets(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(NOTEBOOK)
    (tmp_path / "pyproject.toml").write_text('[tool.nb2prod]\ntargets = ["snakemake"]\n')
    assert ended("convert", str(tmp_path / "odd.py"), "-q")[0] == 0
    assert (tmp_path / "odd" / "Snakefile").is_file()


@pytest.mark.parametrize("value", ['["smoke"]', '"dvc"', "true", "[1]"])
def test_settings_that_are_no_targets(value: str, tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(NOTEBOOK)
    (tmp_path / "pyproject.toml").write_text(f"[tool.nb2prod]\ntargets = {value}\n")
    code, told = ended("convert", str(tmp_path / "odd.py"))
    assert code == 2
    assert f"It has to be a list of {', '.join(map(repr, NAMES))}." in told


@pytest.mark.parametrize("command", ["convert", "check"])
def test_unknown_target(command: str, tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(NOTEBOOK)
    code, told = ended(command, str(tmp_path / "odd.py"), "--target", "smoke")
    assert code == 2
    assert f"smoke is no target; known are {', '.join(NAMES)}." in told
    assert not (tmp_path / "odd").exists()


@pytest.mark.parametrize("name", [*NAMES, "dag"])
def test_package_hides_no_engine(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text(NOTEBOOK)
    assert convert(tmp_path / f"{name}.py").pipeline.package == f"{name}_pipeline"
