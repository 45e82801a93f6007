"""uv.lock: the versions of all dependencies, chosen by uv."""

import shutil
import subprocess
from pathlib import Path

from nb2prod.diagnostics import Diagnostic, Severity


def lock(folder: Path) -> list[Diagnostic]:
    """Have uv write the file; a warning where it is not there, or cannot choose."""
    uv = shutil.which("uv")
    if uv is None:
        message, advice = "uv is not installed, so that there is no uv.lock.", "`pip install uv`."
    else:
        command = [uv, "lock", "--quiet"]
        run = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
        if run.returncode == 0:
            return []
        message = f"uv could not make uv.lock: {' '.join(run.stderr.split())}"
        advice = f"Run `uv lock` in {folder}, and fix in pyproject.toml what it reports."
    return [Diagnostic(message, advice, code="NB305", severity=Severity.WARNING)]
