"""Functions that make a parser are said where they stand."""

import pytest

from nb2prod.analysis.rewrites.parser_functions import without_parser_functions
from nb2prod.notebook.model import Cell, Notebook, Role

HEAD = "import argparse\n"
DEF = """def options({}):
    "Options."
    parser = argparse.ArgumentParser()
    parser.add_argument("--n",
                        default=1)
{}
"""
BODY = """

parser = argparse.ArgumentParser()
parser.add_argument("--n",
                    default=1)
"""
INLINED = [
    (("", "    return parser.parse_args()"), "a = options()", "a = parser.parse_args()"),
    (("", "    return parser.parse_args([])"), "a = options()", "a = parser.parse_args([])"),
    (
        ("", "    args = parser.parse_args([])\n    return args"),
        "a = options()",
        "a = parser.parse_args([])",
    ),
    (
        ("argv", "    return parser.parse_args(argv)"),
        "a = options([])",
        "a = parser.parse_args([])",
    ),
    (("argv=None", "    return parser.parse_args(args=argv)"), "a = options([])", ""),
    (
        ("argv=[]", "    return parser.parse_args(argv)"),
        "a = options()",
        "a = parser.parse_args([])",
    ),
    (
        ("argv", "    print(argv)\n    return parser.parse_args(argv)"),
        "a = options([])",
        "a = parser.parse_args([])",
    ),
]
LEFT = [
    ("called twice", "    return parser.parse_args([])", "a = options()\nb = options()"),
    ("handed on", "    return parser.parse_args([])", "a = map(options, [1])"),
    ("its names are taken", "    return parser.parse_args([])", "parser = 1\na = options()"),
    ("it does more", "    if parser: return parser.parse_args([])", "a = options()"),
    ("it gives something else", "    return parser", "a = options()"),
]


def made(function: tuple[str, str], call: str) -> list[str]:
    cells = (
        Cell(1, "a", Role.FUNCTIONS, HEAD + DEF.format(*function)),
        Cell(2, "b", Role.TRAIN, call),
    )
    return [cell.source for cell in without_parser_functions(Notebook("n", cells)).cells]


@pytest.mark.parametrize(("function", "call", "wanted"), INLINED)
def test_inlined(function: tuple[str, str], call: str, wanted: str) -> None:
    defined, called = made(function, call)
    assert called == (wanted or call)
    if wanted:
        assert defined.startswith(HEAD + BODY)
        assert defined.count("\n") == (HEAD + DEF.format(*function)).count("\n")


@pytest.mark.parametrize(("result", "call"), [c[1:] for c in LEFT], ids=[c[0] for c in LEFT])
def test_left(result: str, call: str) -> None:
    assert made(("", result), call) == [HEAD + DEF.format("", result), call]
