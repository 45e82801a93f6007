"""``nb2prod convert``."""

from nb2prod.commands import options as o


def convert(
    notebooks: o.Notebooks,
    output: o.Output = None,
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
    force: o.Force = False,
    merge: o.Merge = False,
    diff: o.Diff = False,
    trace: o.Trace = False,
    verify: o.Verify = False,
    timeout: o.TraceTimeout = None,
    memory: o.TraceMemory = None,
    cache: o.Cache = True,
    format: o.Format = "text",
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Convert notebooks to packages.

    Exit code 0: all converted;
    1: a notebook cannot be converted, or an edit is in the way;
    2: wrong usage.
    With --verify also 1: a value differs; 2: notebook or package could not be run.
    """
    from nb2prod.batch import Options, convert_all
    from nb2prod.execution.runs import Limits
    from nb2prod.records import replace

    given = o.given(locals())
    if quiet and verbose:
        o.usage("-q and -v contradict each other.")
    if force and merge:
        o.usage("--force and --merge contradict each other.")
    if verify and diff:
        o.usage("--verify needs the package that --diff does not write.")
    if (timeout or memory) and not (trace or verify):
        o.usage("--timeout and --memory go with --trace and --verify.")
    limits = Limits(timeout, memory)
    runs = (limits if trace else None, limits if verify else None)
    options = Options(output, given, force, merge, diff, quiet, verbose, *runs, cache=cache)
    options = replace(options, json=format == "json")
    with o.usage_errors():
        code = convert_all(notebooks, options)
    raise SystemExit(code)
