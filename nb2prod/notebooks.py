"""Which notebooks the command line names, and the folder of each."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path

from nb2prod.configuration import Choices, choices, fits, nearest, settings_table
from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.disk import seen_from
from nb2prod.folders import Sources, find_notebooks, packages_in, sources_of
from nb2prod.naming import listed
from nb2prod.patterns import regex
from nb2prod.records import dataclass
from nb2prod.settings import Settings
from nb2prod.write import MANIFEST, read_manifest

Near = Callable[[Path], Sources]
_NUMBER = regex(r"\d+")


class BatchError(Exception):
    """The command line does not say what to do; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook, the folder that its package stands in, and what the user chose for it;
    ``again``: the package is to be made again, not only compared or run."""

    path: Path
    target: Path
    choices: Choices
    again: bool = False

    @property
    def notebooks(self) -> tuple[Path, ...]:
        """The notebook, and those that follow it in one package."""
        following = self.choices.settings.following
        return (self.path, *(self.path.with_name(name) for name in following))

    @property
    def shown(self) -> str:
        """The notebooks as messages name them."""
        return listed([str(self.path), *self.choices.settings.following])


def jobs(
    paths: Sequence[Path],
    folder: Path | None,
    given: Mapping[str, object],
    *,
    again: bool = False,
) -> tuple[list[Job], list[tuple[Path, Diagnostic]]]:
    """What is to be done, and the paths that lead to no notebook, with the reason.

    Args:
        paths: notebooks, and folders of them.
        folder: where the command line wants the packages, if it says so.
        given: options of the command line, see `configuration.choices`.
        again: the packages are to be made again, see `as_made`.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    found, told = find_notebooks(paths, folder)
    if given.get("package"):
        return [job_of_all(found, folder, given, again=again)] if found else [], told
    if given.get("name") and len(found) > 1:
        raise BatchError("--name fits one notebook only.")
    near = cache(packages_in)
    targets = {
        path: target_of(path, found, paths, folder, choices(path, given), near) for path in found
    }
    made = [
        job_of_all(notebooks, package, given, again=again)
        for package, notebooks in _of_several(targets, folder, near).items()
    ]
    joined = {path for job in made for path in job.notebooks}
    seen = {job.target: job.path for job in made}
    for path, target in targets.items():
        if path in joined and len(near(target.parent).get(target, ())) != 1:
            continue
        if target in seen:
            raise BatchError(f"{seen[target]} and {path} would both be written to {target}.")
        seen[target] = path
        made.append(Job(path, target, as_made(path, given, target, again=again), again))
    order = {path: number for number, path in enumerate(found)}
    return sorted(made, key=lambda job: order[job.path]), told


def _of_several(targets: Mapping[Path, Path], folder: Path | None, near: Near) -> Sources:
    """The packages that are made from several of the notebooks and no other, where theirs are."""
    named = {os.path.abspath(path): path for path in targets}
    places = dict.fromkeys([target.parent for target in targets.values()])
    return {
        package: tuple(named[os.path.abspath(one)] for one in of)
        for place in ([folder, *places] if folder else places)
        for package, of in near(place).items()
        if len(of) > 1 and all(os.path.abspath(one) in named for one in of)
    }


def job_of_all(
    paths: Sequence[Path],
    folder: Path | None,
    given: Mapping[str, object],
    *,
    again: bool = False,
) -> Job:
    """What is to be done to make one package of notebooks; numbered ones go by their numbers.

    Raises:
        BatchError: they are of several folders, so that their paths start from different places.
        SettingsError: a pyproject.toml above them cannot be followed.
    """
    first, *others = in_order(paths)
    stored = as_made(first, {}, folder).settings.name if folder else None
    name = given.get("package") or given.get("name") or stored
    if not name:
        raise BatchError(
            "several notebooks: name one at a time, or give --package if they are one package."
        )
    if "/" in str(name) or "\\" in str(name):
        raise BatchError(
            f"--package takes the name of a package, not a path: {name}. "
            "In check and verify, --against takes the path of a folder."
        )
    for path in others:
        if path.parent.resolve() != first.parent.resolve():
            message = f"{first} and {path} are in two folders, from which their paths start"
            raise BatchError(f"{message}: move the notebooks of one package into one folder.")
    files = tuple(path.name for path in others)
    chosen = {**given, "name": name, "following": files}
    named = first.with_name(f"{name}.ipynb")
    target = target_of(named, [named], [named], folder, choices(first, chosen))
    return Job(first, target, as_made(first, chosen, target, again=again), again)


def in_order(paths: Sequence[Path]) -> list[Path]:
    """The notebooks by the numbers that their names start with; as they are if one has none.

    >>> [str(path) for path in in_order([Path("10_end.ipynb"), Path("2_train.ipynb")])]
    ['2_train.ipynb', '10_end.ipynb']
    """
    found = [(_NUMBER.match(path.name), path) for path in paths]
    if not all(match for match, _ in found):
        return list(paths)
    return [path for match, path in sorted(found, key=lambda one: int(one[0][0] if one[0] else 0))]


def job_of(paths: Sequence[Path], given: Mapping[str, object], package: Path | None = None) -> Job:
    """What is to be done with a notebook, or with several of one package, which may be there.

    Args:
        paths: the notebooks, or their folder.
        given: options of the command line, see `configuration.choices`.
        package: the folder of the package, by default beside the notebook.

    Raises:
        BatchError: they are several, and nothing says that they are one package.
        SettingsError: a pyproject.toml above the notebook cannot be followed.
    """
    found = find_notebooks(paths)[0] or list(paths)
    if len(found) > 1 or given.get("package"):
        named = given.get("package") or given.get("name")
        todo = [] if named or package else jobs(paths, None, given)[0]
        return todo[0] if len(todo) == 1 else job_of_all(found, package, given)
    path = found[0]
    target = package or target_of(path, [path], [path], None, choices(path, given))
    return Job(path, target, as_made(path, given, target))


def as_made(
    path: Path, given: Mapping[str, object], target: Path, *, again: bool = False
) -> Choices:
    """What holds for a notebook whose package is there: the options that it was made with.

    The command line is stronger. pyproject.toml is weaker, unless the package is to be made
    `again`. Where no package is in `target`, there are no such options.

    Raises:
        SettingsError: a pyproject.toml above the notebook cannot be followed.
    """
    try:
        stored = read_manifest(target).options
    except (ConversionError, OSError):  # who needs the folder tells it
        stored = {}
    kept = from_package(stored, target)
    file = nearest(path) if again else None
    for name in settings_table(file) if file else ():
        kept.pop(name, None)
    return choices(path, {**kept, **_not_none(given)})


def kept_options(job: Job, given: Mapping[str, object]) -> list[str]:
    """Those options of a conversion that hold because the package was made with them before.

    Raises:
        SettingsError: a pyproject.toml above the notebook cannot be followed.
    """
    plain, now = choices(job.path, given).settings, job.choices.settings
    found = []
    for name in (one.name for one in fields(Settings) if one.name not in ("name", "following")):
        value = getattr(now, name)
        if value != getattr(plain, name):
            shown = {True: "", False: " off"}.get(value) if isinstance(value, bool) else f" {value}"
            shown = f" {', '.join(value)}" if isinstance(value, tuple) else shown
            found.append(f"{name.replace('_', '-')}{shown}")
    return found


def record(path: Path, settings: Settings, target: Path) -> dict[str, object]:
    """The notebook of a conversion, and the options that are not the default, as a package in
    `target` keeps them.

    Which rules `advise` asks is none of these.

    >>> record(Path("a.ipynb"), Settings(targets=("dvc",), ignore=("NB503",)), Path("out"))
    {'notebook': '../a.ipynb', 'targets': ['dvc']}
    """
    found: dict[str, object] = {"notebook": seen_from(target, path)}
    for one in fields(Settings):
        value = getattr(settings, one.name)
        if value != one.default and one.name not in ("select", "ignore"):
            found[one.name] = list(value) if isinstance(value, tuple) else value
    if settings.sample_data is not None:  # seen from the package
        found["sample_data"] = seen_from(target, Path(settings.sample_data))
    return found


def from_package(stored: Mapping[str, object], target: Path) -> dict[str, object]:
    """The options that a package keeps, those that make sense."""
    keys = {one.name: one.name.replace("_", "-") for one in fields(Settings)}
    found = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored.items()
        if name in keys and fits(keys[name], value)
    }
    if "sample_data" in found:
        found["sample_data"] = os.path.normpath(target / str(found["sample_data"]))
    return found


def _not_none(given: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in given.items() if value is not None}


def _packages_in(folder: Path) -> list[Path]:
    """The packages that a folder holds, which is none itself."""
    if not os.path.isdir(folder) or os.path.exists(folder / MANIFEST):
        return []
    found = [*folder.glob(f"*/{MANIFEST}"), *folder.glob(f"*/*/{MANIFEST}")]
    return sorted(one.parent for one in found)


def target_of(
    path: Path,
    notebooks: Sequence[Path],
    paths: Sequence[Path],
    output: Path | None,
    chosen: Choices | None = None,
    near: Near = packages_in,
) -> Path:
    """The folder that a notebook is written to.

    That is `output` itself for one notebook, unless it holds packages of others: then it goes
    beside them, to where it stands already if it does. The folder that pyproject.toml names is
    divided as that says, also where the command line names it again.

    A folder that is not named after the notebook is found by what its package says, see `near`.
    """
    target = _named_after(path, notebooks, paths, output, chosen)
    if target == output or os.path.exists(target / MANIFEST):
        return target
    made = _made_of(path, near(target.parent))
    return made[0] if len(made) == 1 else target


def _made_of(path: Path, packages: Sources) -> list[Path]:
    """Those packages that are made from one notebook alone."""
    alike = [one for one, of in packages.items() if [made.name for made in of] == [path.name]]
    return [one for one in alike if os.path.abspath(packages[one][0]) == os.path.abspath(path)]


def _named_after(
    path: Path,
    notebooks: Sequence[Path],
    paths: Sequence[Path],
    output: Path | None,
    chosen: Choices | None,
) -> Path:
    if output is not None and chosen is not None and chosen.output is not None:
        output = None if os.path.abspath(output) == os.path.abspath(chosen.output) else output
    if output is None and chosen is not None and chosen.output and chosen.root:
        target = chosen.output / path.absolute().relative_to(chosen.root).with_suffix("")
        here = Path.cwd()  # reports name files as they are seen from here
        return target.relative_to(here) if target.is_relative_to(here) else target
    if output is None:
        return path.with_suffix("") if path.name else path  # `.` is a folder, and told to be one
    if len(notebooks) == 1 and not paths[0].is_dir():
        beside = _packages_in(output)
        made = _made_of(path, sources_of(beside))
        return made[0] if made else output / path.stem if beside else output
    root = next((p for p in paths if p.is_dir() and p in path.parents), path.parent)
    return output / path.relative_to(root).with_suffix("")
