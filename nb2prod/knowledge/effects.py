"""What calls change, and what their results share: of functions, by qualified name."""

from nb2prod.knowledge import lookup

PURE_MODULES = lookup.names("pure")
"""Prefixes whose functions and constructors change only what ``ARGUMENT_MUTATORS`` lists."""

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
"""Functions that change none of their arguments; consuming an iterator is not counted."""

PURE_BY_TYPE = {
    prefix: frozenset(methods.split()) for prefix, methods in lookup.joined("pure_methods").items()
}
"""Methods that are pure on receivers whose known type has this prefix, but not on all others."""

ARGUMENT_MUTATORS = lookup.by_name("changes")
"""Functions that change positional arguments: the indexes of these."""

FRESH_FUNCTIONS = lookup.names("fresh") | lookup.names("metrics")
"""Functions whose result shares nothing with their arguments (but with ``out=``)."""

INPLACE_KEYWORD = lookup.words("inplace")
"""Methods that change their receiver when called with ``inplace=True``."""

LOSS_MODULES = lookup.names("tensor_functions")
"""Modules whose functions compute a new tensor from two, and are handed on as values."""

MEAN_METRICS = tuple(sorted(lookup.names("means")))
"""How the classes of metrics begin whose ``result()`` is computed anew each time."""

SEED_FUNCTIONS = lookup.by_name("seeds")
"""Function to the stream, or family of streams, that it seeds."""

COMBINED_STREAMS = lookup.joined("streams")
"""Families of streams, to the streams that seeding them resets."""

CONSUMERS = lookup.by_name("draws")
"""Function or constructor to the global stream that it, or its result, draws from."""

RANDOM_STATE_CALLABLES = lookup.names("random_state")
"""They draw from the global stream of numpy when ``random_state`` is not given."""

RANDOM_STATE_CONDITIONS = lookup.by_name("random_state_if")
"""Those of them that draw only when this keyword has a value other than its default."""

PROCESS_EFFECTS = lookup.names("settings")
"""Functions with an effect that outlives the call and reaches unrelated code."""

PROCESS_OBJECTS = lookup.names("setting_objects")
"""Prefixes of attributes whose assignment or mutation is seen by the whole process."""

PROCESS_GETTERS = lookup.names("setting_getters")
"""Functions that give an object of the whole process, whose attributes are settings."""

VIEW_FUNCTIONS = lookup.names("views")
"""Functions whose result may be over the memory of their argument."""

HOLDING_FUNCTIONS = lookup.names("holds")
"""Functions in lower case whose result holds the arguments (classes do anyway)."""

COPYING_FUNCTIONS = lookup.names("holds_elements")
"""Those of them whose result holds the elements of its arguments, and nothing else."""

SAME_FUNCTIONS = lookup.names("gives_arguments")
"""Functions whose result may be an argument or in one."""

ENTERED_FUNCTIONS = lookup.names("enters")
"""Functions whose result, entered by ``with``, gives the argument."""

FRESH_CLASSES = lookup.names("copies")
"""Classes, or their modules, that copy (pandas 3 copies on write) or hold nothing mutable."""

FIGURE_FUNCTIONS = lookup.names("connected")
"""Functions that return several objects of which each leads to the others."""

CONSUMERS_OF_ITERATORS = lookup.names("consumes")
CALLING_BUILTINS = lookup.names("calls")

PRINTING = lookup.names("prints")
"""Functions that write to the terminal."""

COMPUTING_MODULES = lookup.names("only_computes")
"""Modules whose functions have no effect, but for those of `ACTING`."""

ACTING = lookup.names("acts")
"""Functions that have an effect, although they change no argument."""

REMADE = lookup.names("remade")
"""What makes a value that no file holds from values that files hold."""

CHEAP = lookup.names("cheap")
"""Functions whose result is the same whenever they are called, and quickly there."""

CHEAP_CLASSES = lookup.names("cheap_classes")
"""Modules of classes of that kind, if their names tell."""

DRAWING = lookup.names("figures")
"""Modules and functions that draw on a figure of matplotlib."""

OTHER_CANVAS = frozenset(library.name for library, _ in lookup.SAID["own_canvas"])
"""Libraries whose plots are no figures of matplotlib."""

NOT_CALLING = lookup.names("calls_nothing")
"""Modules and functions that call no more than special methods of what they are given."""

USING_ESTIMATORS = frozenset(library.name for library, _ in lookup.SAID["uses_estimators"])
"""Libraries whose functions fit or ask the estimators that they are given."""

HYPERPARAMETERS = lookup.names("hyperparameters")
"""Functions, and modules of classes, whose literal arguments are hyperparameters."""
