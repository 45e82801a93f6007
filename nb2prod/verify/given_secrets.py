"""Addresses with a password, which the scripts take as options and have no default for."""

import ast
import os
from pathlib import Path

from nb2prod.notebook.read import read_notebook
from nb2prod.plan.model import Pipeline
from nb2prod.plan.paths import without_password


def secrets_of(path: Path, pipeline: Pipeline) -> dict[str, str]:
    """By parameter what the environment says (in capitals), or else what the notebook has."""
    wanted = {f.parameter: f.path for s in pipeline.stages for f in s.files if f.kind == "secret"}
    if not wanted:
        return {}
    literals = {
        without_password(text): text
        for source in pipeline.sources
        for text in _literals(path.with_name(source.file))
    }
    found = {p: os.environ.get(p.upper()) or literals.get(shown) for p, shown in wanted.items()}
    return {parameter: value for parameter, value in found.items() if value}


def _literals(path: Path) -> list[str]:
    trees = [ast.parse(cell.source) for cell in read_notebook(path, require_stages=False).cells]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
