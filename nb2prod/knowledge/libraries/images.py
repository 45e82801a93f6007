"""Images."""

from nb2prod.knowledge.schema import ITSELF, Library, Mode, Path

LIBRARIES = (
    Library(
        name="SimpleITK",
        reads=(Path("ReadImage", 0, "fileName", "SimpleITK.Image"),),
        writes=(Path("WriteImage", 1, "fileName"),),
        text_paths=".",
    ),
    Library(name="albumentations", prepares_data="."),
    Library(
        name="astropy",
        reads=(
            Path("io.fits.open", 0, "name", "astropy.io.fits.HDUList"),
            Path("io.fits.getdata", 0, "filename"),
        ),
        writes=(Path("io.fits.writeto", 0, "filename"),),
    ),
    Library(
        name="imageio",
        reads=(
            Path("imread volread v2.imread v3.imread", 0, "uri", "numpy.ndarray"),
            Path("mimread", 0, "uri", "list"),
            Path("get_reader", 0, "uri"),
        ),
        writes=(
            Path(
                """imwrite imsave mimsave mimwrite get_writer v2.imwrite v2.imsave v2.mimsave
                    v2.get_writer v3.imwrite""",
                0,
                "uri",
            ),
        ),
        opens=(Path("v3.imopen", 0, "uri", mode=Mode(keyword="io_mode", default="+")),),
        pure=".",
    ),
    Library(name="imutils", reads_folders=(Path("paths.list_images", 0, "basePath"),)),
    Library(
        name="nibabel",
        reads=(Path("load Nifti1Image.from_filename", 0, "filename"),),
        writes=(Path("save", 1, "filename"), Path(".to_filename", 0, "filename")),
    ),
    Library(name="pydicom", reads=(Path("dcmread", 0, "fp", "pydicom.dataset.FileDataset"),)),
    Library(name="rasterio", opens=(Path("open", 0, "fp", mode=Mode()),)),
    Library(
        name="skimage",
        distribution="scikit-image",
        reads=(Path("io.imread", 0, "fname", "numpy.ndarray"),),
        writes=(Path("io.imsave", 0, "fname"),),
        globs=(
            Path("io.imread_collection", 0, "load_pattern", "skimage.io.ImageCollection"),
            Path("io.ImageCollection", 0, "load_pattern", ITSELF),
        ),
        returns={"numpy.ndarray": "transform.resize"},
        pure=".",
        figures="io.imshow",
        loads="data io.imread",
        prepares_data=".",
    ),
    Library(
        name="tifffile",
        reads=(Path("imread", 0, "files", "numpy.ndarray"),),
        writes=(Path("imwrite", 0, "file"),),
    ),
)
