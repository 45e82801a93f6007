"""dag.py: what stands in it, and that Airflow runs it."""

from pathlib import Path

import pytest

from tests.emit.targets.small import HOME, SECRET, files, same_as_pipeline, small_project


def test_tasks_and_their_order(tmp_path: Path) -> None:
    text = files(tmp_path, "airflow")["dag.py"]
    assert '    dag_id="odd",\n' in text
    assert text.endswith("\n\n    preprocess >> train\n    train >> evaluate\n")
    assert '" --small-one-file \\"$OUT_DIR\\"/\'preprocess/small one.csv\'"\n' in text


def test_values_reach_the_shell_by_the_environment(tmp_path: Path) -> None:
    text = files(tmp_path, "airflow", SECRET + HOME)["dag.py"]
    assert '    "my_raw_file": Param("data/my $raw.csv", type="string"),\n' in text
    assert '            "MY_RAW_FILE": "{{ params.my_raw_file }}",\n' in text
    assert "' --my-raw-file \"$MY_RAW_FILE\"'\n" in text
    assert "' --keys-url \"$KEYS_URL\"'\n" in text and '"keys_url"' not in text
    assert 'Param(os.path.expanduser("~/more.csv"), type="string")' in text
    bash = [line for line in text.splitlines() if "--" in line]
    assert bash and not any("{{" in line for line in bash), "a value cannot end its quotes"


@pytest.mark.slow
def test_run_of_a_small_notebook(tmp_path: Path) -> None:
    same_as_pipeline("airflow", small_project(tmp_path, ["airflow"]))
