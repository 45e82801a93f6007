"""Why a file access stays in the data layer, in words."""

import ast

from nb2prod.graph.units import Unit
from nb2prod.knowledge.schema import Access

_BLOCKS: dict[type[ast.stmt], str] = {
    ast.For: "for",
    ast.AsyncFor: "for",
    ast.While: "while",
    ast.If: "if",
    ast.With: "with",
    ast.AsyncWith: "with",
    ast.Try: "try",
    ast.Match: "match",
}


def why_kept(unit: Unit) -> str:
    """The first reason that holds, as the end of a sentence."""
    nodes, io = unit.analysed.statement.nodes, unit.analysed.facts.io
    access = {call.access for call in io}
    block = next((word for kind, word in _BLOCKS.items() if isinstance(nodes[0], kind)), "")
    if any(call.inside for call in io):
        return "a function of the notebook opens the file"
    if block:
        return f"it stands in a `{block}` block"
    if Access.EXISTS in access:
        return "it only asks whether the file is there"
    if len(nodes) > 1:
        return "several statements share its line"
    if access <= {Access.READ}:
        return "it does more than load, or statements above it have effects"
    if all(one.writes for one in access):
        return "it does more than save, or what it saves is changed or read again below"
    return "it reads and writes"
