"""Paths that are put into f-strings, whatever quotes these have."""

import ast
from pathlib import Path

import pytest

from nb2prod.convert import convert


@pytest.mark.parametrize(
    "line",
    [
        "print(f'{report.stat().st_size}')",
        'print(f"{report.stat().st_size}")',
        "print(f'''{report.stat().st_size}''')",
        "print('a' f'{report.stat().st_size}' f\"{report.stat().st_size}\")",
        "print(rf'\\d {report.stat().st_size:.1f} {len(df)}')",
        "text = f'{report.name} {report.exists()}'\nprint(text)",
    ],
)
def test_the_scripts_are_python(tmp_path: Path, line: str) -> None:
    path = tmp_path / "n.py"
    path.write_text(
        "# %% tags=['preprocess']\nfrom pathlib import Path\nimport pandas as pd\n"
        "df = pd.DataFrame({'a': [1]})\nreport = Path('report.html')\nreport.write_text('x')\n"
        f"{line}\n# %% tags=['evaluate']\nprint(len(df))\n",
        encoding="utf-8",
    )
    module = convert(path).files["n/preprocess.py"]
    assert ast.parse(module) and module.count("report.html") >= 2
