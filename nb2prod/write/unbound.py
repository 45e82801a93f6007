"""Names that a module reads and does not bind."""

import ast
import builtins
import symtable

from nb2prod.global_names import global_reads, scopes

_OF_MODULES = {*vars(builtins), "__file__", "__path__", "__class__"}


def unbound(source: str) -> dict[str, int]:
    r"""The names that nothing in a module binds, with the first line that reads each.

    None where it cannot be told: after a star import.

    >>> unbound("def f(a):\n    b = a\n    return a + b + c\n")
    {'c': 3}

    Raises:
        SyntaxError: it is no Python.
    """
    tree = ast.parse(source)
    top = symtable.symtable(source, "module", "exec")
    if any(isinstance(n, ast.ImportFrom) and n.names[0].name == "*" for n in ast.walk(tree)):
        return {}
    bound = {
        one.get_name()
        for table in scopes(top)
        for one in table.get_symbols()
        if (table is top or one.is_declared_global())
        and (one.is_assigned() or one.is_imported() or one.is_namespace())
    }
    missing = global_reads(top) - bound - _OF_MODULES
    lines: dict[str, int] = {}
    for node in sorted((n for n in ast.walk(tree) if isinstance(n, ast.Name)), key=_line):
        if isinstance(node.ctx, ast.Load) and node.id in missing:
            lines.setdefault(node.id, node.lineno)
    return lines


def _line(node: ast.Name) -> int:
    return node.lineno
