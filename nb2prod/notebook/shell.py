"""Shell lines: what they install, whether they only read or change something. Nothing is run."""

import posixpath
import re
import shlex
from dataclasses import field
from enum import StrEnum

from nb2prod.notebook.fetch import cleaned, data_line, folder_of, without_secrets
from nb2prod.notebook.model import DataLine
from nb2prod.notebook.requirements import conda_requirement, pip_requirement
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace


class Effect(StrEnum):
    """What a shell line does, as far as its first words tell."""

    INSTALLS = "installs"
    LOOKS = "looks"
    GETS = "gets data"
    MAKES_FOLDER = "makes a folder"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class ShellLine:
    """``unresolved`` are arguments of an install that name no package (files, paths, URLs).

    ``data`` is what the line makes, for one that gets data.
    """

    effect: Effect
    requirements: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    data: DataLine | None = None


_WORST_FIRST = (Effect.CHANGES, Effect.GETS, Effect.INSTALLS, Effect.MAKES_FOLDER)

# Commands that only print. Some change files under an option, see _CHANGING_OPTIONS.
_LOOKING = frozenset(
    "[ awk basename cal cat cd cmp column comm cut date df diff dirname dmesg du echo "
    "export expr false fgrep egrep file find free getconf grep head hexdump history hostname id "
    "jq ldd less locale ls lsb_release lsblk lscpu lsof lspci man md5sum more nl nproc nvcc "
    "nvidia-smi od printenv printf ps pwd readlink realpath sed seq set sha1sum sha256sum sort "
    "stat strings sw_vers tac tail test top tr tree true type uname uniq uptime wc "
    "which who whoami xxd zcat zgrep zipinfo".split()
)
_CHANGING_OPTIONS = {
    "find": ("-delete", "-exec", "-execdir", "-ok", "-fprint"),
    "sed": ("-i", "--in-place"),
    "sort": ("-o", "--output"),
    "date": ("-s", "--set"),
    "nvidia-smi": ("-pm", "-pl", "-r"),
}
_LOOKING_SUBCOMMANDS = {
    "pip": {"list", "freeze", "show", "check", "help", "--version", "-V", "config", "debug"},
    "conda": {"list", "info", "search", "--version", "-V"},
    "git": {"status", "log", "diff", "show", "rev-parse", "describe", "--version", "ls-files"},
    "python": {"--version", "-V"},
    "jupyter": {"--version", "--paths", "--help"},
    "kaggle": {"--version", "-v", "--help"},
    "tar": {"-tf", "-tvf", "tf", "tvf", "-tzf", "tzf", "tvzf", "--list"},
    "unzip": {"-l", "-v", "-Z"},
    "ip": {"a", "addr"},
    "gcloud": {"--version", "version", "info"},
}
_TO_OUTPUT = ("wget", "curl", "unzip", "gunzip", "zcat", "gzip")
_WRAPPERS = ("sudo", "env", "time", "nohup", "-H")
_INSTALLERS = ("pip", "conda", "mamba", "micromamba")
_PIP_VALUES = frozenset(
    "-c --constraint -i --index-url --extra-index-url -f --find-links -t --target --platform "
    "--python-version --trusted-host --proxy --timeout --retries --root --prefix --src "
    "--cache-dir --log --progress-bar --no-binary --only-binary --upgrade-strategy "
    "--global-option --install-option -C --config-settings --python --exists-action "
    "--use-feature --use-deprecated --cert --client-cert --abi --implementation".split()
)
_PIP_FILES = frozenset(("-r", "--requirement", "-e", "--editable"))
_CONDA_VALUES = frozenset("-c --channel -n --name -p --prefix --solver".split())
_CONDA_FILES = frozenset(("--file", "-f"))

_SPLIT = regex(r"""((?:"[^"]*"|'[^']*'|\\.|[^"'\\])*?)(?:&&|\|\||;|\||$)""", re.DOTALL)
_REDIRECTION = regex(r"(?:\d|&)?>{1,2}(?!=)(?P<to>.*)")
_DISCARDED = regex(r"/dev/null|&\d")
_ASSIGNMENT = regex(r"[A-Za-z_]\w*=")
_PYTHON = regex(r"(?:.*/)?python[\d.]*w?(?:\.exe)?|\{?\$?\{?sys\.executable\}*")


def read_shell(text: str) -> ShellLine:
    """What the line does; a line of several commands is as bad as its worst."""
    return _line(text, ".")[0]


def read_script(text: str) -> list[ShellLine]:
    """What each line of a script does; comments and blank lines are left out."""
    read: list[ShellLine] = []
    folder = "."
    for line in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            one, folder = _line(line.strip(), folder)
            read.append(one)
    return read


def _line(text: str, folder: str) -> tuple[ShellLine, str]:
    """A line that runs in a folder, and the folder in which it leaves the shell."""
    read: list[ShellLine] = []
    written = text if folder == "." else f"cd {shlex.quote(folder)} && {text}"
    for words in _commands(text):
        read.append(_inside(folder, _command(words)))
        if words[0] == "cd" and len(words) == 2:
            folder = posixpath.normpath(posixpath.join(folder, words[1]))
    effects = {line.effect for line in read}
    worst = next((effect for effect in _WORST_FIRST if effect in effects), Effect.LOOKS)
    line = ShellLine(
        worst,
        tuple(name for one in read for name in one.requirements),
        tuple(name for one in read for name in one.unresolved),
        _together(written, [one.data for one in read if one.data is not None]),
    )
    return line, folder


def _inside(folder: str, line: ShellLine) -> ShellLine:
    """The command as it runs after ``cd folder &&``."""
    if line.data is None or folder == ".":
        return line

    def moved(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cleaned(posixpath.join(folder, path)) for path in paths)

    data = replace(
        line.data,
        makes=moved(line.data.makes),
        fills=moved(line.data.fills),
        folders=moved(line.data.folders),
    )
    return replace(line, data=data)


def _together(text: str, lines: list[DataLine]) -> DataLine | None:
    """What the commands of a line make, as one."""
    if not lines:
        return None
    return DataLine(
        without_secrets(text.strip()),
        tuple(path for line in lines for path in line.makes),
        tuple(path for line in lines for path in line.fills),
        tuple(path for line in lines for path in line.folders),
        all(line.perhaps for line in lines if not line.folders),
    )


def _install(installer: str, words: list[str]) -> ShellLine:
    """``words`` are the arguments of pip or conda, the subcommand first.

    ``pip list`` and its like only look; what is neither that nor ``install`` changes things.
    """
    kind = "pip" if installer.startswith(("pip", "uv")) else "conda"
    words = [word for word in words if word not in ("-y", "--yes", "-q", "--quiet")]
    subcommand = next((word for word in words if not word.startswith("-")), "")
    if subcommand != "install":
        looks = not words or bool({subcommand, words[0]} & _LOOKING_SUBCOMMANDS[kind])
        return ShellLine(Effect.LOOKS if looks else Effect.CHANGES)
    return _installed(kind, words[words.index("install") + 1 :])


@dataclass
class _Arguments:
    requirements: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)


def _installed(kind: str, words: list[str]) -> ShellLine:
    valued = _PIP_VALUES if kind == "pip" else _CONDA_VALUES
    files = _PIP_FILES if kind == "pip" else _CONDA_FILES
    found = _Arguments()
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=")
        if word.startswith("-"):
            if option in files:
                found.unresolved.append(f"{option} {value if equals else next(rest, '')}")
            elif word[:2] == "-r" and len(word) > 2:
                found.unresolved.append(f"-r {word[2:]}")
            elif option in valued and not equals:
                next(rest, None)
            continue
        _sort_in(kind, word, found)
    return ShellLine(Effect.INSTALLS, tuple(found.requirements), tuple(found.unresolved))


def _sort_in(kind: str, word: str, found: _Arguments) -> None:
    requirement = pip_requirement(word) if kind == "pip" else conda_requirement(word)
    if requirement is None:
        found.unresolved.append(word)
    elif requirement:
        found.requirements.append(requirement)


def _commands(text: str) -> list[list[str]]:
    commands = []
    for match in _SPLIT.finditer(text):
        part = match.group(1).strip().strip("()&").strip()
        if part:
            try:
                words = shlex.split(part)
            except ValueError:
                words = part.split()
            # shlex would take the fragment of a URL for a comment.
            end = next((i for i, word in enumerate(words) if word.startswith("#")), len(words))
            commands.append(words[:end])
    return [words for words in commands if words]


def _command(words: list[str]) -> ShellLine:
    while words and (words[0] in _WRAPPERS or _ASSIGNMENT.match(words[0])):
        words = words[1:]
    if not words:
        return ShellLine(Effect.LOOKS)
    if _PYTHON.fullmatch(words[0]) and words[1:2] == ["-m"] and words[2:3] != []:
        words = words[2:]
    if words[0] == "uv" and words[1:2] == ["pip"]:
        words = words[1:]
    words, target = _without_redirections(words)
    name = re.sub(r"[\d.]+$", "", words[0].rsplit("/", 1)[-1]) if words else ""
    if name in _INSTALLERS:
        return _install(name, words[1:])
    if target is None and _only_looks(name, words[1:]):
        return ShellLine(Effect.LOOKS)
    if folders := folder_of(words):
        return ShellLine(Effect.MAKES_FOLDER, data=folders)
    if target:
        data: DataLine | None = DataLine(makes=(cleaned(target),), perhaps=name not in _TO_OUTPUT)
    else:
        data = data_line(words)
    gets = data is not None and not data.perhaps
    return ShellLine(Effect.GETS if gets else Effect.CHANGES, data=data)


def _only_looks(name: str, arguments: list[str]) -> bool:
    if arguments[:1] in (["--version"], ["--help"]):
        return True
    if name in _LOOKING_SUBCOMMANDS:
        return bool(arguments) and arguments[0] in _LOOKING_SUBCOMMANDS[name]
    changing = _CHANGING_OPTIONS.get(name, ())
    return name in _LOOKING and not any(a.startswith(changing) for a in arguments if changing)


def _without_redirections(words: list[str]) -> tuple[list[str], str | None]:
    """The words but for ``> file``, and the file that is written, if any."""
    kept: list[str] = []
    written: str | None = None
    rest = iter(words)
    for word in rest:
        match = _REDIRECTION.fullmatch(word)
        if match is None:
            kept.append(word)
        else:
            target = match["to"] or next(rest, "")
            if not _DISCARDED.fullmatch(target):
                written = target
    return kept, written
