"""Resources that tags ask for: `limit:cpu:4`, `image:NAME`, `cache:disabled`."""

import re
from collections.abc import Iterable

from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_START = regex(r"(?:limit|image|cache):", re.IGNORECASE)
_LIMIT = regex(r"limit:([a-z0-9][\w./-]*):(\d+(?:\.\d+)?(?:m|[kKMGTPE]i?)?)$", re.IGNORECASE)
_BYTES = {"k": 1000, "m": 1000**2, "g": 1000**3, "t": 1000**4, "p": 1000**5, "e": 1000**6}
_FORMS = (
    "`limit:cpu:4`, `limit:memory:8Gi`, `limit:nvidia.com/gpu:1`, `image:NAME`, `cache:disabled`"
)


@dataclass(frozen=True, slots=True)
class Resources:
    """What a stage needs. ``limits`` are quantities as Kubernetes writes them, by name."""

    limits: tuple[tuple[str, str], ...] = ()
    image: str = ""
    cache: str = ""

    def __bool__(self) -> bool:
        return bool(self.limits or self.image or self.cache)

    @property
    def cpu(self) -> float | None:
        """Processors: ``500m`` is half of one."""
        value = dict(self.limits).get("cpu", "")
        return (
            float(value.removesuffix("m")) / (1000 if value.endswith("m") else 1) if value else None
        )

    @property
    def memory(self) -> int | None:
        """Memory in MiB, rounded up."""
        value = dict(self.limits).get("memory", "")
        number = float(value.rstrip("kKMGTPEim") or 0)
        unit = value.lstrip("0123456789.").lower()
        factor = 1024 ** ("kmgtpe".index(unit[0]) + 1) if unit[1:] else _BYTES.get(unit, 1)
        return -int(-number * factor // 1024**2) if value else None

    @property
    def accelerator(self) -> tuple[str, int] | None:
        """The name of the first limit that is neither, such as ``nvidia.com/gpu``, and how many."""
        found = (one for one in self.limits if one[0] not in ("cpu", "memory"))
        return next(((name, int(float(value))) for name, value in found if value.isdigit()), None)


def is_resource(tag: str) -> bool:
    """Whether a tag says what a stage needs."""
    return _START.match(tag) is not None


def resources(tags: Iterable[str], place: Place) -> Resources:
    """What a cell's tags ask for.

    >>> resources(["train", "limit:cpu:500m", "limit:memory:8Gi"], Place(1, "", 1)).memory
    8192

    Raises:
        ConversionError: a tag cannot be read, or contradicts another.
    """
    found = Resources()
    for tag in tags:
        if is_resource(tag):
            found = merged(found, _read(tag, place), place)
    return found


def _read(tag: str, place: Place) -> Resources:
    kind, _, value = tag.partition(":")
    match = _LIMIT.match(tag)
    if kind.lower() == "limit" and match:
        return Resources(limits=((match[1].lower(), match[2]),))
    if kind.lower() == "image" and value and not re.search(r"[\s\"'\\]", value):
        return Resources(image=value)
    if kind.lower() == "cache" and value.lower() in ("enabled", "disabled"):
        return Resources(cache=value.lower())
    message = f"the tag `{tag}` cannot be read."
    raise ConversionError(Diagnostic(message, f"Write it as {_FORMS}.", place, code="NB113"))


def merged(one: Resources, other: Resources, place: Place) -> Resources:
    """What both ask for.

    Raises:
        ConversionError: they contradict each other.
    """
    limits = dict(one.limits)
    pairs = [(f"limit:{name}", limits.get(name), value) for name, value in other.limits]
    pairs += [("image", one.image, other.image), ("cache", one.cache, other.cache)]
    for name, old, new in pairs:
        if old and new and old != new:
            message = f"`{name}:{new}` stands against `{name}:{old}` of the same stage."
            advice = "Keep one of them."
            raise ConversionError(Diagnostic(message, advice, place, code="NB113"))
    both = tuple((limits | dict(other.limits)).items())
    return replace(one, limits=both, image=one.image or other.image, cache=one.cache or other.cache)
