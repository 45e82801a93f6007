"""Files of values that people edit: whether the package can read them."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.differences import on_disk
from nb2prod.findings.finding import Finding
from nb2prod.naming import CONFIG_FILE, meant
from nb2prod.records import replace

_INPUTS = "inputs.yaml"
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (float, int),
    "str": (str,),
    "bool": (bool,),
    "list": (list,),
    "tuple": (list,),
    "dict": (dict,),
}


def values_findings(files: Mapping[str, str], folder: Path) -> Iterator[Finding]:
    """Keys of ``model_config.yaml`` and ``inputs.yaml`` that are unknown or missing, and values of
    a wrong type; as notes, values that are not those of the notebook.

    Args:
        files: what is generated, by path below `folder`.
        folder: where the package stands.
    """
    for name in (CONFIG_FILE, _INPUTS):
        text = on_disk(folder / name) if name in files else None
        if text is not None and text != files[name]:
            classes = _classes(files) if name == CONFIG_FILE else {}
            for line, diagnostic in _told(text, files[name], classes, paths=name == _INPUTS):
                lines = text.splitlines()
                source = lines[line - 1] if line else ""
                yield Finding(folder / name, replace(diagnostic, source=source), line)


def _classes(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The types of the fields of each class of parameters; the outermost is called ``""``."""
    for text in files.values():
        if f'"""The values of `{CONFIG_FILE}`' not in text:
            continue
        found = {}
        for one in (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)):
            whole = CONFIG_FILE in (ast.get_docstring(one) or "")
            fields = (line for line in one.body if isinstance(line, ast.AnnAssign))
            found["" if whole else one.name] = {
                ast.unparse(line.target): ast.unparse(line.annotation) for line in fields
            }
        return found
    return {}


def _told(
    text: str, generated: str, classes: Mapping[str, Mapping[str, str]], *, paths: bool
) -> Iterator[tuple[int, Diagnostic]]:
    import yaml

    try:
        node, values = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        yield (mark.line + 1 if mark else 0), _wrong(f"the file cannot be read as YAML: {what}.")
        return
    wanted = yaml.safe_load(generated)
    if not isinstance(values, dict) or not isinstance(wanted, dict):
        yield 0, _wrong("the file has to be of the form `NAME: value`.")
        return
    types = classes.get("", dict.fromkeys(wanted, "Any"))
    for line, diagnostic in _of_keys(node, values, wanted, types, classes):
        if not paths or diagnostic.severity is Severity.ERROR:  # paths are each machine's own
            yield line, diagnostic


def _of_keys(
    node: Any,
    values: Mapping[Any, Any],
    wanted: Mapping[str, Any],
    types: Mapping[str, str],
    classes: Mapping[str, Mapping[str, str]],
    before: str = "",
) -> Iterator[tuple[int, Diagnostic]]:
    """What is to be said of a mapping; ``before`` are the keys that lead to it, with a dot."""
    nodes = {key.value: value for key, value in node.value}
    lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    for name, value in values.items():
        line, whole = lines.get(str(name), 0), f"{before}{name}"
        kind = types.get(name)
        inner = classes.get(kind) if kind else None
        if kind is None:
            yield (
                line,
                _wrong(f"`{whole}` is no parameter of the notebook.", meant(str(name), types)),
            )
        elif str(name) not in nodes:  # from a merge key
            continue
        elif inner is not None and isinstance(value, dict):
            here = wanted.get(name) or {}
            yield from _of_keys(nodes[name], value, here, inner, classes, f"{whole}.")
        elif inner is not None or not _fits(value, kind):
            told = "a mapping" if inner is not None else f"of type {kind}"
            yield line, _wrong(f"`{whole}` is {value!r}, and has to be {told}.")
        elif name in wanted and value != wanted[name]:
            message = f"`{whole}` is {value!r} here, and {wanted[name]!r} in the notebook."
            yield line, Diagnostic(message, code="NB415", severity=Severity.NOTE)
    for name in types:
        if name not in values:
            yield 0, _wrong(f"`{before}{name}` is missing.")


def _fits(value: object, kind: str) -> bool:
    """Whether the scripts take a value for a type; text is read once more, as they do."""
    known = _KINDS.get(kind.partition("[")[0])
    if known is None or "|" in kind:
        return True
    if isinstance(value, str) and known != (str,):
        import yaml

        try:
            value = float(value) if kind == "float" else yaml.safe_load(value)
        except (ValueError, yaml.YAMLError):
            return False
    return type(value) in known


def _wrong(message: str, advice: str = "") -> Diagnostic:
    return Diagnostic(message, advice, code="NB415")
