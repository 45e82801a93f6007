"""``nb2prod tag``."""

from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import option


def tag(
    notebook: o.Notebook,
    write: Annotated[
        bool,
        option("--write", help="Write the suggested tags, and split cells that mix stages."),
    ] = False,
    interactive: Annotated[
        bool, option("--interactive", help="Ask cell by cell, then write the tags you accepted.")
    ] = False,
    repair: Annotated[
        bool,
        option(
            "--repair",
            help="Suggest other tags for tagged cells, so that each stage is one module.",
        ),
    ] = False,
    format: o.Format = "text",
    quiet: o.Quiet = False,
) -> None:
    """Suggest a tag for each untagged code cell, so that the stages fit together.

    No code is run. Nothing is written without --write or --interactive.
    Existing tags stay, unless --repair changes them.
    Exit code 0: done; 1: the notebook, or a cell of it, cannot be read;
    2: wrong usage.
    """
    from nb2prod.suggest.tag_files import tag_notebook

    if quiet and interactive:
        o.usage("-q and --interactive contradict each other.")
    if repair and interactive:
        o.usage("--repair and --interactive contradict each other.")
    if interactive and format == "json":
        o.usage("--format json and --interactive contradict each other.")
    raise SystemExit(
        tag_notebook(
            notebook,
            write=write,
            interactive=interactive,
            repair=repair,
            json=format == "json",
            quiet=quiet,
        )
    )
