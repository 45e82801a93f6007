"""The progress line while a notebook runs."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

Progress = Callable[[str], None]
_EVERY = 30.0  # seconds between two lines in a log


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Progress]:
    """A line that tells the step and the time. Where there is no terminal, now and then one more,
    so that a log shows where a long run is."""
    if quiet:
        yield lambda text: None
        return
    if not sys.stderr.isatty():
        with _logged_progress() as progress:
            yield progress
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting the kernel", total=None)
        yield lambda text: bar.update(task, description=text)


@contextmanager
def _logged_progress() -> Iterator[Progress]:
    started, steps = monotonic(), ["starting the kernel"]
    over = threading.Event()

    def log() -> None:
        while not over.wait(_EVERY):
            sys.stderr.write(f"{steps[-1]}, {monotonic() - started:.0f} s\n")
            sys.stderr.flush()

    thread = threading.Thread(target=log, daemon=True)
    thread.start()
    try:
        yield steps.append
    finally:
        over.set()
        thread.join()


def end_on_terminate() -> None:
    """To be terminated is to be interrupted: the kernel ends, the copies go away."""
    import signal

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
