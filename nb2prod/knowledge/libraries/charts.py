"""Charts."""

from nb2prod.knowledge.schema import KEYWORD_ONLY, Library, Path

LIBRARIES = (
    Library(
        name="altair",
        writes=(Path(".save", 0, "fp", needs="altair"),),
        classes=True,
        pure=".",
        settings="data_transformers.disable_max_rows data_transformers.enable renderers.enable",
        setting_objects="themes",
        own_canvas=True,
        plots=".",
    ),
    Library(
        name="bokeh",
        writes=(
            Path("plotting.output_file io.output_file", 0, "filename"),
            Path("plotting.save io.save", 1, "filename", "str"),
            Path("io.export_png", KEYWORD_ONLY, "filename", "str"),
        ),
        pure=".",
        settings="io.output_notebook plotting.output_notebook",
        own_canvas=True,
        plots=".",
    ),
    Library(
        name="cufflinks",
        extends={"pandas": "."},
        accessors="figure iplot",
        settings="go_offline set_config_file",
        plots=".",
        sets_up="go_offline",
    ),
    Library(
        name="folium",
        writes=(Path(".save", 0, "outfile", needs="folium"),),
        text_paths=".",
        classes=True,
        own_canvas=True,
        plots=".",
    ),
    Library(name="ggplot", plots="."),
    Library(
        name="graphviz",
        conda="python-graphviz",
        reads=(Path("Source.from_file", 0, "filename", "graphviz.Source"),),
        writes=(Path(".render", 0, "filename", needs="graphviz"),),
        classes=True,
        own_canvas=True,
        plots=".",
    ),
    Library(name="holoviews", own_canvas=True, plots="."),
    Library(
        name="hvplot", extends={"pandas": "pandas"}, accessors="hvplot", own_canvas=True, plots="."
    ),
    Library(name="joypy", figures=".", plots="."),
    Library(name="missingno", pure=".", figures=".", shows=".", plots="bar heatmap matrix"),
    Library(
        name="mpl_toolkits",
        distribution="matplotlib",
        extends={"matplotlib": "mplot3d"},
        pure=".",
        figures=".",
        plots=".",
    ),
    Library(name="mplfinance", plots="."),
    Library(
        name="plotnine",
        writes=(Path(".save", 0, "filename", needs="plotnine"),),
        classes=True,
        own_canvas=True,
        plots=".",
    ),
    Library(name="ptitprince", plots="."),
    Library(
        name="pydotplus",
        reads=(Path("graph_from_dot_file", 0, "path"),),
        writes=(Path(".write_png .write_pdf", 0, "path"),),
        plots=".",
    ),
    Library(name="pygal", own_canvas=True, plots="."),
    Library(name="squarify", plots="."),
    Library(
        name="wordcloud",
        classes=True,
        methods={
            "wordcloud.WordCloud": {"self": "generate generate_from_frequencies generate_from_text"}
        },
        pure=".",
        plots=".",
    ),
)
