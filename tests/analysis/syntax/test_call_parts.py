"""What a call says by itself."""

import ast

import pytest

from nb2prod.analysis.syntax.call_parts import arguments_of, keyword_of, method_name


def call(text: str) -> ast.Call:
    node = ast.parse(text, mode="eval").body
    assert isinstance(node, ast.Call)
    return node


@pytest.mark.parametrize(
    ("text", "name"),
    [("a.b[c].d()", "d"), ("np.mean(x)", "mean"), ("d()", ""), ("f()()", ""), ("a['d']()", "")],
)
def test_method_name(text: str, name: str) -> None:
    assert method_name(call(text)) == name


def test_arguments() -> None:
    given = call("f(a, *b, key=c, **d)")
    assert list(map(ast.unparse, arguments_of(given))) == ["a", "*b", "c", "d"]
    assert ast.unparse(keyword_of(given, "key") or given) == "c"
    assert keyword_of(given, "other") is None
