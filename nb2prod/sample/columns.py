"""The kind of values in a column, as plain data for JSON.

What is told of values: categories that repeat, quantiles of numbers, the first and last date, how
many words a text has, the prefix of keys. No other value of the sample gets out of here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from nb2prod.patterns import regex

Kind = dict[str, Any]

LEVELS = (0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1)
"""The quantiles that describe numbers; `templates/tests/make_tiny_data.py.jinja` has the same."""

_FORMATS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S%z", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y",
    "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S",
    "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S",
    "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y.%m.%d", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y",
    "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y%m%d", "%Y-%m",
)  # fmt: skip
_NUMBER = regex(r"[+-]?(0|[1-9]\d*)(\.\d*)?([eE][+-]?\d+)?")
_KEY = regex(r"(\D*?)(\d+)")
ID_NAME = regex(
    r"(^|[_\s])(id|key|code|no|nr|index|uuid)$|^(idx?|index)([_\s\d]|$)|^(?-i:id[A-Z])|[a-z]I[dD]$",
    re.IGNORECASE,
)
_ODD = 0.2  # of a column of numbers may be words for "not known"
_MOST_CATEGORIES = 40
_UNIQUE = 0.9
_FEW_KEYS = 12
_SENTENCE = 5  # words


def kind_of(values: Sequence[Any], name: str = "") -> Kind:
    """The kind of JSON values (None where one is missing) that stand at one place.

    `name` is that of the column. Text that is a number stays text; `numbers_of` reads it.
    """
    present = [v for v in values if v is not None]
    kind = _kind(present, name)
    missing = 1 - len(present) / len(values) if values else 0
    if missing and kind["kind"] != "null":
        kind["missing"] = max(round(missing, 3), 0.001)
    return kind


def numbers_of(cells: Sequence[str]) -> list[Any]:
    """Cells of a text file as values: numbers where nearly all are, None where one is empty."""
    filled = [cell for cell in cells if cell != ""]
    count = sum(_NUMBER.fullmatch(cell.strip()) is not None for cell in filled)
    days = all(re.fullmatch(r"(19|20)\d{6}", c) and _parsed(c, "%Y%m%d") for c in filled)
    if days or count < (1 - _ODD) * len(filled):
        return [cell if cell != "" else None for cell in cells]
    return [_number(cell) if cell != "" else None for cell in cells]


def is_unique(values: Iterable[Any]) -> bool:
    """Whether (nearly) every value stands there once."""
    present = [v for v in values if v is not None]
    plain = all(isinstance(v, str | int | float) for v in present)
    return bool(present) and plain and len(set(present)) >= _UNIQUE * len(present)


def key_kind(values: Iterable[Any], name: str, pool: str) -> Kind:
    """The kind of a column that identifies something; `pool` names the values it shares."""
    present = [v for v in values if v is not None]
    unique = is_unique(present)
    kind: Kind = {"kind": "key", "of": pool, "unique": unique}
    if unique and len(set(present)) < len(present):
        kind["repeats"] = True
    return kind


def pool_of(values: Iterable[Any], name: str) -> Kind:
    """How the values of a key look: a number, or a prefix and a number."""
    present = {v for v in values if v is not None}
    if all(isinstance(v, int) for v in present):
        gap = (max(present) - min(present)) // max(len(present), 1)
        return {"start": min(present), "gap": max(1, min(gap, 9))}
    matches = [_KEY.fullmatch(str(v)) for v in present]
    found = {(m[1], len(m[2])) for m in matches if m}
    if all(matches) and len({prefix for prefix, _ in found}) == 1:
        (prefix, digits), *_ = sorted(found, key=lambda pair: pair[1])
        return {"prefix": prefix, "digits": digits, "start": 1, "gap": 1}
    return {"prefix": f"{re.sub(r'[^A-Za-z0-9]+', '-', name) or 'key'}-", "digits": 4,
            "start": 1, "gap": 1}  # fmt: skip


def is_prose(values: Iterable[Any]) -> bool:
    """Whether they are sentences, which identify nothing, however they end."""
    counts = [len(v.split()) for v in values if isinstance(v, str)]
    return bool(counts) and sum(counts) >= _SENTENCE * len(counts)


def is_key(values: Sequence[Any], name: str) -> bool:
    """Whether a column is one of keys, as its name and its values say."""
    present = [v for v in values if v is not None]
    named = bool(ID_NAME.search(name))
    if is_prose(present):
        return False
    if not is_unique(present):
        whole = all(isinstance(v, str) or type(v) is int for v in present)
        return named and whole and len(set(present)) > _FEW_KEYS
    if all(type(v) is int for v in present):
        steps = {b - a for a, b in pairwise(present)}
        return named or (steps == {1} and len(present) > 5)
    if not all(isinstance(v, str) for v in present):
        return False
    return named or all(_KEY.fullmatch(v) for v in present)


def _kind(values: Sequence[Any], name: str) -> Kind:
    if not values:
        return {"kind": "null"}
    for accepts, make in _KINDS:
        if accepts(values):
            found = make(values, name)
            if found is not None:
                return found
    return _text([str(v) for v in values], name)


def _categories(values: Sequence[Any], name: str) -> Kind | None:
    counts = Counter((type(v).__name__, v) for v in values)
    if len(counts) > _MOST_CATEGORIES or len(values) < 3 * len(counts):
        return None
    numbers = sum(type(v) in (int, float) for v in values)
    if numbers == len(values) and len(counts) > 12:
        return None
    known = [(v, count) for (_, v), count in counts.items() if count > 1]
    if not known:
        return None
    known.sort(key=lambda pair: (-pair[1], str(pair[0])))
    total = sum(count for _, count in known)
    return {"kind": "category", "values": [[v, round(n / total, 3)] for v, n in known]}


def _numbers(values: Sequence[Any], name: str) -> Kind:
    numbers = sorted(v for v in values if type(v) in (int, float))
    whole = all(type(v) is int for v in numbers)
    decimals = None if whole else min(6, max(_decimals(v) for v in numbers))
    ends = [numbers[round(level * (len(numbers) - 1))] for level in LEVELS]
    if decimals is not None:
        ends = [float(f"{end:.3g}") for end in ends]
    kind: Kind = {"kind": "number", "quantiles": ends, "decimals": decimals}
    odd = Counter(v for v in values if isinstance(v, str))
    words = sorted(word for word, count in odd.items() if count > 1 and len(word) < 20)
    if words:
        kind["odd"] = words
    return kind


def _dates(values: Sequence[str], name: str) -> Kind | None:
    form = next((f for f in _FORMATS if _parsed(values[0], f) is not None and
                 all(_parsed(v, f) is not None for v in values)), None)  # fmt: skip
    if form is None:
        return None
    dates = [datetime.strptime(v, form) for v in values]
    kind: Kind = {"kind": "date", "format": form, "first": min(values, key=lambda v: _at(v, form)),
                  "last": max(values, key=lambda v: _at(v, form))}  # fmt: skip
    steps = Counter((b - a).total_seconds() for a, b in pairwise(sorted(set(dates))))
    if len(dates) > 20 and len(set(dates)) >= _UNIQUE * len(dates) and steps:
        step, count = steps.most_common(1)[0]
        if count >= _UNIQUE * steps.total():
            kind["step"] = step
    if "step" not in kind and len(dates) > 5 and dates == sorted(dates):
        kind["sorted"] = True
    return kind


def _text(values: Sequence[str], name: str) -> Kind:
    counts = [len(v.split()) for v in values]
    if max(counts) <= 1:
        return {"kind": "word", "unique": len(set(values)) == len(values)}
    shares = {
        "digits": sum(any(c.isdigit() for c in v) for v in values) / len(values),
        "capitals": sum(v[:1].isupper() for v in values) / len(values),
    }
    return {"kind": "text", "words": [max(min(counts), 1), min(max(counts), 40)],
            **{key: round(share, 2) for key, share in shares.items() if share >= 0.01}}  # fmt: skip


def _lists(values: Sequence[list[Any]], name: str) -> Kind:
    lengths = [len(v) for v in values]
    items = [item for v in values for item in v]
    return {"kind": "list", "length": [min(lengths), max(lengths)], "items": kind_of(items, name)}


def _objects(values: Sequence[dict[str, Any]], name: str) -> Kind:
    names = list(dict.fromkeys(key for v in values for key in v))
    shared = [n for n in names if sum(n in v for v in values) * 2 >= len(values)]
    if len(names) > 40 and (len(values) == 1 or len(shared) < len(names) / 2):
        inside = [one for v in values for one in v.values()]
        lengths = [len(v) for v in values]
        keys = kind_of(numbers_of(names), name)
        return {"kind": "mapping", "length": [min(lengths), max(lengths)],
                "keys": keys, "values": kind_of(inside)}  # fmt: skip
    fields: dict[str, Kind] = {}
    for one in names:
        found = [v[one] for v in values if one in v]
        fields[one] = kind_of(found, one)
        if len(found) < len(values):
            fields[one]["absent"] = max(round(1 - len(found) / len(values), 3), 0.001)
    return {"kind": "object", "fields": fields}


def _parsed(value: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(value, form)
    except ValueError:
        return None


def _at(value: str, form: str) -> datetime:
    return datetime.strptime(value, form)


def _decimals(value: float) -> int:
    text = repr(float(value))
    return len(text.split(".")[1]) if "e" not in text and "." in text else 6


def _number(cell: str) -> Any:
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return cell
    return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)


def _all(*types: type) -> Callable[[Sequence[Any]], bool]:
    return lambda values: all(type(v) in types for v in values)


def _mostly_numbers(values: Sequence[Any]) -> bool:
    count = sum(type(v) in (int, float) for v in values)
    return count >= (1 - _ODD) * len(values) and all(type(v) in (int, float, str) for v in values)


_KINDS: tuple[tuple[Callable[[Sequence[Any]], bool], Callable[..., Kind | None]], ...] = (
    (_all(dict), _objects),
    (_all(list), _lists),
    (_all(str), _dates),
    (_all(str, int, float, bool), _categories),
    (_mostly_numbers, _numbers),
)
