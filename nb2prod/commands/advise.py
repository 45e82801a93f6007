"""``nb2prod advise``."""

from pathlib import Path
from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def advise(
    notebooks: o.Notebooks,
    select: o.Select = None,
    ignore: o.Ignore = None,
    format: o.ReportFormat = "text",
    fix: Annotated[
        bool,
        option("--fix", help="Write the packages, with all fixes that are safe."),
    ] = False,
    output: Annotated[
        Path | None,
        option("-o", "--output", help="With --fix: folder to write to, as for convert."),
    ] = None,
    fix_notebook: Annotated[
        bool,
        option("--fix-notebook", help="Fix the notebooks themselves, and print what is left."),
    ] = False,
    cache: o.Cache = True,
    quiet: Annotated[
        bool, option("-q", "--quiet", help="Print the findings only, without counts.")
    ] = False,
) -> None:
    """Advise on habits that make a notebook hard to take to production. No tags are needed.

    Exit code 0: nothing found; 1: something found; 2: wrong usage.
    """
    from nb2prod.advice.advise_paths import Request, advise_paths

    if fix and fix_notebook:
        o.usage("--fix and --fix-notebook contradict each other.")
    if output is not None and not fix:
        o.usage("-o says where --fix writes to; give --fix too.")
    given = {"select": o.codes(select), "ignore": o.codes(ignore)}
    with o.usage_errors(format):
        code = advise_paths(Request(notebooks, given, format, fix_notebook, quiet, cache))
        if fix:
            from nb2prod.batch import Options, convert_all

            silent = quiet or format != "text"
            options = Options(output, {**given, "fix": True}, quiet=silent, cache=cache)
            code = max(code, convert_all(notebooks, options))
    raise SystemExit(code)
