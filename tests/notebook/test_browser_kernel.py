"""Code of JupyterLite and Pyodide, as it is outside a browser."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.notebook.browser_kernel import without_browser

CELLS = [
    ("import piplite\nawait piplite.install(['a'])", "pass\npass", ("a",)),
    ("import micropip\nawait micropip.install('a==1')", "pass\npass", ("a==1",)),
    ("from js import fetch\nr = await fetch(U)",
     "from urllib.request import urlopen\nr = urlopen(U)", ()),
    ("x = io.BytesIO((await r.arrayBuffer()).to_py())\n# await fetch",
     "x = io.BytesIO(r.read())\n# await fetch", ()),
    ("# from js import\nt = await r.text()", "# from js import\nt = r.read().decode()", ()),
    ("async def get(u):\n    r = await pyfetch(u)\n    return await r.bytes()",
     "async def get(u):\n    r = urlopen(u)\n    return r.read()", ()),
    ("r = await pyfetch(u, method='POST')", "r = await pyfetch(u, method='POST')", ()),
    ("x = await client.get(u)", "x = await client.get(u)", ()),
]  # fmt: skip


@pytest.mark.parametrize(("source", "written", "installed"), CELLS)
def test_cells(source: str, written: str, installed: tuple[str, ...]) -> None:
    assert without_browser(source) == (written, installed)


def test_a_notebook_that_downloads_its_data(tmp_path: Path) -> None:
    path = tmp_path / "lab.py"
    path.write_text(
        "# %%\n%pip install folium\nimport piplite\nawait piplite.install(['seaborn'])\n"
        "import pandas as pd\nfrom pyodide.http import pyfetch\n"
        "# %%\nasync def download(url, filename):\n    response = await pyfetch(url)\n"
        '    if response.status == 200:\n        with open(filename, "wb") as f:\n'
        "            f.write(await response.bytes())\n"
        '# %% tags=["preprocess"]\nawait download("https://example.com/a.csv", "a.csv")\n'
        'df = pd.read_csv("a.csv")\nprint(df.describe())\n'
    )
    made = convert(path)
    assert (
        '"folium"' in made.files["pyproject.toml"] and '"seaborn"' in made.files["pyproject.toml"]
    )
    text = "".join(made.files.values())
    assert "urlopen(url)" in text and "pyodide" not in text and "piplite" not in text
