"""Values and models in files."""

from nb2prod.knowledge.schema import ITSELF, Library, Path

LIBRARIES = (
    Library(
        name="cloudpickle",
        changes={(0,): "load", (1,): "dump"},
        calls_nothing=".",
        restores="load",
        saves="dump",
        unpickles="load",
    ),
    Library(
        name="dill",
        changes={(0,): "load", (1,): "dump"},
        calls_nothing=".",
        restores="load",
        saves="dump",
        unpickles="load",
    ),
    Library(
        name="joblib",
        reads=(Path("load", 0, "filename"),),
        writes=(Path("dump", 1, "filename", "list"),),
        writes_folders=(Path("Memory", 0, "location", ITSELF),),
        pure=".",
        holds="delayed wrap_non_picklable_objects",
        calls_nothing="dump",
        settings="parallel.register_parallel_backend register_parallel_backend",
        restores="load",
        saves="dump",
        unpickles="load",
    ),
    Library(
        name="onnx",
        reads=(Path("load load_model", 0, "f", "onnx.ModelProto"),),
        writes=(Path("save save_model", 1, "f"),),
    ),
    Library(name="onnxruntime", reads=(Path("InferenceSession", 0, "path_or_bytes", ITSELF),)),
    Library(
        name="safetensors",
        reads=(
            Path("safe_open", 0, "filename"),
            Path("torch.load_file numpy.load_file", 0, "filename", "dict"),
            Path("torch.load_model", 1, "filename"),
        ),
        writes=(Path("torch.save_file torch.save_model numpy.save_file", 1, "filename"),),
    ),
    Library(
        name="skops",
        reads=(Path("io.load", 0, "file"),),
        writes=(Path("io.dump", 1, "file"),),
        restores="io.load",
        unpickles="io.load",
    ),
)
