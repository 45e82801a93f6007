"""What each magic of IPython and its common extensions means for a script."""

from nb2prod.records import dataclass

# Display, configuration, help: a script does not need them, they leave without a note.
SILENT = frozenset(
    "alias_magic autoawait autocall automagic autoreload autosave cat clear cls code_wrap colors "
    "colab_server config connect_info debug dhist dirs doctest_mode flake8_off flake8_on gui head "
    "hist history j js killbgscripts ldir less lf lk ll load_ext logoff logon logstart logstate "
    "logstop ls lsmagic lx magic man matplotlib mkl more nb_black notify page pastebin pdb pdef "
    "pdoc pfile pinfo pinfo2 pip_magic pprint precision psearch psource pwd pycat pycodestyle_off "
    "pycodestyle_on qtconsole quickref reload_ext reload_kedro subshell tail tb tensorboard "
    "unload_ext version_information watermark who who_ls whos xmode".split()
)

# Lines that leave with a note: they changed something outside the notebook's names.
NOTED = frozenset(
    "alias bookmark load_kedro notebook save sh store tensorflow_version wandb".split()
)

# Aliases of shell commands, and the magics that run one.
SHELL_ALIASES = frozenset("cp mkdir mv rm rmdir".split())
SHELL_RUNNERS = frozenset(("sx", "system", "sc", "!"))
INSTALLERS = frozenset(("pip", "conda", "mamba", "micromamba", "uv"))

# `%NAME [options] STATEMENT` runs the statement. The value: its options, as getopt writes them.
STATEMENTS: dict[str, str] = {
    "time": "",
    "timeit": "n:r:tcp:qov",
    "prun": "l:rs:T:D:q",
    "memit": "r:t:i:co",
    "mprun": "f:T:cr",
    "lprun": "f:m:D:T:z:s:u:r",
    "snakeviz": "f:t",
    "scalene": "",
    "pyinstrument": "",
}

# What `%pylab` binds, and what it leaves out with `--no-import-all`.
PYLAB = "import numpy; import matplotlib; import numpy as np; import matplotlib.pyplot as plt"
PYLAB_ALL = "from matplotlib.pylab import *; from numpy import *"

# `%%NAME` on top of a cell that stays Python; the value as above.
BODIES: dict[str, str] = {
    "capture": "",
    "debug": "b:",
    "memit": STATEMENTS["memit"],
    "prun": STATEMENTS["prun"],
    "pyinstrument": "",
    "scalene": "",
    "snakeviz": STATEMENTS["snakeviz"],
    "time": "",
    "timeit": STATEMENTS["timeit"],
    "wandb": "",
}

# Statement and body run in a scope of their own, and many times.
REPEATED = frozenset(("timeit",))

# `%NAME` on top of a whole cell of another language (Databricks, Zeppelin).
CELL_LANGUAGES = frozenset("md sql scala r sh fs spark spark.sql spark.r".split())

# `%%NAME` that hand the cell to something else. Those that only display, and the rest.
DISPLAYING = frozenset("html HTML javascript js latex markdown mermaid svg SVG css".split())
SHELLS = frozenset("! bash cmd powershell script sh shell sx system zsh".split())
LANGUAGES = frozenset(
    "R bigquery cpp csharp cu cuda cython ditto file fortran java json julia octave perl "
    "plaintext pypy python python2 python3 r raw ruby rust shellscript spark sparksql sql "
    "typescript writefile writetemplate yaml".split()
)

# Names that IPython takes as magics without `%`, in a cell of one line.
AUTOMAGIC = frozenset(
    "cat cd conda cp env ls matplotlib mkdir mv pip pwd rm rmdir run who whos".split()
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a script cannot do a magic, and what to do instead.

    ``always``: in an untagged cell too, since the magic may rebind names that a stage reads.
    """

    code: str
    reason: str
    advice: str
    always: bool = False


_ENV = Refusal(
    "NB134",
    "sets an environment variable for all that follows",
    "Write `os.environ[...] = ...`, or set it where the scripts run, and tag the cell `skip`.",
)
_CD = Refusal(
    "NB134",
    "changes the working directory",
    "Remove the line and write the paths that follow relative to where the scripts run.",
)
_RUN = Refusal(
    "NB132",
    "runs a file in the middle of a block",
    "Put it at the start of a line, or import what it defines (`from module import name`).",
    always=True,
)
_QUERY = "Use `pd.read_sql(query, connection)`, or tag the cell `skip`."
_SQL = Refusal("NB132", "runs a query by a connection that IPython keeps", _QUERY)
_RESET = Refusal("NB132", "deletes names", "Remove the line, or use `del NAME`.")
_HISTORY = Refusal(
    "NB132",
    "runs or loads code that is not in the notebook",
    "Put the code itself into the cell.",
    always=True,
)

REFUSED: dict[str, Refusal] = {
    "env": _ENV,
    "set_env": _ENV,
    "dotenv": _ENV,
    "load_dotenv": _ENV,
    "cd": _CD,
    "pushd": _CD,
    "popd": _CD,
    "run": _RUN,
    "sql": _SQL,
    "reset": _RESET,
    "reset_selective": _RESET,
    "xdel": _RESET,
    "macro": _HISTORY,
    "rerun": _HISTORY,
    "recall": _HISTORY,
    "edit": _HISTORY,
    "ed": _HISTORY,
    "loadpy": Refusal(
        "NB132", "loads a file into the cell", "Run it once, so that the code stands in the cell."
    ),
    "load": Refusal(
        "NB132", "loads a file into the cell", "Run it once, so that the code stands in the cell."
    ),
}

UNKNOWN = Refusal(
    "NB132", "is not known here", "Write the equivalent Python, or tag the cell `skip`."
)

VALUES: dict[str, str] = {
    "sql": _QUERY,
    "timeit": "Take the line out, or use `timeit.timeit(...)`; what is measured differs each time.",
    "time": "Assign the value alone, without `%time`.",
}
"""What to do where a magic gives a value."""
