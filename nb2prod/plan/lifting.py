"""The paths of the whole notebook: which parameter or output file stands for each of them."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition
from nb2prod.analysis.tables.io_base import Access
from nb2prod.plan.handed import (
    Parameters,
    default_values,
    is_last_default,
    leading_parameter,
    omitted,
    passed,
    path_parameters,
)
from nb2prod.plan.model import Edit, File
from nb2prod.plan.names import file_parameters
from nb2prod.plan.outputs import (
    Pattern,
    below,
    folders_kept,
    names_of,
    pattern_of,
    reads_several,
    unpacks,
)
from nb2prod.plan.parts import Part
from nb2prod.plan.paths import (
    Key,
    Use,
    directory_of,
    edit,
    joined,
    key_of,
    kind_of,
    own_calls,
    span,
    tidy,
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
    {path: name in its out_dir}; ``folders`` keep a folder of their own there, ``filled`` says
    since which statement a part fills them, ``patterns`` are its files with a variable end, and
    ``several`` the reads of more than one file by their folder. ``definition_edits`` and
    ``definition_needs`` are for the definitions that touch files.
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
    folders: dict[str, str] = field(default_factory=dict)
    filled: list[dict[str, int]] = field(default_factory=list)
    patterns: list[list[Pattern]] = field(default_factory=list)
    several: dict[str, list[Use]] = field(default_factory=dict)
    unlifted: list[tuple[Unit | Definition, Use]] = field(default_factory=list)

    def place(self, use: Use, part: int, unit: Unit | None) -> Placed | None:
        """What stands for the path of `use` in a part, None where it stays as it is."""
        start = directory_of(use, self.env.constants)
        if start is None:
            return None
        if use.writes:
            code = self._output(use, start, part)
            return Placed(code, "out_dir") if code else None
        code = self._read_back(use, start, part, unit)
        if code is not None:
            return Placed(code, "out_dir", from_output=True)
        parameter = self.parameters.get(start)
        code = joined(parameter, use, self.env.constants) if parameter else None
        return Placed(code, parameter) if code and parameter else None

    def folder(self, start: str) -> str:
        """The folder of out_dir that stands for a folder of the notebook, as an expression."""
        return f"out_dir / {self.folders[start]!r}" if start in self.folders else "out_dir"

    def _output(self, use: Use, start: str, part: int) -> str | None:
        if use.path is None:
            return joined(self.folder(start), use, self.env.constants)
        name = self.written[part].get(start, "")
        if use.makes_directory:
            name = self.folders.get(start, PurePosixPath(start).name)
        return f"out_dir / {name!r}" if name else "out_dir"

    def files_of(self, use: Use, part: int) -> set[str]:
        """Files and folders of out_dir that a use touches, so that two uses can be compared."""
        start = directory_of(use, self.env.constants)
        if start is None or use.makes_directory:
            return set()
        if use.writes:
            return {start, tidy(str(PurePosixPath(start).parent))}
        pattern = None if reads_several(use) else self._pattern(start, part)
        return {start, pattern.start} if pattern else {start}

    def output_of(self, use: Use) -> str:
        """What stands in a definition for a file that it writes."""
        number = next((n for n, names in enumerate(self.written) if use.path in names), 0)
        return self._output(use, use.path or "", number) or "out_dir"

    def _read_back(self, use: Use, start: str, part: int, unit: Unit | None) -> str | None:
        """The path of what the part itself wrote before it reads it."""
        if reads_several(use) and self._written_here(start, part, unit):
            return joined(f"out_dir / {self.written[part][start]!r}", use, self.env.constants)
        if reads_several(use):
            made = [p for p in self.patterns[part] if p.start == start and p.meets(use)]
            if not made and start not in self.filled[part]:
                return None
            first = min((p.index for p in made), default=self.filled[part].get(start, 0))
            if unit is not None and unit.index < first:
                return None
            return joined(self.folder(start), use, self.env.constants)
        if self._written_here(start, part, unit):
            return f"out_dir / {self.written[part][start]!r}"
        pattern = self._pattern(start, part)
        if pattern is None or (unit is not None and unit.index < pattern.index):
            return None
        return f"{self.folder(pattern.start)} / {below(start, pattern.start)!r}"

    def _pattern(self, path: str, part: int) -> Pattern | None:
        return next((p for p in self.patterns[part] if p.holds(path)), None)

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
            name = self._made_by(path, number)
            if name is not None:
                return File(parameter, path, self.kinds[path], parts[number].name, name)
        return File(parameter, without_password(path), self.kinds[path])

    def _made_by(self, path: str, number: int) -> str | None:
        """What a part calls the path in its out_dir, if it writes it; "" for out_dir itself."""
        if path in self.written[number]:
            return self.written[number][path]
        if self.kinds[path] == "dir":
            if path in self.folders and path in self.filled[number]:
                return self.folders[path]
            several = self.several.get(path, [])
            met = any(p.meets(use) for p in self.patterns[number] for use in several
                      if p.start == path)  # fmt: skip
            return self.folders.get(path, "") if met else None
        pattern = self._pattern(path, number)
        if pattern is None:
            return None
        inside = self.folders.get(pattern.start)
        return str(PurePosixPath(inside or ".", below(path, pattern.start)))


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
            use_of(c) for c in own_calls(definition)
            if leading_parameter(c.argument, definition) not in handed[key]
        ]  # fmt: skip
        own[key] += [
            one for one in _passed(definition.node, env, definitions, handed)
            if leading_parameter(one.argument, definition) not in handed[key]
        ]  # fmt: skip
    for part in parts:
        for unit in part.units:
            lifting.uses[id(unit)] = tuple(_uses(unit, env, definitions, handed))
    _drop_names(lifting, own)
    _collect(lifting, parts, own, taken)
    for key, uses in own.items():
        _edit_definition(lifting, key, uses)
    _drop_defaults(lifting, own)
    return lifting


def _passed(
    node: ast.AST, env: Environment, definitions: Mapping[Key, Definition], handed: Parameters
) -> Iterable[Use]:
    """Paths that a statement or definition hands to the definitions that it calls."""
    for one in (*passed(node, definitions, handed), *omitted(node, definitions, handed)):
        given = one.handed
        yield use_of_argument(one.argument, given.call, env, given.folder, given.text, one.into)


def _drop_defaults(lifting: Lifting, own: Mapping[Key, Sequence[Use]]) -> None:
    """Take away default values that every call now passes as a parameter of its stage."""
    every = [use for uses in [*lifting.uses.values(), *own.values()] for use in uses]
    given = {id(use.argument) for use in every if use.into is not None and use.path is not None}
    for key, definition in lifting.definitions.items():
        gone = [
            Edit(span(default), "" if is_last_default(definition, name) else "None")
            for name, default in default_values(definition).items()
            if id(default) in given
        ]
        lifting.definition_edits[key] = (*lifting.definition_edits.get(key, ()), *gone)


def _uses(
    unit: Unit,
    env: Environment,
    definitions: dict[Key, Definition],
    handed: Parameters,
) -> Iterable[Use]:
    for call in unit.analysed.facts.io:
        if not call.inside:
            yield use_of(call)
    scope = {key_of(d): d for d in unit.analysed.facts.definitions}
    for node in unit.analysed.statement.nodes:
        yield from _passed(node, env, scope, handed)


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
    every = [use for uses in [*lifting.uses.values(), *own.values()] for use in uses]
    lifting.folders = folders_kept(every, constants)
    made = [use.path for use in every if use.writes and use.path and not use.makes_directory]
    names = names_of([path for path in made if path], lifting.folders)
    lifting.folders |= {use.path: names[use.path] for use in every if unpacks(use) and use.path}
    for part in parts:
        patterns: list[Pattern] = []
        filled: dict[str, int] = {}
        writes: dict[str, None] = {}
        read_first: set[str] = set()
        uses: list[Use] = []
        written_at: dict[str, int] = {}
        for unit in part.units:
            for use in lifting.uses[id(unit)]:
                if use.writes and use.path is not None:
                    written_at.setdefault(use.path, unit.index)
                _note_outputs(lifting, use, unit.index, patterns, filled)
            uses += lifting.uses[id(unit)]
            for definition in unit.analysed.facts.definitions:
                inner = own.get(key_of(definition), [])
                uses += inner
                for use in inner:
                    _note_outputs(lifting, use, unit.index, patterns, filled)
        # a file that is made only if it is missing is the stage's own, also where it is read
        cached = {use.path for use in uses if use.access is Access.EXISTS}
        cached &= {use.path for use in uses if use.writes and use.path is not None}
        for use in uses:
            start = directory_of(use, constants)
            if use.figure or start is None or (use.path in cached and not use.writes):
                continue
            if use.writes and use.path is not None and not use.makes_directory:
                writes.setdefault(use.path)
            elif not use.writes and use.path not in writes:
                reads.setdefault((start, kind_of(use)))
                read_first.add(start)
                if reads_several(use):
                    lifting.several.setdefault(start, []).append(use)
        lifting.written.append({path: names[path] for path in writes})
        lifting.patterns.append(patterns)
        lifting.filled.append(filled)
        lifting.read_first.append(read_first)
        lifting.written_at.append(written_at)
    files = {path for path, kind in reads if kind != "dir"}
    pairs = [(path, kind) for path, kind in reads if kind != "dir" or path not in files]
    lifting.parameters = file_parameters(pairs, taken)
    lifting.kinds = dict(pairs)


def _note_outputs(
    lifting: Lifting, use: Use, index: int, patterns: list[Pattern], filled: dict[str, int]
) -> None:
    """Take note of files with a variable end, and of folders that are kept."""
    pattern = pattern_of(use, lifting.env.constants, index)
    if pattern is not None:
        patterns.append(pattern)
    start = pattern.start if pattern else str(PurePosixPath(use.path or "").parent)
    if use.writes and not use.makes_directory and start in lifting.folders:
        filled.setdefault(start, index)


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
            code: str | None = lifting.output_of(use)
        else:
            folder = lifting.folder(start) if use.writes else base
            code = joined(folder, use, lifting.env.constants)
        if code is None:
            lifting.unlifted.append((lifting.definitions[key], use))
            continue
        edits.append(edit(use, code))
        needs[base] = start
    lifting.definition_edits[key] = tuple(edits)
    lifting.definition_needs[key] = needs
