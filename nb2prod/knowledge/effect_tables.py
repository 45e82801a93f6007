"""What calls change, share, draw and write: of functions, by qualified name.

What each table holds is said by the field of `Library` that it is named after in the call.
"""

from nb2prod.knowledge import lookup

PURE_MODULES = lookup.names("pure")

LIBRARIES = frozenset(
    name.partition(".")[0]
    for _, library in lookup.BY_FILE
    for name in (*lookup.roots(library), *library.known.split())
    if name
) | {name.partition(".")[0] for name in PURE_MODULES}
"""Libraries by the names that they are imported as: what comes from them is no local module."""

OTHER_LIBRARIES = LIBRARIES - PURE_MODULES
"""Those of them that are not looked through one by one."""

PURE_FUNCTIONS = lookup.names("pure_functions")

PURE_BY_TYPE = {
    prefix: frozenset(methods.split()) for prefix, methods in lookup.joined("pure_methods").items()
}
"""Methods that are pure on receivers whose known type has this prefix, but not on all others."""

ARGUMENT_MUTATORS = lookup.by_name("changes")

FRESH_FUNCTIONS = lookup.names("fresh") | lookup.names("metrics")
"""Functions whose result shares nothing with their arguments (but with ``out=``)."""

INPLACE_KEYWORD = lookup.words("inplace")
LOSS_MODULES = lookup.names("tensor_functions")
MEAN_METRICS = tuple(sorted(lookup.names("means")))
SEED_FUNCTIONS = lookup.by_name("seeds")
COMBINED_STREAMS = lookup.joined("streams")
CONSUMERS = lookup.by_name("draws")
RANDOM_STATE_CALLABLES = lookup.names("random_state")
RANDOM_STATE_CONDITIONS = lookup.by_name("random_state_if")
LEFT_BEHIND = lookup.names("left_behind")
PROCESS_EFFECTS = lookup.names("settings") | LEFT_BEHIND
SETTING_LIBRARIES = frozenset(library.name for library, _ in lookup.SAID["settings"])
"""Libraries whose settings are known one by one."""

PROCESS_OBJECTS = lookup.names("setting_objects")
PROCESS_GETTERS = lookup.names("setting_getters")
VIEW_FUNCTIONS = lookup.names("views")
HOLDING_FUNCTIONS = lookup.names("holds")
COPYING_FUNCTIONS = lookup.names("holds_elements")
SAME_FUNCTIONS = lookup.names("gives_arguments")
ENTERED_FUNCTIONS = lookup.names("enters")
FRESH_CLASSES = lookup.names("copies")
FIGURE_FUNCTIONS = lookup.names("connected")
CONSUMERS_OF_ITERATORS = lookup.names("consumes")
CALLING_BUILTINS = lookup.names("calls")
PRINTING = lookup.names("prints")
COMPUTING_MODULES = lookup.names("only_computes")
ACTING = lookup.names("acts")
REMADE = lookup.names("remade")
CHEAP = lookup.names("cheap")
CHEAP_CLASSES = lookup.names("cheap_classes")
DRAWING = lookup.names("figures")

OTHER_CANVAS = frozenset(library.name for library, _ in lookup.SAID["own_canvas"])
"""Libraries whose plots are no figures of matplotlib."""

NOT_CALLING = lookup.names("calls_nothing")

USING_ESTIMATORS = frozenset(library.name for library, _ in lookup.SAID["uses_estimators"])
"""Libraries whose functions fit or ask the estimators that they are given."""

CLONING = lookup.names("clones")
HYPERPARAMETERS = lookup.names("hyperparameters")
