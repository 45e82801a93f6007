"""Random streams that continue from one stage into the next."""

from collections.abc import Sequence, Set

from nb2prod.analysis.model import Import, Type

RANDOM_STATE = "_random_state"
"""How the names of values end that streams cross as."""

_STATES = {
    "numpy": ("numpy", "random.get_state()", "random.set_state({})"),
    "python": ("random", "getstate()", "setstate({})"),
    "torch": ("torch", "get_rng_state()", "set_rng_state({})"),
}
_TYPES = {"numpy": Type("tuple"), "python": Type("tuple"), "torch": Type("torch.Tensor")}


def state_type(stream: str) -> Type | None:
    """The type of the state of a stream."""
    return _TYPES.get(stream.strip("<>"))


def stream_value(stream: str) -> str:
    """The name of the value that a stream crosses as: ``<numpy>`` -> ``numpy_random_state``."""
    return stream.strip("<>") + RANDOM_STATE


def kernel_states() -> dict[str, str]:
    """By the name of a stream's value, the expression that takes the stream's state anywhere."""
    return {
        stream_value(f"<{stream}>"): f"__import__({module!r}).{get}"
        for stream, (module, get, _) in _STATES.items()
    }


def is_saved(stream: str) -> bool:
    """Whether the state of the stream can be saved."""
    return stream.strip("<>") in _STATES


def module_of(stream: str) -> str:
    """The module that holds the stream."""
    return _STATES[stream.strip("<>")][0]


def get_state(stream: str, alias: str) -> str:
    """The line that takes the stream's state, `alias` being the module's name here."""
    return f"{stream_value(stream)} = {alias}.{_STATES[stream.strip('<>')][1]}"


def set_state(stream: str, alias: str) -> str:
    """The line that continues the stream."""
    call = _STATES[stream.strip("<>")][2].format(stream_value(stream))
    return f"{alias}.{call}"


def alias_of(module: str, imports: Sequence[Import], taken: Set[str]) -> tuple[str, str]:
    """Name to call the module by, and the import line for it."""
    for one in imports:
        if one.qualified == module and not one.star and "." not in one.name:
            plain = f"import {module}" + ("" if one.name == module else f" as {one.name}")
            return one.name, plain
    usual = {"numpy": "np"}.get(module, module)
    name = usual if usual not in taken else f"{module}_module"
    return name, f"import {module}" + ("" if name == module else f" as {name}")
