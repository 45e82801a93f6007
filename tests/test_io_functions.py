"""Every row of the tables of I/O functions, through a conversion of a notebook that uses it."""

from pathlib import Path, PurePosixPath

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.emit.package_files import files_of
from nb2prod.knowledge.files import IO_FUNCTIONS
from tests.support.io_rows import RowCase, row_cases
from tests.support.literal_paths import literal_paths

CASES = list(row_cases())


def converted(source: str, folder: Path) -> Conversion:
    notebook = folder / "rows.py"
    notebook.write_text(source, encoding="utf-8")
    return convert(notebook, emit=files_of)


def module(conversion: Conversion) -> str:
    return conversion.files[f"{conversion.pipeline.package}/preprocess.py"]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_path_becomes_a_parameter(case: RowCase, tmp_path: Path) -> None:
    conversion = converted(case.source, tmp_path)
    stage, text = conversion.pipeline.stages[0], module(conversion)
    assert repr(case.path) not in text
    assert literal_paths(text) == []
    if "savefig" in case.id:
        assert f"keep_figure(figures, '{PurePosixPath(case.path).stem}'" in text
    elif case.made:
        assert f"out_dir / '{PurePosixPath(case.path).name}'" in text
        assert case.path not in {file.path for file in stage.files}
    else:
        start = case.path.removesuffix("/*.part")
        (file,) = [file for file in stage.files if file.path == start]
        assert file.kind == case.kind
        assert file.parameter.endswith(f"_{case.kind}")
        assert file.parameter in text.split("_from_path(")[1]


def test_each_row_has_a_case() -> None:
    assert len(CASES) > len(IO_FUNCTIONS) > 650
    assert len({case.id for case in CASES}) == len(CASES)


LEFT_ALONE = {
    "hub_name": "transformers.AutoModel.from_pretrained('bert-base-uncased')",
    "hub_name_with_owner": "transformers.AutoModel.from_pretrained('google/vit-base')",
    "hub_name_as_keyword": "transformers.pipeline('ner', model='dslim/bert-base-NER')",
    "sentence_model": "sentence_transformers.SentenceTransformer('all-MiniLM-L6-v2')",
    "spacy_model": "spacy.load('en_core_web_sm')",
    "nltk_resource": "nltk.data.find('tokenizers/punkt')",
    "yolo_weights": "ultralytics.YOLO('yolov8n.pt')",
    "keras_cache": "keras.utils.get_file('iris.csv', 'https://example.org/iris.csv')",
    "database_in_memory": "sqlite3.connect(':memory:')",
    "engine_in_memory": "sqlalchemy.create_engine('sqlite://')",
    "engine_in_memory_by_name": "sqlalchemy.create_engine('sqlite:///:memory:')",
    "replace_of_text": "value.replace('train.csv', 'test.csv')",
    "rename": "value.rename('total.sum')",
    "column": "value['a/b.csv']",
    "format_of_date": "value.strftime('%Y/%m/%d')",
    "save_of_a_name": "value.save('monday')",
    "export_of_a_number": "value.export(1.5)",
    "sum": "value.sum('a.b')",
    "text_of_json": """pandas.read_json('{"a": [1]}')""",
    "query": "pandas.read_sql(f'select a from {value}', value)",
}


@pytest.mark.parametrize("call", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_left_as_it_is(call: str, tmp_path: Path) -> None:
    root = call.partition(".")[0]
    imports = "" if root.startswith("value") else f"import {root}\n"
    source = f'# %% tags=["preprocess"]\nimport secret_lab\n{imports}'
    source += f"value = secret_lab.measure()\nanswer = {call}\nprint(answer)\n"
    conversion = converted(source, tmp_path)
    assert conversion.pipeline.stages[0].files == ()
    assert call in module(conversion)


TOLD = {
    "save_of_unknown": ("value.mark_bar().save('figures/chart.html')", "out_dir / 'chart.html'"),
    "export_of_unknown": ("value.export('figures/m.onnx')", "out_dir / 'm.onnx'"),
    "name_that_is_a_path": (
        "transformers.AutoModel.from_pretrained('./my-model')",
        "from_pretrained(my_model_dir)",
    ),
    "name_in_a_usual_folder": (
        "transformers.AutoModel.from_pretrained('models/mine')",
        "from_pretrained(mine_dir)",
    ),
    "text_where_path_is_not_taken": (
        "tokenizers.Tokenizer.from_file('data/tokens.json')",
        "from_file(str(tokens_file))",
    ),
    "list_of_paths": (
        "tensorflow.data.TFRecordDataset(['data/a.rec', 'data/b.rec'])",
        "TFRecordDataset([str(a_file), str(b_file)])",
    ),
    "dict_of_paths": (
        "datasets.load_dataset('csv', data_files={'train': 'data/a.csv', 'test': 'data/b.csv'})",
        "data_files={'train': str(a_file), 'test': str(b_file)}",
    ),
    "sqlite_engine": (
        "sqlalchemy.create_engine('sqlite:///data/shop.db')",
        "create_engine(f'sqlite:///{shop_file}')",
    ),
    "sqlite_with_driver": (
        "sqlalchemy.create_engine('sqlite+pysqlite:////srv/shop.db')",
        "create_engine(f'sqlite+pysqlite:///{shop_file}')",
    ),
}


@pytest.mark.parametrize(("call", "expected"), TOLD.values(), ids=TOLD.keys())
def test_becomes(call: str, expected: str, tmp_path: Path) -> None:
    root = call.partition(".")[0]
    imports = "" if root.startswith("value") else f"import {root}\n"
    source = f'# %% tags=["preprocess"]\nimport secret_lab\n{imports}'
    source += f"value = secret_lab.measure()\nanswer = {call}\nprint(answer)\n"
    assert expected in module(converted(source, tmp_path))


def test_published_name_that_the_notebook_saves_to_is_a_path(tmp_path: Path) -> None:
    source = (
        '# %% tags=["preprocess"]\nfrom transformers import AutoModel\n'
        "model = AutoModel.from_pretrained('bert-base-cased')\n"
        "model.save_pretrained('my-bert')\nagain = AutoModel.from_pretrained('my-bert')\n"
        "print(again)\n"
    )
    text = module(converted(source, tmp_path))
    assert "from_pretrained('bert-base-cased')" in text
    assert "save_pretrained(out_dir / 'my-bert')" in text
    assert "from_pretrained(out_dir / 'my-bert')" in text


def test_password_in_an_address_is_written_nowhere(tmp_path: Path) -> None:
    source = (
        '# %% tags=["preprocess"]\nimport pandas as pd\nfrom sqlalchemy import create_engine\n'
        "engine = create_engine('postgresql://me:s3cret@db.example.org/shop')\n"
        "orders = pd.read_sql('select * from orders', engine)\nprint(len(orders))\n"
    )
    conversion = converted(source, tmp_path)
    assert not [name for name, text in conversion.files.items() if "s3cret" in text]
    assert not [note for note in conversion.notes if "s3cret" in str(note)]
    assert "create_engine(shop_url)" in module(conversion)
    assert '--shop-url "$SHOP_URL"' in conversion.files["README.md"]
