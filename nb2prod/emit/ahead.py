"""Emission in a process of its own, which loads the templates while analysis runs.

To load them takes a while, and needs nothing from the notebook.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from nb2prod.plan.model import Pipeline

Emit = Callable[[Pipeline], dict[str, str]]


@contextmanager
def emitter(meanwhile: Callable[[], None] = lambda: None) -> Iterator[Emit]:
    """A function that gives the files of a pipeline, as `emit_files` does, but sooner.

    `meanwhile` is called while the answer is awaited.
    Where the system cannot fork a process, or has one processor only, it is `emit_files`.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or sys.platform == "darwin":
        yield emit_files
        return
    import nb2prod.plan.divided  # noqa: F401  (before there are two processes that need much of it)

    ask_reader, ask_writer = os.pipe()
    answer_reader, answer_writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(ask_writer)
        os.close(answer_reader)
        with suppress(BaseException):  # the parent tells; it sees that no answer comes
            _serve(os.fdopen(ask_reader, "rb"), os.fdopen(answer_writer, "wb"))
        os._exit(0)
    os.close(ask_reader)
    os.close(answer_writer)
    with os.fdopen(ask_writer, "wb") as asks, os.fdopen(answer_reader, "rb") as answers:
        try:
            yield lambda pipeline: _ask(asks, answers, pipeline, meanwhile)
        finally:
            with suppress(BrokenPipeError):
                asks.close()  # ends the child
            os.waitpid(child, 0)


def emit_files(pipeline: Pipeline) -> dict[str, str]:
    """The files of the package, formatted, but for what is the notebook's own.

    Raises:
        RuntimeError: ruff cannot be run.
    """
    from nb2prod.emit.module_files import places
    from nb2prod.emit.package_files import files_of, generated_modules
    from nb2prod.emit.tidy import tidy

    files = files_of(pipeline)
    own = places(pipeline, generated_modules(pipeline))
    tidied = tidy({path: text for path, text in files.items() if path not in own})
    return {path: tidied.get(path, text) for path, text in files.items()}


def _ask(
    asks: BinaryIO, answers: BinaryIO, pipeline: Pipeline, meanwhile: Callable[[], None]
) -> dict[str, str]:
    """Let the child emit; what it cannot do, or cannot be asked, is done here."""
    try:
        pickle.dump(pipeline, asks, pickle.HIGHEST_PROTOCOL)
        asks.flush()
        meanwhile()
        files: dict[str, str] | None = pickle.load(answers)
    except (OSError, EOFError, pickle.PickleError, RecursionError):
        files = None
    return emit_files(pipeline) if files is None else files


def _serve(asks: BinaryIO, answers: BinaryIO) -> None:
    import nb2prod.emit.package_files  # noqa: F401  (to be loaded is all that it is wanted for)
    from nb2prod.emit.templates import warm

    warm()
    while True:
        pipeline = pickle.load(asks)
        try:
            files = emit_files(pipeline)
        except Exception:
            files = None  # the parent meets the same error, with its traceback
        pickle.dump(files, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
