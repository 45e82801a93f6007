"""Arrays in files."""

from nb2prod.knowledge.schema import ITSELF, Access, Library, Mode, Path

LIBRARIES = (
    Library(
        name="h5py",
        opens=(Path("File", 0, "name", ITSELF, mode=Mode(append=Access.OPEN)),),
        enters_itself="File",
        unsavable={"an open file": "File"},
        loads="File",
    ),
    Library(
        name="netCDF4",
        opens=(Path("Dataset", 0, "filename", ITSELF, mode=Mode(append=Access.OPEN)),),
    ),
    Library(
        name="tables",
        conda="pytables",
        opens=(Path("open_file", 0, "filename", "tables.File", mode=Mode(append=Access.OPEN)),),
    ),
    Library(
        name="xarray",
        reads=(
            Path("open_dataset load_dataset", 0, "filename_or_obj", "xarray.Dataset"),
            Path("open_dataarray", 0, "filename_or_obj", "xarray.DataArray"),
        ),
        writes=(Path(".to_netcdf", 0, "path"),),
        reads_folders=(Path("open_zarr", 0, "store", "xarray.Dataset"),),
        writes_folders=(Path(".to_zarr", 0, "store"),),
        globs=(Path("open_mfdataset", 0, "paths", "xarray.Dataset"),),
    ),
    Library(
        name="zarr",
        reads_folders=(Path("load", 0, "store"),),
        writes_folders=(Path("save", 0, "store"),),
        opens=(Path("open", 0, "store", mode=Mode(default="a", append=Access.OPEN)),),
    ),
)
