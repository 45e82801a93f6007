"""``nb2prod report``."""

from pathlib import Path
from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def report(
    notebooks: o.Notebooks,
    output: Annotated[
        Path | None,
        option("-o", "--output", help="File to write. Default: named after the notebook, here."),
    ] = None,
    package: o.Package = None,
    name: o.Name = None,
    strict: o.Strict = None,
    auto_tag: o.AutoTag = None,
    format: o.Format = "text",
    quiet: o.Quiet = False,
) -> None:
    """Write one HTML page with a notebook beside its package, linked line by line.

    Exit code 0: done; 2: wrong usage;
    1: the notebook cannot be converted; the page says where.
    """
    from nb2prod.commands.output import write_text
    from nb2prod.diagnostics import ConversionError, exit_code, tell
    from nb2prod.findings.report_formats import answer_text
    from nb2prod.report.request import report as report_on

    with o.usage_errors():
        try:
            found = report_on(notebooks, o.given(locals()))
        except ConversionError as error:  # there is nothing to show
            errors, page, edited = error.diagnostics, "", tuple[str, ...]()
        else:
            target = output or Path(f"{found.name or notebooks[0].stem}.report.html")
            write_text(found.html, target)
            errors, page, edited = found.errors, target.as_posix(), found.edited
    if format == "json":
        print(answer_text(notebooks[0], errors, page=page or None))
        raise SystemExit(exit_code(errors))
    for one in errors:
        tell(one, str(notebooks[0]))
    if page and not quiet:
        print(f"{', '.join(map(str, notebooks))} -> {Path(page)}")
        if edited:
            print(f"The page shows what is generated, not the edits of {', '.join(edited)}.")
    raise SystemExit(exit_code(errors))
