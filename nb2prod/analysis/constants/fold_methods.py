"""Methods of constant values."""

from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold_paths import PATH_METHODS
from nb2prod.analysis.constants.fold_text import TEXT_METHODS, format_text
from nb2prod.analysis.constants.fold_values import NotConstantError, plain


def call_method(
    owner: object, name: str, args: list[object], keywords: dict[str, object]
) -> object:
    """What a method of a constant gives.

    Raises:
        NotConstantError: nothing is known of it.
    """
    if isinstance(owner, PurePosixPath):
        keywords.pop("strict", None)
        if keywords:
            raise NotConstantError
        return PATH_METHODS[name](owner, *args)
    if isinstance(owner, str):
        if name == "format" and isinstance(owner, str):
            return format_text(owner, *args, **keywords)
        method = TEXT_METHODS[name]
        return method(plain(owner), *map(plain, args), **keywords)
    if isinstance(owner, dict) and name == "get" and not keywords:
        return owner.get(plain(args[0]), *args[1:])
    raise NotConstantError
