"""What notebook and stages print, line by line."""

import ast
import contextlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from difflib import SequenceMatcher
from itertools import zip_longest

from nb2prod.execution.runs import Printed
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace
from nb2prod.verify.verdict import Finding

_ESCAPES = regex(r"\x1b\[[0-9;?]*[A-Za-z]")
_ADDRESS = regex(r"\b0x[0-9a-f]{6,}")
_TIMES = regex(r"(?:CPU times: |Wall time: )")
"""What `%time` prints."""
_NUMPY = regex(r"^np\.\w+\((.*)\)$", re.M)
_ARRAY = regex(r"^array\(|(?:,\s*dtype=[^)]*)?\)$")
_NUMBER = regex(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_LONGEST = 80
_MOST_PAIRS = 4_000_000
"""Lines are brought together in order up to so many pairs: it takes the time of all pairs."""

Cells = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the notebook. ``moving``: another run of the notebook prints another one;
    ``loose``: it prints another text in the cell, with ``second`` in this line's place, if as
    many lines; ``magic``: what is no Python may have printed it.
    """

    cell: int
    text: str
    moving: bool = False
    magic: bool = False
    loose: bool = False
    second: str | None = None


@dataclass
class _Stage:
    """The lines of a stage that have no counterpart yet, and those of its cells that have none.

    ``masked`` counts those that are the same but for numbers, which change at each run.
    """

    extra: list[str] = field(default_factory=list)
    missing: list[_Line] = field(default_factory=list)
    elsewhere: int = 0
    masked: int = 0
    moved: bool = False


def lines_of(text: str) -> list[str]:
    """The lines that stand on the screen in the end, without empty ones and addresses."""
    shown = (line.rstrip().rpartition("\r")[2] for line in _ESCAPES.sub("", text).split("\n"))
    kept = (line for line in shown if line.strip() and not _TIMES.match(line))
    return [_ADDRESS.sub("0x…", line.rstrip()) for line in kept]


def compare_printed(
    cells: Cells,
    printed: Sequence[Printed],
    texts: Mapping[str, str],
    again: Sequence[Printed] = (),
    left_out: frozenset[int] = frozenset(),
) -> Iterator[Finding]:
    """A finding for each stage that prints or should, and one for cells that no script prints.

    Args:
        cells: those of each stage, in run order.
        printed: what the notebook printed.
        texts: what each stage printed.
        again: another run of the notebook, whose lines tell which are never the same.
        left_out: cells of which the scripts leave out what no stage needs, as they tell.
    """
    known = frozenset[int]().union(*cells.values())
    wanted = [line for line in _lines(printed, again) if line.cell in known]
    shown, second = ([replace(p, text=_printed(p)) for p in run] for run in (printed, again))
    displayed = Counter(map(_key, _lines(shown, second)))
    held = [_squeezed(one.displayed) for one in printed if one.displayed[:1] in {"(", "[", "{"}]
    arrays = [_of_array(one.displayed) for one in printed if one.displayed.startswith("array(")]
    left = dict(enumerate(wanted))
    stages = {name: _matched(cells[name], lines_of(text), left) for name, text in texts.items()}
    for name, stage in stages.items():
        stage.extra = [text for text in stage.extra if not _is_in(text, arrays)]
        _elsewhere(stage, cells[name], left, displayed)
        stage.extra = [text for text in stage.extra if not _is_in(text, held)]
        _loosely(stage, left)
    cut = {one.cell for one in printed if one.cut}
    changing = _changing(printed, again)
    for name, stage in stages.items():
        stage.extra = [] if cells[name] & cut else stage.extra
        own = [left.pop(n) for n in sorted(left) if left[n].cell in cells[name] - left_out]
        stage.missing = [line for line in own if stage.extra or not line.magic]
        count = len(stage.extra) + len(stage.missing)
        stage.extra = [text for text in stage.extra if _masked(text) not in changing]
        stage.missing = [line for line in stage.missing if _masked(line.text) not in changing]
        stage.masked += count - len(stage.extra) - len(stage.missing)
        if texts[name].strip() or stage.missing:
            yield _finding(name, stage, len(lines_of(texts[name])))
    unasked = [line for line in _lines(printed, ()) if line.cell not in known]
    unasked += [line for line in left.values() if line.cell in left_out]
    if unasked:
        yield _of_no_stage(unasked)


def _printed(one: Printed) -> str:
    """What a cell displays as `print` would print it: ``np.float64(0.5)`` is 0.5, and
    ``array([1, 2])`` is ``[1 2]`` but for spaces."""
    lines, inside = [], False
    shown = one.displayed
    with contextlib.suppress(ValueError, SyntaxError, TypeError):
        shown = str(ast.literal_eval(shown)) if shown[:1] in {"'", '"'} else shown
    for line in _NUMPY.sub(r"\1", shown).split("\n"):
        inside |= line.startswith("array(")
        lines.append(_spaced(_ARRAY.sub("", line).replace(",", " ")) if inside else line)
        inside &= not line.endswith(")")
    return "\n".join(lines)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _lines(printed: Sequence[Printed], again: Sequence[Printed]) -> Iterator[_Line]:
    other = {one.cell: lines_of(one.text) for one in again}
    for one in printed:
        lines = lines_of(one.text)
        twice = other.get(one.cell, lines)
        as_many = len(lines) == len(twice)
        for line, second in zip_longest(lines, twice):
            if line is not None:
                moving = line != second or not as_many
                loose, there = lines != twice, second if as_many else None
                yield _Line(one.cell, line, moving, one.magic, loose, there)


def _changing(printed: Sequence[Printed], again: Sequence[Printed]) -> frozenset[str]:
    """Lines, without their numbers, that a cell prints more often in one run than in another."""
    other = {one.cell: Counter(map(_masked, lines_of(one.text))) for one in again}
    found: set[str] = set()
    for one in printed if again else ():
        counts = Counter(map(_masked, lines_of(one.text)))
        twice = other.get(one.cell, counts)
        found |= {line for line in counts | twice if counts[line] != twice[line]}
    return frozenset(found)


def _key(line: _Line) -> str:
    return _masked(line.text) if line.moving else line.text


def _masked(text: str) -> str:
    """The text without its numbers, and without the blanks that make room for them in a table."""
    return _spaced(_NUMBER.sub("#", text))


def _matched(own: frozenset[int], found: Sequence[str], left: dict[int, _Line]) -> _Stage:
    """Take the lines from `left` that the stage prints in the notebook's order."""
    places = [n for n in sorted(left) if left[n].cell in own]
    loose = {_key(left[n]) for n in places if left[n].moving}
    steady = {line.text for line in left.values() if not line.moving}
    masked = ((text, _masked(text)) for text in found)
    texts = [m if m in loose and t not in steady else t for t, m in masked]
    keys = [_key(left[n]) for n in places]
    stage = _Stage()
    taken: set[int] = set()
    for start, other, size in _blocks(texts, keys):
        taken |= set(range(start, start + size))
        for n in places[other : other + size]:
            stage.masked += left[n].moving
            del left[n]
    loose_places: dict[str, list[int]] = {}
    for n in reversed(places):
        if n in left:
            loose_places.setdefault(_key(left[n]), []).append(n)
    for n, text in enumerate(texts):
        if n not in taken and loose_places.get(text):
            stage.moved = True
            stage.masked += 1
            del left[loose_places[text].pop()]
        elif n not in taken:
            stage.extra.append(found[n])
    return stage


def _blocks(texts: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where the same lines stand in both, in the same order: most often they are all the same."""
    pairs = enumerate(zip(texts, keys, strict=False))
    same = next((n for n, (text, key) in pairs if text != key), min(len(texts), len(keys)))
    yield 0, 0, same
    rest, others = texts[same:], keys[same:]
    if len(rest) * len(others) <= _MOST_PAIRS:
        for block in SequenceMatcher(None, rest, others, autojunk=False).get_matching_blocks():
            yield block.a + same, block.b + same, block.size


def _elsewhere(
    stage: _Stage, own: frozenset[int], left: dict[int, _Line], displayed: Counter[str]
) -> None:
    """Take what the notebook prints in a cell of another stage, or displays."""
    extra, stage.extra = stage.extra, []
    places: dict[str, list[int]] = {}
    for n in sorted(left, reverse=True):
        places.setdefault(_key(left[n]), []).append(n)
    for text in extra:
        found = next(filter(None, map(places.get, (text, _masked(text)))), None)
        if found:
            line = left.pop(found.pop())
            stage.elsewhere += line.cell not in own
            stage.masked += line.cell in own
        elif key := next((k for k in _forms(text) if displayed[k]), ""):
            displayed[key] -= 1
            stage.masked += key not in (text, _spaced(text))
        else:
            stage.extra.append(text)


def _loosely(stage: _Stage, left: dict[int, _Line]) -> None:
    """Take what may be lines of cells that print another text at each run: a line of these may be
    the same in two runs by chance, or change in more than its numbers."""
    extra, stage.extra = stage.extra, []
    places: dict[str, list[int]] = {}
    loose = [n for n in sorted(left, reverse=True) if left[n].loose]
    for n in loose:
        if not _is_wild(left[n]):
            places.setdefault(_masked(left[n].text), []).append(n)
    wild = [n for n in reversed(loose) if _is_wild(left[n])]
    for text in extra:
        found = places.get(_masked(text))
        near = (n for n in wild if _fits(text, left[n]))
        place = found.pop() if found else next(near, None)
        if place is None:
            stage.extra.append(text)
        else:
            stage.masked += 1
            del left[place]
            wild = [n for n in wild if n != place]


def _is_wild(line: _Line) -> bool:
    """Whether more than its numbers change."""
    return line.second is not None and _masked(line.text) != _masked(line.second)


def _fits(text: str, line: _Line) -> bool:
    """Whether a text begins and ends as the line does in both runs."""
    both = [line.text, line.second or ""]
    start = os.path.commonprefix(both)
    end = os.path.commonprefix([one[len(start) :][::-1] for one in both])[::-1]
    return len(text) >= len(start + end) and text.startswith(start) and text.endswith(end)


def _is_in(text: str, held: list[str]) -> bool:
    """Whether a line is the next one of a list, tuple or dict that the notebook displays in lines
    of its own; takes it out of `held`, which are their texts."""
    line = _squeezed(text)
    for n, whole in enumerate(held):
        if whole.startswith(line):
            held[n] = whole[len(line) :]
            return True
    return False


def _of_array(text: str) -> str:
    """A displayed array as it is printed, where lines end elsewhere: without blanks."""
    return _squeezed(_ARRAY.sub("", text).replace(",", ""))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _forms(text: str) -> tuple[str, ...]:
    """How a line may be known among what is displayed."""
    return text, _masked(text), _spaced(text)


def _finding(name: str, stage: _Stage, count: int) -> Finding:
    told = list(_differences(stage.missing, stage.extra))
    if stage.moved:
        told.append("the lines have another order")
    more = f", and {len(told) - 1} more" if len(told) > 1 else ""
    shape = f"{count} line{'s' * (count != 1)}"
    causes = [f"{stage.elsewhere} of a cell of another stage"] if stage.elsewhere else []
    if stage.masked:
        causes.append(f"{stage.masked} without their numbers, which change at each run")
    cause = ", ".join(causes)
    difference = told[0] + more if told else ""
    cells = tuple(sorted({line.cell for line in stage.missing}))
    cause = "" if told else cause
    about = ("printed text", "printed", "str", shape, difference, cause)
    return Finding(name, *about, cells=cells)


def _of_no_stage(lines: Sequence[_Line]) -> Finding:
    numbers = sorted({line.cell for line in lines})
    told = f"cell{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"
    shape = f"{len(lines)} line{'s' * (len(lines) != 1)}"
    cause = f"of {told}, left out of the scripts"
    return Finding("", "printed text", "printed", "str", shape, cause=cause, compared=False)


def _differences(missing: Iterable[_Line], extra: Iterable[str]) -> Iterator[str]:
    for wanted, found in zip_longest(missing, extra):
        if wanted is None:
            yield f"{_short(found)} is printed here only"
        else:
            here = "is not printed" if found is None else f"in the notebook, {_short(found)} here"
            yield f"{_short(wanted.text)} of cell {wanted.cell} {here}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
