"""Calls that read or write files, joined from the tables of the library families.

Functions that take an open file instead of a path (``pickle.dump``, ``json.load``,
``csv.reader``, ``yaml.safe_load``) have no row: the call that opened the file has one.
"""

from nb2prod.analysis.tables.io_arrays import ARRAY_ROWS
from nb2prod.analysis.tables.io_base import KEYWORD_ONLY, RECEIVER, Access, IOFunction
from nb2prod.analysis.tables.io_deep import DEEP_ROWS
from nb2prod.analysis.tables.io_files import FILE_ROWS
from nb2prod.analysis.tables.io_keras import KERAS_ROWS
from nb2prod.analysis.tables.io_models import MODEL_ROWS
from nb2prod.analysis.tables.io_tables import TABLE_ROWS
from nb2prod.analysis.tables.io_tensorflow import TENSORFLOW_ROWS

__all__ = ["IO_FUNCTIONS", "KEYWORD_ONLY", "RECEIVER", "Access", "IOFunction"]

IO_FUNCTIONS: tuple[IOFunction, ...] = (
    *FILE_ROWS,
    *TABLE_ROWS,
    *ARRAY_ROWS,
    *MODEL_ROWS,
    *DEEP_ROWS,
    *KERAS_ROWS,
    *TENSORFLOW_ROWS,
)
