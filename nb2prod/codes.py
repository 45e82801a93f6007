"""The stable codes of diagnostics: what each finding means, and what to do about it.

NB1xx: reading the notebook. NB2xx: analysis and planning. NB3xx: writing. One row a code; a code
that has been released keeps its meaning.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, in general; the diagnostic itself tells the case at hand."""

    title: str
    explanation: str
    remedy: str


_TAGS = "preprocess, train, predict, evaluate, imports, functions, parameters, skip"

READER_CODES: dict[str, Code] = {
    "NB101": Code(
        "The file cannot be read",
        "There is no such file, it is a directory, or it may not be opened.",
        "Check the path and its permissions.",
    ),
    "NB102": Code(
        "The file is not text",
        "A notebook is UTF-8 text (UTF-16 is read too); this file is empty or damaged.",
        "Save the notebook again, or take it from a backup.",
    ),
    "NB103": Code(
        "The file is not JSON",
        "A .ipynb file is JSON. Merge conflicts, broken downloads and hand edits break it.",
        "Resolve the conflict or fetch the file again.",
    ),
    "NB104": Code(
        "The JSON is not a notebook",
        "A part that every notebook has is missing, or is of another type than it has to be.",
        "Open the file in Jupyter and save it again.",
    ),
    "NB105": Code(
        "The notebook's format version is not known",
        "Notebooks of nbformat 1 to 4 are read.",
        "Save the notebook as nbformat 4.",
    ),
    "NB106": Code(
        "The notebook is not in Python 3",
        "Its kernel runs another language; Python 2 counts as one, it computes differently.",
        "Convert a notebook whose kernel is Python 3.",
    ),
    "NB107": Code(
        "The notebook has no code", "There is no code cell with text in it.", "Check the file."
    ),
    "NB108": Code(
        "No cell is tagged as a stage",
        "The stages of the package come from the tags of the cells.",
        "Tag at least one cell as preprocess, train, predict or evaluate.",
    ),
    "NB110": Code(
        "The tags of a cell contradict each other",
        "A cell belongs to one stage or has one role; `skip` beside another tag means skip.",
        "Keep one tag, or split the cell.",
    ),
    "NB111": Code(
        "The tag in a comment is not known",
        f"`# nb2prod: TAG` takes one of: {_TAGS}.",
        "Mend the comment.",
    ),
    "NB112": Code(
        "A tag looks like one of ours",
        "Tags that are not ours are ignored; this one may be a misspelling.",
        f"Rename it if it is: {_TAGS}.",
    ),
    "NB120": Code(
        "A cell is not Python",
        "The cell does not parse, even after IPython's own syntax has been taken out.",
        "Mend the cell, or tag it `skip`.",
    ),
    "NB121": Code(
        "A cell is Python 2",
        "The cell uses syntax that Python 3 has dropped.",
        "Port the cell to Python 3, run the notebook again, then convert it.",
    ),
    "NB122": Code(
        "`await` outside a function",
        "A notebook has a running event loop, a script has not.",
        "Put the code in an `async def` and call it through `asyncio.run(...)`.",
    ),
    "NB123": Code(
        "The code is nested too deeply",
        "Python's own parser, or the tools behind this one, give up at this depth.",
        "Split the expression or the `elif` chain.",
    ),
    "NB124": Code(
        "The cell holds characters that Python cannot read",
        "NUL characters and lone surrogates cannot stand in source code.",
        "Remove them, or write them as escapes in a string.",
    ),
    "NB130": Code(
        "A cell of a stage is in another language",
        "Its cell magic (`%%bash`, `%%writefile`, `%%sql`) hands the cell to something else.",
        "Rewrite it in Python, or tag it `skip` and do its work by hand.",
    ),
    "NB131": Code(
        "A cell in another language was left out",
        "No stage contains the cell; what it did has to be done by hand.",
        "Run it yourself before the scripts, where they need its effect.",
    ),
    "NB132": Code(
        "A magic that a script cannot do",
        "The magic changes what the names of the notebook mean, or is not known.",
        "Write the equivalent Python, or tag the cell `skip`.",
    ),
    "NB133": Code(
        "A value comes from a magic or a shell line",
        "`x = !command` and `x = %magic` exist in IPython only.",
        "Use `subprocess.run(...)` or plain Python instead, or tag the cell `skip`.",
    ),
    "NB134": Code(
        "A magic changes the process",
        "`%env` and `%cd` hold for all that follows; stages run in processes of their own.",
        "Set the variable outside or by `os.environ[...] = ...`; write paths in full.",
    ),
    "NB135": Code(
        "IPython's automatic call",
        "Lines that start with `,`, `;` or `/` are calls in IPython only.",
        "Write the call out, with its parentheses.",
    ),
    "NB136": Code(
        "A timed statement binds names",
        "`%timeit` runs in a scope of its own, so the names stay unset in the notebook.",
        "Use `%time`, or remove the timing.",
    ),
    "NB140": Code(
        "A magic was left out",
        "The line has no equivalent in a script, and no stage needs it.",
        "Nothing, unless the scripts need its effect.",
    ),
    "NB141": Code(
        "A shell line was left out",
        "The line only prints something.",
        "Nothing.",
    ),
    "NB142": Code(
        "A shell line has to be run by hand",
        "The line may change files or the machine; the scripts do not do that.",
        "Run it once before the scripts, if they need its effect.",
    ),
    "NB143": Code(
        "An installed package could not become a dependency",
        "Requirement files, local paths and URLs without a package name are not resolved.",
        "Add it to the dependencies in the generated pyproject.toml.",
    ),
    "NB144": Code(
        "A timed statement runs once",
        "`%timeit` runs a statement many times, the script runs it once and does not time it.",
        "Nothing, unless the repetition mattered.",
    ),
    "NB145": Code(
        "A skipped cell is not Python",
        "The cell is tagged `skip`, so that this does no harm.",
        "Nothing.",
    ),
    "NB146": Code(
        "The notebook was upgraded",
        "It is stored in an older format; its cells were converted in memory.",
        "Save it in a current Jupyter to make this permanent.",
    ),
}

PLAN_CODES: dict[str, Code] = {
    "NB200": Code(
        "There is nothing to convert",
        "The cells that are tagged as stages hold no code that does anything.",
        "Tag the cells that do the work as preprocess, train, predict or evaluate.",
    ),
    "NB201": Code(
        "A name is not defined",
        "No cell binds it; in the notebook it may live on from a cell that was deleted.",
        "Define it in a cell above.",
    ),
    "NB202": Code(
        "A name comes from a skipped cell",
        "A stage reads what only a cell tagged `skip` binds.",
        "Tag that cell with its stage.",
    ),
    "NB203": Code(
        "A name is used before it is bound",
        "Cells run in document order, whatever order they were run in by hand.",
        "Move the cell that binds the name up.",
    ),
    "NB204": Code(
        "A stage depends on a cell outside the stages",
        "The value that a stage reads is made in a cell that has no stage's tag.",
        "Tag that cell with its stage.",
    ),
    "NB205": Code(
        "A skipped cell changes a value that a stage reads",
        "The scripts compute without the change.",
        "Tag the cell with its stage, or make sure that it changes nothing.",
    ),
    "NB206": Code(
        "An untagged cell changes a value that a stage reads",
        "Without the cell, the scripts would compute something else than the notebook.",
        "Tag the cell with its stage, or `skip`.",
    ),
    "NB207": Code(
        "Two names for one object cross a boundary of stages",
        "One of them is changed afterwards, and files would not keep them together.",
        "Make a copy where the second name is bound.",
    ),
    "NB208": Code(
        "A value cannot be saved",
        "Generators, open files, locks and connections do not survive the end of a process.",
        "Make it in the stage that uses it, or turn it into a list or table first.",
    ),
    "NB209": Code(
        "A function assigns a global",
        "In the scripts, the notebook's globals are local to a stage.",
        "Return the value, and assign it where the function is called.",
    ),
    "NB210": Code(
        "Two definitions of one name are in use",
        "The stages would need both versions under one name.",
        "Give the later definition another name.",
    ),
    "NB211": Code(
        "A definition reads globals in a way that cannot be turned into parameters",
        "Globals that functions read become parameters; here this is not possible.",
        "Pass them as arguments yourself.",
    ),
    "NB212": Code(
        "A global is bound again after a function that reads it was kept",
        "A function reads the value that a global has at the time of the call.",
        "Give the new value another name, or pass it as an argument.",
    ),
    "NB213": Code(
        "A name is a definition here and a value there",
        "Imports and definitions are hoisted, values are not.",
        "Give the value another name.",
    ),
    "NB214": Code(
        "A function or class keeps state in itself over several stages",
        "A default value or an attribute changes in one stage, and another needs it.",
        "Keep the state in a variable, or in an object, that is passed as an argument.",
    ),
    "NB215": Code(
        "A name hides one that the scripts use",
        "The frame of the scripts uses names such as `out_dir` and `typer` itself.",
        "Give the notebook's value another name.",
    ),
    "NB216": Code(
        "An import or definition is deleted",
        "Imports and definitions stand on module level, where no stage can take them away.",
        "Take the `del` out.",
    ),
    "NB220": Code(
        "A file access stays in the data layer",
        "What it reads or writes could change if it moved; its path is a parameter.",
        "Nothing.",
    ),
    "NB221": Code(
        "A path could not become a parameter",
        "It is computed in a way that cannot be seen through.",
        "Bind the path to a name of its own, as a literal.",
    ),
    "NB222": Code("A seed was left out", "Nothing that is converted draws from it.", "Nothing."),
    "NB230": Code(
        "The analysis cannot see through",
        "Code that is made at run time may read or bind any name; an error with --strict.",
        "Write the code itself.",
    ),
    "NB231": Code(
        "A script would not find a name",
        "The notebook binds it in a way that the scripts cannot repeat.",
        "Bind it at the top level of a tagged cell.",
    ),
    "NB223": Code(
        "An untagged cell was left out",
        "Nothing depends on it.",
        "Tag it if it belongs to a stage.",
    ),
    "NB224": Code(
        "A stage was split into parts",
        "Joining its cells would have changed a result.",
        "Reorder the cells to have one part.",
    ),
}

WRITE_CODES: dict[str, Code] = {
    "NB301": Code(
        "The output cannot be written",
        "The output folder is a file, or may not be written.",
        "Choose another folder with -o.",
    ),
    "NB302": Code(
        "A generated file was edited",
        "It differs from what the last run wrote, or was not written by nb2prod.",
        "Use --force to overwrite it, or -o for another folder.",
    ),
}

CODES: dict[str, Code] = READER_CODES | PLAN_CODES | WRITE_CODES
