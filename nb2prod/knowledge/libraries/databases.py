"""Databases and clouds."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(
        name="duckdb",
        reads=(
            Path("read_csv", 0, "path_or_buffer", "duckdb.DuckDBPyRelation"),
            Path("read_parquet", 0, "file_glob", "duckdb.DuckDBPyRelation"),
        ),
        opens=(Path("connect", 0, "database", "duckdb.DuckDBPyConnection"),),
        returns={"duckdb.DuckDBPyConnection": "connect"},
        enters_itself="DuckDBPyConnection",
        unsavable={"a database connection": "DuckDBPyConnection"},
    ),
    Library(
        name="google",
        distribution="google-cloud-storage",
        classes=True,
        left_behind="colab.drive.mount colab.drive.flush_and_unmount colab.auth.authenticate_user",
        loads="cloud.bigquery",
        sets_up="colab.drive",
    ),
    Library(name="google.cloud.aiplatform", distribution="google-cloud-aiplatform"),
    Library(
        name="google.cloud.bigquery",
        distribution="google-cloud-bigquery",
        methods={
            "google.cloud.bigquery.Client": {
                "google.cloud.bigquery.QueryJob": "query",
                "google.cloud.bigquery.table.RowIterator": "list_rows query_and_wait",
            },
            "google.cloud.bigquery.QueryJob": {
                "google.cloud.bigquery.table.RowIterator": "result",
                "pandas.DataFrame": "to_dataframe",
            },
            "google.cloud.bigquery.table.RowIterator": {"pandas.DataFrame": "to_dataframe"},
        },
    ),
    Library(name="google.cloud.storage", distribution="google-cloud-storage"),
    Library(name="google.generativeai", distribution="google-generativeai"),
    Library(name="google.oauth2", distribution="google-auth"),
    Library(name="google.protobuf", distribution="protobuf"),
    Library(
        name="sqlalchemy",
        opens=(Path("create_engine", 0, "url", "sqlalchemy.engine.Engine"),),
        methods={"sqlalchemy.engine.Engine": {"sqlalchemy.engine.Connection": "begin connect"}},
        enters_itself="engine.Connection",
        unsavable={"a database connection": "engine.Connection engine.Engine"},
        loads="create_engine",
    ),
)
