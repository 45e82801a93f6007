"""Arguments of the kernel's command line, and what is read from the keyboard."""

import pytest

from nb2prod.diagnostics import Place, Severity
from nb2prod.notebook.arguments import arguments_set, with_arguments
from nb2prod.notebook.magics import Converted, Others, to_python
from nb2prod.notebook.model import Role
from nb2prod.notebook.syntax import Written
from tests.notebook.test_magics import convert

READS = [
    ("a = parser.parse_args()", "a = parser.parse_args([])"),
    ("a, _ = parser.parse_known_args()", "a, _ = parser.parse_known_args([])"),
    ("a = len(sys.argv)", "a = len(['ipykernel_launcher.py', '-f', 'kernel.json'])"),
    ("a = input('n')", "a = input('n')"),
    ("a = getpass.getpass()", "a = getpass.getpass()"),
]


@pytest.mark.parametrize(("source", "python"), READS)
def test_arguments_and_keyboard(source: str, python: str) -> None:
    converted = convert(source)
    assert converted.source == python
    assert [f.code for f in converted.findings] == ["NB148"]
    assert [f.severity for f in converted.findings] == [Severity.WARNING]


@pytest.mark.parametrize(
    "source",
    ["parser.parse_args([])", "parser.parse_args(args)", "def input(): ...\ninput()", "d.input()"],
)
def test_neither_arguments_nor_keyboard(source: str) -> None:
    assert convert(source) == Converted(source)


def test_arguments_that_the_notebook_sets() -> None:
    source = "a = parser.parse_args()"
    others = Others(arguments=True)
    assert (
        to_python(source, Role.TRAIN, Written(Place(3, "abc", 1), source), others).source == source
    )


@pytest.mark.parametrize(
    ("cells", "given"),
    [
        (["import sys\nsys.argv = ['']", "p.parse_args()"], ("",)),
        (["import sys; sys.argv = ['x', '--n', '3']; del sys"], ("x", "--n", "3")),
        (["sys.argv = sys.argv[:1]"], ("ipykernel_launcher.py",)),
        (["p.parse_args()"], ()),
        (["sys.argv = [name]"], ()),
        (["sys.argv = ['a']", "sys.argv = ['b']"], ()),
        (["if x:\n    sys.argv = ['a']"], ()),
        (["sys.argv.append('a')"], ()),
    ],
)
def test_arguments_that_are_known(cells: list[str], given: tuple[str, ...]) -> None:
    assert arguments_set(cells) == given


def test_known_arguments_stand_where_they_are_read() -> None:
    source = "sys.argv = ['', '--n', '3']\na = parser.parse_args()\nb = sys.argv[1:]"
    made = with_arguments(source, ("", "--n", "3")).split("\n")
    assert made == ["pass", "a = parser.parse_args(['--n', '3'])", "b = ['', '--n', '3'][1:]"]
