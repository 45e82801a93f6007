"""The paths of the whole notebook: which parameter or output file replaces each of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from functools import partial
from pathlib import PurePosixPath

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition
from nb2prod.graph.closures import default_values
from nb2prod.graph.units import Part, Unit, UnitKey
from nb2prod.plan.bound_again import Standing
from nb2prod.plan.capture_problems import without_object
from nb2prod.plan.figures import names_apart
from nb2prod.plan.handed import is_last_default
from nb2prod.plan.handed_to_methods import Handing, handing
from nb2prod.plan.model import Edit, File
from nb2prod.plan.names import file_parameters
from nb2prod.plan.outputs import (
    Pattern,
    below,
    folders_kept,
    is_filled,
    names_of,
    reads_several,
    unpacks,
)
from nb2prod.plan.path_uses import uses_inside, uses_of
from nb2prod.plan.paths import (
    Key,
    Use,
    by_parameter,
    directory_of,
    edit,
    folder_of,
    joined,
    path_test,
    span,
    tidy,
    use_of,
    without_password,
)
from nb2prod.plan.read_back import (
    InnerUses,
    with_made_folders,
    with_read_back,
    with_writes_as_read,
    written_and_read,
)
from nb2prod.plan.touched_files import (
    continued_folders,
    filled_since,
    read_inside,
    touched_by,
    wanted_by,
)
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands for a path in a stage: ``code``, and the parameter that it needs."""

    code: str
    needs: str
    from_output: bool = False


@dataclass(frozen=True)
class Lifting:
    """Paths of a notebook; made by `lift`.

    ``parameters`` map a path to the parameter of its file, ``written`` a part's number to
    {path: name in its out_dir}; ``folders`` keep a folder of their own there, ``filled`` says
    since which statement a part fills them, ``patterns`` are its files with a variable end, and
    ``several`` the reads of more than one file by their folder. ``definition_edits`` and
    ``definition_needs`` are for the definitions that touch files, ``inner`` are their uses.
    ``continued`` are folders that a part takes from an earlier one, ``figures_read`` the calls that
    save a figure which is read again, ``handed`` the parameters that paths are passed as.
    """

    env: Environment = field(default_factory=Environment)
    definitions: Mapping[Key, Definition] = field(default_factory=dict)
    uses: Mapping[UnitKey, tuple[Use, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    written: tuple[Mapping[str, str], ...] = ()
    definition_edits: Mapping[Key, tuple[Edit, ...]] = field(default_factory=dict)
    definition_needs: Mapping[Key, Mapping[str, str]] = field(default_factory=dict)
    read_first: tuple[Set[str], ...] = ()
    written_at: tuple[Mapping[str, int], ...] = ()
    path_names: frozenset[str] = frozenset()
    folders: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[Mapping[str, int], ...] = ()
    patterns: tuple[tuple[Pattern, ...], ...] = ()
    several: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    unlifted: tuple[tuple[Definition, Use], ...] = ()
    figures_read: frozenset[int] = frozenset()
    figure_names: Mapping[str, str] = field(default_factory=dict)
    inner: InnerUses = field(default_factory=dict)
    handed: Handing = Handing()
    wanted: tuple[Mapping[str, frozenset[str]], ...] = ()
    continued: tuple[frozenset[str], ...] = ()

    def uses_of(self, unit: Unit) -> tuple[Use, ...]:
        """The paths in the statement; none for a definition that is nested where it stands."""
        return self.uses.get(unit.key, ())

    def place(self, use: Use, part: int, unit: Unit | None) -> Placed | None:
        """What stands for the path of `use` in a part, None where it stays as it is."""
        start = directory_of(use)
        if start is None or self.stays(use):
            return None
        if use.writes:
            code = self._output(use, start, part)
            return Placed(code, "out_dir") if code else None
        code = self._read_back(use, start, part, unit)
        if code is not None:
            return Placed(code, "out_dir", from_output=True)
        parameter = self.parameters.get(start)
        code = joined(parameter, use) if parameter else None
        return Placed(code, parameter) if code and parameter else None

    def stays(self, use: Use) -> bool:
        """Whether a folder is made for files whose paths stay as they are."""
        if not use.makes_directory:
            return False
        every = [*(u for uses in self.uses.values() for u in uses), *(u for _, u in self.unlifted)]
        return is_filled(use, every)

    def folder(self, start: str) -> str:
        """The folder of out_dir that stands for a folder of the notebook, as an expression."""
        return f"out_dir / {self.folders[start]!r}" if start in self.folders else "out_dir"

    def computed(self, part: int) -> Iterator[str]:
        """The files of a part whose names are computed, with a ``*``."""
        for one in self.patterns[part]:
            yield f"{self.folders.get(one.start, '')}/{one.shown}".lstrip("/")

    def _output(self, use: Use, start: str, part: int) -> str | None:
        if use.path is None:
            return joined(self.folder(start), use)
        name = self.written[part].get(start, "")
        if use.makes_directory:
            name = self.folders.get(start, PurePosixPath(start).name)
        return f"out_dir / {name!r}" if name else "out_dir"

    def files_of(self, use: Use, part: int) -> set[str]:
        """Files and folders of out_dir that a use touches, so that two uses can be compared."""
        start = directory_of(use)
        if start is None or use.makes_directory:
            return set()
        if use.writes:
            return {start, tidy(folder_of(start))}
        pattern = None if reads_several(use) else self._pattern(start, part)
        return {start, pattern.start} if pattern else {start}

    def output_of(self, use: Use) -> str:
        """What stands in a definition for a file that it writes."""
        number = next((n for n, names in enumerate(self.written) if use.path in names), 0)
        return self._output(use, use.path or "", number) or "out_dir"

    def _read_back(self, use: Use, start: str, part: int, unit: Unit | None) -> str | None:
        """The path of what the part itself wrote before it reads it."""
        folder = start if reads_several(use) else folder_of(start)
        if folder in self.continued[part]:
            if reads_several(use):
                return joined(self.folder(folder), use)
            return f"{self.folder(folder)} / {below(start, folder)!r}"
        if reads_several(use) and self.written_here(start, part, unit):
            return joined(f"out_dir / {self.written[part][start]!r}", use)
        if self._makes_all(use, start, part):
            return joined("out_dir", use)
        if reads_several(use):
            made = [p for p in self.patterns[part] if p.start == start and p.meets(use)]
            if not made and start not in self.filled[part]:
                return None
            first = min((p.index for p in made), default=self.filled[part].get(start, 0))
            if unit is not None and unit.index < first:
                return None
            return joined(self.folder(start), use)
        if self.written_here(start, part, unit):
            return f"out_dir / {self.written[part][start]!r}"
        pattern = self._pattern(start, part)
        if pattern is None or (unit is not None and unit.index < pattern.index):
            return None
        return f"{self.folder(pattern.start)} / {below(start, pattern.start)!r}"

    def finds_own(self, path: str, part: int, unit: Unit) -> bool:
        """Whether what the statement calls finds the file, or the folder, in the part's out_dir."""
        if self.kinds.get(path) != "dir":
            return self.written_here(path, part, unit)
        asked = [use_of(c) for c in unit.analysed.facts.io if c.inside and not c.writes]
        values = [use.values for use in asked if use.path is None and directory_of(use) == path]
        if values and None not in values:
            files = {tidy(file) for one in values for file in one or ()}
            return any(self._is_made(file, part, unit.index) for file in files)
        reads = (use for d in unit.definitions.values() for use in self.inner.get(d.key, ()))
        return path in self.continued[part] or any(
            self._read_back(use, path, part, unit) is not None
            for use in reads
            if not use.writes and directory_of(use) == path
        )

    def own_place(self, path: str, part: int) -> str:
        """The file or folder of the part's out_dir that stands for a path."""
        if self.kinds.get(path) == "dir" and path not in self.written[part]:
            return self.folder(path)
        return f"out_dir / {self.written[part][path]!r}"

    def _makes_all(self, use: Use, start: str, part: int) -> bool:
        """Whether a part writes each file of a row that the text knows."""
        made = self.written[part]
        names = {tidy(value): below(tidy(value), start) for value in use.values or ()}
        return bool(names) and all(made.get(path) == name for path, name in names.items())

    def _pattern(self, path: str, part: int) -> Pattern | None:
        return next((p for p in self.patterns[part] if p.holds(path)), None)

    def written_here(self, start: str, part: int, unit: Unit | None) -> bool:
        """Whether the part itself wrote the file (or into the folder) before it reads it."""
        if start not in self.written[part]:
            return False
        later = unit is not None and unit.index > self.written_at[part].get(start, unit.index)
        return later or start not in self.read_first[part]

    def file(self, parameter: str, part: int, parts: Sequence[Part]) -> File:
        """The parameter as a part of the stage's interface."""
        path = next(path for path, name in self.parameters.items() if name == parameter)
        for number in range(part - 1, -1, -1):
            name = self._made_by(path, number, self.wanted[part].get(path, frozenset()))
            if name is not None:
                return File(parameter, path, self.kinds[path], parts[number].name, name)
        return File(parameter, without_password(path), self.kinds[path])

    def _is_made(self, file: str, number: int, before: float = float("inf")) -> bool:
        """Whether a part writes the file in a statement before that one."""
        if file in self.written[number]:
            return self.written_at[number].get(file, 0) < before
        pattern = self._pattern(file, number)
        return pattern is not None and pattern.index < before

    def _made_by(self, path: str, number: int, wanted: Set[str]) -> str | None:
        """What a part calls the path in its out_dir, if it writes it; "" for out_dir itself.

        `wanted` are the files that are read in a folder, where they are known.
        """
        if path in self.written[number]:
            return self.written[number][path]
        if self.kinds[path] == "dir":
            if wanted:
                made = any(self._is_made(file, number) for file in wanted)
                return self.folders.get(path, "") if made else None
            if path in self.folders and path in self.filled[number]:
                return self.folders[path]
            several = self.several.get(path, ())
            if any(self._makes_all(use, path, number) for use in several):
                return ""
            met = any(p.meets(use) for p in self.patterns[number] for use in several
                      if p.start == path)  # fmt: skip
            return self.folders.get(path, "") if met else None
        folder = folder_of(path)
        if folder in self.continued[number]:
            return f"{self.folders[folder]}/{below(path, folder)}"
        pattern = self._pattern(path, number)
        if pattern is None:
            return None
        inside = self.folders.get(pattern.start)
        return str(PurePosixPath(inside or ".", below(path, pattern.start)))


Uses = Mapping[Key, Sequence[Use]]


def lift(
    parts: Sequence[Part], names: Standing, taken: Iterable[str], parameters: Set[str]
) -> Lifting:
    """Find every path of the parts, and decide what stands for it."""
    env = names.env
    definitions: dict[Key, Definition] = {}
    run_by: dict[Key, list[Unit]] = {}
    units = [unit for part in parts for unit in part.units]
    for unit in units:
        for definition in unit.analysed.facts.definitions:
            definitions[definition.key] = definition
            run_by.setdefault(definition.key, []).append(unit)
    handed = handing(units, definitions, env)
    inner = {
        key: tuple(uses_inside(definition, names, run_by[key], definitions, handed))
        for key, definition in definitions.items()
    }
    direct = {unit.key: tuple(uses_of(unit, names, handed)) for unit in units}
    every = [use for uses in (*direct.values(), *inner.values()) for use in uses]
    is_path = path_test(every)
    varied = partial(by_parameter, env=env, parameters=parameters, written=frozenset[str]())
    fixed, moving = set[str](), set[str]()
    for use in every:
        if use.writes and use.path is not None:
            (fixed if varied(use) is use else moving).add(use.path)
    varied = partial(varied, written=moving - fixed)
    own = {key: tuple(map(varied, filter(is_path, uses))) for key, uses in direct.items()}
    inside = {key: tuple(map(varied, filter(is_path, uses))) for key, uses in inner.items()}
    own = with_writes_as_read(parts, own)
    found = with_read_back(parts, with_made_folders(parts, own), inside, definitions)
    lifting = Lifting(env, definitions, found.uses, figures_read=found.figures, handed=handed)
    lifting = _collected(lifting, parts, found.inner, taken)
    return _with_defaults(_with_definitions(lifting, found.inner), found.inner)


def _with_defaults(lifting: Lifting, inner: Uses) -> Lifting:
    """Take away default values that every call now passes as a parameter of its stage."""
    every = [use for uses in [*lifting.uses.values(), *inner.values()] for use in uses]
    passed_on = (use for use in every if use.into is not None and use.path is not None)
    given = {id(use.argument) for use in passed_on if not lifting.stays(use)}
    edits: dict[Key, tuple[Edit, ...]] = {}
    for key, definition in lifting.definitions.items():
        gone = [
            Edit(span(default), "" if is_last_default(definition, name) else "None")
            for name, default in default_values(definition).items()
            if id(default) in given
        ]
        edits[key] = (*lifting.definition_edits.get(key, ()), *gone)
    return replace(lifting, definition_edits=edits)


def _collected(
    lifting: Lifting, parts: Sequence[Part], inner: Uses, taken: Iterable[str]
) -> Lifting:
    """Name the files that are read, and those that each part writes."""
    every = [use for uses in [*lifting.uses.values(), *inner.values()] for use in uses]
    bound = {n for part in parts for unit in part.units for n in unit.must | unit.may}
    touched = touched_by(parts, lifting.uses, inner)
    continued = continued_folders(touched)
    # a folder that a call fills and several files are read from: all that is written there is in it
    called = {use.path for use in every if unpacks(use) and use.path}
    called &= {directory_of(use) for use in every if reads_several(use)}
    folders = folders_kept(every, bound, frozenset(called).union(*continued))
    made = [use for use in every if use.writes and (not use.makes_directory or unpacks(use))]
    names = names_of([use.path for use in made if use.path], folders)
    folders |= {use.path: names[use.path] for use in every if unpacks(use) and use.path}
    reads: dict[tuple[str, str], None] = {}
    several: dict[str, list[Use]] = {}
    written: list[dict[str, str]] = []
    read_first: list[set[str]] = []
    for one, goes_on in zip(touched, continued, strict=True):
        reads |= dict.fromkeys((folder, "dir") for folder in sorted(goes_on))
        writes, first = written_and_read(one.uses, reads, several)
        written.append({path: names[path] for path in writes if names[path]})
        read_first.append(first)
    reads |= dict.fromkeys(read_inside(inner, names))
    files = {path for path, kind in reads if kind != "dir"}
    pairs = [(path, kind) for path, kind in reads if kind != "dir" or path not in files]
    return replace(
        lifting,
        inner=inner,
        folders=folders,
        continued=continued,
        parameters=file_parameters(pairs, taken),
        kinds=dict(pairs),
        written=tuple(written),
        read_first=tuple(read_first),
        written_at=tuple(one.written_at for one in touched),
        patterns=tuple(one.patterns for one in touched),
        filled=filled_since(touched, folders),
        figure_names=names_apart(every),
        wanted=tuple(map(wanted_by, touched)),
        several={start: tuple(uses) for start, uses in several.items()},
    )


def _with_definitions(lifting: Lifting, inner: Uses) -> Lifting:
    """Give the definitions that touch files parameters for them."""
    edits: dict[Key, tuple[Edit, ...]] = {}
    needs: dict[Key, dict[str, str]] = {}
    unlifted: list[tuple[Definition, Use]] = []
    every = [use for uses in (*lifting.uses.values(), *inner.values()) for use in uses]
    for key, uses in inner.items():
        needs[key], definition = {}, lifting.definitions[key]
        made: list[Edit] = []
        for use in (use for use in uses if not use.figure):
            if use.makes_directory and is_filled(use, every):
                continue
            start = directory_of(use)
            base = "out_dir" if use.writes else lifting.parameters.get(start or "", "")
            code = _code_inside(lifting, use, start, base) if start is not None and base else None
            if start is None or code is None or without_object(use.argument, definition):
                unlifted.append((definition, use))
                continue
            made.append(edit(use, code))
            needs[key][base] = start
        edits[key] = tuple(made)
    found = replace(lifting, definition_edits=edits, definition_needs=needs)
    return replace(found, unlifted=tuple(unlifted))


def _code_inside(lifting: Lifting, use: Use, start: str, base: str) -> str | None:
    """What stands for a path in a definition."""
    if use.writes and use.path is not None:
        return lifting.output_of(use)
    return joined(lifting.folder(start) if use.writes else base, use)
