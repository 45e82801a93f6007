"""The tests of the samples' packages: ``python -m tests.support.generated [NAME…] [--fresh]``.

For each sample they have to pass as they are generated, in time, and to fail after each of the
changes of `PLANTED`. With ``--fresh``, they run in a virtual environment that holds nothing but
what the package's pyproject.toml asks for, and pytest.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from nb2prod.convert import convert
from nb2prod.settings import Settings
from nb2prod.write import write_package
from tests.support import fork_server
from tests.support.fork_server import Done
from tests.support.samples import SAMPLES

# All stages on tiny data; to import the libraries comes on top, whatever the data.
MOST_SECONDS = 5.0
_TIME = """
import tempfile, time
from importlib import import_module
from pathlib import Path
from tests import runs
for stage in runs.STAGES:
    import_module(f"{runs.pipeline.__package__}.{stage}")
with tempfile.TemporaryDirectory() as folder:
    started = time.process_time()
    runs.run_all(Path(folder))
    print("seconds", time.process_time() - started)
"""

PLANTED: dict[str, dict[str, tuple[str, str]]] = {
    "churn": {
        "preprocess": (".fillna(0)", ".fillna(1)"),
        "train": ("max_depth=config.MAX_DEPTH", "max_depth=config.MAX_DEPTH - 5"),
        "predict": ("y_prob >= config.THRESHOLD", "y_prob >= config.THRESHOLD + 0.1"),
        "evaluate": ("accuracy = accuracy_score(", "accuracy = 1 - accuracy_score("),
    },
    "energy_forecast": {
        "preprocess": (".clip(lower=0)", ".clip(lower=1)"),
        "train": ("learning_rate=0.05", "learning_rate=0.06"),
        "predict": (".mean(axis=1)", ".max(axis=1)"),
        "evaluate": ("skill = 1 - mae", "skill = 1.01 - mae"),
    },
    "house_prices": {
        "preprocess": ("np.log1p(train", "np.log(train"),
        "train": ("subsample=0.8", "subsample=0.9"),
        "predict": ("(1 - config.blend)", "(1.001 - config.blend)"),
        "evaluate": ("rmse_price = rmse(y, y_pred)", "rmse_price = rmse(y, y_pred + 1)"),
    },
    "movie_recommender": {
        "preprocess": ("LIKED = 3.5", "LIKED = 3.0"),
        "train": ("+ 5.0)", "+ 5.5)"),
        "predict": ("0.3 * (P", "0.9 * (P"),
        "evaluate": ("losses[-1]", "losses[0]"),
    },
    "penguin_species": {
        "preprocess": ("[config.FEATURES].median()", "[config.FEATURES].mean()"),
        "train": ("math.sqrt(", "abs("),
        "predict": ("dist[:, 1] - dist[:, 0]", "dist[:, 1]"),
        "evaluate": ('average="macro"', 'average="micro"'),
    },
    "spam_filter": {
        "preprocess": ("ngram_range=(1, 2)", "ngram_range=(1, 1)"),
        "train": ("clf.fit(X_train, y_train)", "clf.fit(X_train[1:], y_train[1:])"),
        "predict": ("predict_proba(X)[:, 1]", "predict_proba(X)[:, 0]"),
        "evaluate": ("recall_score(y_test", "recall_score(1 - y_test"),
    },
}
"""Changes of what a stage computes: of each sample's stage, a text and what takes its place."""


def generate(name: str, folder: Path) -> None:
    """Write the package of a sample, with its tests."""
    conversion = convert(SAMPLES / f"{name}.ipynb", Settings(sample_data=str(SAMPLES)))
    write_package(conversion.files, folder)


def run_tests(folder: Path, *arguments: str, python: str = sys.executable) -> tuple[bool, str]:
    """Whether the package's own tests pass, and what pytest says."""
    run = _run(["-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], folder, python)
    return run.returncode == 0, run.stdout + run.stderr


def seconds(folder: Path) -> float:
    """How long all the stages take on the tiny data, in processor time."""
    run = _run(["-c", _TIME], folder)
    assert run.returncode == 0, run.stderr
    return float(run.stdout.split("seconds")[-1])


def unseen(name: str, folder: Path) -> list[str]:
    """Stages whose golden tests still pass after a change was planted in them."""
    found: list[str] = []
    for stage, (old, new) in PLANTED[name].items():
        path = folder / name / f"{stage}.py"
        text = path.read_text(encoding="utf-8")
        assert text.count(old), f"{name}/{stage}.py has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        os.utime(path, (1, 1))  # else it may be taken for what was compiled in the same second
        passed, told = run_tests(folder, "-k", f"test_data_layer and {stage}")
        assert passed or "is not the golden" in told or "is missing" in told, told
        found += [stage] if passed else []
        path.write_text(text, encoding="utf-8")
    return found


def fresh_python(folder: Path) -> str:
    """The interpreter of a new environment."""
    venv.create(folder, with_pip=True)
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def _run(words: list[str], folder: Path, python: str = sys.executable) -> Done:
    env = {k: v for k, v in os.environ.items() if k not in ("CI", "PYTEST_ADDOPTS")}
    env |= {"MPLBACKEND": "Agg"}
    if python == sys.executable:
        return fork_server.run(words, folder, env | {"PYTHONPATH": str(folder)})
    run = subprocess.run([python, *words], cwd=folder, env=env, capture_output=True, text=True)
    return Done(run.returncode, run.stdout, run.stderr)


def check(name: str, folder: Path, fresh: bool) -> list[str]:
    """What is wrong with the tests of a sample's package."""
    generate(name, folder / name)
    python = sys.executable
    if fresh:
        python = fresh_python(folder / f"{name}-venv")
        words = ["-m", "pip", "install", "-q", "-e", ".", "pytest"]
        assert not _run(words, folder / name, python).returncode
    passed, told = run_tests(folder / name, python=python)
    if not passed:
        return [told]
    wrong = [f"a change of {stage} is not seen" for stage in unseen(name, folder / name)]
    took = seconds(folder / name)
    print(f"{name}: tests pass; the stages take {took:.1f} s")
    return wrong + ([f"{took:.1f} s"] if took > MOST_SECONDS else [])


def main() -> int:
    """Check samples; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description="Run the tests of the samples' packages.")
    parser.add_argument("names", nargs="*", default=sorted(PLANTED))
    parser.add_argument("--fresh", action="store_true", help="in new virtual environments")
    given = parser.parse_args()
    bad = 0
    for name in given.names:
        with tempfile.TemporaryDirectory() as folder:
            for wrong in check(name, Path(folder), given.fresh):
                print(f"{name}: {wrong}")
                bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
