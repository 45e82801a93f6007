"""What calls into the notebook's own modules do, by qualified name."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from nb2prod.analysis.call_summary import Own, Slot, Summary
from nb2prod.analysis.model import Definition, FixedPath, IOCall, Type
from nb2prod.knowledge.schema import IOFunction
from nb2prod.records import dataclass, replace


class Defined(NamedTuple):
    """A function of a module, and what the names of its module stand for."""

    module: str
    definition: Definition
    imports: dict[str, str]
    definitions: dict[str, Definition]


@dataclass(frozen=True, slots=True)
class OwnCode:
    """The functions and classes of modules, as their callers see them.

    ``functions`` are summaries without the module's own names, ``classes`` those of the methods of
    each class; ``returns`` what is known of what they give, ``defined`` the functions themselves:
    arguments may tell more of a result. ``rows`` are functions that get the path of a file,
    ``public`` the names that a star import takes, ``at_import`` what importing a module does.
    """

    functions: Mapping[str, Summary] = field(default_factory=dict)
    classes: Mapping[str, Mapping[str, Summary]] = field(default_factory=dict)
    returns: Mapping[str, Type] = field(default_factory=dict)
    defined: Mapping[str, Defined] = field(default_factory=dict)
    rows: Mapping[str, tuple[IOFunction, ...]] = field(default_factory=dict)
    public: Mapping[str, frozenset[str]] = field(default_factory=dict)
    at_import: Mapping[str, Own] = field(default_factory=dict)
    fixed: tuple[FixedPath, ...] = ()

    def of_name(self, name: str) -> Own | None:
        """The effects of whatever a qualified name stands for."""
        if name in self.functions:
            return self.functions[name].own
        if name in self.classes:
            return together(s.own for s in self.classes[name].values())
        return None

    def paths_in(self, calls: Iterable[IOCall]) -> tuple[FixedPath, ...]:
        """The paths that these calls use, and those that importing a module does."""
        used = {call.path for call in calls}
        found = (one for one in self.fixed if not one.owner or one.path in used)
        return tuple({(one.file, one.line, one.path): one for one in found}.values())

    def methods(self, name: str, kind: Type | None) -> list[Summary]:
        """The methods of that name which a receiver may have."""
        if kind is not None:
            found = self.classes.get(kind.name, {}).get(name)
            return [found] if found else []
        return [methods[name] for methods in self.classes.values() if name in methods]


NOTHING = OwnCode()


def type_from_outside(kind: Type | None, module: str) -> Type | None:
    """A type that a definition gives, with a class of the module under its full name."""
    if kind is not None and kind.own_class:
        return Type(f"{module}.{kind.own_class}")
    return None if kind is None or _holds_own(kind) else kind


def _holds_own(kind: Type) -> bool:
    return bool(kind.own_class) or any(p is not None and _holds_own(p) for p in kind.parts)


def together(owns: Iterable[Own]) -> Own:
    """All the effects in one."""
    every = list(owns)
    if not every:  # as for nearly every statement
        return Own()
    return Own(
        seeds=frozenset().union(*(o.seeds for o in every)),
        draws=frozenset().union(*(o.draws for o in every)),
        effects=tuple(dict.fromkeys(e for o in every for e in o.effects)),
        io=tuple(call for o in every for call in o.io),
        module_io=tuple(call for o in every for call in (*o.io, *o.module_io)),
        prints=any(o.prints for o in every),
        shows=any(o.shows for o in every),
        draws_figure=any(o.draws_figure for o in every),
    )


def seen_from_outside(summary: Summary, own: Own) -> Summary:
    """A summary as a caller in another module has it: without the names of the module."""

    def is_parameter(slot: Slot) -> bool:
        return not slot.is_global

    return replace(
        summary,
        changed=tuple(one for one in summary.changed if is_parameter(one[0])),
        returned=tuple(one for one in summary.returned if is_parameter(one[0])),
        held=tuple(filter(is_parameter, summary.held)),
        selected=frozenset(filter(is_parameter, summary.selected)),
        viewed=frozenset(filter(is_parameter, summary.viewed)),
        aliases=tuple(one for one in summary.aliases if all(map(is_parameter, one))),
        views=tuple(one for one in summary.views if all(map(is_parameter, one))),
        fits=tuple(filter(is_parameter, summary.fits)),
        iterates=tuple(filter(is_parameter, summary.iterates)),
        calls=tuple(filter(is_parameter, summary.calls)),
        units=frozenset(),
        direct=frozenset(),
        captured=frozenset(),
        absorbed=(),
        kept=(),
        instance=None,
        defaults=(),
        own=own,
    )


def path_rows(
    name: str, summary: Summary, io: Iterable[IOCall], kind: Type | None
) -> list[IOFunction]:
    """Rows for a function whose parameters are the paths of the files that it uses."""
    rows: list[IOFunction] = []
    for call in io:
        argument = call.argument
        mine = call.inside == (name.rpartition(".")[2],)
        if mine and isinstance(argument, ast.Name) and argument.id in summary.parameters:
            position = summary.parameters.index(argument.id)
            returns = (
                kind.name if kind and kind.name in ("pandas.DataFrame", "numpy.ndarray") else None
            )
            rows.append(IOFunction(name, position, argument.id, returns, access=call.access))
    return rows
