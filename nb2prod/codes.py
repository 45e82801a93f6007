"""The stable codes of diagnostics, each with its title.

NB1xx: reading the notebook. NB2xx: analysis and planning. NB3xx: writing. NB4xx: the run as a
whole. NB9xx: faults of nb2prod. A code that has been released keeps its meaning. What a code
means, an example and how to mend it stand in ``docs/diagnostics/CODE.md``; each code has a page.
"""

READER_CODES: dict[str, str] = {
    "NB101": "The file cannot be read",
    "NB102": "The file is not text",
    "NB103": "The file is not JSON",
    "NB104": "The JSON is not a notebook",
    "NB105": "The notebook's format version is not known",
    "NB106": "The notebook is not in Python 3",
    "NB107": "The notebook has no code",
    "NB108": "No cell is tagged as a stage",
    "NB110": "The tags of a cell contradict each other",
    "NB111": "The tag in a comment is not known",
    "NB112": "A tag looks like one of ours",
    "NB120": "A cell is not Python",
    "NB121": "A cell is Python 2",
    "NB122": "`await` outside a function",
    "NB123": "The code is nested too deeply",
    "NB124": "The cell holds characters that Python cannot read",
    "NB130": "A cell of a stage is in another language",
    "NB131": "A cell in another language was left out",
    "NB132": "A magic that a script cannot do",
    "NB133": "A value comes from a magic or a shell line",
    "NB134": "A magic changes the process",
    "NB135": "IPython's automatic call",
    "NB136": "A timed statement binds names",
    "NB140": "A magic was left out",
    "NB141": "A shell line was left out",
    "NB142": "A shell line has to be run by hand",
    "NB143": "An installed package could not become a dependency",
    "NB144": "A timed statement runs once",
    "NB145": "A skipped cell is not Python",
    "NB146": "The notebook was upgraded",
    "NB147": "A shell line gets data",
}

PLAN_CODES: dict[str, str] = {
    "NB200": "There is nothing to convert",
    "NB201": "A name is not defined",
    "NB202": "A name comes from a skipped cell",
    "NB203": "A name is used before it is bound",
    "NB204": "A stage depends on a cell outside the stages",
    "NB205": "A skipped cell changes a value that a stage reads",
    "NB206": "An untagged cell changes a value that a stage reads",
    "NB207": "Two names for one object cross a boundary of stages",
    "NB208": "A value cannot be saved",
    "NB209": "A function assigns a global",
    "NB210": "Two definitions of one name are in use",
    "NB211": "A definition reads globals in a way that cannot be turned into parameters",
    "NB212": "A global is bound again after a function that reads it was kept",
    "NB213": "A name is a definition here and a value there",
    "NB214": "A function or class keeps state in itself over several stages",
    "NB215": "A name hides one that the scripts use",
    "NB216": "An import or definition is deleted",
    "NB217": "A setting of the process cannot hold for the next stage",
    "NB218": "A name may be unbound at the start of a stage",
    "NB219": "A stage adds to the file of another",
    "NB220": "A file access stays in the data layer",
    "NB221": "A path could not become a parameter",
    "NB222": "A seed was left out",
    "NB223": "An untagged cell was left out",
    "NB224": "A stage was split into parts",
    "NB225": "A value got another name",
    "NB226": "A secret is read from the environment",
    "NB227": "A mounted drive was left out",
    "NB228": "How a value is saved",
    "NB230": "The analysis cannot see through",
    "NB231": "A script would not find a name",
}

WRITE_CODES: dict[str, str] = {
    "NB301": "The output cannot be written",
    "NB302": "A generated file was edited",
    "NB303": "A merge left a conflict",
    "NB304": "An edited file is no longer generated",
}

RUN_CODES: dict[str, str] = {
    "NB401": "A setting is not known",
    "NB402": "A setting has a wrong value",
    "NB403": "pyproject.toml cannot be read",
    "NB404": "The folder holds no notebook",
    "NB411": "A file on disk is not what would be generated",
    "NB412": "A generated file is missing",
    "NB413": "A file on disk is no longer generated",
    "NB901": "nb2prod failed",
}

CODES: dict[str, str] = READER_CODES | PLAN_CODES | WRITE_CODES | RUN_CODES
