"""Options that several commands take.

None stands for "not given", so that pyproject.toml may decide. An option that changes the package
has the name of a field of `Settings`.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn, get_args

from nb2prod.commands.declared import argument, option
from nb2prod.settings import Settings, TableFormat, TargetName, Tracker

_FORMATS = ".ipynb; .py of the percent format, marimo or Databricks; .md, .Rmd, .qmd"

Notebook = Annotated[Path, argument(help=f"A notebook ({_FORMATS}).")]
Notebooks = Annotated[
    list[Path],
    argument(
        readable=False,  # the reader tells it in its own words, and goes on with the others
        metavar="PATH",
        help=f"Notebooks ({_FORMATS}), or folders of them.",
    ),
]
Output = Annotated[
    Path | None,
    option(
        "-o",
        "--output",
        help="Folder to write to. With several notebooks, or if it holds packages already, each "
        "notebook gets a folder below it. Default: named after the notebook, beside it.",
    ),
]
Force = Annotated[bool, option("--force", help="Overwrite generated files that were edited.")]
Merge = Annotated[
    bool,
    option("--merge", help="Keep edits of generated files, and merge changes of the notebook."),
]
Diff = Annotated[bool, option("--diff", help="Show what would change, and write nothing.")]
Verify = Annotated[
    bool,
    option("--verify", help="Then run notebook and package, and compare, like `nb2prod verify`."),
]
Package = Annotated[
    str | None,
    option(
        metavar="NAME", help="Make one package of this name from all notebooks, in their order."
    ),
]
RequirePackages = Annotated[
    bool | None,
    option(
        "--require-packages/--no-require-packages",
        help="A notebook without a package is an error. Default: only with --against.",
    ),
]
Name = Annotated[str | None, option(help="Name of the package. Default: from the notebook's name.")]
Strict = Annotated[
    bool | None,
    option(
        "--strict/--no-strict",
        help="Refuse code that the analysis cannot follow, such as exec, and code without a tag "
        "that a stage needs.",
    ),
]
Provenance = Annotated[
    bool | None,
    option("--provenance/--no-provenance", help="Name the cell above each block of its code."),
]
LiftHyperparameters = Annotated[
    bool | None,
    option(
        "--lift-hyperparameters/--no-lift-hyperparameters",
        help="Move literal arguments of estimators to model_config.yaml.",
    ),
]
Tables = Annotated[
    TableFormat | None,
    option(help="Format of the tables between stages. Default: csv."),
]
AutoTag = Annotated[
    bool | None,
    option("--auto-tag/--no-auto-tag", help="Tag untagged cells as `nb2prod tag` suggests."),
]
Targets = Annotated[
    list[str] | None,
    option(
        "--target",
        metavar="[" + "|".join(get_args(TargetName)) + "]",
        help="Workflow engine to write files for; may be repeated.",
    ),
]
Docker = Annotated[
    bool | None, option("--docker/--no-docker", help="Write a Dockerfile for the package.")
]
Serve = Annotated[
    bool | None,
    option("--serve/--no-serve", help="Write a FastAPI service for the model's predictions."),
]
Conda = Annotated[
    bool | None, option("--conda/--no-conda", help="Write environment.yml beside pyproject.toml.")
]
Lock = Annotated[bool | None, option("--lock/--no-lock", help="Write uv.lock, by running uv.")]
Track = Annotated[
    Tracker | None,
    option(help="Record parameters, metrics and files of each run of the pipeline in MLflow."),
]
Pin = Annotated[
    bool | None,
    option("--pin/--no-pin", help="Pin dependencies to the versions in nb2prod's environment."),
]
SampleData = Annotated[
    str | None,
    option(
        metavar="DIR",
        help="Folder with the notebook's input files. Write tests, with tiny data like these.",
    ),
]
Fix = Annotated[
    bool | None,
    option("--fix/--no-fix", help="In the package, fix what `nb2prod advise` can fix safely."),
]
Select = Annotated[
    list[str] | None,
    option(metavar="CODES", help="Rules of advice to use: codes, or starts of codes (NB51)."),
]
Ignore = Annotated[
    list[str] | None,
    option(metavar="CODES", help="Rules of advice to leave out."),
]
Trace = Annotated[
    bool,
    option(
        "--trace",
        help="Run the notebook once, in a copy of its folder, to record types and shapes.",
    ),
]
TraceTimeout = Annotated[
    float | None, option(min=1, help="With --trace or --verify: time limit of the run, in seconds.")
]
TraceMemory = Annotated[
    float | None,
    option(min=0.1, help="With --trace or --verify: memory limit of the kernel, in GiB."),
]
Cache = Annotated[
    bool,
    option(
        "--cache/--no-cache", help="Reuse the results of an earlier run, if nothing has changed."
    ),
]
Format = Annotated[  # the option's name
    Literal["text", "json"], option("--format", help="How the result is printed.")
]
ReportFormat = Annotated[
    Literal["text", "json", "github", "sarif", "junit"],
    option("--format", help="How the findings are printed."),
]
Quiet = Annotated[bool, option("-q", "--quiet", help="Print errors only.")]
Verbose = Annotated[bool, option("-v", "--verbose", help="Print every note on what was decided.")]


def usage(message: str) -> NoReturn:
    """Say what is wrong with the command line, and end with exit code 2."""
    print(f"nb2prod: {message}", file=sys.stderr)
    raise SystemExit(2)


def given(arguments: Mapping[str, Any]) -> dict[str, object]:
    """Of a command's arguments, its ``locals()``, those that are fields of `Settings`, and the
    name of the package that several notebooks become."""
    found = {f.name: arguments[f.name] for f in fields(Settings) if f.name in arguments}
    for name, read in (("targets", targets), ("select", codes), ("ignore", codes)):
        if name in found:
            found[name] = read(found[name])
    if isinstance(arguments.get("package"), str):
        found["package"] = arguments["package"]
    return found


def codes(given: list[str] | None) -> tuple[str, ...] | None:
    """The codes of an option that may be repeated, and may hold several with commas between."""
    from nb2prod.configuration import is_advice

    if given is None:
        return None
    listed = [code.strip().upper() for text in given for code in text.split(",") if code.strip()]
    for code in listed:
        if not is_advice(code):
            usage(f"{code} is no code of advice; `nb2prod explain` lists them (NB5...).")
    return tuple(listed)


def targets(given: list[str] | None) -> tuple[str, ...] | None:
    """The engines of an option that may be repeated."""
    known = get_args(TargetName)
    for name in given or ():
        if name not in known:
            usage(f"{name} is no target; known are {', '.join(known)}.")
    return tuple(dict.fromkeys(given)) if given else None


@contextmanager
def usage_errors(format: str = "text") -> Iterator[None]:
    """Options that do not fit, and settings that cannot be followed, end with exit code 2.

    A report in another format names the settings too: who reads that may not see stderr.
    """
    from nb2prod.configuration import SettingsError
    from nb2prod.diagnostics import tell
    from nb2prod.notebooks import BatchError

    try:
        yield
    except BatchError as error:
        usage(str(error))
    except SettingsError as error:
        for diagnostic in error.diagnostics:
            tell(diagnostic, str(error.path))
        if format != "text":
            from nb2prod.findings.finding import Checked, Finding
            from nb2prod.findings.report_formats import whole

            path = Path(os.path.relpath(error.path))
            told = tuple(Finding(path, one) for one in error.diagnostics)
            print(whole([Checked(path, told)], format, quiet=True), end="")
        raise SystemExit(2) from error
    except PermissionError as error:
        usage(f"{error.filename} may not be read: {error.strerror}.")
