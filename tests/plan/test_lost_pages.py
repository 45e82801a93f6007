"""Notes on pages that a cell shows, and that no script keeps."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %% tags=["imports"]
import altair as alt
import folium
import pandas as pd
import plotly.express as px
from bokeh.plotting import figure, show
from IPython.display import HTML, Image, display

# %% tags=["evaluate"]
df = pd.read_csv("a.csv")
print(len(df))
"""
CASES = [
    ("a chart", "alt.Chart(df).mark_point().encode(x='a')", "altair"),
    ("by name", "chart = alt.Chart(df).mark_point()\nchart", "altair"),
    ("a map", "m = folium.Map()\nm", "folium"),
    ("shown", "p = figure()\nshow(p)", "bokeh"),
    ("displayed above others", "display(alt.Chart(df))\nprint(1)", "altair"),
    ("HTML", "display(HTML('<b>a</b>'))", "HTML"),
    ("a styled table", "df.style.background_gradient()", "Styler"),
    ("saved beside", "chart = alt.Chart(df)\nchart.save('a.html')\nchart", ""),
    ("a plot that is kept", "px.scatter(df, x='a')", ""),
    ("a picture's file", "Image('a.png')", ""),
    ("a table", "df.head()", ""),
    ("not the last", "alt.Chart(df)\nprint(1)", ""),
]


@pytest.mark.parametrize(("cell", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_notes(cell: str, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(f'{HEAD}\n# %% tags=["evaluate"]\n{cell}\n', encoding="utf-8")
    notes = convert(path, emit=lambda _: {}).notes
    told = [d.message for d in notes if d.code == "NB244"]
    assert len(told) == bool(wanted)
    assert all(f"what {wanted} makes" in one for one in told)
