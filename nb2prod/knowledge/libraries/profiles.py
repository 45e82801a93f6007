"""Profiles of tables, and tables as text."""

from nb2prod.knowledge.schema import Act, Library, Path

LIBRARIES = (
    Library(name="dataprep", stages={(Act.INSPECT, None): "eda"}),
    Library(
        name="pandas_profiling",
        extends={"pandas": "."},
        accessors="profile_report",
        pure=".",
        stages={(Act.INSPECT, None): "."},
    ),
    Library(name="pivottablejs", stages={(Act.INSPECT, None): "."}),
    Library(
        name="sweetviz",
        writes=(Path(".show_html", 0, "filepath", needs="sweetviz"),),
        classes=True,
        returns={"sweetviz.DataframeReport": "analyze compare"},
        stages={(Act.INSPECT, None): "."},
    ),
    Library(
        name="tabulate",
        returns={"str": "tabulate"},
        pure=".",
        pure_functions="tabulate",
        only_computes=".",
        stages={(Act.INSPECT, None): "."},
    ),
    Library(name="watermark", stages={(Act.INSPECT, None): "."}),
    Library(
        name="ydata_profiling",
        extends={"pandas": "."},
        accessors="profile_report",
        writes=(Path("ProfileReport.to_file", 1, "output_file"),),
        pure=".",
        stages={(Act.INSPECT, None): "."},
    ),
)
