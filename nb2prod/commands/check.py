"""``nb2prod check``."""

from pathlib import Path
from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def check(
    notebooks: o.Notebooks,
    against: Annotated[
        Path | None,
        option(
            help="Folder with the package to compare with; one folder per notebook below "
            "it when there are several. Default: the package beside each, if there is one.",
        ),
    ] = None,
    require_packages: o.RequirePackages = None,
    format: o.ReportFormat = "text",
    jobs: Annotated[
        int | None,
        option("-j", "--jobs", min=1, help="Processes. Default: one per processor."),
    ] = None,
    package: o.Package = None,
    name: o.Name = None,
    strict: o.Strict = None,
    provenance: o.Provenance = None,
    lift_hyperparameters: o.LiftHyperparameters = None,
    tables: o.Tables = None,
    auto_tag: o.AutoTag = None,
    targets: o.Targets = None,
    docker: o.Docker = None,
    serve: o.Serve = None,
    conda: o.Conda = None,
    lock: o.Lock = None,
    track: o.Track = None,
    pin: o.Pin = None,
    sample_data: o.SampleData = None,
    fix: o.Fix = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Check that notebooks can be converted, and that their packages are up to date.

    Writes nothing. Exit code 0: all is well; 2: wrong usage;
    1: a notebook cannot be converted, or a package is not up to date.
    """
    from nb2prod.check.check_paths import Request, check_paths

    if quiet and verbose:
        o.usage("-q and -v contradict each other.")
    given = o.given(locals())
    with o.usage_errors(format):
        code = check_paths(
            Request(
                notebooks, given, against, require_packages, format, jobs, quiet, verbose, cache
            )
        )
    raise SystemExit(code)
