"""Bad input as the user meets it: one line that tells, exit code 1, no traceback, nothing written.

What the reader says stands in tests/notebook/test_bad_input.py; here it goes through the commands.
"""

import ast
import errno
import json
import os
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from nb2prod.commands.app import app
from nb2prod.diagnostics import ConversionError
from nb2prod.write import write_package
from tests.support.killed import snapshot

CODE = "rows = [1, 2, 3]\ntotal = sum(rows)\nprint(total)"


def cell(source: Any = CODE, *tags: Any, **more: Any) -> dict[str, Any]:
    metadata = {"tags": list(tags or ["train"])}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": []} | more


def book(*cells: Any, **top: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    return made | {"cells": list(cells or [cell()])} | top


def stored(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, bytes):
        text = content if isinstance(content, str) else json.dumps(content)
        content = text.encode("utf-8", "surrogatepass")
    path.write_bytes(content)
    return path


def run(*arguments: Any) -> Result:
    result = CliRunner().invoke(app, ["convert", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output and "NB901" not in result.output
    return result


def refused(tmp_path: Path, *arguments: Any) -> str:
    """What is told of a run that fails and leaves everything as it was."""
    before = snapshot(tmp_path)
    result = run(*arguments)
    assert result.exit_code == (2 if "NB404" in result.stderr else 1)
    assert snapshot(tmp_path) == before
    assert result.stdout == ""
    assert "NB" in result.stderr
    return result.stderr


GOOD = json.dumps(book(), indent=1)
DEEP = "[" * 190 + "]" * 190

FILES: dict[str, tuple[Any, str]] = {
    "not JSON": (b"hello", "NB103 book.ipynb is not JSON (line 1, column 1: Expecting value)"),
    "no notebook": (b'{"a": 1}', "NB104 book.ipynb is JSON, but not a notebook: it has no"),
    "conflict": ("<<<<<<< HEAD\n" + GOOD, "NB103 book.ipynb holds git conflict markers (line 1)"),
    "truncated": (GOOD[:90], "NB103 book.ipynb ends in the middle"),
    "empty file": (b"", "NB102 book.ipynb is empty"),
    "empty notebook": (book() | {"cells": []}, "NB107 book.ipynb has no code cells"),
    "future format": (book(nbformat=5), "NB105 book.ipynb is of notebook format 5"),
    "NUL": (GOOD.replace("rows", "ro\0ws").encode(), "NB102 book.ipynb holds NUL bytes"),
    "NUL escaped": (book(cell("x = '\0'")), "line 1: NB124 the line holds a NUL character"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe" * 9, "NB102 book.ipynb is not UTF-8 text"),
    "odd UTF-16": (GOOD.encode("utf-16") + b"\x00", "NB102 book.ipynb is not UTF-16 text"),
    "surrogate": (book(cell("x = '\ud800'")), "line 1: NB124 the line holds half a character"),
    "surrogate raw": (GOOD.replace("rows", "\ud800"), "NB102 book.ipynb is not UTF-8 text"),
    "two stages": (book(cell(CODE, "train", "predict")), "tags `predict` and `train`"),
    "no stage": (book(cell(CODE, "trian")), "Did you mean `train`?"),
    "R": (book(metadata={"kernelspec": {"name": "ir", "language": "R"}}), "is a notebook in R;"),
    "Julia": (book(metadata={"kernelspec": {"name": "julia-1.9"}}), "is a notebook in Julia;"),
    "Scala": (book(metadata={"language_info": {"name": "scala"}}), "is a notebook in scala;"),
    "SQL": (book(metadata={"kernelspec": {"language": "sql"}}), "is a notebook in sql;"),
    "Python 2 kernel": (
        book(metadata={"language_info": {"name": "python", "version": "2.7.18"}}),
        "was run by Python 2.7.18, which computes differently",
    ),
    "Python 2 code": (book(cell("x = 1\nprint x")), "cell 1, line 2: NB121 this is Python 2."),
    "syntax error": (
        book(cell(), cell("y = 1\nz = (y +* 2)", id="abc")),
        "cell 2 (abc), line 2: NB120 this is not Python: invalid syntax.\n    z = (y +* 2)\n"
        "            ^",
    ),
    "deep code": (book(cell("x = " + "(" * 500 + ")" * 500)), "NB123 the code is nested too deep"),
    "deep chain": (book(cell("x = rows" + ".a" * 250)), "NB123 the code is nested too deeply"),
    "deep JSON": (b'{"nbformat": 4, "cells": ' + b"[" * 99_999, "NB104 book.ipynb is nested too"),
    "huge number": ('{"nbformat": 4, "cells": [' + "9" * 5000 + "]}", "NB103 book.ipynb is not"),
    "shell only": (book(cell("%%bash\nls")), "NB130"),
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_files(here: Path, content: Any, message: str) -> None:
    stored(here / "book.ipynb", content)
    assert message in refused(here, "book.ipynb")


def test_what_the_reader_lets_through_overflows_nothing(here: Path) -> None:
    stored(here / "book.ipynb", book(cell(f"rows = {DEEP}\nprint(rows)"), cell("rows", "predict")))
    assert run("book.ipynb").exit_code == 0


def test_all_problems_in_one_run(here: Path) -> None:
    bad = (cell("x = ("), cell(), cell("print 1"), cell(CODE, "train", "predict"))
    stored(here / "book.ipynb", book(*bad))
    told = refused(here, "book.ipynb")
    assert [line for line in ("cell 1,", "cell 3,", "cell 4,") if line in told] == [
        "cell 1,", "cell 3,", "cell 4,"
    ]  # fmt: skip


ACCEPTED: dict[str, tuple[Any, str]] = {
    "BOM": (GOOD.encode("utf-8-sig"), ""),
    "UTF-16": (GOOD.encode("utf-16"), ""),
    "CRLF": (GOOD.replace("\n", "\r\n").replace("\\n", "\\r\\n").encode(), ""),
    "source as list": (book(cell(CODE.splitlines(keepends=True))), ""),
    "missing metadata": (
        {"nbformat": 4, "cells": [{"cell_type": "code", "source": f"# nb2prod: train\n{CODE}"}]}, ""
    ),
    "tags as text": (book(cell() | {"metadata": {"tags": "train"}}), ""),
    "tags twice": (book(cell(CODE, "train", "train")), ""),
    "tags in capitals": (book(cell(CODE, "Train")), ""),
    "unknown tag": (book(cell(), cell("1 + 1", "evalute")), "NB112 the tag `evalute`"),
    "surrogate in markdown": (book({"cell_type": "markdown", "source": "\ud800"}, cell()), ""),
}  # fmt: skip


@pytest.mark.parametrize(("content", "note"), ACCEPTED.values(), ids=ACCEPTED)
def test_odd_but_fine(here: Path, content: Any, note: str) -> None:
    stored(here / "book.ipynb", content)
    result = run("book.ipynb")
    assert result.exit_code == 0
    assert note in result.stderr if note else result.stderr == ""
    assert "total = sum(rows)" in (here / "book" / "book" / "train.py").read_text()


@pytest.mark.parametrize("version", [2, 3])
def test_old_formats_are_upgraded_with_a_note(here: Path, version: int) -> None:
    old = {"cell_type": "code", "input": f"# nb2prod: train\n{CODE}", "outputs": [],
           "language": "python", "prompt_number": 1, "collapsed": False}  # fmt: skip
    raw = {"nbformat": version, "nbformat_minor": 0, "metadata": {"name": ""},
           "worksheets": [{"cells": [old]}]}  # fmt: skip
    stored(here / "book.ipynb", raw)
    result = run("book.ipynb", "--verbose")
    assert result.exit_code == 0
    assert f"NB146 the notebook is of format {version}" in result.stderr


def test_paths_that_lead_to_no_notebook(here: Path) -> None:
    (here / "empty").mkdir()
    (here / "loop.ipynb").symlink_to("loop.ipynb")
    (here / "ring").symlink_to("gnir")
    (here / "gnir").symlink_to("ring")
    assert "NB404 there is no file none.ipynb" in refused(here, "none.ipynb")
    assert "NB404 the folder holds no notebook" in refused(here, "empty")
    assert "NB101 cannot read loop.ipynb: Too many levels" in refused(here, "loop.ipynb")
    assert "NB101 cannot read ring: Too many levels" in refused(here, "ring")


def test_a_folder_that_holds_itself(here: Path) -> None:
    stored(here / "books" / "book.ipynb", book())
    (here / "books" / "again").symlink_to(".")
    result = run("books", "-o", "out")
    assert result.exit_code == 0
    assert (here / "out" / "book" / "book" / "train.py").is_file()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do anything")
def test_permissions(here: Path) -> None:
    stored(here / "book.ipynb", book()).chmod(0)
    assert "NB101 cannot read book.ipynb: Permission denied" in refused(here, "book.ipynb")
    (here / "book.ipynb").chmod(0o600)
    (here / "locked").mkdir(mode=0o555)
    told = refused(here, "book.ipynb", "-o", "locked/out")
    assert "NB301 cannot write locked: Permission denied" in told


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("file", "NB301 file is a file, not a folder."),
        ("file/out", "Not a directory"),
        ("ring", "Too many levels of symbolic links"),
        ("ring/out", "Too many levels of symbolic links"),
        ("n" * 300, "File name too long"),
    ],
)
def test_output_folders(here: Path, out: str, message: str) -> None:
    stored(here / "book.ipynb", book())
    (here / "file").write_text("mine")
    (here / "ring").symlink_to("ring")
    assert message in refused(here, "book.ipynb", "-o", out)


def test_a_long_name_that_fits(here: Path) -> None:
    name = "n" * 240
    stored(here / f"{name}.ipynb", book())
    assert run(f"{name}.ipynb").exit_code == 0
    stored(here / f"{name}.ipynb", book(cell("other = 1\nprint(other)")))
    assert run(f"{name}.ipynb").exit_code == 0
    assert sorted(path.name for path in here.iterdir()) == [name, f"{name}.ipynb"]


def test_a_nul_in_the_output_folder(here: Path) -> None:
    stored(here / "book.ipynb", book())
    with pytest.raises(ConversionError, match="NUL|null"):
        write_package({"a.py": ""}, here / "a\0b")


def _full_at(call: int) -> Callable[..., int]:
    """`Path.write_text` on a disk that is full at the n-th file."""
    written = 0
    write_text = Path.write_text

    def full(path: Path, *arguments: Any, **more: Any) -> int:
        nonlocal written
        written += "nb2prod.work" in str(path)
        if written == call and "nb2prod.work" in str(path):
            with path.open("w") as file:
                file.write("half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_text(path, *arguments, **more)

    return full


@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("call", [1, 3])
def test_a_full_disk(
    here: Path, monkeypatch: pytest.MonkeyPatch, call: int, existing: bool
) -> None:
    stored(here / "book.ipynb", book())
    if existing:
        assert run("book.ipynb").exit_code == 0
        other = (cell("x = [1]\nprint(x)"), cell("y = 2\nprint(y)", "predict"))
        stored(here / "book.ipynb", book(*other))
    monkeypatch.setattr(Path, "write_text", _full_at(call))
    told = " ".join(refused(here, "book.ipynb").split())
    assert "NB301 cannot write book: No space left on device. Nothing was written" in told


def test_a_literal_with_half_a_character(here: Path) -> None:
    source = "import pandas as pd\nd = pd.read_csv('\\ud800.csv')\nprint(d)"
    stored(here / "book.ipynb", book(cell(source)))
    assert "half a character ('\\ud800')" in refused(here, "book.ipynb")


NAMES = [
    "123 – étude", "os", "train", "class", "None", "match", "__init__", "...", "a.b.c", "日本語",
    "$(touch pwned)", "`id`", "a\nb", "x\"y'z", "{{ 7 * 7 }}", "{% raw %}", "]\n[tool.x]", "numpy",
    "tests", "pipeline", "\u202egnp", "'''", '"""; import os', "\\", "-o", "con",
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="names that Windows has not")
@pytest.mark.parametrize("name", NAMES)
def test_names_of_notebooks(here: Path, name: str) -> None:
    stored(here / "books" / f"{name}.ipynb", book())
    result = run("-o", "out", "--", f"books/{name}.ipynb")
    assert result.exit_code == 0
    project = tomllib.loads((here / "out" / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"].replace("-", "").isalnum()
    assert set(project["tool"]) == {"hatch", "pytest", "ruff"}
    (package,) = (p.parent for p in (here / "out").rglob("train.py"))
    assert package.parent == here / "out" and package.name.isidentifier()
    assert sorted(path.name for path in here.iterdir()) == ["books", "out"]
    assert _shape(package) == _plain_shape(here)


HOSTILE = [
    '"""\nimport os\nos.system("touch pwned")\n"""', "'''\nimport os\n'''", "\\", '\\"""', '"',
    "\nimport os\n", "\r\nimport os\r\n", "\rimport os\r", "\u2028import os\u2028", "\x0cimport os",
    "\x85import os", "{{ 7 * 7 }}{% for x in y %}", "# x\n\nimport os", "\x1b[31mred", "é\u202e",
    "`a` | b <script>\n| c |", "*/ \x00", "--- \n# title\n```\ncode", "#" * 300, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_text_that_tries_to_become_code(here: Path, text: str) -> None:
    """In markdown, tags, ids and the names of kernels; whatever it is, it changes no code."""
    told = {"cell_type": "markdown", "source": text, "metadata": {"name": text}}
    one = cell(CODE, "train", text, id=text)
    metadata = {"kernelspec": {"name": text, "display_name": text}, "title": text}
    stored(here / "books" / "book.ipynb", book(told, one, metadata=metadata))
    result = run("books/book.ipynb", "-o", "out", "--provenance")
    assert result.exit_code == 0, result.stderr
    assert _shape(here / "out" / "book") == _plain_shape(here)
    assert "\x1b" not in result.output


@pytest.mark.parametrize("text", [t for t in HOSTILE if "\ud800" not in t], ids=ascii)
def test_paths_that_try_to_become_code(here: Path, text: str) -> None:
    source = "import pandas as pd\nrows = pd.read_csv({!r})\nrows.to_csv({!r})"
    stored(here / "books" / "book.ipynb", book(cell(source.format(text, f"o{text}.csv"))))
    assert run("books/book.ipynb", "-o", "out").exit_code == 0
    files = sorted(path.relative_to(here).as_posix() for path in here.rglob("*"))
    assert not [name for name in files if "pwned" in name]
    called = _calls(here / "out" / "book")
    assert "os.system" not in called and not [name for name in called if name == "system"]
    tomllib.loads((here / "out" / "pyproject.toml").read_text(encoding="utf-8"))


ESCAPES = [
    "../../escaped.csv", "/tmp/../escaped.csv", "~/escaped.csv", ".nb2prod.json", "..", "/",
    "pyproject.toml", "book/train.py", "a/../../../escaped", "C:\\escaped", "x/" * 200,
]  # fmt: skip
OURS = {
    ".gitignore", ".nb2prod", ".nb2prod.json", "README.md", "book", "pyproject.toml", "tests",
    "model_config.yaml",
}  # fmt: skip


@pytest.mark.parametrize("path", ESCAPES)
def test_paths_that_try_to_leave_the_output(here: Path, path: str) -> None:
    source = f"rows = [1]\nwith open({path!r}, 'w') as file:\n    file.write('x')\nprint(rows)"
    stored(here / "deep" / "books" / "book.ipynb", book(cell(source)))
    assert run("deep/books/book.ipynb", "-o", "deep/out").exit_code == 0
    assert sorted(p.name for p in here.iterdir()) == ["deep"]
    assert sorted(p.name for p in (here / "deep").iterdir()) == ["books", "out"]
    assert {p.name for p in (here / "deep" / "out").iterdir()} <= OURS


def test_a_link_in_the_output_leads_nothing_out_of_it(here: Path) -> None:
    stored(here / "book.ipynb", book())
    (here / "elsewhere").mkdir()
    (here / "book").mkdir()
    (here / "book" / "book").symlink_to(here / "elsewhere")
    assert "a link leads out of the output folder" in refused(here, "book.ipynb")


def test_converting_runs_nothing_of_the_notebook(here: Path) -> None:
    touch = "import os\nos.system('touch pwned')\nopen('pwned', 'w').close()\n"
    shell = "!touch pwned\n%env X=1\n"
    skipped = cell("%%bash\ntouch pwned", "skip")
    stored(here / "book.ipynb", book(cell(shell + touch + CODE), skipped))
    stored(here / "pwn.py", "open('pwned', 'w').close()")
    stored(here / "sitecustomize.py", "open('pwned', 'w').close()")
    result = run("book.ipynb")
    assert result.exit_code in (0, 1)
    assert not (here / "pwned").exists()


def test_large_outputs_cost_what_json_costs(here: Path) -> None:
    """20 MB here; time grows with the size, see the measurement in benchmarks."""
    picture = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo" * 9000}}
    path = stored(here / "book.ipynb", book(cell(CODE, "train", outputs=[picture] * 200)))
    run("book.ipynb")
    started = time.perf_counter()
    json.loads(path.read_text(encoding="utf-8"))
    plain = time.perf_counter() - started
    started = time.perf_counter()
    assert run("book.ipynb").exit_code == 0
    assert time.perf_counter() - started < 10 * plain + 5


def _shape(package: Path) -> list[str]:
    """The modules without their strings and names of packages: what is left is code."""
    shapes = []
    for path in sorted(package.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package.name):
                node.module = "PACKAGE" + (node.module or "")[len(package.name) :]
        shapes.append(f"{path.name}: {ast.dump(tree)}")
    return shapes


def _plain_shape(here: Path) -> list[str]:
    """The shape of the package that a harmless notebook of the same code gives."""
    stored(here / "plain" / "plain.ipynb", book())
    assert run("plain/plain.ipynb").exit_code == 0
    return _shape(here / "plain" / "plain" / "plain")


def _calls(package: Path) -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in package.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {ast.unparse(call.func) for call in calls}
