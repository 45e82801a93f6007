"""Where opening functions take their mode, and what arguments of file functions may be."""

from dataclasses import dataclass

from nb2prod.analysis.tables.io_base import Access


@dataclass(frozen=True, slots=True)
class Mode:
    """The mode argument of a function: its position (the path is 0), keyword and default.

    ``append`` is what mode ``a`` does: it only writes to a text file, while a container file
    (HDF5, NetCDF, Zarr) is opened for reading and writing.
    """

    position: int = 1
    keyword: str = "mode"
    default: str = "r"
    append: Access = Access.WRITE


MODES: dict[str, Mode] = {
    "open": Mode(),
    "io.open": Mode(),
    "codecs.open": Mode(),
    "gzip.open": Mode(),
    "gzip.GzipFile": Mode(),
    "bz2.open": Mode(),
    "bz2.BZ2File": Mode(),
    "lzma.open": Mode(),
    "lzma.LZMAFile": Mode(),
    "zipfile.ZipFile": Mode(append=Access.OPEN),
    "tarfile.open": Mode(append=Access.OPEN),
    "tarfile.TarFile": Mode(append=Access.OPEN),
    "smart_open.open": Mode(),
    "fsspec.open": Mode(default="rb"),
    "jsonlines.open": Mode(),
    "numpy.memmap": Mode(position=2, default="r+"),
    "numpy.lib.format.open_memmap": Mode(default="r+"),
    "scipy.io.netcdf_file": Mode(append=Access.OPEN),
    "h5py.File": Mode(append=Access.OPEN),
    "tables.open_file": Mode(append=Access.OPEN),
    "netCDF4.Dataset": Mode(append=Access.OPEN),
    "zarr.open": Mode(default="a", append=Access.OPEN),
    "pandas.HDFStore": Mode(default="a", append=Access.OPEN),
    "rasterio.open": Mode(),
    "imageio.v3.imopen": Mode(keyword="io_mode", default="+"),
    "soundfile.SoundFile": Mode(),
    "wave.open": Mode(),
    "pyarrow.memory_map": Mode(),
    "pyarrow.OSFile": Mode(),
    "tensorflow.io.gfile.GFile": Mode(),
    ".open": Mode(position=0),
}
"""Functions of access ``OPEN`` that are not here may always do both."""

PATH_TYPES = frozenset(
    {
        "str",
        "bytes",
        "numpy.str_",
        "os.DirEntry",
        "pathlib.Path",
        "pathlib.PosixPath",
        "pathlib.PurePath",
        "pathlib.PurePosixPath",
        "list",
        "tuple",
    }
)
"""Types that a path argument can have; lists are lists of paths."""

DATA_OR_PATH = frozenset(
    {
        "pandas.read_sql",
        "pandas.read_sql_query",
        "pandas.read_sql_table",
        ".to_sql",
        "catboost.Pool",
        "xgboost.DMatrix",
        "lightgbm.Dataset",
        "polars.read_database_uri",
        ".write_database",
        "fileinput.input",
    }
)
"""Functions whose argument is rarely a path: only one that is known to be text counts."""

TEXT_OR_PATH = frozenset(
    {"pandas.read_json", "pandas.read_html", "pandas.read_xml", "polars.read_json"}
)
"""Functions that also take the content itself as text."""

NAME_OR_PATH = frozenset(
    {
        ".from_pretrained",
        "spacy.load",
        "sentence_transformers.SentenceTransformer",
        "nltk.data.find",
        "nltk.data.load",
        "transformers.pipeline",
        "ultralytics.YOLO",
        "keras.utils.get_file",
        "tensorflow.keras.utils.get_file",
    }
)
"""Functions that also take the name of something published, which no file may have."""

SLASH_IN_NAMES = frozenset(
    {
        ".from_pretrained",
        "sentence_transformers.SentenceTransformer",
        "transformers.pipeline",
        "nltk.data.find",
        "nltk.data.load",
    }
)
"""Those whose names have an owner or a group before one slash: ``google/vit-base``."""

LOCAL_FOLDERS = frozenset(
    "artifacts checkpoint checkpoints data drive input model models out output outputs pretrained "
    "result results runs save saved saved_model saved_models tmp weights".split()
)
"""First parts of ``a/b`` that tell a folder of the notebook from an owner's name."""

SUFFIX_TELLS = frozenset({".save", ".export", ".dump", ".dump_model", ".save_binary"})
"""Methods that write a file on many classes: where the receiver is unknown, an argument that
looks like a file's name (``chart.save("chart.html")``) counts as one."""

TEXT_ONLY = frozenset(
    {
        "SimpleITK",
        "catboost",
        "cv2",
        "datasets.load_dataset",
        "faiss",
        "fasttext",
        "folium",
        "gensim",
        "glob",
        "nltk",
        "plotly",
        "sentence_transformers",
        "sentencepiece",
        "sklearn.tree.export_graphviz",
        "sqlite3",
        "tensorflow.data",
        "tensorflow.io",
        "tensorflow.lite",
        "tensorflow.saved_model",
        "tensorflow.train",
        "tokenizers",
        "wave",
        "wget",
    }
)
"""Modules, or functions, that take a path as text but not as a ``Path``."""

UNPACKERS = frozenset(
    {
        ".extract",
        ".extractall",
        "distutils.dir_util.copy_tree",
        "gdown.download_folder",
        "huggingface_hub.hf_hub_download",
        "huggingface_hub.snapshot_download",
        "kaggle.api.competition_download_files",
        "kaggle.api.dataset_download_files",
        "shutil.copytree",
        "shutil.unpack_archive",
    }
)
"""Functions that fill a folder with files that the notebook then reads by their names."""

HANDLE_ATTRIBUTES = frozenset({"buffer", "content", "raw", "stdin", "stdout", "stderr", "text"})
"""Attributes that hold content or an open file, not a path (``response.text``)."""

HANDLE_CALLS = frozenset(
    {"open", "extractfile", "urlopen", "getvalue", "StringIO", "BytesIO", "getreader"}
)
"""Last names of calls that give content or an open file."""

PATH_ITERATORS = frozenset({"glob", "iterdir", "rglob"})
"""Methods of a path that iterate over paths."""
