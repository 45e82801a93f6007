"""Shell commands that get data: which files they write, which folders they fill. Nothing is run."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import field
from urllib.parse import urlsplit

from nb2prod.notebook.model import DataLine
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Options:
    """How a command line is read: ``valued`` options take the next word, ``flags`` none.

    One-letter options may be joined (``-qO x``); the last of them may take a value.
    """

    valued: frozenset[str] = frozenset()
    bundles: bool = True


@dataclass
class Words:
    """Arguments of a command: what stands alone, and the values of options."""

    plain: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    def value(self, *names: str) -> str | None:
        """The value of the first of the options that is given."""
        return next((self.values[name] for name in names if name in self.values), None)


def data_line(words: list[str]) -> DataLine | None:
    """What a command, split into words, makes; None for one that gets no data.

    The text of the result is empty: the caller knows how the line was written.
    """
    name = words[0].rsplit("/", 1)[-1] if words else ""
    if name in ("python", "python3") and words[1:2] == ["-m"]:
        return data_line(words[2:])
    reader = _READERS.get(name)
    if reader is None:
        return None
    options, read = reader
    return read(_read(words[1:], options))


def folder_of(words: list[str]) -> DataLine | None:
    """The folders that ``mkdir`` makes."""
    if words[:1] != ["mkdir"]:
        return None
    plain = _read(words[1:], Options(frozenset({"-m", "--mode"}))).plain
    return DataLine(folders=tuple(cleaned(path) for path in plain)) if plain else None


def without_secrets(text: str) -> str:
    """A command line as it may be shown: passwords and tokens are replaced by ``***``."""
    for pattern in _SECRETS:
        text = pattern.sub(r"\g<1>***", text)
    return text


_SECRETS = (
    regex(r"(://[^:/@\s]*:)[^/@\s]+(?=@)"),
    regex(r"(://)[^:/@\s]{16,}(?=@)"),
    regex(
        r"([?&](?:[\w-]*(?:token|key|secret|signature|password|credential)|sig|auth)=)[^&\s'\"]+",
        re.IGNORECASE,
    ),
    regex(r"(--?(?:http-|ftp-)?(?:password|passwd|token|api-?key|secret)[\s=]+)\S+", re.IGNORECASE),
    regex(r"((?:^|\s)(?:-u|--user)[\s=]+[^\s:]+:)\S+"),
    regex(r"(Authorization:\s*(?:Bearer|Basic|Token)?\s*)[^\s'\"]+", re.IGNORECASE),
    regex(r"(\b[A-Z_]*(?:KEY|TOKEN|SECRET|PASSWORD)=)[^\s'\"]+"),
)


def _read(words: list[str], options: Options) -> Words:
    found = Words()
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            found.plain.extend(rest)
        elif word.startswith("--"):
            if equals:
                found.values[name] = value
            elif name in options.valued:
                found.values[name] = next(rest, "")
            else:
                found.flags.add(name)
        elif word.startswith("-") and len(word) > 1:
            _read_short(word, options, rest, found)
        else:
            found.plain.append(word)
    return found


def _read_short(word: str, options: Options, rest: Iterator[str], found: Words) -> None:
    if word in options.valued:
        found.values[word] = next(rest, "")
        return
    if not options.bundles:
        found.flags.add(word)
        return
    for index, letter in enumerate(word[1:], 2):
        if f"-{letter}" in options.valued:
            found.values[f"-{letter}"] = word[index:].removeprefix("=") or next(rest, "")
            return
        found.flags.add(f"-{letter}")


def cleaned(path: str) -> str:
    """A path of the notebook in the form that `DataLine` has, without what Colab and Kaggle put
    before it: as it is compared."""
    path = posixpath.normpath(path or ".")
    for root in ("/content", "/kaggle/working"):
        if path == root:
            return "."
        if path.startswith(f"{root}/") and not path.startswith("/content/drive"):
            return path[len(root) + 1 :]
    return path


def _made(*files: str | None) -> DataLine:
    return DataLine(makes=tuple(cleaned(one) for one in files if one and one != "-"))


def _filled(*folders: str | None) -> DataLine:
    return DataLine(fills=tuple(cleaned(one or ".") for one in folders))


def _base(address: str) -> str:
    """The file name at the end of an address, without its query."""
    path = urlsplit(address).path if "://" in address else address
    return path.rstrip("/").rsplit("/", 1)[-1]


def _wget(words: Words) -> DataLine | None:
    if target := words.value("-O", "--output-document"):
        return _made(target)
    folder = words.value("-P", "--directory-prefix") or "."
    if {"-r", "--recursive", "-m", "--mirror", "-i"} & (words.flags | words.values.keys()):
        return _filled(folder)
    names = [_base(word) for word in words.plain]
    return _made(*(posixpath.join(folder, name) for name in names if name)) if names else None


def _curl(words: Words) -> DataLine | None:
    if words.flags & {"-T", "--upload-file"} or words.value("-T", "--upload-file"):
        return None
    folder = words.value("--output-dir") or "."
    if target := words.value("-o", "--output"):
        return _made(posixpath.join(folder, target))
    if words.flags & {"-O", "--remote-name", "--remote-name-all", "-J"}:
        return _made(*(posixpath.join(folder, _base(word)) for word in words.plain))
    return None


def _gdown(words: Words) -> DataLine | None:
    target = words.value("-O", "--output")
    if "--folder" in words.flags or (target or "").endswith("/"):
        return _filled(target)
    return _made(target) if target else _filled(".")


def _unzip(words: Words) -> DataLine | None:
    if not words.plain or words.flags & {"-p", "-l", "-v", "-Z", "-t"}:
        return None
    return _filled(words.value("-d"))


def _tar(words: Words) -> DataLine | None:
    letters = words.plain[0] if words.plain and re.fullmatch(r"[a-zA-Z]+", words.plain[0]) else ""
    extracts = "x" in letters or words.flags & {"-x", "--extract", "--get"}
    return _filled(words.value("-C", "--directory")) if extracts else None


def _unpack(words: Words) -> DataLine | None:
    """``gunzip a.csv.gz`` leaves ``a.csv``."""
    names = [re.sub(r"\.(?:gz|bz2|xz|Z|zst|lz4)$", "", word) for word in words.plain]
    return _made(*names) if names and names != words.plain else None


def _unpack_if_asked(words: Words) -> DataLine | None:
    asked = words.flags & {"-d", "--decompress", "--uncompress"}
    return _unpack(words) if asked else None


def _seven_zip(words: Words) -> DataLine | None:
    folder = next((flag[2:] for flag in sorted(words.flags) if flag.startswith("-o")), ".")
    return _filled(folder) if words.plain[:1] in (["x"], ["e"]) else None


def _unrar(words: Words) -> DataLine | None:
    if words.plain[:1] not in (["x"], ["e"]):
        return None
    return _filled(words.plain[2] if len(words.plain) > 2 else ".")


def _kaggle(words: Words) -> DataLine | None:
    if words.plain[1:2] not in (["download"], ["pull"], ["output"]):
        return None
    folder = words.value("-p", "--path") or "."
    slug = words.value("-d", "--dataset", "-c", "--competition") or "".join(words.plain[2:3])
    if "--unzip" in words.flags or words.plain[1] != "download":
        return _filled(folder)
    if name := words.value("-f", "--file"):
        return _made(posixpath.join(folder, name), posixpath.join(folder, f"{name}.zip"))
    return _made(posixpath.join(folder, f"{_base(slug)}.zip") if slug else None)


def _cloud(words: Words) -> DataLine | None:
    """``gsutil cp``, ``aws s3 sync``, ``gcloud storage cp``: from the cloud to here."""
    verbs = [i for i, word in enumerate(words.plain) if word in ("cp", "rsync", "sync", "mv")]
    sources = words.plain[verbs[0] + 1 : -1] if verbs else []
    return _copied(sources, words.plain[-1]) if sources and "://" in sources[0] else None


def _copied(sources: list[str], target: str) -> DataLine | None:
    if "://" in target:
        return None
    inside = [posixpath.join(target, _base(one)) for one in sources if "*" not in one]
    made = inside if target.endswith("/") or target == "." else [target, *inside]
    return DataLine(makes=tuple(map(cleaned, made)), fills=(cleaned(target),))


def _remote_copy(words: Words) -> DataLine | None:
    remote = len(words.plain) > 1 and any(":" in one for one in words.plain[:-1])
    return _copied(words.plain[:-1], words.plain[-1]) if remote else None


def _local_copy(words: Words) -> DataLine | None:
    if len(words.plain) < 2:
        return None
    copied = _copied(words.plain[:-1], words.plain[-1])
    return replace(copied, fills=(), perhaps=True) if copied else None


def _git(words: Words) -> DataLine | None:
    if words.plain[:2] == ["lfs", "pull"]:
        return _filled(".")
    if words.plain[:1] != ["clone"] or len(words.plain) < 2:
        return None
    folder = words.plain[2] if len(words.plain) > 2 else _base(words.plain[1]).removesuffix(".git")
    return _filled(folder)


def _hub(words: Words) -> DataLine | None:
    if words.plain[:1] != ["download"]:
        return None
    folder = words.value("--local-dir")
    return _filled(folder) if folder else DataLine()


def _aria(words: Words) -> DataLine | None:
    folder = words.value("-d", "--dir") or "."
    name = words.value("-o", "--out", "--output") or (_base(words.plain[0]) if words.plain else "")
    return _made(posixpath.join(folder, name)) if name else None


def _download(words: Words) -> DataLine | None:
    """``python -m spacy download NAME``: nothing that a path would name."""
    return DataLine() if words.plain[:1] == ["download"] else None


def _resources(words: Words) -> DataLine | None:
    return DataLine() if words.plain else None


def _pull(words: Words) -> DataLine | None:
    return _filled(".") if words.plain[:1] in (["pull"], ["get"], ["import"]) else None


def _zipfile(words: Words) -> DataLine | None:
    extracts = words.value("-e", "--extract")
    return _filled(words.plain[0] if words.plain else ".") if extracts else None


def _options(text: str, bundles: bool = True) -> Options:
    return Options(frozenset(text.split()), bundles)


_NONE = Options()
_Reader = tuple[Options, Callable[[Words], DataLine | None]]
_CLOUD = _options("--project --profile --region --endpoint-url --exclude --include -x -h -u")
_READERS: dict[str, _Reader] = {
    "wget": (
        _options(
            "-O --output-document -P --directory-prefix -o --output-file -a --append-output -i "
            "--input-file -t --tries -T --timeout -U --user-agent --header --user --password "
            "--load-cookies --save-cookies --post-data --http-user --http-password -e --execute "
            "-A -R -l -Q -w --referer --limit-rate"
        ),
        _wget,
    ),
    "curl": (
        _options(
            "-o --output --output-dir -H --header -d --data -X --request -u --user -A --user-agent "
            "-b --cookie -c --cookie-jar -e --referer -F --form -m --max-time --retry -T "
            "--upload-file -x --proxy -w --write-out --connect-timeout"
        ),
        _curl,
    ),
    "gdown": (_options("-O --output --id --proxy --format"), _gdown),
    "unzip": (_options("-d -x -P"), _unzip),
    "tar": (_options("-f --file -C --directory --strip-components --exclude"), _tar),
    "gunzip": (_NONE, _unpack),
    "bunzip2": (_NONE, _unpack),
    "unxz": (_NONE, _unpack),
    "uncompress": (_NONE, _unpack),
    "gzip": (_NONE, _unpack_if_asked),
    "bzip2": (_NONE, _unpack_if_asked),
    "xz": (_NONE, _unpack_if_asked),
    "7z": (_options("", bundles=False), _seven_zip),
    "7za": (_options("", bundles=False), _seven_zip),
    "p7zip": (_NONE, _unpack_if_asked),
    "unrar": (_NONE, _unrar),
    "kaggle": (
        _options("-p --path -d --dataset -c --competition -f --file --version -v"),
        _kaggle,
    ),
    "gsutil": (_CLOUD, _cloud),
    "aws": (_CLOUD, _cloud),
    "gcloud": (_CLOUD, _cloud),
    "rclone": (_CLOUD, _remote_copy),
    "scp": (_options("-i -P -F -o"), _remote_copy),
    "rsync": (_options("-e --exclude --include"), _remote_copy),
    "cp": (_options("-t"), _local_copy),
    "mv": (_options("-t"), _local_copy),
    "ln": (_NONE, _local_copy),
    "git": (_options("-b --branch --depth -c -C"), _git),
    "huggingface-cli": (
        _options("--local-dir --repo-type --revision --include --exclude --token"),
        _hub,
    ),
    "hf": (_options("--local-dir --repo-type --revision --include --exclude --token"), _hub),
    "aria2c": (_options("-o --out -d --dir -x -s -j -k"), _aria),
    "axel": (_options("-o --output -n"), _aria),
    "spacy": (_NONE, _download),
    "nltk.downloader": (_options("-d"), _resources),
    "dvc": (_options("-r --remote -j -o --out"), _pull),
    "zipfile": (_options("-e --extract"), _zipfile),
    "opendatasets": (_NONE, _resources),
}
"""Commands that get data or unpack it, with their options and what they make."""
