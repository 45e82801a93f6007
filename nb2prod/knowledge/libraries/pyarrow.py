"""Arrow."""

from nb2prod.knowledge.schema import ITSELF, Library, Mode, Path

LIBRARIES = (
    Library(
        name="pyarrow",
        reads=(
            Path(
                "parquet.read_table parquet.read_pandas feather.read_table orc.read_table",
                0,
                "source",
                "pyarrow.Table",
            ),
            Path("parquet.read_schema", 0, "where", "pyarrow.Schema"),
            Path("parquet.read_metadata", 0, "where", "pyarrow.parquet.FileMetaData"),
            Path("parquet.ParquetFile", 0, "source", ITSELF),
            Path("feather.read_feather", 0, "source", "pandas.DataFrame"),
            Path("csv.read_csv json.read_json", 0, "input_file", "pyarrow.Table"),
            Path("csv.open_csv", 0, "input_file"),
        ),
        writes=(
            Path("parquet.write_table orc.write_table", 1, "where"),
            Path("parquet.ParquetWriter", 0, "where", ITSELF),
            Path("feather.write_feather", 1, "dest"),
            Path("csv.write_csv", 1, "output_file"),
        ),
        reads_folders=(
            Path("parquet.ParquetDataset", 0, "path_or_paths", ITSELF),
            Path("dataset.dataset", 0, "source", "pyarrow.dataset.Dataset"),
        ),
        writes_folders=(
            Path("parquet.write_to_dataset", 1, "root_path"),
            Path("dataset.write_dataset", 1, "base_dir"),
        ),
        opens=(
            Path("memory_map", 0, "path", "pyarrow.MemoryMappedFile", mode=Mode()),
            Path("OSFile", 0, "path", ITSELF, mode=Mode()),
        ),
        samples="Table",
    ),
)
