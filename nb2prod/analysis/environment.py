"""What is known of the notebook's names before a statement."""

import ast
import builtins
from dataclasses import field

from nb2prod.analysis.model import Definition, Type
from nb2prod.analysis.own_code import NOTHING, OwnCode
from nb2prod.records import dataclass

BUILTINS = frozenset(dir(builtins)) | {"display", "get_ipython", "__name__", "__file__"}


@dataclass
class Environment:
    """The state of a walk through the notebook, in document order.

    ``imports`` map a name to the qualified name that it stands for, ``types`` and ``constants``
    hold what is known of values; a name that is rebound to something unknown leaves all of them.
    ``constants`` hold folded values: str, int, float, bool, None, ``pathlib.PurePosixPath``, and
    lists, tuples and dicts of these. ``changed`` are definitions whose object was mutated
    since (``Config.DATA_DIR = ...``): what their class body says does not hold any more. ``own`` is
    what is known of the notebook's own modules, ``fields`` are attributes that the notebook
    may give to tables, which may have no column of that name. ``bound`` are names that are bound:
    a dict, which is copied at once, as the others are for each statement. ``written`` are the paths
    of files that statements above have written; it only grows, so that all copies have one.
    ``awaited`` are the paths of files that the notebook reads.
    """

    imports: dict[str, str] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    constants: dict[str, object] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    bound: dict[str, None] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    own: OwnCode = NOTHING
    fields: frozenset[str] = frozenset()
    written: set[str] = field(default_factory=set)
    awaited: frozenset[str] = frozenset()

    def qualified(self, node: ast.expr) -> str | None:
        """The public name that an expression refers to: ``pd.read_csv`` -> ``pandas.read_csv``.

        Builtins that nothing shadows are their own names; everything else gives None.
        """
        if isinstance(node, ast.Name):
            if node.id in self.imports:
                return self.imports[node.id]
            known = node.id in self.bound or node.id in self.definitions
            return node.id if node.id in BUILTINS and not known else None
        if isinstance(node, ast.Attribute):
            owner = self.qualified(node.value)
            return f"{owner}.{node.attr}" if owner else None
        return None

    def retype(self, name: str, type_: Type | None) -> None:
        """Let the type of a name be another, in its place: no gap slows down copies."""
        if type_ is None:
            self.types.pop(name, None)
        else:
            self.types[name] = type_

    def forget_fields(self, name: str) -> None:
        """The attributes of the value, known as ``name.field``, are not known any more."""
        start = f"{name}."
        for key in [key for key in self.constants if key.startswith(start)]:
            del self.constants[key]
