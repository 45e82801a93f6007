"""The paths of the whole notebook: which parameter or output file stands for each of them."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition
from nb2prod.analysis.tables.io_base import Access
from nb2prod.plan.model import Edit, File
from nb2prod.plan.names import file_parameters
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import (
    Key,
    Use,
    directory_of,
    edit,
    file_names,
    joined,
    key_of,
    kind_of,
    own_calls,
    passed_paths,
    path_parameters,
    use_of,
    use_of_argument,
    without_password,
)
from nb2prod.plan.program import Unit


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands for a path in a stage: ``code``, and the parameter that it needs."""

    code: str
    needs: str
    from_output: bool = False


@dataclass
class Lifting:
    """Paths of a notebook; made by `lift`.

    ``parameters`` map a path to the parameter of its file, ``written`` a part's number to
    {path: name in its out_dir}; ``definition_edits`` and ``definition_needs`` are for the
    definitions that touch files.
    """

    env: Environment
    definitions: dict[Key, Definition]
    uses: dict[int, tuple[Use, ...]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    written: list[dict[str, str]] = field(default_factory=list)
    definition_edits: dict[Key, tuple[Edit, ...]] = field(default_factory=dict)
    definition_needs: dict[Key, dict[str, str]] = field(default_factory=dict)
    read_first: list[set[str]] = field(default_factory=list)
    written_at: list[dict[str, int]] = field(default_factory=list)
    path_names: set[str] = field(default_factory=set)
    unlifted: list[tuple[Unit | Definition, Use]] = field(default_factory=list)

    def place(self, use: Use, part: int, unit: Unit | None) -> Placed | None:
        """What stands for the path of `use` in a part, None where it stays as it is."""
        constants = self.env.constants
        start = use.path if use.path is not None else directory_of(use, constants)
        if use.access is Access.GLOB and use.path is not None:
            start = directory_of(use, constants)
        if start is None:
            return None
        if use.writes or self._written_here(start, part, unit):
            name = self.written[part].get(start, "") if use.path is not None else ""
            if use.makes_directory and use.path is not None:
                name = PurePosixPath(start).name
            if use.path is not None:
                return Placed(
                    f"out_dir / {name!r}" if name else "out_dir", "out_dir", not use.writes
                )
            code = joined("out_dir", use, constants)
            return Placed(code, "out_dir", not use.writes) if code else None
        parameter = self.parameters.get(start)
        if parameter is None:
            return None
        code = joined(parameter, use, constants)
        return Placed(code, parameter) if code else None

    def _written_here(self, start: str, part: int, unit: Unit | None) -> bool:
        """Whether the part itself wrote the file (or into the folder) before it reads it."""
        if start not in self.written[part]:
            return False
        later = unit is not None and unit.index > self.written_at[part].get(start, unit.index)
        return later or start not in self.read_first[part]

    def file(self, parameter: str, part: int, parts: Sequence[Part]) -> File:
        """The parameter as a part of the stage's interface."""
        path = next(path for path, name in self.parameters.items() if name == parameter)
        for number in range(part - 1, -1, -1):
            if path in self.written[number]:
                name = self.written[number][path]
                return File(parameter, path, self.kinds[path], parts[number].name, name)
        return File(parameter, without_password(path), self.kinds[path])


def lift(parts: Sequence[Part], env: Environment, taken: Iterable[str]) -> Lifting:
    """Find every path of the parts, and decide what stands for it."""
    definitions: dict[Key, Definition] = {}
    for part in parts:
        for unit in part.units:
            for definition in unit.analysed.facts.definitions:
                definitions[key_of(definition)] = definition
    lifting = Lifting(env, definitions)
    handed = path_parameters(definitions)
    own: dict[Key, list[Use]] = {}
    for key, definition in definitions.items():
        own[key] = [
            use_of(c) for c in own_calls(definition) if not _is_parameter(c.argument, definition)
        ]
        own[key] += [
            use_of_argument(argument, call, env)
            for argument, call in passed_paths(definition.node, definitions, handed)
            if not _is_parameter(argument, definition)
        ]
    for part in parts:
        for unit in part.units:
            lifting.uses[id(unit)] = tuple(_uses(unit, env, definitions, handed))
    _drop_names(lifting, own)
    _collect(lifting, parts, own, taken)
    for key, uses in own.items():
        _edit_definition(lifting, key, uses)
    return lifting


def _is_parameter(node: ast.expr, definition: Definition) -> bool:
    return isinstance(node, ast.Name) and node.id in definition.parameters


def _uses(
    unit: Unit,
    env: Environment,
    definitions: dict[Key, Definition],
    handed: dict[Key, dict[str, object]] | object,
) -> Iterable[Use]:
    for call in unit.analysed.facts.io:
        if not call.inside:
            yield use_of(call)
    scope = {key_of(d): d for d in unit.analysed.facts.definitions}
    for node in unit.analysed.statement.nodes:
        for argument, call in passed_paths(node, scope, handed):  # type: ignore[arg-type]
            yield use_of_argument(argument, call, env)


def _drop_names(lifting: Lifting, own: dict[Key, list[Use]]) -> None:
    """Leave out what is no path: databases in memory, published names that nothing writes."""
    every = [use for uses in [*lifting.uses.values(), *own.values()] for use in uses]
    written = {use.path for use in every if use.writes and not use.may_be_name}

    def is_path(use: Use) -> bool:
        memory = use.path in ("", ":memory:", "sqlite://")
        return not memory and (use.path in written or not use.may_be_name)

    for unit, uses in lifting.uses.items():
        lifting.uses[unit] = tuple(filter(is_path, uses))
    for key, found in own.items():
        own[key] = list(filter(is_path, found))


def _collect(
    lifting: Lifting, parts: Sequence[Part], own: dict[Key, list[Use]], taken: Iterable[str]
) -> None:
    """Name the files that are read, and those that each part writes."""
    constants = lifting.env.constants
    reads: dict[tuple[str, str], None] = {}
    for part in parts:
        writes: dict[str, None] = {}
        read_first: set[str] = set()
        uses: list[Use] = []
        written_at: dict[str, int] = {}
        for unit in part.units:
            for use in lifting.uses[id(unit)]:
                if use.writes and use.path is not None:
                    written_at.setdefault(use.path, unit.index)
            uses += lifting.uses[id(unit)]
            for definition in unit.analysed.facts.definitions:
                uses += own.get(key_of(definition), [])
        # a file that is made only if it is missing is the stage's own, also where it is read
        cached = {use.path for use in uses if use.access is Access.EXISTS}
        cached &= {use.path for use in uses if use.writes}
        for use in uses:
            start = directory_of(use, constants)
            if use.figure or start is None or (use.path in cached and not use.writes):
                continue
            if use.writes and use.path is not None and not use.makes_directory:
                writes.setdefault(use.path)
            elif not use.writes and use.path not in writes:
                reads.setdefault((start, kind_of(use)))
                read_first.add(start)
        lifting.written.append(file_names(writes))
        lifting.read_first.append(read_first)
        lifting.written_at.append(written_at)
    files = {path for path, kind in reads if kind != "dir"}
    pairs = [(path, kind) for path, kind in reads if kind != "dir" or path not in files]
    lifting.parameters = file_parameters(pairs, taken)
    lifting.kinds = dict(pairs)


def _edit_definition(lifting: Lifting, key: Key, uses: list[Use]) -> None:
    """Give a definition that touches files parameters for them."""
    edits: list[Edit] = []
    needs: dict[str, str] = {}
    for use in uses:
        if use.figure:
            continue
        start = directory_of(use, lifting.env.constants)
        base = "out_dir" if use.writes else lifting.parameters.get(start or "", "")
        if start is None or not base:
            lifting.unlifted.append((lifting.definitions[key], use))
            continue
        if use.writes and use.path is not None:
            code: str | None = f"out_dir / {PurePosixPath(use.path).name!r}"
        else:
            code = joined(base, use, lifting.env.constants)
        if code is None:
            lifting.unlifted.append((lifting.definitions[key], use))
            continue
        edits.append(edit(use, code))
        needs[base] = start
    lifting.definition_edits[key] = tuple(edits)
    lifting.definition_needs[key] = needs
