"""The graph of the stages: what it holds, and its three languages."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.analysis.model import Type
from nb2prod.commands.app import app
from nb2prod.convert import convert
from nb2prod.notebook.read import read_notebook
from nb2prod.report.draw import svg
from nb2prod.report.graph_text import dot, mermaid
from nb2prod.report.layout import Box, drawing_of
from nb2prod.report.stage_graph import Edge, Graph, Node, Value, graph_of, type_text
from nb2prod.trace.store import code_hash, trace_text
from nb2prod.trace.traced import Trace, TracedStage, TracedValue
from tests.support.samples import SAMPLES

NASTY = 'a"b<script>alert(1)</script>|]\\{}#;`'


def churn() -> Graph:
    return graph_of(convert(SAMPLES / "churn.ipynb").pipeline)


def edges(graph: Graph) -> dict[tuple[str, str], list[str]]:
    return {(e.source, e.target): [v.name for v in e.values] for e in graph.edges}


def test_values_stand_on_the_arrows_of_the_files_that_carry_them() -> None:
    found = edges(churn())
    assert found["preprocess", "train"] == ["X", "X_train", "y_train", "encoders"]
    assert found["train", "predict"] == ["model", "config"]
    assert found["train", "evaluate"] == ["encoders"]
    assert ("preprocess", "preprocess_outputs") in found


def test_files_of_the_world_outside_and_what_is_left() -> None:
    nodes = {node.id: node.lines for node in churn().nodes}
    assert nodes["preprocess_inputs"] == ("model_config.yaml", "data/churn.csv")
    assert nodes["evaluate_outputs"] == ("metrics.json", "figures")
    assert nodes["preprocess_outputs"] == ("clean.csv",)


def test_shapes_of_a_trace_beside_the_package(tmp_path: Path) -> None:
    path = tmp_path / "nb.py"
    path.write_text(
        '# %% tags=["preprocess"]\nimport numpy as np\nx = np.ones((12, 3))\n\n'
        '# %% tags=["train"]\nm = x.sum()\nprint(m)\n'
    )
    value = TracedValue(Type("numpy.ndarray"), "float64", (12, 3), "pickle")
    stage = TracedStage({}, {"x": value})
    trace = Trace(code_hash(read_notebook(path)), {"preprocess": stage})
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "trace.json").write_text(trace_text(trace))
    found = CliRunner().invoke(app, ["graph", str(path)])
    assert found.exit_code == 0
    assert '-->|"x: ndarray (12, 3)"| train' in found.output


@pytest.mark.parametrize(
    "known, text",
    [
        (None, ""),
        (Type("object"), ""),
        (Type("pandas.DataFrame"), "DataFrame"),
        (Type("list", (Type("pandas.DataFrame"),)), "list[DataFrame]"),
        (Type("dict", (Type("str"), None)), "dict[str, Any]"),
        (Type("sklearn.preprocessing.OneHotEncoder", (Type("numpy.ndarray"),)), "OneHotEncoder"),
    ],
)
def test_types_as_people_say_them(known: Type | None, text: str) -> None:
    assert type_text(known) == text


def nasty() -> Graph:
    nodes = (
        Node("train_inputs", "input", "train", (NASTY,)),
        Node("train", "stage", "train", ("train",)),
        Node("predict", "stage", "predict", ("predict",)),
    )
    return Graph(
        NASTY, nodes, (Edge("train_inputs", "train"), Edge("train", "predict", (Value(NASTY),)))
    )


def test_no_name_breaks_out_of_its_label() -> None:
    text = mermaid(nasty())
    labels = re.findall(r'"([^"\n]*)"', text)
    assert len(labels) == 4 and not any(set(label) & set("<>`{}\\") for label in labels)
    assert "#60;script#62;" in text
    assert dot(nasty()).count(r"a\"b<script>") == 3
    drawn = ET.fromstring(svg(nasty()))
    assert not [e for e in drawn.iter() if "script" in e.tag]
    assert any(NASTY in "".join(e.itertext()) for e in drawn.iter() if e.tag.endswith("title"))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.ipynb")), ids=lambda p: p.stem)
def test_nothing_in_the_drawing_lies_on_something_else(path: Path) -> None:
    drawing = drawing_of(graph_of(convert(path).pipeline))
    boxes = [*drawing.boxes, *drawing.labels]
    for n, one in enumerate(boxes):
        assert one.x >= 0 and one.y >= 0
        assert one.x + one.width <= drawing.width and one.y + one.height <= drawing.height
        assert not [other for other in boxes[:n] if overlap(one, other)]


def overlap(a: Box, b: Box) -> bool:
    across = a.x < b.x + b.width and b.x < a.x + a.width
    return across and a.y < b.y + b.height and b.y < a.y + a.height


def test_many_long_values_are_cut_and_told_in_full() -> None:
    values = tuple(Value(f"{'v' * 60}_{n}", "DataFrame", "(10, 2)") for n in range(30))
    nodes = tuple(Node(n, "stage", n, (n,)) for n in ("train", "predict"))
    drawing = drawing_of(Graph("t", nodes, (Edge("train", "predict", values),)))
    (label,) = drawing.labels
    assert len(label.lines) == 11 and label.lines[-1].weak == "and 20 more"
    assert all(len(f"{line.strong} {line.weak}") <= 40 for line in label.lines)
    assert label.lines[0].full.startswith("v" * 60)


def test_one_stage_alone_is_drawn() -> None:
    drawing = drawing_of(Graph("t", (Node("train", "stage", "train", ("train",)),), ()))
    assert len(drawing.boxes) == 1 and not drawing.arrows


@pytest.mark.parametrize("format", ["mermaid", "dot", "svg"])
def test_the_command_gives_the_same_bytes_on_the_terminal_and_in_a_file(
    tmp_path: Path, format: str
) -> None:
    target = tmp_path / "new" / "graph"
    arguments = ["graph", str(SAMPLES / "churn.ipynb"), "--format", format]
    shown = CliRunner().invoke(app, arguments)
    written = CliRunner().invoke(app, [*arguments, "-o", str(target)])
    assert shown.exit_code == written.exit_code == 0
    assert target.read_text() == shown.stdout
    assert "RandomForestClassifier" in shown.stdout


def test_a_notebook_that_cannot_be_converted_has_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "nb.py"
    path.write_text('# %% tags=["train"]\nprint(missing)\n')
    found = CliRunner().invoke(app, ["graph", str(path)])
    assert found.exit_code == 1 and "NB201" in found.stderr and not found.stdout
