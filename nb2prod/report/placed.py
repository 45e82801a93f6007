"""Where each statement of the notebook is in the finished modules.

Ruff sorts, splits, joins and drops lines after the emission, so no count of lines can tell. The
package is emitted a second time with a comment above each statement that names it, is finished
by ruff in the same way, and then laid beside the true one: they differ in nothing but comments.
"""

import ast
import difflib
import io
import tokenize
from collections.abc import Iterable, Iterator, Mapping

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import blocks
from nb2prod.notebook.syntax import first_line
from nb2prod.patterns import regex
from nb2prod.plan.model import Code, Pipeline
from nb2prod.plan.pipeline_code import statements_in
from nb2prod.records import dataclass, replace

_NAME = "nb2prod statement"
_MARK = regex(rf"# {_NAME} (\d+)")
_END = Code(text=repr(_NAME))


@dataclass(frozen=True, slots=True)
class Spot:
    """Lines ``first`` to ``last`` of a module, from 1, where a statement stands."""

    file: str
    first: int
    last: int
    statement: int


def marked(pipeline: Pipeline) -> Pipeline:
    """The pipeline with each statement named; synthetic lines are set off by a text."""
    stages = tuple(
        replace(
            stage,
            effects=tuple(map(_one, stage.effects)),
            loads=_ended(stage.loads),
            body=_ended(stage.body),
            saves=_ended(stage.saves),
            items=tuple(replace(one, code=_one(one.code)) for one in stage.items),
            predictor=stage.predictor
            and replace(stage.predictor, loads=_ended(stage.predictor.loads)),
        )
        for stage in pipeline.stages
    )
    items = tuple(replace(one, code=_one(one.code)) for one in pipeline.items)
    return replace(pipeline, stages=stages, items=items)


def statements(pipeline: Pipeline) -> dict[int, Statement]:
    """The statements that stand in the modules, by index."""
    return {one.index: one for one in statements_in(pipeline)}


def spots(
    files: Mapping[str, str], named: Mapping[str, str], known: Mapping[int, Statement]
) -> list[Spot]:
    """Where the statements stand in `files`, in the order of files and lines.

    `named` are the same files, made of the pipeline that `marked` gives, `known` what
    `statements` gives. What ruff took out (a value that is never read) has no place.
    """
    found: list[Spot] = []
    for file, text in named.items():
        if file.endswith(".py") and _NAME in text:
            lines = _lines(text, files[file])
            for index, first, last in _spans(text, known):
                there = [lines[n] for n in range(first, last + 1) if n in lines]
                if there:
                    found.append(Spot(file, min(there), max(there), index))
    return found


def _one(code: Code) -> Code:
    return replace(code, provenance=f"{_NAME} {code.statement.index}") if code.statement else code


def _ended(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The same, with the end of each run of the notebook's statements marked too."""
    found: list[Code] = []
    ours = True
    for code in codes:
        if code.statement is None and not ours:
            found.append(_END)
        ours = code.statement is None
        found.append(_one(code))
    return (*found, _END) if not ours else tuple(found)


def _spans(text: str, known: Mapping[int, Statement]) -> Iterator[tuple[int, int, int]]:
    """Each statement's index, first and last line, in a module with marks."""
    tree = ast.parse(text)
    every = [block for node in ast.walk(tree) for block in blocks(node)]
    marks = list(_marks(text))
    for position, (index, line) in enumerate(marks):
        until = marks[position + 1][1] if position + 1 < len(marks) else len(text)
        following = (
            (block, at)
            for block in every
            for at, node in enumerate(block)
            if first_line(node) > line
        )
        block, at = min(following, key=lambda one: first_line(one[0][one[1]]), default=([], 0))
        nodes: list[ast.stmt] = []
        for node in block[at:]:
            if first_line(node) > until or _is_end(node):
                break
            nodes.append(node)
        if block is tree.body:  # no end is marked there
            nodes = nodes[: len(known[index].nodes)]
        if nodes:
            yield index, first_line(nodes[0]), nodes[-1].end_lineno or nodes[-1].lineno


def _marks(text: str) -> Iterator[tuple[int, int]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        found = _MARK.fullmatch(token.string) if token.type == tokenize.COMMENT else None
        if found:
            yield int(found[1]), token.start[0]


def _is_end(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and ast.unparse(node) == _END.text


def _lines(named: str, plain: str) -> dict[int, int]:
    """Lines of the module with marks to those of the one without; comments and blanks have none."""
    left, right = list(_code_lines(named)), list(_code_lines(plain))
    texts = [text for _, text in left], [text for _, text in right]
    if texts[0] == texts[1]:
        return {a: b for (a, _), (b, _) in zip(left, right, strict=True)}
    matcher = difflib.SequenceMatcher(None, *texts, autojunk=False)
    return {
        left[block.a + n][0]: right[block.b + n][0]
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }


def _code_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare and not bare.startswith("#") and bare not in (_END.text, f'"{_NAME}"'):
            yield number, bare
