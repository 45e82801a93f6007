"""Markdown as plain lines."""

import pytest

from nb2prod.emit.prose import WIDTH, prose

LONG = "word " * 40

CASES = {
    "heading": ("## Clean the data ##", ["Clean the data"]),
    "underlined heading": ("Title\n=====\ntext", ["Title", "text"]),
    "html": ('<center><h1 style="color: red">Title</h1></center>', ["Title"]),
    "break": ("one<br/>two", ["one", "two"]),
    "comparison is no tag": ("a < b and c > d, <your path>", ["a < b and c > d, <your path>"]),
    "entity": ("a &lt; b &amp; c", ["a < b & c"]),
    "style sheet": ("<style>\np { color: red }\n</style>\ntext", ["text"]),
    "image": ("see ![plot](a.png)\n\n<img src='x.png'>", ["see"]),
    "link": ("by [the paper](http://a.org/b_(c)) of 2020", ["by the paper of 2020"]),
    "bold": ("**Note**: __all__ of 2 ** 3", ["Note: all of 2 ** 3"]),
    "code": ("```python\nx = a[1](2)  # <b>\n```", ["    x = a[1](2)  # <b>"]),
    "inline code": ("use `<b>` here", ["use `<b>` here"]),
    "short table": ("| a | b |\n|---|---|\n| 1 | 2 |\nend", ["| a | b |", "| 1 | 2 |", "end"]),
    "long table": ("| a |\n" * 20 + "end", ["end"]),
    "wide table": (f"| {LONG} |\nend", ["end"]),
    "blank lines": ("\n\na\n\n\nb\n\n", ["a", "", "b"]),
    "rule": ("a\n\n---\n\nb", ["a", "", "b"]),
    "nothing but markup": ("<br>\n![](attachment:x.png)", []),
    "terminal escapes": ("a\x1b[31mb", ["a[31mb"]),
}


@pytest.mark.parametrize(("markdown", "lines"), CASES.values(), ids=CASES)
def test_prose(markdown: str, lines: list[str]) -> None:
    assert prose(markdown) == lines


@pytest.mark.parametrize("lead", ["", "- ", "12. ", "  * "])
def test_long_lines_are_wrapped_below_their_text(lead: str) -> None:
    lines = prose(lead + LONG)
    assert len(lines) > 1
    assert all(len(line) <= WIDTH for line in lines)
    assert all(line.startswith(" " * len(lead) + "word") for line in lines[1:])
    assert " ".join(" ".join(lines).split()) == (lead + LONG).strip()


def test_a_long_address_is_not_broken() -> None:
    address = "http://example.org/" + "a" * 120
    assert prose(f"see {address}") == ["see", address]
