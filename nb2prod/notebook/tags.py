"""The role of a cell, from its metadata or from a comment on its first line."""

import re
import shlex
from pathlib import Path

from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity
from nb2prod.notebook.model import STAGES, Role
from nb2prod.notebook.resources import is_resource
from nb2prod.patterns import regex
from nb2prod.records import dataclass

_COMMENT = regex(r"\s*#\s*nb2prod\s*:(.*)$", re.IGNORECASE)
_PERCENT = regex(r"\s*#\s*%%.*?\btags\s*=\s*\[(.*?)\]")
_OPTION = "#|"  # of Quarto and nbdev: it is told to them, not to Python
_OPTION_TAGS = regex(r"#\|\s*tags\s*:\s*\[?(.*?)\]?\s*$")
_IGNORE = regex(r"\s*#\s*nb2prod\s*:\s*ignore(?:-cell)?\s*\[", re.IGNORECASE)
_SEPARATOR = regex(r"[,;\s]+")
_NOT_IN_NAMES = regex(r"[-_\s]+")

_KNOWN = {role.value: role for role in Role if role is not Role.UNTAGGED} | {
    # papermill adds a cell of this tag after the one tagged `parameters`, to override it.
    "injected-parameters": Role.PARAMETERS,
}

# What people write for a tag of ours; never taken as the tag, only asked about.
_NEAR: dict[str, Role] = {
    **dict.fromkeys(("preprocessing", "preproc", "prep", "preparation"), Role.PREPROCESS),
    **dict.fromkeys(("training", "fit", "trainmodel"), Role.TRAIN),
    **dict.fromkeys(("prediction", "predictions", "predicting", "inference"), Role.PREDICT),
    **dict.fromkeys(("evaluation", "evaluating", "eval", "validation"), Role.EVALUATE),
    **dict.fromkeys(("parameter", "param", "params"), Role.PARAMETERS),
    **dict.fromkeys(("import", "importing"), Role.IMPORTS),
    **dict.fromkeys(("function", "func", "funcs", "definitions"), Role.FUNCTIONS),
    **dict.fromkeys(("skipped", "ignore"), Role.SKIP),
}

HOW_TO_TAG = (
    "Tag the cells as preprocess, train, predict or evaluate (also imports, functions, "
    "parameters, skip). Jupyter: Property Inspector (the gears, top right) > Common Tools > "
    "Cell Tags. VS Code: … in the cell's toolbar > Add Cell Tag. Anywhere: "
    "`# nb2prod: train` as the first line of the cell."
)


@dataclass(frozen=True, slots=True)
class CommentTags:
    """The tags that a comment gives, and the line of the cell where it stands, from 1."""

    tags: tuple[str, ...]
    line: int
    ours: bool


def comment_tags(source: str) -> CommentTags | None:
    """The tags of ``# nb2prod: TAG``, ``# %% tags=["TAG"]`` or ``#| tags: [TAG]``, or None.

    Only blank lines, cell magics and options of Quarto may stand before it: Jupyter wants a
    ``%%time`` on top.
    """
    for number, line in enumerate(source.split("\n"), 1):
        if _IGNORE.match(line):
            continue  # it silences advice, and is no tag
        if match := _COMMENT.match(line):
            words = [w.strip("\"'`[]") for w in _SEPARATOR.split(match.group(1))]
            return CommentTags(tuple(w for w in words if w), number, ours=True)
        if match := _PERCENT.match(line) or _OPTION_TAGS.match(line):
            words = [w.strip("\"' ") for w in match.group(1).split(",")]
            return CommentTags(tuple(w for w in words if w), number, ours=False)
        if line.strip() and not line.lstrip().startswith(("%%", _OPTION)):
            return None
    return None


def without_options(source: str) -> str:
    """The code of a cell without the options of Quarto and nbdev above it; lines stay in place."""
    lines = source.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(_OPTION):
            lines[at] = ""
        elif line.strip() and not line.startswith("%%"):
            break
    return "\n".join(lines)


def metadata_tags(value: object) -> tuple[str, ...]:
    """The tags in a cell's metadata, whatever form they have there."""
    if isinstance(value, str):
        return tuple(tag for tag in _SEPARATOR.split(value) if tag)
    if isinstance(value, list):
        return tuple(tag.strip() for tag in value if isinstance(tag, str))
    return ()


def role_of(
    tags: tuple[str, ...], comment: CommentTags | None, place: Place
) -> tuple[Role, tuple[Diagnostic, ...]]:
    """The role that metadata and comment give together, and notes on likely misspellings.

    Raises:
        ConversionError: two tags contradict each other, or our comment names no tag of ours.
    """
    from_metadata = _single(tags, place)
    if comment is None:
        return from_metadata, _near_misses(tags, place) if from_metadata is Role.UNTAGGED else ()
    here = Place(place.cell, place.cell_id, comment.line)
    if comment.ours:
        _refuse_unknown(comment, here)
    from_comment = _single(comment.tags, here)
    if from_comment is Role.UNTAGGED:
        return from_metadata, _near_misses((*tags, *comment.tags), place)
    if from_metadata not in (Role.UNTAGGED, from_comment):
        raise ConversionError(
            Diagnostic(
                f"the comment says `{from_comment}`, the cell's metadata `{from_metadata}`.",
                "Keep one of them.",
                here,
                code="NB110",
            )
        )
    return from_comment, ()


_NO_STAGE = "no cell is tagged as a stage"


class NoStageError(ConversionError):
    """No cell of a notebook is tagged as a stage."""


class SuggestedError(NoStageError):
    """No cell is tagged as a stage, and the error tells what could be."""


def no_stage_error(path: Path, near: tuple[Diagnostic, ...]) -> NoStageError:
    """The error for a notebook without a stage; ``near`` are notes on misspelt tags."""
    advice = f"{_suggestions(path)} {HOW_TO_TAG}"
    message = f"{_NO_STAGE} ({', '.join(STAGES)})."
    return NoStageError(Diagnostic(message, advice, code="NB108"), *near)


def suggested_error(path: Path, found: str, near: tuple[Diagnostic, ...]) -> SuggestedError:
    """The same error, with the tags that are suggested; how else to tag stands on its page."""
    message = f"{_NO_STAGE}."
    advice = f"By its looks, {found}. {_suggestions(path)} By hand: `nb2prod explain NB108`."
    return SuggestedError(Diagnostic(message, advice, code="NB108"), *near)


def _suggestions(path: Path) -> str:
    """What takes the suggestions, and what shows them."""
    name = shlex.quote(str(path))
    taken = f"`nb2prod convert --auto-tag {name}` takes such tags"
    return f"{taken}; `nb2prod tag {name}` tells why, and writes them with `--write`."


def no_suggestion_error() -> ConversionError:
    """The error for a notebook of which no cell looks like a stage."""
    message = f"{_NO_STAGE}, and none looks like one."
    return ConversionError(Diagnostic(message, HOW_TO_TAG, code="NB108"))


def _single(tags: tuple[str, ...], place: Place) -> Role:
    lowered = {tag.lower() for tag in tags}
    roles = sorted({role for name, role in _KNOWN.items() if name in lowered})
    if Role.SKIP in roles:
        return Role.SKIP
    if len(roles) > 1:
        names = " and ".join(f"`{role}`" for role in roles)
        raise ConversionError(
            Diagnostic(
                f"the cell has the tags {names}.",
                "Keep one of them, or split the cell.",
                place,
                code="NB110",
            )
        )
    return roles[0] if roles else Role.UNTAGGED


def _refuse_unknown(comment: CommentTags, place: Place) -> None:
    unknown = [tag for tag in comment.tags if tag.lower() not in _KNOWN and not is_resource(tag)]
    if comment.tags and not unknown:
        return
    message = f"`{unknown[0]}` is not a tag." if unknown else "the comment names no tag."
    meant = _meant(unknown[0]) if unknown else None
    known = ", ".join(role.value for role in Role if role is not Role.UNTAGGED)
    advice = f"Did you mean `{meant}`?" if meant else f"The tags are {known}."
    raise ConversionError(Diagnostic(message, advice, place, code="NB111"))


def _near_misses(tags: tuple[str, ...], place: Place) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            f"the tag `{tag}` is not one of ours and is ignored.",
            f"Did you mean `{meant}`?",
            place,
            code="NB112",
            severity=Severity.WARNING,
        )
        for tag in dict.fromkeys(tags)
        if (meant := _meant(tag))
    )


def _meant(tag: str) -> Role | None:
    from difflib import get_close_matches  # only where somebody mistyped

    word = _NOT_IN_NAMES.sub("", tag.lower())
    if word in _NEAR:
        return _NEAR[word]
    names = [name for name in _KNOWN if "-" not in name]
    close = get_close_matches(word, names, n=1, cutoff=0.8)
    return _KNOWN[close[0]] if close and tag.lower() not in _KNOWN else None
