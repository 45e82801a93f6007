"""``nb2prod convert``."""

from pathlib import Path
from typing import Annotated

import typer

from nb2prod.commands import options as o


def convert(
    notebooks: o.Notebooks,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Folder to write to; one folder a notebook below it "
            "when there are several. Default: named after the notebook, beside it.",
        ),
    ] = None,
    name: o.Name = None,
    strict: o.Strict = None,
    provenance: o.Provenance = None,
    lift_hyperparameters: o.LiftHyperparameters = None,
    tables: o.Tables = None,
    auto_tag: o.AutoTag = None,
    targets: o.Targets = None,
    pin: o.Pin = None,
    sample_data: o.SampleData = None,
    fix: o.Fix = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited after generation.")
    ] = False,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Keep such edits, and merge what the notebook changed."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change, and write nothing.")
    ] = False,
    trace: o.Trace = False,
    timeout: o.TraceTimeout = None,
    memory: o.TraceMemory = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Convert notebooks to packages.

    Exit code 0: all converted; 1: a notebook cannot be converted as it stands; 2: wrong usage.
    """
    from nb2prod.batch import Options, convert_all
    from nb2prod.execution.runs import Limits

    if quiet and verbose:
        o.usage("-q and -v contradict each other.")
    if force and merge:
        o.usage("--force and --merge contradict each other.")
    given = o.given(locals())
    if not trace and (timeout or memory):
        o.usage("--timeout and --memory go with --trace.")
    limits = Limits(timeout, memory) if trace else None
    options = Options(output, given, force, merge, diff, quiet, verbose, limits)
    with o.usage_errors():
        failed = convert_all(notebooks, options)
    raise typer.Exit(1 if failed else 0)
