"""How what a library says is put under names in full."""

import pytest

from nb2prod.knowledge import files, lookup
from nb2prod.knowledge.schema import ITSELF, KEYWORD_ONLY, Access, Else, Library, Path

KERAS = Library(
    name="keras",
    also=("tensorflow.keras",),
    reads=(
        Path("models.load_model", 0, "filepath", "keras.Model"),
        Path(".load_weights", 0, "filepath"),
    ),
    writes=(
        Path(".save", 0, "filepath", needs="keras"),
        Path("callbacks.CSVLogger callbacks.Other", KEYWORD_ONLY, "filename", ITSELF),
    ),
)


@pytest.mark.parametrize(
    ("root", "text", "full"),
    [
        ("pandas", "read_csv io.x", ["pandas.read_csv", "pandas.io.x"]),
        ("pandas", ".", ["pandas"]),
        ("pandas", ".to_csv", [".to_csv"]),
        ("", "os.path.join len", ["os.path.join", "len"]),
        ("pandas", "\n    a\n    b\n", ["pandas.a", "pandas.b"]),
        ("pandas", "", []),
    ],
)
def test_under(root: str, text: str, full: list[str]) -> None:
    assert lookup.under(root, text) == full


@pytest.mark.parametrize(
    ("said", "renamed"),
    [
        ("keras", "tensorflow.keras"),
        ("keras.Model", "tensorflow.keras.Model"),
        ("tuple[keras.Model, ?]", "tuple[tensorflow.keras.Model, ?]"),
        ("tf_keras.Model", "tf_keras.Model"),
        ("tensorflow.keras.Model", "tensorflow.keras.Model"),
        ("keras_tuner.Tuner", "keras_tuner.Tuner"),
        ("int", "int"),
    ],
)
def test_types_follow_the_name_of_their_library(said: str, renamed: str) -> None:
    assert lookup.renamed(said, KERAS, "tensorflow.keras") == renamed
    assert lookup.renamed(said, KERAS, "keras") == said


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("numpy", True),
        ("numpy.random.seed", True),
        ("numpydoc.x", False),
        ("os.path.join", True),
        ("os.remove", False),
        ("", False),
    ],
)
def test_at_or_below(name: str, found: bool) -> None:
    assert lookup.at_or_below(name, {"numpy", "os.path"}) is found


def test_rows_of_both_names() -> None:
    rows = {row.name + (row.needs and f" of {row.needs}"): row for row in files.rows_of(KERAS)}
    assert list(rows) == [
        "keras.models.load_model",
        "tensorflow.keras.models.load_model",
        ".load_weights",
        ".save of keras",
        ".save of tensorflow.keras",
        "keras.callbacks.CSVLogger",
        "keras.callbacks.Other",
        "tensorflow.keras.callbacks.CSVLogger",
        "tensorflow.keras.callbacks.Other",
    ]
    assert rows["tensorflow.keras.models.load_model"].returns == "tensorflow.keras.Model"
    assert rows["tensorflow.keras.callbacks.Other"].returns == "tensorflow.keras.callbacks.Other"
    assert rows[".load_weights"].returns is None
    assert rows["keras.callbacks.Other"].access is Access.WRITE


def test_a_file_goes_before_a_folder_of_the_same_method() -> None:
    first = files.BY_NAME[".export"][0]
    assert first.access is Access.WRITE
    assert [row.argument for row in files.BY_NAME["shutil.make_archive"]] == [0, 2]


def test_what_may_stand_in_the_place_of_a_path() -> None:
    others = {row.name: row.other for row in files.IO_FUNCTIONS}
    assert others["pandas.read_json"] is Else.TEXT
    assert others["pandas.read_sql"] is Else.DATA
    assert others["spacy.load"] is Else.NAME
    assert others[".from_pretrained"] is Else.OWNED_NAME
    assert not others["pandas.read_csv"]


def test_each_description_says_something() -> None:
    """And what it says of a type is not said under another of its names."""
    for file, library in lookup.BY_FILE:
        said = [field for field in Library._fields if field != "name" and getattr(library, field)]
        assert said, (file, library.name)
        assert library.name not in library.also
