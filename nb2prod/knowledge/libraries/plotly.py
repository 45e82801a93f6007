"""Plotly."""

from nb2prod.knowledge.schema import KEYWORD_ONLY, Library, Path

LIBRARIES = (
    Library(
        name="plotly",
        reads=(Path("io.read_json", 0, "file", "plotly.graph_objects.Figure"),),
        writes=(
            Path(".write_html .write_image", 0, "file"),
            Path("io.write_html io.write_image io.write_json", 1, "file"),
            Path("offline.plot", KEYWORD_ONLY, "filename"),
        ),
        text_paths=".",
        returns={"self": "graph_objects.Figure graph_objs.Figure"},
        pure=".",
        settings="offline.init_notebook_mode",
        setting_objects="io.renderers io.templates",
        own_canvas=True,
        loads="data express.data",
        plots=".",
        sets_up="io.templates offline.init_notebook_mode",
    ),
)
