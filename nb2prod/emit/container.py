"""Dockerfile and environment.yml."""

import re
from collections.abc import Mapping, Sequence

from nb2prod.emit.dependencies import dependencies, python_limit
from nb2prod.emit.listing import script_name
from nb2prod.emit.templates import render
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebook.requirements import canonical
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline

_SYSTEM = {"lightgbm": "libgomp1", "opencv-python": "libgl1 libglib2.0-0"}
"""What Debian's slim image lacks for a library, in packages of Debian."""

_CONDA = {
    "torch": "pytorch",
    "opencv-python": "opencv",
    "opencv-python-headless": "opencv",
    "tables": "pytables",
    "graphviz": "python-graphviz",
}
"""What distributions are called by conda-forge, where that is another name."""

_PLAIN = regex(r"([A-Za-z0-9][\w.-]*)((?:[<>=!~]=?[\w.*,<>=!~]+)?)$")


def container_files(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """The files for the options that ask for them."""
    needed = dependencies(pipeline, files)
    names = {canonical(re.split(r"[^\w.-]", one)[0]) for one in needed}
    values = {
        "package": pipeline.package,
        "distribution": pipeline.package.replace("_", "-"),
        "script": script_name(pipeline.package, "pipeline"),
        "system": " ".join(_SYSTEM[name] for name in sorted(names & _SYSTEM.keys())),
        "dependencies": _conda(needed),
        "python_below": python_limit(pipeline, files),
        "config": CONFIG_FILE in files,
        "serve": "serve" in pipeline.extras,
    }
    wanted = {"docker": ("Dockerfile", ".dockerignore"), "conda": ("environment.yml",)}
    made = [name for extra, names in wanted.items() if extra in pipeline.extras for name in names]
    return {name: render(f"{name.lstrip('.')}.jinja", **values) for name in made}


def _conda(needed: Sequence[str]) -> list[str]:
    """Requirements for conda-forge; pip installs those of other forms, with the package."""
    found = (match for one in needed if (match := _PLAIN.match(one.replace(" ", ""))))
    return [_CONDA.get(name := canonical(m[1]), name) + m[2] for m in found]
