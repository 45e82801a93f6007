"""Other libraries for tables."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(name="cudf", reads=(Path("read_csv read_parquet", 0, "filepath_or_buffer"),)),
    Library(name="cuml", builds=".", transformers="preprocessing"),
    Library(
        name="dask",
        conda="dask-core",
        reads=(
            Path(
                "dataframe.read_csv dataframe.read_table", 0, "urlpath", "dask.dataframe.DataFrame"
            ),
            Path("dataframe.read_parquet", 0, "path", "dask.dataframe.DataFrame"),
            Path("dataframe.read_json", 0, "url_path", "dask.dataframe.DataFrame"),
            Path("bag.read_text", 0, "urlpath", "dask.bag.Bag"),
        ),
        methods={"dask.dataframe.DataFrame": {"pandas.DataFrame": "compute"}},
        samples="dataframe.DataFrame",
        settings="config.set",
    ),
    Library(name="fiona", opens=(Path("open", 0, "fp"),)),
    Library(
        name="geopandas",
        alias="gpd",
        reads=(
            Path("read_file", 0, "filename", "geopandas.GeoDataFrame"),
            Path("read_parquet read_feather", 0, "path", "geopandas.GeoDataFrame"),
        ),
        writes=(Path(".to_file", 0, "filename"),),
        samples="GeoDataFrame",
        loads="read_file",
        prepares_data=".",
    ),
    Library(
        name="modin",
        reads=(
            Path("pandas.read_csv", 0, "filepath_or_buffer"),
            Path("pandas.read_parquet", 0, "path"),
        ),
    ),
    Library(name="pyreadr", reads=(Path("read_r", 0, "path"),)),
    Library(
        name="pyreadstat",
        reads=(Path("read_sav read_sas7bdat read_dta", 0, "filename_path", "tuple"),),
    ),
)
