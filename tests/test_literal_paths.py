"""No path is left in generated code: the checker finds planted ones, and none in packages.

Those of the cases are asked for by tests/test_cases.py, which converts them.
"""

import ast
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.emit.package_files import files_of
from tests.support.golden import GOLDEN
from tests.support.literal_paths import literal_paths, paths_in_modules
from tests.support.samples import SAMPLES

PLANTED = {
    "literal": "pd.read_csv('data/a.csv')",
    "keyword": "pd.read_csv(filepath_or_buffer='data/a.csv')",
    "variable": "name = 'data/a.csv'\npd.read_csv(name)",
    "variable_of_a_variable": "name = 'data/a.csv'\nother = name\npd.read_csv(other)",
    "variable_bound_later": "def load():\n    return pd.read_csv(NAME)\nNAME = 'data/a.csv'",
    "os_path_join": "pd.read_csv(os.path.join('data', name))",
    "path": "pd.read_csv(Path('data') / name)",
    "path_of_several": "pd.read_csv(Path('data', 'a.csv'))",
    "path_joined": "pd.read_csv(Path('data').joinpath(name))",
    "path_method": "Path('data/a.txt').read_text()",
    "path_glob": "list(Path('data').glob('*.csv'))",
    "path_in_a_variable": "p = Path('data')\n(p / 'a.txt').write_text('x')",
    "parent": "open(Path('data/a.csv').parent / 'b.csv')",
    "f_string": "pd.read_csv(f'data/{name}.csv')",
    "f_string_of_variable": "base = 'data'\npd.read_csv(f'{base}/a.csv')",
    "concatenation": "pd.read_csv('data/' + name)",
    "percent": "pd.read_csv('data/%s.csv' % name)",
    "format": "pd.read_csv('data/{}.csv'.format(name))",
    "default": "def load(path='data/a.csv'):\n    return pd.read_csv(path)",
    "keyword_only_default": "def load(*, path='data/a.csv'):\n    return pd.read_csv(path)",
    "passed_to_a_function": "def load(path):\n    return pd.read_csv(path)\nload('data/a.csv')",
    "passed_by_keyword": "def load(path):\n    return pd.read_csv(path)\nload(path='data/a.csv')",
    "returned": "def where():\n    return 'data/a.csv'\npd.read_csv(where())",
    "class_attribute": "class Config:\n    DATA = 'data/a.csv'\npd.read_csv(Config.DATA)",
    "dict": "PATHS = {'train': 'data/a.csv'}\npd.read_csv(PATHS['train'])",
    "list_in_a_loop": "for name in ['data/a.csv']:\n    pd.read_csv(name)",
    "comprehension": "[pd.read_csv(name) for name in ('data/a.csv',)]",
    "conditional": "pd.read_csv('data/a.csv' if flag else other)",
    "annotated": "name: str = 'data/a.csv'\npd.read_csv(name)",
    "method_of_unknown": "table.to_csv('data/a.csv')",
    "home": "pd.read_csv(Path.home() / 'data/a.csv')",
    "expanded": "pd.read_csv(os.path.expanduser('~/data/a.csv'))",
    "with_open": "with open('data/a.csv') as f:\n    print(f.read())",
    "text_of_a_path": "cv2.imread(str(Path('data') / name))",
    "written": "joblib.dump(model, 'data/m.joblib')",
    "list_of_paths": "tf.data.TFRecordDataset(['data/a.rec'])",
    "option_default": "def main(a: Annotated[Path, Option()] = Path('data/a.csv')):\n"
    "    return pd.read_csv(a)",
}
HEAD = (
    "import os\nimport cv2\nimport joblib\nimport pandas as pd\nimport tensorflow as tf\n"
    "from pathlib import Path\n"
)
CLEAN = {
    "parameter": "def load(a_file: Path):\n    return pd.read_csv(a_file)",
    "out_dir": "def save(out_dir: Path):\n    table.to_csv(out_dir / 'a.csv')",
    "help": "def f(a: Annotated[Path, Option(help='In the notebook: data/a.csv')]):\n"
    "    return pd.read_csv(a)",
    "pattern": "def f(data_dir: Path):\n    return list(data_dir.glob('*.csv'))",
    "address": "pd.read_csv('https://example.org/data/a.csv')",
    "text": "print('data/a.csv')\nname.replace('data/a.csv', 'b')",
    "text_beside_a_path": "p = Path(a_file)\ndef f(p: str):\n    return p.replace('data/a', 'b')",
    "text_of_a_call": "def f(p):\n    return str('data/a').replace('data', 'b')",
    "column": "table['data/a.csv'] = 1",
    "renamed": "table.rename('data/a.csv')",
    "mode": "def f(a_file: Path):\n    return open(a_file, mode='w', encoding='utf-8')",
    "text_of_parameter": "def f(data_dir: Path):\n    return cv2.imread(f'{data_dir}/a.png')",
    "list_of_parameters": "def f(a_file, b_file):\n    return tf.data.TFRecordDataset([a_file])",
}


@pytest.mark.parametrize("source", PLANTED.values(), ids=PLANTED.keys())
def test_planted_path_is_found(source: str) -> None:
    (found, *_) = literal_paths(HEAD + source)
    assert "data" in found.text


@pytest.mark.parametrize("source", CLEAN.values(), ids=CLEAN.keys())
def test_nothing_else_is_found(source: str) -> None:
    assert literal_paths(HEAD + source) == []


def test_path_planted_in_a_package_is_found() -> None:
    path = GOLDEN / "churn" / "churn" / "preprocess.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pd.read_csv":
            node.args[0] = ast.Constant("data/churn.csv")
            break
    else:
        pytest.fail("the sample reads no table any more")
    assert [one.text for one in literal_paths(ast.unparse(tree))] == ["data/churn.csv"]


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_golden_packages(name: str) -> None:
    modules = sorted((GOLDEN / name).rglob("*.py"))
    assert len(modules) > 4
    for path in modules:
        assert literal_paths(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.ipynb")), ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    assert paths_in_modules(convert(path, emit=files_of).files) == []
