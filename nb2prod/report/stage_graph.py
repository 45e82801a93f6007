"""The stages as a graph: what flows between them, what comes from outside and what stays."""

from typing import Literal

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import NEVER
from nb2prod.emit.listing import all_outputs
from nb2prod.naming import CONFIG_FILE
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.records import dataclass

Shape = Literal["stage", "input", "output"]


@dataclass(frozen=True, slots=True)
class Value:
    """What an arrow carries; ``kind`` and ``shape`` are empty where they are not known."""

    name: str
    kind: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A stage, or the files that one takes from outside (``input``) or leaves (``output``)."""

    id: str
    shape: Shape
    role: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes, by id; ``values`` are empty where files are at its end."""

    source: str
    target: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges in run order of the stages."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def stages(self) -> tuple[Node, ...]:
        """The nodes of the stages."""
        return tuple(node for node in self.nodes if node.shape == "stage")


def graph_of(pipeline: Pipeline) -> Graph:
    """The graph of a pipeline; shapes are there where a trace was."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    stages = {stage.name: stage for stage in pipeline.stages}
    taken = {source for stage in pipeline.stages for source in _taken(stage)}
    for stage in pipeline.stages:
        outside = [CONFIG_FILE] if stage.takes_config_file else []
        outside += list(dict.fromkeys(file.shown for file in stage.outside))
        left = [n for n in all_outputs(stage) if n and (stage.name, n) not in taken]
        left += ["figures"] if stage.figures else []
        if outside:
            nodes.append(Node(f"{stage.name}_inputs", "input", stage.role, tuple(outside)))
            edges.append(Edge(f"{stage.name}_inputs", stage.name))
        nodes.append(Node(stage.name, "stage", stage.role, (stage.name,)))
        edges += _flows(stage, stages)
        if left:
            nodes.append(Node(f"{stage.name}_outputs", "output", stage.role, tuple(left)))
            edges.append(Edge(stage.name, f"{stage.name}_outputs"))
    return Graph(pipeline.title, tuple(nodes), tuple(edges))


def _taken(stage: Stage) -> list[tuple[str, str]]:
    """What a stage takes of others: (stage, file in its out_dir)."""
    found = [source for source in stage.sources.values() if source[1]]
    if stage.model_from:
        held = [one.model_file for one in stage.inputs] + [one.model_file for one in stage.files]
        found += [(stage.model_from, name) for name in [*held, CONFIG_FILE] if name]
    return found


def _flows(stage: Stage, stages: dict[str, Stage]) -> list[Edge]:
    """The arrows that end at a stage, one from each that it takes something of."""
    found: dict[str, dict[str, Value]] = {}
    for one in stage.inputs:
        producer = stage.model_from if one.model_file else one.artefact.producer
        shape = _shape(one.name, stage, stages.get(one.artefact.producer))
        value = Value(one.name, type_text(one.type), shape)
        found.setdefault(producer, {})[one.name] = value
    for carried in stage.carried:
        kinds = (
            dict(zip(carried.names, carried.artefact.types, strict=False))
            if (carried.artefact)
            else {}
        )
        for name in carried.names or (carried.source,):
            value = Value(name, type_text(kinds.get(name)))
            found.setdefault(carried.producer, {}).setdefault(name, value)
    for file in stage.files:
        kept = file.model_file or file.file or ""
        producer = stage.model_from if file.model_file else file.producer or ""
        if producer and kept:
            found.setdefault(producer, {})[kept] = Value(kept)
    if stage.model_from and stage.config_from_model:
        name = "config"
        found.setdefault(stage.model_from, {})[name] = Value(name, "Config")
    if stage.model_from and stage.model_from not in found:
        found[stage.model_from] = {}
    order = [name for name in stages if name in found]
    return [Edge(name, stage.name, tuple(found[name].values())) for name in order]


def _shape(name: str, stage: Stage, producer: Stage | None) -> str:
    """The shape in figures: that which the stage reads, or else that which was saved."""
    known = [*stage.arguments, *(producer.outputs if producer else ())]
    text = next((one.shape for one in known if one.name == name and one.shape), "")
    return text.rpartition(" = ")[2]


def type_text(known: Type | None) -> str:
    """A type without the modules of its parts: ``list[DataFrame]``; empty where it is unknown."""
    if known is None or known.name == "object":
        return ""
    name = known.name.rpartition(".")[2]
    containers = ("list", "set", "dict", "tuple")
    shown = name in containers and NEVER not in known.parts
    parts = [type_text(part) or "Any" for part in known.parts] if shown else []
    return f"{name}[{', '.join(parts)}]" if parts else name
