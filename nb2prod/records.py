"""`dataclass` as in the standard library, but faster at the start of the program.

That of the standard library compiles six functions a class, whether they are called or not: half
of the time to import the planner. Here `__init__` is compiled once it has been called some times,
and the others are shared. `fields`, `replace`, `asdict` and `match` do as they do with the other.
"""

import dataclasses
import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  (said again: exported)
    from dataclasses import replace as replace  # noqa: PLC0414
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False):  # noqa: ANN001, ANN201
        """The decorator, with those of its options that are used here."""
        return (lambda one: _made(one, frozen, slots)) if cls is None else _made(cls, frozen, slots)

    def replace(one, /, **changes):  # noqa: ANN001, ANN003, ANN201
        """As the library's, which asks of each field whether it may be given."""
        made = one.__class__
        if made not in _REPLACERS:
            _REPLACERS[made] = _replacer(made)
        return _REPLACERS[made](one, **changes)


_FIELD: Any = dataclasses.__dict__["_FIELD"]
"""What tells a field from a `ClassVar`, to the library's functions."""


def _made(cls: type, frozen: bool, slots: bool) -> type:
    fields = _fields(cls)
    own = inspect.get_annotations(cls)
    given = {
        "__dataclass_fields__": fields,
        "__match_args__": tuple(fields),
        "__repr__": _shown,
        "__eq__": _equal(fields),
        "__hash__": _hashed(fields) if frozen else None,
    }
    if frozen:
        given |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if frozen and slots:
        given |= {"__getstate__": _state, "__setstate__": _set_state}
    namespace = given | {name: value for name, value in cls.__dict__.items() if name not in own}
    if slots:
        for name in ("__dict__", "__weakref__"):
            namespace.pop(name, None)
        namespace |= {"__slots__": tuple(own), "__qualname__": cls.__qualname__}
        cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    else:
        for name in given.keys() - cls.__dict__.keys() | {"__hash__"} & given.keys():
            setattr(cls, name, namespace[name])
        for name in own.keys() & cls.__dict__.keys():
            if fields[name].default is dataclasses.MISSING:  # of a factory: no attribute
                delattr(cls, name)
            else:
                setattr(cls, name, fields[name].default)

    calls = iter(range(_SELDOM))

    def first(self: Any, /, *args: Any, **named: Any) -> None:
        if next(calls, None) is None or not _filled(self, fields, args, named):
            made = _initialiser(cls, fields, frozen)
            cls.__init__ = made  # type: ignore[misc]
            made(self, *args, **named)

    if "__init__" not in cls.__dict__:
        cls.__init__ = first  # type: ignore[misc]
    return cls


def _fields(cls: type) -> dict[str, Any]:
    """What the library's own functions look up: those of the bases first."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        found.update(base.__dict__.get("__dataclass_fields__", {}))
    for name, type_ in inspect.get_annotations(cls).items():
        given = cls.__dict__.get(name, dataclasses.MISSING)
        is_field = isinstance(given, dataclasses.Field)
        one: Any = given if is_field else dataclasses.field(default=given)
        one.name, one.type = name, type_
        object.__setattr__(one, "_field_type", _FIELD)
        found[name] = one
    return found


def _filled(one: Any, fields: dict[str, Any], args: tuple[Any, ...], named: Any) -> bool:
    """Set each field as `__init__` does; False where that is to refuse what is given."""
    missing, put = dataclasses.MISSING, object.__setattr__
    given = dict(zip(fields, args, strict=False)) | named
    if len(given) < len(args) + len(named):
        return False
    for name, field in fields.items():
        value = given.pop(name, missing)
        if value is missing:
            made = field.default_factory
            value = field.default if made is missing else made()
        if value is missing:
            return False
        put(one, name, value)
    if not given and hasattr(one, "__post_init__"):
        one.__post_init__()
    return not given


def _initialiser(cls: type, fields: dict[str, Any], frozen: bool) -> Any:
    """`__init__`, compiled: it is called more often than anything else.

    An object of a frozen class belongs to an open one while its fields are set: plain assignments
    take a third of the time.
    """
    missing = dataclasses.MISSING
    # no field begins with an underscore: a parameter would hide what is known by its name
    known: dict[str, Any] = {"_put": object.__setattr__, "_absent": missing}
    parameters, lines = [], []
    layout = {one: cls.__dict__[one] for one in _LAYOUT if one in cls.__dict__}
    opened = frozen and len(fields) > _FEW and "__slots__" in layout
    if opened:
        layout["__setattr__"] = object.__setattr__
        known |= {"_opened": type(cls.__name__, cls.__bases__, layout), "_closed": cls}
        lines.append(" _put(self, '__class__', _opened)\n")
    for name, one in fields.items():
        value = name
        if one.default_factory is not missing:
            known[f"_make_{name}"] = one.default_factory
            parameters.append(f"{name}=_absent")
            value = f"_make_{name}() if {name} is _absent else {name}"
        elif one.default is not missing:
            known[f"_default_{name}"] = one.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        plain = opened or not frozen
        lines.append(f" self.{name} = {value}\n" if plain else f" _put(self, {name!r}, {value})\n")
    if opened:
        lines.append(" self.__class__ = _closed\n")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()\n")
    text = f"def __init__({', '.join(['self', *parameters])}):\n{''.join(lines) or ' pass'}"
    exec(text, known)
    return known["__init__"]


_LAYOUT = ("__slots__", "__orig_bases__")
_FEW = 3
"""Fields that are as soon set one by one."""
_SELDOM = 12
"""Calls that take less time than to compile what makes them fast."""


A = TypeVar("A")
R = TypeVar("R")


def of_last(function: Callable[[A], R]) -> Callable[[A], R]:
    """A function that remembers what it gave last: several ask about one record in turn."""
    last: list[tuple[A, R]] = []

    def remembering(record: A) -> R:
        if not last or last[0][0] is not record:
            last[:] = [(record, function(record))]
        return last[0][1]

    return remembering


_REPLACERS: dict[type, Callable[..., Any]] = {}


def _replacer(cls: Any) -> Callable[..., Any]:
    """`replace` for one class, compiled: what is not given is taken from the object."""
    names = cls.__match_args__
    given = "".join(f", {name}=_absent" for name in names)
    values = ", ".join(f"_one.{name} if {name} is _absent else {name}" for name in names)
    known: dict[str, Any] = {"_made": cls, "_absent": dataclasses.MISSING}
    exec(f"def replaced(_one, /{given}): return _made({values})", known)
    replaced: Callable[..., Any] = known["replaced"]
    return replaced


def _values(fields: dict[str, Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What an object is compared by."""
    names = [name for name, one in fields.items() if one.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _equal(fields: dict[str, Any]) -> Callable[[Any, object], Any]:
    values = _values(fields)

    def equal(self: Any, other: object) -> Any:
        if other is self:
            return True
        same = other.__class__ is self.__class__
        return values(self) == values(other) if same else NotImplemented

    return equal


def _hashed(fields: dict[str, Any]) -> Callable[[Any], int]:
    values = _values(fields)
    return lambda self: hash(values(self))


def _shown(self: Any) -> str:
    told = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self.__match_args__]


def _set_state(self: Any, state: list[object]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)
