"""A small notebook for each row of the tables of I/O functions, made from the row itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from nb2prod.knowledge.files import IO_FUNCTIONS
from nb2prod.knowledge.schema import KEYWORD_ONLY, RECEIVER, Access, Else, IOFunction

MADE = (Access.WRITE, Access.WRITE_DIRECTORY)
FOLDERS = (Access.READ_DIRECTORY, Access.WRITE_DIRECTORY, Access.GLOB)

RECEIVERS: dict[str, str] = {
    "PIL": "PIL.Image.new('RGB', (8, 8))",
    "altair": "altair.Chart(value)",
    "catboost": "catboost.Pool(value)",
    "configparser": "configparser.ConfigParser()",
    "docx": "docx.Document()",
    "fastai": "fastai.learner.Learner(value)",
    "folium": "folium.Map()",
    "gensim": "gensim.models.Word2Vec(value)",
    "gensim.corpora": "gensim.corpora.Dictionary(value)",
    "graphviz": "graphviz.Digraph()",
    "keras": "keras.Sequential()",
    "lightgbm": "lightgbm.Booster(value)",
    "matplotlib.animation": "matplotlib.animation.FuncAnimation(value, print)",
    "numpy.ndarray": "numpy.zeros(3)",
    "openpyxl": "openpyxl.Workbook()",
    "pandas": "pandas.DataFrame({'a': [1]})",
    "pathlib.Path": "pathlib.Path({literal})",
    "plotnine": "plotnine.ggplot(value)",
    "pydub": "pydub.AudioSegment.empty()",
    "pyspark.sql.DataFrameReader": "pyspark.sql.SparkSession(value).read",
    "pyspark.sql.DataFrameWriter": "pyspark.sql.SparkSession(value).sql('select 1').write",
    "seaborn.objects": "seaborn.objects.Plot(value)",
    "sentence_transformers": "sentence_transformers.SentenceTransformer()",
    "statsmodels": "statsmodels.api.OLS(value, value).fit()",
    "sweetviz": "sweetviz.analyze(value)",
    "tarfile": "tarfile.TarFile(fileobj=value)",
    "tensorflow.data": "tensorflow.data.Dataset.range(3)",
    "tensorflow.keras": "tensorflow.keras.Sequential()",
    "tensorflow.train.Checkpoint": "tensorflow.train.Checkpoint()",
    "tokenizers": "tokenizers.Tokenizer(value)",
    "torch.jit": "torch.jit.script(value)",
    "transformers": "transformers.Trainer(value)",
    "xgboost": "xgboost.Booster()",
    "zipfile": "zipfile.ZipFile(value)",
}
"""An expression for a receiver, by the prefix of its type that a row needs.

Where a function in the tables returns such a type, its call need not stand here.
"""


@dataclass(frozen=True, slots=True)
class RowCase:
    """A notebook that calls the row's function; ``path`` is its literal in the row's place.

    ``made``: the call writes the path; ``kind``: what a parameter for it stands for.
    """

    id: str
    source: str
    path: str
    made: bool
    kind: str


def row_cases() -> Iterator[RowCase]:
    """Each row with its path by position and by keyword, and opening functions also to write."""
    # words of commands, of which some may be paths, have tests of their own
    for row in (row for row in IO_FUNCTIONS if row.other is not Else.COMMAND):
        name = "-".join(filter(None, [row.name, row.needs, str(row.argument % 10)]))
        if row.argument != KEYWORD_ONLY:
            yield _case(row, f"{name}", by_keyword=False)
        if row.keyword and row.argument != RECEIVER:
            yield _case(row, f"{name}-keyword", by_keyword=True)
        if row.mode:
            yield _case(row, f"{name}-write", by_keyword=False, mode="w")


def literal_of(row: IOFunction, made: bool, number: int = 0) -> str:
    """The path that stands for the row's argument."""
    folder = "results" if made else "data/raw"
    if row.access is Access.GLOB:
        return folder if row.argument == RECEIVER else f"{folder}/*.part"
    if row.access in FOLDERS:
        return f"{folder}/folder{number or ''}"
    return f"{folder}/item{number or ''}.part"


def _case(row: IOFunction, name: str, by_keyword: bool, mode: str | None = None) -> RowCase:
    made = row.access in MADE or mode is not None
    path = literal_of(row, made)
    call = _call(row, path, by_keyword, mode)
    source = f'# %% tags=["preprocess"]\n{_imports(call)}value = secret_lab.measure()\n'
    kind = "dir" if row.access in FOLDERS else "file"
    return RowCase(name, f"{source}answer = {call}\nprint(answer)\n", path, made, kind)


def _call(row: IOFunction, path: str, by_keyword: bool, mode: str | None) -> str:
    others = [
        other
        for other in IO_FUNCTIONS
        if (other.name, other.needs) == (row.name, row.needs) and other != row
    ]
    places = {other.argument: repr(literal_of(other, other.access in MADE, 1)) for other in others}
    keywords: list[str] = []
    if by_keyword:
        keywords.append(f"{row.keyword}={path!r}")
    else:
        places[row.argument] = repr(path)
    receiver = places.pop(RECEIVER, repr("data/raw/other.part"))
    last = max((p for p in places if p >= 0 and (not by_keyword or p < row.argument)), default=-1)
    if by_keyword:
        last = max(last, row.argument - 1)
        keywords += [f"{o.keyword}={places[o.argument]}" for o in others if o.argument > last]
    arguments = [places.get(index, "value") for index in range(last + 1)]
    if mode is not None and row.mode:
        keywords.append(f"{row.mode.keyword}={mode!r}")
    if row.name in (".glob", ".rglob"):
        arguments = ["'*.part'"]
    return f"{_function(row, receiver)}({', '.join([*arguments, *keywords])})"


def _function(row: IOFunction, receiver: str) -> str:
    if not row.name.startswith("."):
        return row.name
    if row.argument == RECEIVER:
        return f"pathlib.Path({receiver}){row.name}"
    if row.needs:
        return _receiver(row.needs).replace("{literal}", receiver) + row.name
    return f"value{row.name}"


def _receiver(needs: str) -> str:
    """An expression whose type starts with the prefix."""
    made = RECEIVERS.get(needs) or next(
        (
            f"{row.name}({', '.join(['value'] * (row.argument + 1))})"
            for row in IO_FUNCTIONS
            if row.argument >= 0
            and not row.name.startswith(".")
            and f"{row.returns}.".startswith(f"{needs}.")
        ),
        None,
    )
    assert made, f"no function is known to return {needs}: write a call in RECEIVERS of {__name__}"
    return made


def _imports(call: str) -> str:
    """Imports of the modules whose names start a dotted name of the call."""
    import re

    roots = {match for match in re.findall(r"(?<![\w.'/])([A-Za-z_]\w*)\.[A-Za-z]", call)}
    roots -= {"value"}
    return "".join(f"import {root}\n" for root in sorted({*roots, "secret_lab"}))
