"""Names of parameters, files and packages."""

import keyword
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nb2prod.naming import MAX_LENGTH, fresh, slug
from nb2prod.plan.names import FRAME, file_parameters, local_name, package_name

PATHS = [
    (["data/train.csv"], ["train_file"]),
    (["a/train.csv", "b/train.csv"], ["a_train_file", "b_train_file"]),
    (["x/a/t.csv", "y/a/t.csv", "z.csv"], ["x_a_t_file", "y_a_t_file", "z_file"]),
    (["data.csv", "data.json"], ["data_file", "data_file_2"]),
    (["archive.tar.gz"], ["archive_file"]),
    (["v1.5/model.pkl"], ["model_file"]),
    (["../input/data.csv"], ["data_file"]),
    ([".env"], ["env_file"]),
    (["https://example.com/a/iris.data?raw=1"], ["iris_file"]),
    (["C:\\data\\train.csv"], ["c_data_train_file"]),
    (["/"], ["data_file"]),
    (["out_dir"], ["out_dir_file"]),
    (["model_config.yaml"], ["model_config_file_2"]),
    (["日本.csv"], ["value_file"]),
    (["my_file.csv"], ["my_file"]),
    (["2024 sales.csv"], ["n2024_sales_file"]),
]


@pytest.mark.parametrize(("paths", "names"), PATHS, ids=[" ".join(p) for p, _ in PATHS])
def test_parameters_of_files(paths: list[str], names: list[str]) -> None:
    assert file_parameters([(p, "file") for p in paths], []) == dict(zip(paths, names, strict=True))


def test_kind_is_the_suffix() -> None:
    pairs = [("data/images", "dir"), ("https://example.com/x.csv", "url"), ("logs.d", "dir")]
    assert list(file_parameters(pairs, []).values()) == ["images_dir", "x_url", "logs_d_dir"]


def test_a_name_of_the_notebook_is_not_taken_again() -> None:
    assert file_parameters([("train.csv", "file")], ["train_file"]) == {"train.csv": "train_file_2"}


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["file", "dir", "url"])), max_size=8)
)
def test_parameters_are_valid_and_different(pairs: list[tuple[str, str]]) -> None:
    pairs = list(dict(pairs).items())
    names = list(file_parameters(pairs, ["data_file", "x"]).values())
    assert len(set(names)) == len(pairs)
    for name in names:
        assert name.isidentifier() and name.isascii() and not keyword.iskeyword(name)
        assert name not in {"data_file", "x", "out_dir", "model_config_file"}


@given(st.text())
def test_slug_is_an_identifier_and_stays(text: str) -> None:
    made = slug(text)
    assert made.isidentifier() and made.isascii() and made == made.lower()
    assert len(made) <= MAX_LENGTH + 1
    assert slug(made) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("XTrain", "xtrain"),
        ("trainData", "train_data"),
        ("Churn Model (v2)", "churn_model_v2"),
        ("café", "cafe"),
        ("3d", "n3d"),
        ("--", "value"),
        ("", "value"),
    ],
)
def test_slug(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Churn", "churn"),
        ("train", "train_pipeline"),
        ("pandas", "pandas_pipeline"),
        ("json", "json_pipeline"),
        ("class", "class_pipeline"),
        ("match", "match_pipeline"),
        ("print", "print_pipeline"),
        ("tests", "tests_pipeline"),
        ("01-eda", "eda"),
        ("3.5_Decision_trees", "decision_trees"),
        ("02_train", "train_pipeline"),
        ("2024 sales", "n2024_sales"),
        ("3d", "n3d"),
        ("1 日本", "n1"),
    ],
)
def test_package_name(name: str, made: str) -> None:
    assert package_name(name) == made


@given(st.one_of(st.text(), st.sampled_from(sorted(sys.stdlib_module_names))))
def test_package_shadows_no_module(name: str) -> None:
    made = package_name(name)
    assert made.isidentifier() and not keyword.iskeyword(made)
    assert made not in sys.stdlib_module_names
    assert package_name(made) == made


def test_fresh() -> None:
    assert fresh("a", []) == "a"
    assert fresh("a", ["a", "a_2"]) == "a_3"
    assert fresh("class", []) == "class_2"


def test_values_named_as_the_frame_get_other_names() -> None:
    assert local_name("X_train") == "X_train"
    assert all(local_name(name) not in FRAME for name in FRAME)


def test_package_does_not_hide_a_module_that_the_notebook_imports() -> None:
    assert package_name("churn", {"churn", "pandas"}) == "churn_pipeline"
    assert package_name("churn", {"pandas"}) == "churn"
