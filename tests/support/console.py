"""What pages of the documentation run in a shell."""

import os
import sys
from pathlib import Path


def stand_in_for_install(folder: Path, project: Path, package: str, names: str) -> dict[str, str]:
    """An environment with the console scripts, as ``pip install -e PACKAGE`` would make them."""
    (folder / "bin").mkdir()
    for name in names.split():
        script = folder / "bin" / f"{package.replace('_', '-')}-{name}"
        code = f"from {package}.{name} import main; main()"
        command = f"PYTHONPATH={project / package} exec {sys.executable} -P -c '{code}'"
        script.write_text(f'#!/bin/sh\n{command} "$@"\n')
        script.chmod(0o755)
    found = (str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"])
    return {**os.environ, "PATH": os.pathsep.join(found), "COLUMNS": "100"}
