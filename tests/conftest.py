"""Compiled code goes into one folder for the run: hundreds of processes import nb2prod.

Interrupts are on, however the tests were started.
"""

import atexit
import gc
import os
import shutil
import signal
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers have the environment of the first process
    compiled = tempfile.mkdtemp(prefix="nb2prod-compiled-")
    atexit.register(shutil.rmtree, compiled, ignore_errors=True)
    os.environ["PYTHONPYCACHEPREFIX"] = compiled
    os.environ["XDG_CACHE_HOME"] = compiled  # nothing of nb2prod's goes to the user's
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell starts what runs in the background so, and processes hand it on to those they start
    signal.signal(signal.SIGINT, signal.default_int_handler)

gc.set_threshold(100_000, 20, 20)  # as the command line has it: converting makes little garbage


def pytest_xdist_auto_num_workers() -> int:
    """Workers for ``-n auto``: one more than processors, as some tests wait for a kernel."""
    return (os.cpu_count() or 1) + 1
