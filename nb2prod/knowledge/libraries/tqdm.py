"""tqdm."""

from nb2prod.knowledge.schema import Library

LIBRARIES = (
    Library(
        name="tqdm",
        pure=".",
        pure_functions="""auto.tqdm auto.trange notebook.tqdm notebook.trange tqdm tqdm_notebook
            trange""",
        holds="auto.tqdm notebook.tqdm tqdm",
        settings="auto.tqdm.pandas notebook.tqdm.pandas tqdm.pandas",
        sets_up="pandas tqdm.pandas",
    ),
)
