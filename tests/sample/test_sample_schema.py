"""Which files of a sample are read, and that tiny data made from them is like them."""

import csv
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.diagnostics import ConversionError
from nb2prod.settings import Settings

CELL = '# %% tags=["train"]\n'


def converted(folder: Path, code: str, sample: Path | None = None) -> Conversion:
    (folder / "n.py").write_text(f"{CELL}{code}\n")
    return convert(folder / "n.py", Settings(sample_data=str(sample or folder)))


def tiny(folder: Path, conversion: Conversion) -> Path:
    """The tiny data that the generated script makes."""
    tests = folder / "generated" / "tests"
    tests.mkdir(parents=True)
    for name in ("make_tiny_data.py", "schema.json"):
        (tests / name).write_text(conversion.files[f"tests/{name}"], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("tiny", tests / "make_tiny_data.py")
    assert spec and spec.loader
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make_tiny_data(folder / "tiny")
    module.make_tiny_data(folder / "again")
    for path in (folder / "tiny").rglob("*.csv"):
        again = folder / "again" / path.relative_to(folder / "tiny")
        assert path.read_bytes() == again.read_bytes()
    return folder / "tiny"


def test_tables_that_join(tmp_path: Path) -> None:
    rng = random.Random(0)
    names = [f"Person{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300)]
    people = pd.DataFrame({"person": [f"P{n:04}" for n in range(300)], "name": names})
    people["born"] = [f"{rng.randint(1950, 2000)}-0{rng.randint(1, 9)}-11" for _ in names]
    sales = pd.DataFrame({"person": rng.choices(list(people["person"]), k=900)})
    sales["amount"] = [round(rng.uniform(1, 99), 2) if n % 10 else None for n in range(900)]
    sales["kind"] = rng.choices(["cash", "card"], k=900)
    people.to_csv(tmp_path / "people.csv", index=False, sep=";")
    sales.to_csv(tmp_path / "sales.csv", index=False)
    code = (
        "import pandas as pd\np = pd.read_csv('people.csv', sep=';')\n"
        "s = pd.read_csv('sales.csv')\nprint(p.merge(s))"
    )
    conversion = converted(tmp_path, code)
    schema = conversion.files["tests/schema.json"]
    assert "Person" not in schema
    folder = tiny(tmp_path, conversion)
    made, sold = pd.read_csv(folder / "people.csv", sep=";"), pd.read_csv(folder / "sales.csv")
    assert list(made.columns) == list(people.columns) and len(made) == 60
    assert made["person"].is_unique and made["person"].str.fullmatch(r"P\d{4}").all()
    assert set(sold["person"]) <= set(made["person"]) and sold["person"].duplicated().any()
    assert set(sold["kind"]) == {"cash", "card"}
    assert sold["amount"].isna().mean() == pytest.approx(0.1, abs=0.03)
    assert sold["amount"].between(1, 99).sum() == sold["amount"].notna().sum()
    assert pd.to_datetime(made["born"]).dt.year.between(1950, 2000).all()
    assert not set(made["name"]) & set(names)


def test_a_regular_series_keeps_its_range(tmp_path: Path) -> None:
    times = pd.date_range("2022-01-01", "2023-12-31 18:00", freq="6h")
    pd.DataFrame({"t": times, "v": range(len(times))}).to_csv(tmp_path / "s.csv", index=False)
    code = "import pandas as pd\nprint(pd.read_csv('s.csv'))"
    made = pd.read_csv(tiny(tmp_path, converted(tmp_path, code)) / "s.csv", parse_dates=["t"])
    assert set(made["t"].diff().dropna()) == {pd.Timedelta("1D")}
    assert made["t"].min() == times.min() and made["t"].max() >= times.max() - pd.Timedelta("1D")


JSON: list[Any] = [
    [{"k": n, "tags": ["x", "y"][: n % 3], "in": {"v": n / 7}} for n in range(50)],
    {"days": ["2022-01-01", "2022-02-03"], "limit": 3.5},
    {str(n): n * 2 for n in range(90)},
]


@pytest.mark.parametrize("value", JSON)
def test_json(tmp_path: Path, value: Any) -> None:
    (tmp_path / "a.json").write_text(json.dumps(value))
    code = "import json\nv = json.load(open('a.json'))\nprint(v)"
    made = json.loads((tiny(tmp_path, converted(tmp_path, code)) / "a.json").read_text())
    assert _shape(made) == _shape(value)


def _shape(value: Any) -> Any:
    if isinstance(value, dict) and len(value) > 20:
        return {"*": _shape(next(iter(value.values())))}
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [max((json.dumps(_shape(v), sort_keys=True) for v in value), default="")]
    return type(value).__name__


def test_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(f'{{"a": {n}, "b": "x"}}\n' for n in range(30)))
    code = "import pandas as pd\nprint(pd.read_json('a.jsonl', lines=True))"
    made = pd.read_json(tiny(tmp_path, converted(tmp_path, code)) / "a.jsonl", lines=True)
    assert list(made.columns) == ["a", "b"] and set(made["b"]) == {"x"} and len(made) >= 30


def test_parquet_keeps_types(tmp_path: Path) -> None:
    table = pd.DataFrame({
        "when": pd.date_range("2022-01-01", periods=80, freq="7h"),
        "kind": pd.Categorical(["a", "b"] * 40), "x": np.arange(80, dtype="float32"),
    })  # fmt: skip
    table.to_parquet(tmp_path / "t.parquet")
    code = "import pandas as pd\nprint(pd.read_parquet('t.parquet'))"
    made = pd.read_parquet(tiny(tmp_path, converted(tmp_path, code)) / "t.parquet")
    assert made.dtypes.astype(str).to_dict() == table.dtypes.astype(str).to_dict()


def test_arrays(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.random.default_rng(0).normal(size=(200, 4, 2)).astype("f4"))
    np.savez(tmp_path / "y.npz", y=np.array([0, 1, 2] * 50), names=np.array(["a", "b"] * 40))
    code = "import numpy as np\nx = np.load('x.npy')\ny = np.load('y.npz')\nprint(x, y)"
    folder = tiny(tmp_path, converted(tmp_path, code))
    made = np.load(folder / "x.npy")
    assert made.shape == (60, 4, 2) and made.dtype == "f4" and np.isfinite(made).all()
    with np.load(folder / "y.npz") as found:
        assert set(found["y"]) == {0, 1, 2} and set(found["names"]) == {"a", "b"}


def test_folder_of_images(tmp_path: Path) -> None:
    import matplotlib.image

    for label in ("cats", "dogs"):
        (tmp_path / "pics" / label).mkdir(parents=True)
        for n in range(20):
            picture = np.zeros((9, 12, 3), dtype="u1")
            matplotlib.image.imsave(tmp_path / "pics" / label / f"img_{n}99.png", picture)
    code = "from pathlib import Path\nprint(len(list(Path('pics').glob('*/*.png'))))"
    folder = tiny(tmp_path, converted(tmp_path, code))
    made = sorted((folder / "pics").glob("*/*.png"))
    assert {path.parent.name for path in made} == {"cats", "dogs"} and len(made) == 16
    assert matplotlib.image.imread(made[0]).shape[:2] == (9, 12)


def test_folder_whose_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("one.csv", "other.csv"):
        (tmp_path / "data" / name).write_text("a,b\n1,2\n3,4\n")
    code = (
        "import os\nimport pandas as pd\n"
        "def load(name):\n    return pd.read_csv(os.path.join('data', name))\n"
        "print(load('one.csv'))"
    )
    folder = tiny(tmp_path, converted(tmp_path, code))
    assert [p.name for p in folder.rglob("*.csv")] == ["one.csv"]


@pytest.mark.parametrize("there", ["data/t.csv", "t.csv", "in/data/t.csv"])
def test_file_is_found_by_the_tail_of_its_path(tmp_path: Path, there: str) -> None:
    sample = tmp_path / "sample"
    (sample / there).parent.mkdir(parents=True)
    (sample / there).write_text("a,b\n1,2\n")
    code = "import pandas as pd\nprint(pd.read_csv('/content/in/data/t.csv'))"
    conversion = converted(tmp_path, code, sample)
    assert json.loads(conversion.files["tests/schema.json"])["inputs"] == {"t_file": "t.csv"}


def test_header_delimiter_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("größe;art\n1,5;süß\n2,5;süß\n".encode("cp1252") * 3)
    code = "import pandas as pd\nprint(pd.read_csv('t.csv', sep=';', encoding='cp1252'))"
    made = (tiny(tmp_path, converted(tmp_path, code)) / "t.csv").read_text(encoding="cp1252")
    assert made.startswith("größe;art\n")
    (tmp_path / "u.csv").write_text("1,2\n3,4\n5,6\n")
    code = "import pandas as pd\nprint(pd.read_csv('u.csv', header=None))"
    conversion = converted(tmp_path, code)
    schema = json.loads(conversion.files["tests/schema.json"])["files"]["u.csv"]
    assert schema["header"] is False and list(schema["fields"]) == ["0", "1"]


@pytest.mark.parametrize("make", [True, False])
def test_missing_input_is_refused(tmp_path: Path, make: bool) -> None:
    sample = tmp_path / "sample"
    if make:
        sample.mkdir()
    with pytest.raises(ConversionError) as caught:
        converted(tmp_path, "import pandas as pd\nprint(pd.read_csv('t.csv'))", sample)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "NB405" and ("t.csv" in str(diagnostic)) is make


@pytest.mark.parametrize(
    ("name", "data"), [("t.dta", b"?"), ("t.npy", b"?"), ("t.parquet", b"?"), ("t.json", b"{")]
)
def test_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    conversion = converted(tmp_path, f"with open({name!r}, 'rb') as f:\n    print(len(f.read()))")
    (note,) = [n for n in conversion.notes if n.code == "NB406"]
    assert name in note.message and f"tests/data/{name}" in note.advice


def test_pickles_are_not_opened(tmp_path: Path) -> None:
    np.save(tmp_path / "t.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    conversion = converted(tmp_path, "import numpy as np\nprint(np.load('t.npy'))")
    assert "NB406" in {n.code for n in conversion.notes}


def test_samples_leak_no_row() -> None:
    """No long value and no key of the sample notebooks' data is in what is generated."""
    from tests.support.samples import SAMPLES

    with (SAMPLES / "data" / "sms.csv").open(newline="") as file:
        texts = [row["v2"] for row in csv.DictReader(file) if row["v2"]]
    schema = convert(SAMPLES / "spam_filter.ipynb", Settings(sample_data=str(SAMPLES))).files[
        "tests/schema.json"
    ]
    assert not any(text in schema for text in texts)
    people = (SAMPLES / "data" / "churn.csv").read_text().split("\n")[1:-1]
    schema = convert(SAMPLES / "churn.ipynb", Settings(sample_data=str(SAMPLES))).files[
        "tests/schema.json"
    ]
    assert not any(person.split(",")[0] in schema for person in people)
