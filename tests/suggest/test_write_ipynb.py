"""Tags in ``.ipynb`` files of several tools: nothing but the tags changes."""

import json
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat import v4 as nb4

from nb2prod.notebook.load import load
from nb2prod.notebook.model import Role
from nb2prod.suggest.notebook_files import write_tags
from nb2prod.suggest.suggestion import Piece


def notebook(minor: int = 5) -> NotebookNode:
    stream = nb4.new_output("stream", text="\x1b<ünï>\n")
    shown = nb4.new_output("execute_result", data={"text/plain": "1e-07"}, execution_count=2)
    cells = [
        nb4.new_markdown_cell("# Título\n\ntext"),
        nb4.new_code_cell("a = 1\nprint('ünï')", outputs=[stream], execution_count=1),
        nb4.new_code_cell("a", outputs=[shown], execution_count=2, metadata={"tags": []}),
        nb4.new_code_cell("b = a", metadata={"collapsed": True, "scrolled": False}),
        nb4.new_code_cell("c = b", metadata={"tags": ["hide-input"], "vscode": {"a": 1}}),
        nb4.new_code_cell(""),
    ]
    made = nb4.new_notebook(cells=cells)
    made.nbformat_minor = minor
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"
        if minor < 5:
            del cell["id"]
    return made


def jupyter(made: NotebookNode) -> bytes:
    return f"{nbformat.writes(made)}\n".encode()


def listed(made: NotebookNode) -> NotebookNode:
    """With sources as lists of lines, as they are on disk."""
    return json.loads(nbformat.writes(made))


def old_format(made: NotebookNode) -> bytes:
    return nbformat.writes(nbformat.convert(made, 3), version=3).encode()


STYLES: dict[str, Callable[[NotebookNode], bytes]] = {
    "jupyter": jupyter,
    "without newline": lambda n: nbformat.writes(n).encode(),
    "colab": lambda n: json.dumps(listed(n), indent=2).encode(),
    "colab's escapes": lambda n: (
        STYLES["colab"](n).replace(b"<", rb"\u003c").replace(b">", rb"\u003e")
    ),
    "pycharm": lambda n: STYLES["vscode"](n).replace(rb"\u001b", rb"\u001B"),
    "vscode": lambda n: json.dumps(listed(n), indent=1, ensure_ascii=False).encode(),
    "four": lambda n: json.dumps(listed(n), indent=4, sort_keys=True).encode(),
    "tabs": lambda n: json.dumps(listed(n), indent="\t").encode(),
    "no indent": lambda n: json.dumps(listed(n), indent=0).encode(),
    "one line": lambda n: json.dumps(listed(n)).encode(),
    "compact": lambda n: json.dumps(listed(n), separators=(",", ":")).encode(),
    "text sources": lambda n: json.dumps(n, indent=1).encode(),
    "windows": lambda n: jupyter(n).replace(b"\n", b"\r\n"),
    "utf-8 mark": lambda n: b"\xef\xbb\xbf" + jupyter(n),
    "utf-16": lambda n: jupyter(n).decode().encode("utf-16"),
    "utf-16 without mark": lambda n: jupyter(n).decode().encode("utf-16-le"),
    "format 3": old_format,
    "format 4.4": lambda n: jupyter(notebook(4)),
}


def whole(role: Role) -> tuple[Piece, ...]:
    return (Piece(1, 1, role, 0.9, "because"),)


TAGS = {
    2: whole(Role.PREPROCESS), 3: whole(Role.SKIP), 4: whole(Role.TRAIN), 5: whole(Role.EVALUATE),
}  # fmt: skip


def inserted(old: bytes, new: bytes) -> list[bytes]:
    """What has to be put into the old bytes to get the new; anything else fails."""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert {code for code, *_ in opcodes} <= {"equal", "insert"}
    return [new[start:end] for code, _, _, start, end in opcodes if code == "insert"]


@pytest.mark.parametrize("style", STYLES)
def test_only_tags_are_put_in(tmp_path: Path, style: str) -> None:
    path = tmp_path / "nb.ipynb"
    old = STYLES[style](notebook())
    path.write_bytes(old)
    write_tags(path, TAGS)
    new = path.read_bytes()
    assert len(inserted(old, new)) <= 3 * len(TAGS) * (8 if "utf-16" in style else 2)
    read = [cell.tags for cell in load(path).cells]
    assert read[1:5] == [("preprocess",), ("skip",), ("train",), ("hide-input", "evaluate")]
    assert read[0] == read[5] == ()
    marks = {"utf-16 without mark": "utf-16-le", "utf-16": "utf-16"}
    codec = marks.get(style, "utf-8-sig")
    without = [without_tags(json.loads(data.decode(codec))) for data in (old, new)]
    assert without[0] == without[1]


def without_tags(raw: dict[str, object]) -> dict[str, object]:
    for sheet in raw.get("worksheets", [raw]):  # type: ignore[attr-defined]
        for cell in sheet["cells"]:
            cell["metadata"].pop("tags", None)
    return raw


@pytest.mark.parametrize("style", ["jupyter", "vscode", "four", "tabs", "compact", "one line"])
def test_the_result_is_what_the_tool_itself_would_write(tmp_path: Path, style: str) -> None:
    path = tmp_path / "nb.ipynb"
    made = notebook()
    path.write_bytes(STYLES[style](made))
    write_tags(path, TAGS)
    for number, pieces in TAGS.items():
        metadata = made.cells[number - 1].metadata
        metadata["tags"] = [*metadata.get("tags", []), pieces[0].role.value]
        made.cells[number - 1].metadata = metadata
    assert json.loads(path.read_bytes()) == json.loads(STYLES[style](made))
    if style != "vscode":  # a tool that does not sort its keys may put the new one anywhere
        assert sorted(path.read_bytes()) == sorted(STYLES[style](made))
    if style in ("jupyter", "four"):
        assert path.read_bytes() == STYLES[style](made)


PARTS = (Piece(1, 1, Role.TRAIN, 0.9, "a"), Piece(2, 2, Role.EVALUATE, 0.9, "b"))


@pytest.mark.parametrize("style", STYLES)
def test_split(tmp_path: Path, style: str) -> None:
    path = tmp_path / "nb.ipynb"
    old = STYLES[style](notebook())
    path.write_bytes(old)
    write_tags(path, {2: PARTS, 3: whole(Role.SKIP)})
    first = path.read_bytes()
    cells = load(path).cells
    assert [c.source for c in cells[1:4]] == ["a = 1", "print('ünï')", "a"]
    assert [c.tags for c in cells[1:4]] == [("train",), ("evaluate",), ("skip",)]
    ids = [c.id for c in cells]
    if style not in ("format 3", "format 4.4"):
        assert ids[1] == "cell-1" and ids[3] == "cell-2"
        assert len(set(ids)) == len(ids) and len(ids[2]) == 8
    else:
        assert not any(ids)
    path.write_bytes(old)
    write_tags(path, {2: PARTS, 3: whole(Role.SKIP)})
    assert path.read_bytes() == first


def test_the_last_part_keeps_the_outputs(tmp_path: Path) -> None:
    path = tmp_path / "nb.ipynb"
    path.write_bytes(jupyter(notebook()))
    write_tags(path, {2: PARTS})
    made = nbformat.reads(path.read_text(encoding="utf-8"), 4)
    nbformat.validate(made)
    before, after = made.cells[1:3]
    assert (before.outputs, before.execution_count) == ([], None)
    assert after.outputs[0].text == "\x1b<ünï>\n" and after.execution_count == 1
    assert path.read_bytes() == jupyter(made)


def test_ids_do_not_collide(tmp_path: Path) -> None:
    path = tmp_path / "nb.ipynb"
    made = notebook()
    path.write_bytes(jupyter(made))
    write_tags(path, {2: PARTS})
    taken = load(path).cells[2].id
    made.cells[0]["id"] = taken
    path.write_bytes(jupyter(made))
    write_tags(path, {2: PARTS})
    ids = [c.id for c in load(path).cells]
    assert ids[0] == taken and len(set(ids)) == len(ids)


@pytest.mark.parametrize("metadata", ["missing", "null"])
def test_cells_without_metadata(tmp_path: Path, metadata: str) -> None:
    cell: dict[str, object] = {"cell_type": "code", "source": "a = 1", "outputs": []}
    if metadata == "null":
        cell["metadata"] = None
    path = tmp_path / "nb.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "cells": [cell]}, indent=1))
    write_tags(path, {1: whole(Role.TRAIN)})
    assert load(path).cells[0].tags == ("train",)


def test_mode_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "nb.ipynb", tmp_path / "link.ipynb"
    path.write_bytes(jupyter(notebook()))
    path.chmod(0o640)
    link.symlink_to(path)
    write_tags(link, TAGS)
    assert link.is_symlink() and path.stat().st_mode & 0o777 == 0o640
    assert load(path).cells[1].tags == ("preprocess",)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.ipynb", "nb.ipynb"]
