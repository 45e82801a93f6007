"""Pages that are made from the code; ``python -m tests.support.docs --refresh``."""

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import groupby
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import typer

from nb2prod.analysis.model import Type
from nb2prod.codes import ADVICE_CODES, CODES, PLAN_CODES, READER_CODES, RUN_CODES, WRITE_CODES
from nb2prod.commands.app import app
from nb2prod.configuration import known_keys
from nb2prod.emit.targets.registry import target
from nb2prod.knowledge import distributions, files, libraries, lookup
from nb2prod.knowledge.effect_tables import LIBRARIES
from nb2prod.knowledge.saved import SAVED, UNSAVABLE
from nb2prod.knowledge.schema import KEYWORD_ONLY, RECEIVER, IOFunction
from nb2prod.notebook import magic_table
from nb2prod.plan import serialisers
from nb2prod.settings import TargetName
from tests.support import internals

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = DOCS / "reference"

_METAVARS: dict[object, str] = {Path: "PATH", str: "TEXT", int: "N", float: "NUMBER"}
_READERS: dict[str, set[str]] = {
    "output": {"convert", "watch", "advise"},
    "fix": {"convert", "check", "verify"},
    "quiet": {"convert"},
    "verbose": {"convert"},
}
"""The commands that read a setting, where others have an option of its name."""
_CODE_GROUPS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Reading the notebook", READER_CODES),
    ("Analysis and planning", PLAN_CODES),
    ("Writing", WRITE_CODES),
    ("The run as a whole", RUN_CODES),
    ("Advice", ADVICE_CODES),
)


def commands() -> dict[str, Any]:
    """The commands by name, as click sees them."""
    found: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return found


def option_names(parameter: Any) -> list[str]:
    """The names of an option: the long ones first, those that switch it off last."""
    return sorted(parameter.opts, key=len, reverse=True) + list(parameter.secondary_opts)


def options_page() -> str:
    """What ``--help`` says of each command, and what pyproject.toml may say."""
    parts = [
        "# Commands and options",
        "What `nb2prod COMMAND --help` prints. `nb2prod --version` prints the version. Options "
        "with a key are [settings](../how-to/researcher.md#settings): you can write the key under "
        "`[tool.nb2prod]` in `pyproject.toml`.",
    ]
    for name, command in commands().items():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        options = [p for p in command.params if p.param_type_name == "option"]
        usage = " ".join(_argument(a) for a in arguments)
        parts += [f"## nb2prod {name}", " ".join(command.help.split())]
        parts += [f"```text\nnb2prod {name} [OPTIONS] {usage}\n```"]
        parts += ["\n".join(f"- `{_argument(a)}`: {a.help}" for a in arguments)]
        if options:
            kinds = _kinds(command)
            rows = [_option_row(name, option, kinds[option.name]) for option in options]
            parts += [_table(("option", "meaning", "key"), rows)]
    return _page(parts)


def diagnostics_page() -> str:
    """All codes with their titles, each with a link to its page."""
    parts = [
        "# Diagnostics",
        "Each diagnostic has a code, which never gets another meaning. `nb2prod explain CODE` "
        "shows the same page in the terminal. Each is an error, a warning or a note.",
    ]
    for title, codes in (*_CODE_GROUPS, ("Faults of nb2prod", {"NB901": CODES["NB901"]})):
        rows = [
            (f"[{code}](../diagnostics/{code}.md)", text)
            for code, text in sorted(codes.items())
            if code != "NB901" or codes is not RUN_CODES
        ]
        parts += [f"## {title}", _table(("code", "meaning"), rows)]
    return _page(parts)


def files_page() -> str:
    """The functions whose path arguments are known."""
    parts = [
        "# File functions",
        "Calls that are known to read or write files. The path of such a call becomes an option of "
        "the stage, or a file in its `out_dir`. A name that starts with a dot is a method. A call "
        "that is not listed here stays as it is, and a literal path in it is reported. To add a "
        "function, add a row; `CONTRIBUTING.md` shows how.",
    ]
    for file, described in groupby(lookup.BY_FILE, key=lambda each: each[0]):
        rows = [_io_row(row) for _, library in described for row in files.rows_of(library)]
        title = import_module(f"{libraries.__name__}.{file}").__doc__ or ""
        if rows:
            parts += [f"## {title.partition(' (')[0].rstrip('.')}"]
            parts += [_table(("function", "path", "access", "gives"), rows)]
    return _page(parts)


_BOOSTING = (
    "Gradient boosting models are saved with joblib, not in the libraries' own formats, because "
    "a notebook may read what these lose. Measured with XGBoost 3.2, LightGBM 4.7 and CatBoost "
    "1.2, this is lost:\n\n"
    "- XGBoost's estimators (`XGBClassifier`, …), with the constructor's parameters passed "
    "again: `evals_result()` is lost. So are parameters that JSON cannot contain (a random "
    "state, a custom objective). `base_score`, `booster` and `feature_types` have the values of "
    "the trained model instead of those that were set. If `monotone_constraints` is a dict, the "
    "loaded model cannot predict.\n"
    "- `lightgbm.Booster`: `best_iteration` is -1, `best_score` is empty, and `params` is another "
    "list. The trees after the best iteration are not written. The estimators "
    "(`LGBMClassifier`, …) cannot be built from the file at all, because it does not contain the "
    "classes.\n"
    "- CatBoost: `get_params()` has other names and values, `learning_rate_` has fewer digits, "
    "and `feature_importances_` is None. joblib, too, keeps the evaluation history in single "
    "precision only, and `n_features_in_` as 0.\n"
)
"""What was measured of the libraries' own formats."""


def formats_page() -> str:
    """How values are saved, by type, and those that cannot be."""
    lines: dict[str, list[str]] = {}
    others = LIBRARIES | sys.stdlib_module_names
    spark = {name for name in SAVED if name.startswith("pyspark.ml.")}
    lines["pyspark.ml.Pipeline"] = ["most estimators and models of `pyspark.ml`"]
    for name in sorted(f"{name}.*" if name in others else name for name in SAVED.keys() - spark):
        row = serialisers.serialiser_for([Type(name)])
        lines.setdefault(row.name, []).append(f"`{name}`")
    lines[serialisers.JOBLIB.name].append("unknown types")
    lines[serialisers.OBJECT.name] = ["classes of the notebook", "any other library"]
    lines[serialisers.PICKLE.name] = ["several values that share an object"]
    lines[serialisers.TORCH.name].append("the notebook's subclasses of `torch.nn.Module`")
    formats: dict[tuple[str, str], list[str]] = {}
    for name, types in lines.items():
        formats.setdefault((_format(serialisers.SERIALISERS[name]), _note(name)), []).extend(types)
    rows = [(", ".join(types), *key) for key, types in formats.items()]
    cannot = [(f"`{name}`", what) for name, what in sorted(UNSAVABLE.items()) if name not in SAVED]
    return _page(
        [
            "# Formats of values",
            "How a value that one stage computes and another reads is saved, by its type.",
            _table(("type", "format", "note"), rows),
            "`--tables` chooses the format of tables: csv, jsonl or parquet. A `.joblib` file "
            "beside the table contains an empty table that keeps dtypes, index and labels as they "
            "are. If the format would change the table, that file contains the whole table. "
            "Predictions are `.jsonl` if tables are, otherwise `.csv`.",
            "A plain value is saved as JSON where the notebook makes it with a literal, an "
            "f-string, `len(...)`, `float(...)`, `int(...)`, `str(...)` or `bool(...)`. What a "
            "library returns may be a number or string of NumPy, and is saved with joblib. Arrays "
            "of a subclass, such as `np.matrix` or `np.ma`, are saved with pickle: `.npy` and "
            "joblib do not keep the subclass.",
            "If the library cannot save a value, the stage fails, with that line in the traceback.",
            "## Gradient boosting",
            _BOOSTING.strip(),
            "## What cannot be saved",
            "The conversion is refused ([NB208](../diagnostics/NB208.md)) if one stage needs such "
            "a value of another stage.",
            _table(("type", "what it is"), cannot),
        ]
    )


def engines_page() -> str:
    """All engines: what is made for each, and how it is run."""
    names = sorted(get_args(TargetName), key=lambda name: target(name).rank)
    parts = [
        "# Engines",
        "What `--target NAME` writes in addition to the package, and the command that runs it in "
        "the package's folder. [How to](../how-to/engines.md) shows example runs.",
    ]
    for name in names:
        one = target(name)
        file, run = (text.format(package="PACKAGE") for text in (one.file, one.run))
        row = (f"`{file}`", f"`pip install {one.install}`", f"`{run}`")
        table = _table(("file", "install", "run"), [row])
        parts += [f"## {name}", f"{one.title}. {one.help}", table]
    return _page(parts)


def names_page() -> str:
    """What happens to magics, and the distributions of import names."""
    magics = [
        ("removed without a note", _names(magic_table.SILENT)),
        ("removed with a note", _names(magic_table.NOTED)),
        ("removed; their statement stays", _names(magic_table.STATEMENTS)),
        ("at the top of a cell: removed; the cell stays", _names(magic_table.BODIES, "%%")),
        ("become dependencies", _names(magic_table.INSTALLERS)),
        ("cells in another language: left out, or refused in a stage",
         _names(magic_table.SHELLS | magic_table.LANGUAGES, "%%")),
    ]  # fmt: skip
    refused = [
        (f"`%{name}`", f"{row.reason} ([{row.code}](../diagnostics/{row.code}.md))", row.advice)
        for name, row in sorted(magic_table.REFUSED.items())
    ]
    others = sorted(distributions.OTHER_NAMES.items())
    found = [(f"`{name}`", f"`{value}`") for name, value in others]
    return _page(
        [
            "# Magics and dependencies",
            "## Magics",
            _table(("what happens to them", "magics"), magics),
            "Refused in a stage, with what to do instead:",
            _table(("magic", "what it does", "instead"), refused),
            "## Distributions",
            "`pyproject.toml` of a package lists the distributions that its modules import. These "
            "import names differ from the distribution's name:",
            _table(("import", "distribution"), found),
            "These are the same as the distribution's name:",
            _names(distributions.SAME_NAMES - sys.stdlib_module_names, ""),
            "For any other import, a distribution that the notebook installs and that no import "
            "explains is taken. Otherwise a warning asks for it: "
            "[NB233](../diagnostics/NB233.md).",
        ]
    )


PAGES = {
    "options.md": options_page,
    "diagnostics.md": diagnostics_page,
    "files.md": files_page,
    "formats.md": formats_page,
    "engines.md": engines_page,
    "names.md": names_page,
}


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in r) + " |" for r in lines
    )


def _names(names: Iterable[str], mark: str = "%") -> str:
    return " ".join(f"`{mark}{name}`" for name in sorted(names, key=lambda n: (n.lower(), n)))


def _argument(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper()) + "..." * (parameter.nargs == -1)
    return name if parameter.required else f"[{name}]"


def _kinds(command: Any) -> dict[str, object]:
    """The types of a command's parameters, without the None of those that may be left out."""
    hints = get_type_hints(command.callback.__wrapped__)
    return {
        name: next((a for a in get_args(hint) if a is not NoneType), hint)
        if NoneType in get_args(hint)
        else hint
        for name, hint in hints.items()
    }


def _metavar(parameter: Any, kind: object) -> str:
    if parameter.metavar:
        return str(parameter.metavar)
    if get_origin(kind) is Literal:
        return "|".join(get_args(kind))
    return _METAVARS[kind]


def _option_row(command: str, parameter: Any, kind: object) -> tuple[str, str, str]:
    names = [f"`{name}`" for name in option_names(parameter)]
    if kind is not bool:
        names[0] = f"`{option_names(parameter)[0]} {_metavar(parameter, kind)}`"
    text = parameter.help
    if parameter.default is True:
        text += " Default: on."
    elif parameter.default not in (None, False) and "Default:" not in text:
        text += f" Default: `{parameter.default}`."
    key = parameter.name.replace("_", "-")
    is_key = key in known_keys() and command in _READERS.get(key, {command})
    return ", ".join(names), text, f"`{key}`" if is_key else ""


def _io_row(row: IOFunction) -> tuple[str, str, str, str]:
    place = row.keyword or str(row.argument)
    if row.argument == RECEIVER:
        place = "the object itself"
    path = f"`{place}`" if row.keyword else place if row.argument == RECEIVER else "positional"
    if row.argument == KEYWORD_ONLY:
        path += " (keyword)"
    name = f"`{row.name}`" + (f" of `{row.needs}`" if row.needs else "")
    return name, path, row.access.replace("_", " "), f"`{row.returns}`" if row.returns else ""


def _format(row: serialisers.Serialiser) -> str:
    names = {"object": "joblib", "booster": "joblib", "tensor": "torch", "spark_table": "Parquet"}
    name = "Spark" if row.suffix == ".spark" else names.get(row.name, row.name)
    return f"{name.removeprefix('tf_')} (`{row.suffix}`)"


def _note(name: str) -> str:
    note = serialisers.SERIALISERS[name].note
    return note[:1].upper() + note[1:] + "." if note else ""


def refresh() -> None:
    """Write the pages anew."""
    for name, made in PAGES.items():
        (REFERENCE / name).write_text(made(), encoding="utf-8")
    page = DOCS / "internals.md"
    page.write_text(internals.current(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit("usage: python -m tests.support.docs --refresh")
    refresh()
