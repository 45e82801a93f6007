"""Polars."""

from nb2prod.knowledge.schema import Else, Library, Path

LIBRARIES = (
    Library(
        name="polars",
        alias="pl",
        loads_all=True,
        reads=(
            Path(
                """read_csv read_parquet read_ndjson read_ipc read_ipc_stream read_avro read_excel
                    read_ods""",
                0,
                "source",
                "polars.DataFrame",
            ),
            Path("read_json", 0, "source", "polars.DataFrame", other=Else.TEXT),
            Path("scan_csv scan_parquet scan_ndjson scan_ipc", 0, "source", "polars.LazyFrame"),
            Path("read_csv_batched", 0, "source"),
            Path("read_parquet_schema", 0, "source", "dict"),
            Path("read_database_uri", 1, "uri", "polars.DataFrame", other=Else.DATA),
        ),
        writes=(
            Path(
                """.write_csv .write_ipc_stream .write_parquet .write_ndjson .write_json .write_ipc
                    .write_avro""",
                0,
                "file",
            ),
            Path(".write_database", 1, "connection", other=Else.DATA),
            Path(".write_excel", 0, "workbook"),
            Path(".sink_csv .sink_parquet .sink_ipc .sink_ndjson", 0, "path"),
        ),
        reads_folders=(
            Path("read_delta", 0, "source", "polars.DataFrame"),
            Path("scan_delta", 0, "source", "polars.LazyFrame"),
        ),
        writes_folders=(Path(".write_delta", 0, "target"),),
        returns={"self": "DataFrame LazyFrame Series", "polars.Expr": "col lit"},
        methods={
            "polars.DataFrame": {
                "None": "write_parquet",
                "list": "get_columns to_dicts",
                "numpy.ndarray": "to_numpy",
                "pandas.DataFrame": "to_pandas",
                "polars.DataFrame": """describe drop drop_nulls explode fill_null filter head hstack
                    join rename sample select slice sort tail unique unnest vstack with_columns
                    with_row_index""",
                "polars.LazyFrame": "lazy",
                "polars.Series": "get_column",
            },
            "polars.LazyFrame": {
                "polars.DataFrame": "collect",
                "polars.LazyFrame": """drop drop_nulls explode fill_null filter head join rename
                    select slice sort tail unique with_columns""",
            },
        },
        attributes={
            "polars.DataFrame": {"int": "height width", "list": "columns dtypes", "tuple": "shape"}
        },
        immutable="Expr",
        samples="DataFrame Series",
        pure=".",
        pure_methods={"polars": "add extend_constant hist sort subtract"},
        copies="DataFrame Series",
        seeds={"polars": "set_random_seed"},
        settings="""Config.set_fmt_str_lengths Config.set_tbl_cols Config.set_tbl_rows
            enable_string_cache""",
        setting_objects="Config",
        own_canvas=True,
        only_computes=".",
    ),
)
