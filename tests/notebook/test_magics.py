"""Every form of IPython's syntax has a stated treatment."""

import ast
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nb2prod.diagnostics import Place, Severity
from nb2prod.notebook.magics import Converted, to_python
from nb2prod.notebook.model import Role
from nb2prod.notebook.shell_escapes import find_escapes
from nb2prod.notebook.syntax import Written


def convert(source: str, role: Role = Role.TRAIN) -> Converted:
    return to_python(source, role, Written(Place(3, "abc", 1), source))


def codes(converted: Converted) -> list[str]:
    return [finding.code for finding in converted.findings]


def errors(converted: Converted) -> list[str]:
    return [f.code for f in converted.findings if f.severity is Severity.ERROR]


PLAIN = [
    pytest.param("x = 1", id="assignment"),
    pytest.param("x = (a\n  % b)", id="modulo at the start of a line in brackets"),
    pytest.param("x = a \\\n  % b", id="modulo on a continued line"),
    pytest.param("s = '''\n%matplotlib inline\n!ls\n?x\n'''", id="magic in a string"),
    pytest.param("# !pip install x\n# %cd y", id="magic in a comment"),
    pytest.param("get_ipython().user_ns", id="get_ipython stays"),
    pytest.param("x = 'why?'  # really?", id="question marks"),
    pytest.param("async def f():\n    await g()", id="await in a function"),
    pytest.param("a != b", id="not equal"),
    pytest.param("x = 1\nx", id="bare name"),
    pytest.param("run = 3\nrun", id="name of a magic"),
]


@pytest.mark.parametrize("source", PLAIN)
def test_python_stays_as_it_is(source: str) -> None:
    assert convert(source) == Converted(source)


@pytest.mark.parametrize("source", PLAIN)
def test_python_beside_a_magic_stays_as_it_is(source: str) -> None:
    assert convert(source + "\n%matplotlib inline").source == source + "\n"


CHANGED = [
    ("%matplotlib inline\nx = 1", "\nx = 1"),
    ("%load_ext autoreload\n%autoreload 2\n%config A.b = 1\n%watermark\nx = 1", "\n\n\n\nx = 1"),
    ("if a:\n    %matplotlib inline\n    x = 1", "if a:\n\n    x = 1"),
    ("if a:\n    !ls\nelse:\n    x = 1", "if a:\n    pass\nelse:\n    x = 1"),
    (
        "try:\n    import a\nexcept ImportError:\n    !pip install a\n    import a",
        "try:\n    import a\nexcept ImportError:\n\n    import a",
    ),
    ("%%time\nx = 1", "\nx = 1"),
    ("%%capture\n%%time\nx = 1", "\n\nx = 1"),
    ("# about\n%%time\nx = 1", "# about\n\nx = 1"),
    ("%%timeit -n 3\nf(1)", "\nf(1)"),
    ("%%prun -s cumulative\nf(1)", "\nf(1)"),
    ("%time x = f(1)", "x = f(1)"),
    ("%time", ""),
    ("f(x)\n;", "f(x)\n"),
    ("if a:\n    %time  # nothing", "if a:\n    pass"),
    ("%timeit -n10 -r 3 f(1)", "f(1)"),
    ("%timeit -x", "-x"),
    ("%prun -s cumulative f(x)", "f(x)"),
    ("%lprun -f f f(x)", "f(x)"),
    ("%time !ls", ""),
    ("for i in a:\n    %time f(i)", "for i in a:\n    f(i)"),
    ("%aimport m, n", "import m, n"),
    ("x?\ny = 1\n?y\ny.z??", "\ny = 1\n\n"),
    ("%who\n%%%", None),
    ("!pip install a \\\n  b\nx = 1", "\n\nx = 1"),
    ("  x = 1\n  y = 2", "x = 1\ny = 2"),
    (">>> x = 1\n>>> y = 2", "x = 1\ny = 2"),
    ("ls", ""),
    ("%env HOME", ""),
]


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_changed(before: str, after: str | None) -> None:
    converted = convert(before)
    if after is None:
        assert errors(converted)
    else:
        assert (converted.source, errors(converted)) == (after, [])
        ast.parse(after)


INSTALLS = [
    ("!pip install -q --upgrade pandas==2.1 'numpy>=1.2'", ("pandas==2.1", "numpy>=1.2")),
    ("%pip install a[b]~=1.0", ("a[b]~=1.0",)),
    ("!python -m pip install a", ("a",)),
    ("!{sys.executable} -m pip install a", ("a",)),
    ("!pip3 install a > /dev/null 2>&1", ("a",)),
    ("!pip install pandas>=2", ("pandas>=2",)),
    ("!conda install -c conda-forge -y numpy=1.2 pytorch python=3.9", ("numpy==1.2.*", "torch")),
    ("%conda install a==1", ("a==1",)),
    ("!uv pip install --system a", ("a",)),
    ("!sudo pip install a && pip install b", ("a", "b")),
    ("!pip install 'a; python_version>\"3\"'", ('a; python_version>"3"',)),
    ("!pip install git+https://h/o/b.git@v1#egg=b", ("b @ git+https://h/o/b.git@v1",)),
    (
        "!pip install https://h/a_b-1.0-py3-none-any.whl",
        ("a-b @ https://h/a_b-1.0-py3-none-any.whl",),
    ),
    ("!pip install -U pip wheel a  # tools", ("a",)),
    ("pip install a", ("a",)),
    ("import os\npip install a", ("a",)),
    ("!pip install a==1\n!pip install A==2\n!pip install a", ("A==2",)),
]


@pytest.mark.parametrize(("source", "requirements"), INSTALLS)
def test_install_lines_become_requirements(source: str, requirements: tuple[str, ...]) -> None:
    converted = convert(source)
    assert converted.requirements == requirements
    assert converted.findings == ()
    assert (converted.source or "").strip() in ("", "import os")


@pytest.mark.parametrize(
    "argument", ["-r req.txt", "-e .", "./local", "git+https://h/o/b.git", "{name}", "$NAME"]
)
def test_install_that_names_no_package(argument: str) -> None:
    converted = convert(f"!pip install {argument} a")
    assert converted.requirements == ("a",)
    assert codes(converted) == ["NB143"]
    assert argument in converted.findings[0].message


@pytest.mark.parametrize(
    "line",
    [
        "ls -l | head",
        "cat a.csv",
        "nvidia-smi",
        "echo hi",
        "pip list",
        "git status",
        "cd x",
        "python --version",
        "ls 2>/dev/null",
        "find . -name x",
    ],
)
def test_shell_lines_that_look(line: str) -> None:
    converted = convert(f"!{line}\nx = 1")
    assert (converted.source, codes(converted)) == ("\nx = 1", ["NB141"])
    assert converted.findings[0].severity is Severity.NOTE


@pytest.mark.parametrize(
    "line",
    [
        "mkdir a && rm a",
        "cp a b",
        "gsutil cp a gs://b",
        "curl -X POST u",
        "rm a",
        "echo a > b",
        "find . -delete",
        "sed -i s/a/b/ f",
        "python run.py",
        "apt-get install -y a",
        "ls; rm a",
        "pip uninstall -y a",
        "env A=1 python x.py",
    ],
)
def test_shell_lines_that_change_files(line: str) -> None:
    converted = convert(f"!{line}\nx = 1")
    assert (converted.source, codes(converted)) == ("\nx = 1", ["NB142"])
    assert "by hand" in converted.findings[0].advice
    assert line in converted.findings[0].message


GETTING = [
    "!wget https://e.org/a.csv",
    "!mkdir -p d && cd d && wget https://e.org/a.csv",
    "%sx unzip a.zip",
    "%system curl -O https://e.org/a.csv",
    "import os\nos.system('wget https://e.org/a.csv')",
    "import subprocess\nsubprocess.run(['unzip', '-q', 'a.zip'], check=True)",
    "import subprocess\nsubprocess.check_call(\n    'tar xf a.tar',\n    shell=True,\n)",
    "get_ipython().system('gdown --id 1 -O a.csv')",
    "%%bash\nmkdir -p d\ncd d\nwget https://e.org/a.csv",
    "%%sh\npip install -q gdown\ngdown --id 1 -O a.csv",
]


@pytest.mark.parametrize("source", GETTING)
@pytest.mark.parametrize("role", [Role.PREPROCESS, Role.UNTAGGED])
def test_lines_that_get_data(source: str, role: Role) -> None:
    converted = convert(source, role)
    assert converted.data
    assert codes(converted) == ["NB147"]
    assert converted.findings[0].severity is Severity.NOTE
    assert (converted.source or "").strip().removeprefix("import ") in ("", "os", "subprocess")


def test_data_of_a_skipped_cell_is_kept() -> None:
    assert convert("!wget https://e.org/a.csv", Role.SKIP).data
    assert convert("%%bash\nwget https://e.org/a.csv\nrm b", Role.SKIP).data


def test_folder_makers_leave_with_a_note() -> None:
    converted = convert("!mkdir -p models\n%mkdir out\nimport os\nos.system('mkdir a')")
    assert codes(converted) == ["NB141", "NB141", "NB141"]
    assert all("make the folders" in finding.message for finding in converted.findings)


CALLS_THAT_STAY = [
    "import os\nos.system('python train.py')",
    "import os\ncode = os.system('wget u')",
    "import os\nos.system(f'wget {u}')",
    "import os\nos.system('wget u'); x = 1",
    "import subprocess\nsubprocess.run(command)",
    "import subprocess\nsubprocess.run(['rm', 'a'])",
    "import os\nif a:\n    os.system('wget u')",
]


@pytest.mark.parametrize("source", CALLS_THAT_STAY)
def test_other_calls_of_the_shell_stay(source: str) -> None:
    assert convert(source) == Converted(source)


def test_secrets_are_not_shown() -> None:
    converted = convert("!wget --password=xyz https://me:xyz@e.org/a.csv?api_key=xyz")
    assert "xyz" not in converted.findings[0].message + converted.data[0].text
    assert "***" in converted.data[0].text


REFUSED = [
    ("%env A=b", "NB134"),
    ("%set_env A b", "NB134"),
    ("%cd ~/data", "NB134"),
    ("%cd -", "NB134"),
    ("%cd $folder.parent$x}", "NB134"),
    ("%cd {folder / 'x'}", "NB134"),
    ("cd -", "NB134"),
    ("if x:\n    %run other.py", "NB132"),
    ("%load other.py", "NB132"),
    ("%reset -f", "NB132"),
    ("%unheard_of", "NB132"),
    ("%%bash\nls", "NB130"),
    ("%%writefile f.py\nx = 1", "NB130"),
    ("%%html\n<b>x</b>", "NB130"),
    ("%%R\nx <- 1", "NB130"),
    ("%%sql\nSELECT 1", "NB130"),
    ("%%cython\ncdef int x", "NB130"),
    ("%md\n# A title of Databricks", "NB130"),
    ("%%unheard_of\nx = 1", "NB132"),
    ("x = 1\n%%time\ny = 2", "NB132"),
    ("x = !ls {y} | head", "NB133"),
    ("x = %timeit -o f()", "NB133"),
    ("x = %sql SELECT 1", "NB133"),
    ("a = 1\n%sql SELECT 1", "NB132"),
    ("d['k'], y = %pwd", "NB133"),
    ("x = %time !ls", "NB133"),
    (",f a b", "NB135"),
    ("x = 1;\n;f a", "NB135"),
    ("/f", "NB135"),
    ("%timeit x = f()", "NB136"),
    ("%%timeit\nfor i in a:\n    f(i)", "NB136"),
    ("await f.g()", "NB122"),
    ("async for x in y:\n    pass", "NB122"),
    ("async with x:\n    pass", "NB122"),
    ("z = [x async for x in y]", "NB122"),
]


@pytest.mark.parametrize(("source", "code"), REFUSED)
@pytest.mark.parametrize("role", [Role.TRAIN, Role.PARAMETERS])
def test_refused_in_a_stage(source: str, code: str, role: Role) -> None:
    converted = convert(source, role)
    assert errors(converted) == [code]
    assert converted.findings[0].advice


@pytest.mark.parametrize(("source", "code"), REFUSED)
def test_nothing_is_refused_in_a_skipped_cell(source: str, code: str) -> None:
    converted = convert(source, Role.SKIP)
    assert errors(converted) == []
    ast.parse(converted.source or "")


@pytest.mark.parametrize(("source", "code"), REFUSED)
def test_untagged_cells_are_refused_only_where_names_may_change(source: str, code: str) -> None:
    rebinds = source.startswith(("if x", "x = 1")) or code in ("NB133", "NB135")
    assert bool(errors(convert(source, Role.UNTAGGED))) == rebinds


def test_assignment_in_a_skipped_cell_still_binds() -> None:
    assert convert("x = !ls -l", Role.SKIP).source == "x = get_ipython().getoutput('ls -l')"


@pytest.mark.parametrize("role", [Role.UNTAGGED, Role.IMPORTS, Role.FUNCTIONS])
def test_other_language_is_left_out_with_a_note(role: Role) -> None:
    converted = convert("%%bash\npip install a", role)
    assert converted.source is None
    assert codes(converted) == ["NB131"]
    assert converted.requirements == ("a",)


@pytest.mark.parametrize("head", ["%%R -o x", "%%bigquery x", "%%bash --out x", "%%sql x << y"])
def test_other_language_that_binds_a_name_is_refused(head: str) -> None:
    assert errors(convert(f"{head}\nSELECT 1", Role.UNTAGGED)) == ["NB133"]


def test_unknown_cell_magic_over_python_keeps_the_names_visible() -> None:
    converted = convert("%%cached\nx = f()", Role.UNTAGGED)
    assert (converted.source, codes(converted)) == ("\nx = f()", ["NB140"])


def test_error_shows_line_and_caret() -> None:
    (finding,) = convert("x = 1\ny = = 2").findings
    assert (finding.code, finding.source, finding.column) == ("NB120", "y = = 2", 5)
    assert finding.place == Place(3, "abc", 2, 5)


def test_syntax_error_behind_a_magic_has_the_line_of_the_cell() -> None:
    (finding,) = convert("%matplotlib inline\n!pip install a \\\n b\ny = = 2").findings
    assert finding.place is not None
    assert (finding.code, finding.place.line) == ("NB120", 4)


_WORDS = st.sampled_from([
    "%", "!", "?", "=", "(", ")", "[", "]", "'", '"', '"""', "\\", "\n", " ", "x", "#", ":",
    "%time ", "%%", "pip install ", "if x", ",", ";", "/", "\t", "é", "f'{", "}",
])  # fmt: skip


@settings(deadline=None)  # the first magic loads IPython
@given(st.lists(_WORDS, max_size=30).map("".join), st.sampled_from(list(Role)))
def test_any_text_gives_python_or_an_error(source: str, role: Role) -> None:
    converted = convert(source, role)
    if not errors(converted):
        ast.parse(converted.source or "")


@settings(deadline=None)  # the first magic loads IPython
@given(st.lists(_WORDS, max_size=30).map("".join))
def test_escapes_do_not_overlap(source: str) -> None:
    end = 0
    for escape in find_escapes(source):
        assert end <= escape.first < escape.end <= source.count("\n") + 1
        end = escape.end


def test_common_magics_do_not_import_ipython() -> None:
    script = (
        "import sys; from nb2prod.notebook.magics import to_python\n"
        "from nb2prod.notebook.model import Role; from nb2prod.notebook.syntax import Written\n"
        "from nb2prod.diagnostics import Place\n"
        "s = '%matplotlib inline\\n!pip install a\\n%time x = 1\\nx?'\n"
        "print(to_python(s, Role.TRAIN, Written(Place(1, '', 1), s)).source)\n"
        "assert not {'IPython', 'nbformat', 'jupytext'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stderr, done.stdout) == ("", "\n\nx = 1\n\n")


@pytest.mark.parametrize(
    ("source", "stars"), [("%pylab inline", True), ("%pylab --no-import-all", False)]
)
def test_pylab_becomes_imports(source: str, stars: bool) -> None:
    converted = convert(f"{source}\nx = 1")
    assert converted.source is not None and not converted.findings
    first = converted.source.splitlines()[0]
    assert "import matplotlib.pyplot as plt" in first and ("numpy import *" in first) is stars


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("%cd a/b c", "'a/b c'"),
        (r"%cd drive/My\ Drive", "'drive/My Drive'"),
        ('%cd "/content/My Drive"', "'/content/My Drive'"),
        ("%cd $ROOT", "ROOT"),
        ("%cd {ROOT}", "ROOT"),
        ("%cd {ROOT}/data", 'f"{ROOT}/data"'),
        ("%cd '/x/$ROOT'", 'f"/x/{ROOT}"'),
    ],
)
def test_a_folder_to_go_to(line: str, folder: str) -> None:
    place = Written(Place(1, "", 1), line)
    made = to_python(line, Role.TRAIN, place)
    assert (made.source, made.findings) == (f"import os; os.chdir({folder})", ())
