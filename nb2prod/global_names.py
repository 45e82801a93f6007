"""Which names a module reads as globals, as Python's own symbol tables tell."""

from collections.abc import Iterator
from symtable import SymbolTable


def scopes(table: SymbolTable) -> Iterator[SymbolTable]:
    """The scope and all in it."""
    yield table
    for child in table.get_children():
        yield from scopes(child)


def global_reads(module: SymbolTable) -> set[str]:
    r"""The names that code of a module reads as globals, whether the module binds them or not.

    >>> from symtable import symtable
    >>> sorted(global_reads(symtable("def top():\n    a = 1\n    return a + b\nc", "m", "exec")))
    ['b', 'c']
    """
    found: set[str] = set()
    for scope in scopes(module):
        for symbol in scope.get_symbols():
            # `is_global` is wrong for local names of a function that is called `top`
            local = symbol.is_assigned() and not symbol.is_declared_global()
            outside = symbol.is_global() or scope is module
            if symbol.is_referenced() and outside and not (local or symbol.is_parameter()):
                found.add(symbol.get_name())
    return found
