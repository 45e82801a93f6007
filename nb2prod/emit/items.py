"""Functions, classes and constants at module level, with their captures as parameters."""

import ast
from collections.abc import Callable, Sequence

from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import loaded
from nb2prod.emit.blocks import on_top
from nb2prod.emit.plain import plain
from nb2prod.plan.model import Item

Annotate = Callable[[Type | None], str]


def item_texts(items: Sequence[Item], annotate: Annotate) -> list[str]:
    """The sources of a module's items: constants that need none of them first, in one block."""
    names = {item.name for item in items}
    first = [item for item in items if item.definition is None and not _reads(item) & names]
    early = {item.name for item in first}
    texts = [item_text(item, annotate) for item in items if item.name not in early]
    return ["".join(item_text(item, annotate) for item in first), *texts] if first else texts


def _reads(item: Item) -> set[str]:
    return loaded(*item.code.statement.nodes) if item.code.statement else set()


def item_text(item: Item, annotate: Annotate) -> str:
    """The source of an item, ready for the module."""
    if item.definition is None:
        return on_top([item.code])
    changed = item.captured or item.stored or item.name != item.definition.name
    is_lambda = isinstance(item.definition.node, ast.Assign)
    lines = None if changed or is_lambda or item.code.provenance else plain(item.code)
    if lines is None:
        from nb2prod.emit.item_trees import tree_text  # libcst takes long to load

        return tree_text(item, annotate)
    return "\n".join([*lines.above, lines.text, *lines.below]).strip("\n") + "\n"
