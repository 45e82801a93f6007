"""``nb2prod verify``."""

from pathlib import Path
from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def verify(
    notebooks: o.Notebooks,
    against: Annotated[
        Path | None,
        option(
            help="Folder that holds the package; one folder per notebook below it when there are "
            "several. Default: the package beside each, if it is made from the notebook as it is "
            "now; otherwise what convert would write.",
        ),
    ] = None,
    require_packages: o.RequirePackages = None,
    timeout: Annotated[
        float | None,
        option(min=1, help="Time limit of the notebook, in seconds; the stages have the same."),
    ] = None,
    memory: Annotated[
        float | None, option(min=0.1, help="Memory limit of the kernel, in GiB.")
    ] = None,
    rtol: Annotated[
        float, option(min=0, help="Relative tolerance for floats. Default: equal bit for bit.")
    ] = 0.0,
    values: Annotated[
        list[str] | None,
        option(
            "--set", metavar="NAME=VALUE", help="Another value of a parameter; may be repeated."
        ),
    ] = None,
    kernel: Annotated[str, option(help="Kernel that runs the notebook.")] = "python3",
    format: o.ReportFormat = "text",
    package: o.Package = None,
    name: o.Name = None,
    strict: o.Strict = None,
    lift_hyperparameters: o.LiftHyperparameters = None,
    tables: o.Tables = None,
    auto_tag: o.AutoTag = None,
    fix: o.Fix = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    quiet: o.Quiet = False,
) -> None:
    """Run each notebook and its package, in temporary copies, and compare the results.

    Results are values passed between stages, metrics, files, figures and printed lines.
    Exit code 0: all equal; 1: something differs; 2: notebook or package could not be run.
    """
    from nb2prod.execution.runs import Limits
    from nb2prod.execution.session import parsed_values
    from nb2prod.verify.verification import Options
    from nb2prod.verify.verify_notebook import verify_notebooks

    try:
        parsed = parsed_values(values or [])
    except ValueError as error:
        o.usage(str(error))
    limits = Limits(timeout, memory, parsed, kernel)
    options = Options(None, limits, rtol, require_packages)
    given = o.given(locals())
    with o.usage_errors(format):
        code = verify_notebooks(notebooks, given, options, against, format=format, quiet=quiet)
    raise SystemExit(code)
