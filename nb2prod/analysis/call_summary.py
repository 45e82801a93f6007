"""What a call of a notebook's function does, as seen by its caller."""

from nb2prod.analysis.model import IOCall
from nb2prod.analysis.sharing import FRESH, Ref, Value
from nb2prod.diagnostics import Diagnostic
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter, or a global name, as the function's caller knows it."""

    name: str
    is_global: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """Effects of a body itself, without those of what it calls.

    ``module_io`` is done by functions of the notebook's own modules; ``shows``: it makes a text of
    what may be a table or an array.
    """

    seeds: frozenset[str] = frozenset()
    draws: frozenset[str] = frozenset()
    effects: tuple[str, ...] = ()
    io: tuple[IOCall, ...] = ()
    prints: bool = False
    shows: bool = False
    draws_figure: bool = False
    opaque: tuple[Diagnostic, ...] = ()
    module_io: tuple[IOCall, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The effect of calling a *unit*: a function (``f``) or a method (``C.m``).

    ``changed`` slots are changed in place (True: perhaps deep inside); ``returned`` slots are
    what the result may be (True: or what is inside them), ``held`` those that the result, a new
    object, holds (``selected``: only what is inside them), ``viewed`` those of which it holds
    views; ``aliases``: the first slot then holds the second, ``views``: a view of it. ``fits``:
    slots whose estimators are fitted; ``iterates``: those that are walked over; ``calls``: those
    whose functions may be called. ``units`` are those called, directly (``direct``) or not,
    ``captured`` objects of the frame around
    that may be returned, ``absorbed`` are held by a slot, ``kept`` hold a slot, afterwards
    (only for functions defined inside another statement). A result that is a new object draws
    from ``streams`` when it is fitted, and may be an ``instance`` of that class,
    or (``graph``) know the modules that it was computed by. ``defaults`` name the objects that
    parameters stand for in a call that does not give them: ``f.x`` of ``def f(x=[])``.
    """

    parameters: tuple[str, ...] = ()
    positional: int = 0
    vararg: str | None = None
    kwarg: str | None = None
    changed: tuple[tuple[Slot, bool], ...] = ()
    returned: tuple[tuple[Slot, bool], ...] = ()
    held: tuple[Slot, ...] = ()
    selected: frozenset[Slot] = frozenset()
    viewed: frozenset[Slot] = frozenset()
    aliases: tuple[tuple[Slot, Slot], ...] = ()
    views: tuple[tuple[Slot, Slot], ...] = ()
    fits: tuple[Slot, ...] = ()
    iterates: tuple[Slot, ...] = ()
    calls: tuple[Slot, ...] = ()
    units: frozenset[str] = frozenset()
    direct: frozenset[str] = frozenset()
    captured: Value = FRESH
    absorbed: tuple[tuple[Slot, Value], ...] = ()
    kept: tuple[tuple[Slot, Value], ...] = ()
    streams: frozenset[str] = frozenset()
    instance: str | None = None
    graph: bool = False
    defaults: tuple[tuple[str, str], ...] = ()
    own: Own = Own()


@dataclass(frozen=True, slots=True)
class Arguments:
    """The values of a call's arguments; ``rest`` are those of ``*a`` and ``**k``."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    rest: Value = FRESH

    @property
    def everything(self) -> Value:
        """All the arguments in one."""
        parts = [*self.positional, *(v for _, v in self.keywords), self.rest]
        return frozenset().union(*parts)

    def gives(self, summary: Summary, parameter: str) -> bool:
        """Whether the parameter is given by position or keyword."""
        named = parameter in summary.parameters[: min(len(self.positional), summary.positional)]
        return named or any(keyword == parameter for keyword, _ in self.keywords)

    def bind(self, summary: Summary) -> dict[str, Value]:
        """The arguments by parameter; one that may come from ``*a`` or ``**k`` gets all of it."""
        bound: dict[str, set[Ref]] = {name: set(self.rest) for name in summary.parameters}
        for position, value in enumerate(self.positional):
            if position < summary.positional:
                name: str | None = summary.parameters[position]
            else:
                name = summary.vararg
            if name is not None:
                bound.setdefault(name, set()).update(value)
        for keyword, value in self.keywords:
            name = keyword if keyword in bound else summary.kwarg
            if name is not None:
                bound.setdefault(name, set()).update(value)
        return {name: frozenset(value) for name, value in bound.items()}
