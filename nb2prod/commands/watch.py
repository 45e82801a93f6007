"""``nb2prod watch``."""

from nb2prod.commands import options as o


def watch(
    notebooks: o.Notebooks,
    output: o.Output = None,
    merge: o.Merge = False,
    name: o.Name = None,
    strict: o.Strict = None,
    auto_tag: o.AutoTag = None,
    targets: o.Targets = None,
) -> None:
    """Convert notebooks, and again whenever one of them, or a module beside it, is saved.

    Each time, a line says what changed in the package. Files that you edited are kept.
    Exit code 0: ended by Ctrl-C; 2: wrong usage, or watchfiles is not installed.
    """
    from nb2prod.watching import watch_all

    given = o.given(locals())
    with o.usage_errors():
        watch_all(notebooks, output, given, merge=merge)
