"""``nb2prod verify``."""

from pathlib import Path
from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def verify(
    notebooks: o.Notebooks,
    package: Annotated[
        Path | None,
        option(
            help="Folder of the package, one of all these notebooks. Default: the one beside each, "
            "if it was made of the notebook as it is; else what convert would write now."
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        option(min=1, help="Seconds for the notebook, and as many for the stages."),
    ] = None,
    memory: Annotated[
        float | None, option(min=0.1, help="GiB of memory that the kernel may use.")
    ] = None,
    rtol: Annotated[
        float, option(min=0, help="Relative tolerance of floats. Default: bit for bit.")
    ] = 0.0,
    values: Annotated[
        list[str] | None,
        option("--set", metavar="NAME=VALUE", help="Another value of a parameter, in both."),
    ] = None,
    kernel: Annotated[str, option(help="Kernel to run the notebook in.")] = "python3",
    format: o.Format = "text",
    name: o.Name = None,
    strict: o.Strict = None,
    auto_tag: o.AutoTag = None,
    quiet: o.Quiet = False,
) -> None:
    """Run each notebook and its package, and compare all that a person can see.

    These are the values that cross a stage, metrics, files, figures and printed lines.

    Both run in temporary copies. Exit code 0: all equal; 1: something differs; 2: one of them
    could not be run.
    """
    from nb2prod.execution.runs import Limits
    from nb2prod.execution.session import parsed_values
    from nb2prod.verify.verification import Options
    from nb2prod.verify.verify_notebook import verify_notebooks

    try:
        parsed = parsed_values(values or [])
    except ValueError as error:
        o.usage(str(error))
    options = Options(package, Limits(timeout, memory, parsed, kernel), rtol)
    given = o.given(locals())
    with o.usage_errors():
        code = verify_notebooks(notebooks, given, options, json=format == "json", quiet=quiet)
    raise SystemExit(code)
