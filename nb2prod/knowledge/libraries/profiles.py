"""Profiles of tables, and tables as text."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(name="dataprep", shows="eda"),
    Library(
        name="pandas_profiling",
        extends={"pandas": "."},
        accessors="profile_report",
        pure=".",
        shows=".",
    ),
    Library(name="pivottablejs", shows="."),
    Library(
        name="sweetviz",
        writes=(Path(".show_html", 0, "filepath", needs="sweetviz"),),
        classes=True,
        returns={"sweetviz.DataframeReport": "analyze compare"},
        shows=".",
    ),
    Library(
        name="tabulate",
        returns={"str": "tabulate"},
        pure=".",
        pure_functions="tabulate",
        only_computes=".",
        shows=".",
    ),
    Library(name="watermark", shows="."),
    Library(
        name="ydata_profiling",
        extends={"pandas": "."},
        accessors="profile_report",
        writes=(Path("ProfileReport.to_file", 1, "output_file"),),
        pure=".",
        shows=".",
    ),
)
