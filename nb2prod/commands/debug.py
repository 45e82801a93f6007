"""``nb2prod debug``."""

from typing import Annotated, Literal

from nb2prod.commands import options as o
from nb2prod.commands.declared import argument


def debug(
    phase: Annotated[
        Literal["facts", "graph", "stages", "plan"],
        argument(
            help="facts: what each statement does; graph: values and dependences; stages: the "
            "stage of each statement; plan: what each pass adds."
        ),
    ],
    notebook: o.Notebook,
    name: o.Name = None,
    strict: o.Strict = None,
    auto_tag: o.AutoTag = None,
) -> None:
    """Print what a phase of the conversion makes of a notebook. For developers of nb2prod.

    Exit code 0: printed; 1: the notebook cannot be converted; 2: wrong usage.
    """
    from nb2prod.configuration import choices
    from nb2prod.debug.show_phase import debug_text
    from nb2prod.diagnostics import ConversionError, exit_code, tell

    with o.usage_errors():
        settings = choices(notebook, o.given(locals())).settings
        try:
            for text in debug_text(notebook, phase, settings):
                print(text)
        except ConversionError as error:
            for one in error.diagnostics:
                tell(one, str(notebook))
            raise SystemExit(exit_code(error.diagnostics)) from error
