"""The position of each part of the drawing.

Stages stand in a row, in run order. Above each are the files that it takes, below those that it
leaves. What goes to the next stage goes straight on; what goes further runs in a lane below, and
leaves a stage at its right side and enters one at its left. Units are pixels.
"""

import unicodedata

from nb2prod.records import dataclass
from nb2prod.report.stage_graph import Edge, Graph, Node, Value

CHAR, LINE = 6.6, 17.0  # of the monospaced 11 px font
_STAGE_W, _STAGE_H = 216.0, 58.0
_FILE_W, _FILE_CHARS = 158.0, 21
_WAVE = 8.0  # the lower edge of what a stage leaves
_LABEL_CHARS, _ROWS = 34, 10
_GAP, _ROW_GAP, _PAD, _MARGIN = 72.0, 36.0, 8.0, 16.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: ``strong`` is its first part, ``full`` all of it where it was cut."""

    strong: str
    weak: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with lines of text. ``kind`` is the node's shape, or ``label`` of an arrow."""

    kind: str
    role: str
    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Text, ...]

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2

    @property
    def rows(self) -> list[tuple[float, Text]]:
        """The base line of each line of text."""
        height = self.height - (_WAVE if self.kind == "output" else 0)
        top = self.y + (height - LINE * len(self.lines)) / 2 + 12.5
        return [(top + LINE * n, line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn: arrows as the data of SVG paths."""

    title: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Box, ...]
    arrows: tuple[str, ...]


def drawing_of(graph: Graph) -> Drawing:
    """Lay a graph out; the same graph always comes out the same."""
    order = {node.id: n for n, node in enumerate(graph.stages)}
    links = [edge for edge in graph.edges if edge.source in order and edge.target in order]
    near = [e for e in links if order[e.target] - order[e.source] == 1]
    far = [e for e in links if order[e.target] - order[e.source] > 1]
    far.sort(key=lambda e: (order[e.target] - order[e.source], order[e.source]))
    inputs = {n.id.removesuffix("_inputs"): n for n in graph.nodes if n.shape == "input"}
    outputs = {n.id.removesuffix("_outputs"): n for n in graph.nodes if n.shape == "output"}

    gaps = [_GAP] * max(len(order) - 1, 0)
    for edge in [*near, *far]:
        gap = _gap(edge, order)
        gaps[gap] = max(gaps[gap], _label(edge)[0] + 44)
    lefts = [_MARGIN + n * _STAGE_W + sum(gaps[:n]) for n in range(len(order))]
    above = max((_files_height(node) + _ROW_GAP for node in inputs.values()), default=0.0)
    tallest = max([_STAGE_H, *(_label(edge)[1] for edge in near)])
    middle = _MARGIN + max(above + _STAGE_H / 2, tallest / 2)
    top, bottom = middle - _STAGE_H / 2, middle + _STAGE_H / 2

    boxes: list[Box] = []
    arrows: list[str] = []
    for name, at in order.items():
        left = lefts[at]
        role = graph.stages[at].role
        boxes.append(Box("stage", role, name, left, top, _STAGE_W, _STAGE_H, (Text(name),)))
        x = left + (_STAGE_W - _FILE_W) / 2
        if name in inputs:
            y = top - _ROW_GAP - _files_height(inputs[name])
            box = _files(inputs[name], x, y)
            boxes.append(box)
            arrows.append(_straight(box.middle, box.y + box.height, box.middle, top))
        if name in outputs:
            box = _files(outputs[name], x, bottom + _ROW_GAP)
            boxes.append(box)
            arrows.append(_straight(box.middle, bottom, box.middle, box.y))
    labels: list[Box] = []
    for edge in near:
        start = lefts[order[edge.source]] + _STAGE_W
        end = lefts[order[edge.target]]
        arrows.append(_straight(start, middle, end, middle))
        if edge.values:
            labels.append(_label_box(edge, (start + end) / 2, middle))
    floor = max([middle + tallest / 2, *(b.y + b.height for b in boxes)])
    lanes = _lanes(far, order)
    for edges in lanes:
        height = max([_label(edge)[1] for edge in edges])
        y = floor + 18 + height / 2
        for edge in edges:
            start = lefts[order[edge.source]] + _STAGE_W - _port(edge, far, edge.source)
            end = lefts[order[edge.target]] + _port(edge, far, edge.target)
            arrows.append(_detour(start, end, bottom, y))
            gap = _gap(edge, order)
            if edge.values:
                centre = lefts[gap] + _STAGE_W + gaps[gap] / 2
                labels.append(_label_box(edge, centre, y))
        floor += 18 + height
    width = (lefts[-1] + _STAGE_W if lefts else 0) + _MARGIN
    return Drawing(graph.title, width, floor + _MARGIN, tuple(boxes), tuple(labels), tuple(arrows))


def _gap(edge: Edge, order: dict[str, int]) -> int:
    """Between which stage and the next the label of an arrow stands."""
    return (order[edge.source] + order[edge.target] - 1) // 2


def _lanes(edges: list[Edge], order: dict[str, int]) -> list[list[Edge]]:
    """The arrows by lane, the uppermost first; none meets another in its lane."""
    lanes: list[list[Edge]] = []
    for edge in edges:
        start, end = order[edge.source], order[edge.target]
        for lane in lanes:
            if all(order[o.target] <= start or end <= order[o.source] for o in lane):
                lane.append(edge)
                break
        else:
            lanes.append([edge])
    return lanes


def _port(edge: Edge, edges: list[Edge], stage: str) -> float:
    """How far from the stage's side an arrow leaves or enters: the shortest outermost."""
    leaving = edge.source == stage
    same = [e for e in edges if (e.source if leaving else e.target) == stage]
    room = (_STAGE_W - _FILE_W) / 2 - 6
    return 7 + same.index(edge) * room / max(len(same), 3)


def _straight(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"M{px(x)} {px(y)}L{px(to_x)} {px(to_y)}"


def _detour(start: float, end: float, top: float, y: float) -> str:
    r = 8
    return (
        f"M{px(start)} {px(top)}V{px(y - r)}Q{px(start)} {px(y)} {px(start + r)} {px(y)}"
        f"H{px(end - r)}Q{px(end)} {px(y)} {px(end)} {px(y - r)}V{px(top)}"
    )


def _files(node: Node, x: float, y: float) -> Box:
    shown = [_cut(line, _FILE_CHARS, tail=True) for line in node.lines[:_ROWS]]
    lines = [Text("", cut, line) for cut, line in zip(shown, node.lines, strict=False)]
    lines += _more(len(node.lines), node.lines[_ROWS:])
    height = _files_height(node)
    return Box(node.shape, node.role, node.id, x, y, _FILE_W, height, tuple(lines))


def _files_height(node: Node) -> float:
    wave = _WAVE if node.shape == "output" else 0
    return LINE * min(len(node.lines), _ROWS + 1) + 2 * _PAD + wave


def _label(edge: Edge) -> tuple[float, float]:
    """Width and height of the label of an arrow."""
    lines = _label_lines(edge)
    widest = max((text_width(f"{one.strong} {one.weak}".strip()) for one in lines), default=0)
    return widest * CHAR + 2 * _PAD, LINE * len(lines) + _PAD


def _label_box(edge: Edge, x: float, y: float) -> Box:
    width, height = _label(edge)
    lines = _label_lines(edge)
    return Box("label", "", edge.source, x - width / 2, y - height / 2, width, height, lines)


def _label_lines(edge: Edge) -> tuple[Text, ...]:
    lines = [_value(one) for one in edge.values[:_ROWS]]
    return (*lines, *_more(len(edge.values), [one.name for one in edge.values[_ROWS:]]))


def _value(value: Value) -> Text:
    rest = " ".join(part for part in (value.kind, value.shape) if part)
    strong = _cut(value.name, _LABEL_CHARS)
    room = _LABEL_CHARS - text_width(strong) - 1
    return Text(strong, _cut(rest, room) if room > 3 else "", f"{value.name} {rest}".strip())


def _more(count: int, rest: "list[str] | tuple[str, ...]") -> list[Text]:
    return [Text("", f"and {count - _ROWS} more", ", ".join(rest))] if count > _ROWS else []


def text_width(text: str) -> int:
    """The width in characters of a monospaced font; East Asian ones are twice as wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, width: int, tail: bool = False) -> str:
    """The text, cut in front (`tail`) or at its end where it is too wide."""
    if text_width(text) <= width:
        return text
    kept = text
    while kept and text_width(kept) > width - 1:
        kept = kept[1:] if tail else kept[:-1]
    return f"…{kept}" if tail else f"{kept}…"


def px(number: float) -> str:
    """A length as SVG has it."""
    return f"{number:.1f}".removesuffix(".0")
