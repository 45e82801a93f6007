"""Calls that IPython writes for its syntax are read as the lines that they stand for."""

import pytest

from nb2prod.notebook.written_out import as_in_a_kernel, shell_names

SHELL = "get_ipython()"

# what is special, source, lines
ROWS = [
    ("magic", f"{SHELL}.run_line_magic('matplotlib', 'inline')", "%matplotlib inline"),
    ("magic without a line", f"{SHELL}.run_line_magic('who', '')", "%who"),
    ("old form", f"{SHELL}.magic('load_ext autoreload')", "%load_ext autoreload"),
    ("old form with its sign", f"{SHELL}.magic('%cd data')", "%cd data"),
    ("shell", f"{SHELL}.system('pip install a')", "!pip install a"),
    ("shell with a name", f"{SHELL}.system(f'pip install {{a}}==1')", "!pip install {a}==1"),
    ("output", f"x = {SHELL}.getoutput('ls data')", "x = !ls data"),
    ("value of a magic", f"x = {SHELL}.run_line_magic('timeit', '-o f()')", "x = %timeit -o f()"),
    ("inside", f"if a:\n    {SHELL}.system('ls')\n    b = 1", "if a:\n    !ls\n    b = 1"),
    ("package", "IPython.get_ipython().system('ls')", "!ls"),
    ("named", "ip = get_ipython()\nip.magic('who')", "\n%who"),
    ("whole cell", f"# c\n{SHELL}.run_cell_magic('time', '', 'a = 1\\nb = 2\\n')",
     "# c\n%%time\na = 1\nb = 2"),
    ("whole cell of a shell", f"{SHELL}.run_cell_magic('bash', '-e', 'ls\\n')", "%%bash -e\nls"),
    ("among others", f"a = 1\n{SHELL}.run_cell_magic('time', '', 'b = 2\\n')", "a = 1\nb = 2"),
    ("beside a magic", f"%matplotlib inline\n{SHELL}.system('ls')", "%matplotlib inline\n!ls"),
    ("under a cell magic", f"%%time\n{SHELL}.system('ls')", "%%time\n!ls"),
    ("where it runs", "%who\nif 'IPython' in sys.modules:\n    %pip install a\n    b = 1",
     "%who\n\n%pip install a\nb = 1"),
    ("branch with a magic", "if 'IPython' not in sys.modules:\n    %pip install a\nb = 1",
     "\n\nb = 1"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "lines"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_lines(source: str, lines: str) -> None:
    assert as_in_a_kernel(source) == lines


KEPT = [
    f"{SHELL}.run_line_magic(name, 'inline')",
    f"a = 1; {SHELL}.system('ls')",
    f"{SHELL}.system('ls\\nls')",
    f"print({SHELL}.getoutput('ls'))",
    f"a = 1\n{SHELL}.run_cell_magic('timeit', '', 'b = 2')",
    f"a = 1\n{SHELL}.run_cell_magic('bash', '', 'ls')",
    f"{SHELL}.user_ns['a'] = 1",
    "shell.system('ls')",
    "ip = get_ipython()\nip.user_ns",
    "%%bash\nget_ipython().system('ls')",
]


@pytest.mark.parametrize("source", KEPT)
def test_kept(source: str) -> None:
    assert as_in_a_kernel(source) == source


def test_names_of_other_cells() -> None:
    assert shell_names("import a\nip = get_ipython()  # b\n") == {"ip"}
    assert as_in_a_kernel("ip.system('ls')", frozenset({"ip"})) == "!ls"
