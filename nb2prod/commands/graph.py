"""``nb2prod graph``."""

from pathlib import Path
from typing import Annotated, Literal

from nb2prod.commands import options as o
from nb2prod.commands.declared import option

Format = Literal["mermaid", "dot", "svg", "json"]


def graph(
    notebooks: o.Notebooks,
    format: Annotated[  # the option's name
        Format, option("--format", help="Language of the drawing.")
    ] = "mermaid",
    output: Annotated[
        Path | None, option("-o", "--output", help="File to write. Default: print it.")
    ] = None,
    package: o.Package = None,
    name: o.Name = None,
    strict: o.Strict = None,
    auto_tag: o.AutoTag = None,
) -> None:
    """Draw the stages, and the values that flow between them.

    Exit code 0: drawn; 1: the notebook cannot be converted; 2: wrong usage.
    """
    from nb2prod.commands.output import write_text
    from nb2prod.diagnostics import ConversionError, exit_code, tell
    from nb2prod.findings.report_formats import answer_text
    from nb2prod.report.request import graph_text

    with o.usage_errors():
        try:
            text = graph_text(notebooks, o.given(locals()), format)
        except ConversionError as error:
            if format == "json":
                more = {"title": "", "nodes": [], "edges": []}
                print(answer_text(notebooks[0], error.diagnostics, **more))
            else:
                for one in error.diagnostics:
                    tell(one, str(notebooks[0]))
            raise SystemExit(exit_code(error.diagnostics)) from error
        if output is not None:
            write_text(text, output)
            return
    print(text, end="")
