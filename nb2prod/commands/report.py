"""``nb2prod report``."""

from pathlib import Path
from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def report(
    notebooks: o.Notebooks,
    output: Annotated[
        Path | None,
        option(
            "-o", "--output", help="The page. Default: named after the notebook, where you are."
        ),
    ] = None,
    package: o.Package = None,
    name: o.Name = None,
    strict: o.Strict = None,
    auto_tag: o.AutoTag = None,
    quiet: o.Quiet = False,
) -> None:
    """Show a notebook beside its package, linked line by line, as one HTML page.

    Exit code 0: all is well; 1: the notebook cannot be converted (the page tells where); 2: wrong
    usage.
    """
    from nb2prod.commands.output import write_text
    from nb2prod.diagnostics import ConversionError, tell
    from nb2prod.report.request import report as report_on

    target = output or Path(f"{package or notebooks[0].stem}.report.html")
    with o.usage_errors():
        try:
            found = report_on(notebooks, o.given(locals()))
        except ConversionError as error:
            for one in error.diagnostics:
                tell(one, str(notebooks[0]))
            raise SystemExit(1) from error
        write_text(found.html, target)
    for one in found.errors:
        tell(one, str(notebooks[0]))
    if not quiet:
        print(f"{', '.join(map(str, notebooks))} -> {target}")
    raise SystemExit(1 if found.errors else 0)
