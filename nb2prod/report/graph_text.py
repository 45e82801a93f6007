"""The graph in the languages of other tools: Mermaid and Graphviz."""

from collections.abc import Sequence

from nb2prod.patterns import regex
from nb2prod.report.stage_graph import Edge, Graph, Node, Value

_MERMAID = {"stage": ('["', '"]'), "input": ('[/"', '"/]'), "output": ('(["', '"])')}
_DOT = {"stage": "box", "input": "note", "output": "folder"}
_PLAIN = regex(r"[^\w .,:()/|\[\]-]")


def mermaid(graph: Graph) -> str:
    """A Mermaid flowchart, which Markdown on GitHub and GitLab shows as a drawing."""
    lines = ["flowchart LR"]
    for node in graph.nodes:
        left, right = _MERMAID[node.shape]
        lines.append(f"    {node.id}{left}{_entities(node.lines)}{right}")
    for edge in graph.edges:
        label = f'|"{_entities(list(map(value_text, edge.values)))}"|' if edge.values else ""
        lines.append(f"    {edge.source} -->{label} {edge.target}")
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """A directed graph in Graphviz's language."""
    lines = [f"digraph {_quoted(graph.title)} {{", "    rankdir=LR;"]
    lines += ['    node [fontname="sans-serif"];', '    edge [fontname="monospace", fontsize=10];']
    lines += [_dot_node(node) for node in graph.nodes]
    lines += [_dot_edge(edge) for edge in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def value_text(value: Value) -> str:
    """``X_train: DataFrame (614, 8)``, as far as it is known."""
    rest = " ".join(part for part in (value.kind, value.shape) if part)
    return f"{value.name}: {rest}" if rest else value.name


def _dot_node(node: Node) -> str:
    style = ', style="bold,rounded"' if node.shape == "stage" else ""
    label = _quoted(*node.lines)
    return f"    {_quoted(node.id)} [label={label}, shape={_DOT[node.shape]}{style}];"


def _dot_edge(edge: Edge) -> str:
    label = f" [label={_quoted(*map(value_text, edge.values))}]" if edge.values else ""
    return f"    {_quoted(edge.source)} -> {_quoted(edge.target)}{label};"


def _quoted(*lines: str) -> str:
    """A text of Graphviz; several lines end on the left."""
    plain = [line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for line in lines]
    return f'"{plain[0]}"' if len(plain) == 1 else '"' + "".join(f"{p}\\l" for p in plain) + '"'


def _entities(lines: Sequence[str]) -> str:
    """Lines of a label of Mermaid, in which no character can mean anything else."""
    return "<br>".join(_PLAIN.sub(lambda found: f"#{ord(found[0])};", line) for line in lines)
