"""Notebooks for the reader's tests, written to a temporary directory."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a notebook of ``(tag, source)`` pairs; keywords go to its top level."""

    def _write(*cells: tuple[Any, Any], name: str = "n.ipynb", **top: Any) -> Path:
        raw = [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {"tags": [tag] if isinstance(tag, str) and tag else tag or []},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for number, (tag, source) in enumerate(cells, 1)
        ]
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": raw} | top
        path = tmp_path / name
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return _write
