"""Valid names, and names that are not taken."""

import keyword
import re
import unicodedata
from collections.abc import Iterable, Sequence

from nb2prod.patterns import regex

MAX_LENGTH = 60

_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")

CONFIG_FILE = "model_config.yaml"
"""The file of the parameters, in a package and in the folder of a model."""


def public(name: str) -> str:
    """A name as an attribute that does not start with an underscore, which named tuples forbid.

    >>> public("_total"), public("_"), public("_2"), public("_class")
    ('total', 'value', 'value_2', 'value_class')
    """
    plain = name.lstrip("_")
    valid = plain.isidentifier() and not keyword.iskeyword(plain)
    return plain if valid else f"value_{plain}".rstrip("_")


def humps_apart(name: str) -> str:
    """The name with an underscore in front of each capital that follows a small letter.

    >>> humps_apart("setNumThreads")
    'set_Num_Threads'
    """
    return _HUMP.sub("_", name)


def meant(name: str, known: Iterable[str]) -> str:
    """Advice where a name is none of those known: the one that is nearest, or all of them."""
    from difflib import get_close_matches  # only where somebody mistyped

    known = list(known)
    near = get_close_matches(name, known, 1)
    return f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known)}."


def slug(text: str) -> str:
    """Lower-case snake-case ASCII identifier made of `text`; "value" where nothing is left."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", "_", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^0-9a-zA-Z]+", "_", plain).strip("_").lower()
    if len(words) > MAX_LENGTH:  # whole words, where there are some
        words = words[: MAX_LENGTH + 1].rpartition("_")[0] or words[:MAX_LENGTH]
    if not words:
        words = "value"
    return f"n{words}" if words[0].isdigit() else words


def fresh(name: str, taken: Iterable[str]) -> str:
    """`name`, or with the first number that makes it none of `taken`."""
    used = set(taken)
    if name not in used and not keyword.iskeyword(name):
        return name
    return next(f"{name}_{n}" for n in range(2, len(used) + 3) if f"{name}_{n}" not in used)


def claimed(name: str, taken: set[str]) -> str:
    """The same; it is one of `taken` from here on."""
    taken.add(made := fresh(name, taken))
    return made


def shortened(text: str, width: int = 60) -> str:
    """The text, cut where it is longer than `width`."""
    return text if len(text) <= width else f"{text[: width - 1]}…"


def listed(names: Sequence[str], most: int | None = None) -> str:
    """``a, b and c``; "" for none. Of more than `most` the others are counted.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], 2)
    ('a, b and c', 'a, b and 2 more')
    """
    if most is not None and len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
