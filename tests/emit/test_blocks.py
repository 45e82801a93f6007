"""Blocks of statements: comments, blank lines, indentation."""

import ast

from nb2prod.emit.blocks import block, block_under
from nb2prod.plan.model import Code
from tests.analysis.facts_of import analysed
from tests.emit.test_rewrite import statement


def lines_of(*cells: str, markdown: str = "") -> str:
    """The block of all statements of the cells."""
    codes = []
    seen = set()
    for a in analysed(*cells).statements:
        first = a.statement.cell.number not in seen
        seen.add(a.statement.cell.number)
        codes.append(Code(a.statement, starts_cell=first, markdown=markdown if first else ""))
    return block(codes)


def test_comments_above_beside_and_below_are_kept() -> None:
    made = lines_of("# above\na = f()  # beside\n# between\nb = 2\n# below", "c = 3")
    assert [line.strip() for line in made.splitlines() if line.strip()] == [
        "# above", "a = f()  # beside", "# between", "b = 2", "# below", "c = 3",
    ]  # fmt: skip
    assert all(line.startswith("    ") for line in made.splitlines() if line.strip())


def test_a_heading_is_not_said_twice() -> None:
    first, second = (a.statement for a in analysed("a = f()", "b = g()").statements)

    def made(markdown: str) -> str:
        return block_under("Load", [Code(first), Code(second, starts_cell=True, markdown=markdown)])

    assert made("## Load") == made("## load\n") == made("")
    assert "    # First words.\n" in made("## Load\n\nFirst words.")
    assert "    # Load the rest\n" in made("## Load the rest")


def test_comment_at_the_end_of_a_suite_is_kept() -> None:
    assert "# inside" in lines_of("if a:\n    b = 1\n    # inside\nc = 2")


def test_cells_are_parted_by_a_blank_line() -> None:
    made = lines_of("a = f()\nb = a", "c = b")
    assert made == "    a = f()\n    b = a\n\n    c = b\n"


def test_of_long_markdown_the_first_paragraphs_become_a_comment() -> None:
    text = "## Title\n\nFirst words.\n\n" + "\n".join(f"- point {n}" for n in range(20))
    made = lines_of("a = f()", markdown=text)
    assert made == "    # Title\n    #\n    # First words.\n    a = f()\n"


def test_markdown_becomes_a_comment() -> None:
    made = lines_of("a = f()", markdown="## Title\n\nSome *text*\x07")
    assert made == "    # Title\n    #\n    # Some *text*\n    a = f()\n"


def test_lines_of_ours_stand_beside_those_of_the_notebook() -> None:
    codes = [Code(text="b = a"), Code(statement("c = b"))]
    assert block(codes) == "    b = a\n    c = b\n"


def test_no_statements_are_no_text() -> None:
    assert block([]) == ""


def test_text_of_several_lines_keeps_its_content() -> None:
    source = 'a = """\n  x\ny\n"""'
    made = block([Code(statement(source))])
    tree = ast.parse("if True:\n" + made)
    assert ast.literal_eval(tree.body[0].body[0].value) == "\n  x\ny\n"  # type: ignore[attr-defined]
