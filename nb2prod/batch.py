"""Many notebooks in one run: which, where to, and what is told at the end."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.diagnostics import ConversionError, Severity, render
from nb2prod.emit.ahead import Emit, emitter
from nb2prod.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from nb2prod.convert import Conversion


class BatchError(Exception):
    """The command line does not say what to do; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``convert``."""

    output: Path | None = None
    settings: Settings = Settings()
    force: bool = False
    quiet: bool = False
    verbose: bool = False


def convert_all(paths: Sequence[Path], options: Options) -> int:
    """Convert each notebook; one that fails does not stop the others.

    Returns how many failed.

    Raises:
        BatchError: the options do not fit the notebooks.
    """
    notebooks, failed = find_notebooks(paths)
    if options.settings.name and len(notebooks) > 1:
        raise BatchError("--name fits one notebook only.")
    targets = [(path, target_of(path, notebooks, paths, options.output)) for path in notebooks]
    _check_targets(targets)
    with (
        emitter(_nothing if options.quiet else _load_summary) as emit,
        _progress(len(targets), options) as step,
    ):
        for path, target in targets:
            step(path.name)
            failed += not _convert_one(path, target, options, emit)
    if not options.quiet and len(notebooks) > 1:
        print(f"{len(notebooks) - failed} of {len(notebooks)} notebooks converted.")
    return failed


def find_notebooks(paths: Sequence[Path]) -> tuple[list[Path], int]:
    """The notebooks that the paths name, those in folders too; and how many paths name none."""
    found: dict[Path, None] = {}
    failed = 0
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = [p for p in sorted(path.rglob("*.ipynb")) if ".ipynb_checkpoints" not in p.parts]
        inside = [
            p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)
        ]
        if not inside:
            print(f"{path}: the folder holds no notebook.", file=sys.stderr)
            failed += 1
        found.update(dict.fromkeys(inside))
    return list(found), failed


def target_of(
    path: Path, notebooks: Sequence[Path], paths: Sequence[Path], output: Path | None
) -> Path:
    """The folder that a notebook is written to."""
    if output is None:
        return path.with_suffix("")
    if len(notebooks) == 1 and not paths[0].is_dir():
        return output
    root = next((p for p in paths if p.is_dir() and p in path.parents), path.parent)
    return output / path.relative_to(root).with_suffix("")


def _check_targets(targets: Sequence[tuple[Path, Path]]) -> None:
    seen: dict[Path, Path] = {}
    for path, target in targets:
        if target in seen:
            raise BatchError(f"{seen[target]} and {path} would both be written to {target}.")
        seen[target] = path


def _convert_one(path: Path, target: Path, options: Options, emit: Emit) -> bool:
    from nb2prod.convert import convert
    from nb2prod.write import write_package

    try:
        conversion = convert(path, options.settings, emit)
        write_package(conversion.files, target, force=options.force)
    except ConversionError as error:
        for diagnostic in error.diagnostics:
            print(render(diagnostic, str(path)), file=sys.stderr)
        return False
    _tell(path, target, conversion, options)
    return True


def _tell(path: Path, target: Path, conversion: "Conversion", options: Options) -> None:
    """Warnings go to stderr, the table of stages to stdout."""
    for note in conversion.notes:
        if note.severity is Severity.WARNING and not options.quiet or options.verbose:
            print(render(note, str(path)), file=sys.stderr)
    if options.quiet:
        return
    from nb2prod.summary import summary

    print(summary(path, target, conversion.pipeline))


def _load_summary() -> None:
    """What tells the outcome takes a moment to load: that goes unseen while modules are made."""
    from importlib import import_module

    for module in ("rich.console", "rich.table", "nb2prod.summary", "nb2prod.write"):
        import_module(module)


def _nothing() -> None: ...


@contextmanager
def _progress(total: int, options: Options) -> Iterator["Callable[[str], None]"]:
    """A progress bar for several notebooks, on a terminal only."""
    if total < 2 or options.quiet or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        started = 0

        def step(name: str) -> None:
            nonlocal started
            bar.update(task, description=name, completed=started)
            started += 1

        yield step
