"""The notebook itself: IPython and Jupyter."""

from nb2prod.knowledge.schema import Library

LIBRARIES = (
    Library(
        name="IPython",
        distribution="ipython",
        pure="display",
        pure_functions="display.clear_output display.display",
        settings="display.set_matplotlib_formats",
        setting_objects="core.interactiveshell.InteractiveShell.ast_node_interactivity",
        prints="display.display",
        only_computes="display",
        acts="display.clear_output",
        shows="display",
        sets_up="get_ipython",
    ),
    Library(name="learntools", left_behind="core.binder.bind"),
    Library(name="matplotlib_inline", settings="backend_inline.set_matplotlib_formats"),
    Library(name="nest_asyncio", settings="apply"),
    Library(name="", pure_functions="display", prints="display"),
)
