"""Other libraries for deep learning."""

from nb2prod.knowledge.schema import ITSELF, KEYWORD_ONLY, Else, Library, Path

LIBRARIES = (
    Library(name="cupy", seeds={"cupy": "random.seed"}),
    Library(
        name="fastai",
        reads=(Path("learner.load_learner", 0, "fname"),),
        writes=(Path(".export", 0, "fname", needs="fastai"),),
        classes=True,
        seeds={"fastai": "basics.set_seed torch_core.set_seed"},
        streams={"fastai": ("python", "numpy", "torch", "torch.cuda")},
        builds=".",
        loads="""data.external vision.all.get_image_files
                vision.all.untar_data""",
        measures="interpret vision.all.ClassificationInterpretation",
        prepares_data="""tabular.all.TabularDataLoaders tabular.all.TabularPandas
                text.all.TextDataLoaders vision.all.DataBlock vision.all.ImageDataLoaders
                vision.all.Resize""",
    ),
    Library(
        name="lightning",
        distribution="lightning",
        reads=(Path(".load_from_checkpoint", 0, "checkpoint_path"),),
        writes=(Path(".save_checkpoint", 0, "filepath"),),
        writes_folders=(
            Path("pytorch.callbacks.ModelCheckpoint", 0, "dirpath"),
            Path("pytorch.loggers.CSVLogger pytorch.loggers.TensorBoardLogger", 0, "save_dir"),
            Path("Trainer pytorch.Trainer", KEYWORD_ONLY, "default_root_dir"),
        ),
        seeds={"lightning": "fabric.seed_everything pytorch.seed_everything seed_everything"},
        streams={"lightning": ("python", "numpy", "torch", "torch.cuda")},
        builds=".",
        networks=True,
        hyperparameters=".",
    ),
    Library(name="mxnet", seeds={"mxnet": "random.seed"}),
    Library(name="paddle", seeds={"paddle": "seed"}),
    Library(
        name="pyro", seeds={"pyro": "set_rng_seed"}, streams={"pyro": ("python", "numpy", "torch")}
    ),
    Library(
        name="pytorch_lightning",
        distribution="pytorch-lightning",
        writes_folders=(
            Path("callbacks.ModelCheckpoint", 0, "dirpath"),
            Path("Trainer", KEYWORD_ONLY, "default_root_dir"),
            Path("loggers.CSVLogger loggers.TensorBoardLogger", 0, "save_dir"),
        ),
        seeds={"lightning": "seed_everything utilities.seed.seed_everything"},
        builds=".",
        networks=True,
        hyperparameters=".",
    ),
    Library(name="skorch", builds="."),
    Library(name="tensorboardX", writes_folders=(Path("SummaryWriter", 0, "logdir", ITSELF),)),
    Library(name="tensorflow_hub", builds="."),
    Library(name="timm", builds="."),
    Library(name="torch_geometric", builds="nn", loads="datasets", prepares_data="data"),
    Library(name="torchinfo", shows="summary", measures="."),
    Library(name="torchmetrics", measures="."),
    Library(name="torchsummary", prints="summary", shows="summary", measures="."),
    Library(
        name="torchtext",
        returns={
            "collections.abc.Sequence[torchtext.data.BucketIterator]": "data.BucketIterator.splits",
            "collections.abc.Sequence[torchtext.legacy.data.BucketIterator]": """
                legacy.data.BucketIterator.splits""",
            "torchtext.vocab.Vocab": "vocab.build_vocab_from_iterator vocab.vocab",
        },
        builds="nn",
        loads="datasets",
        prepares_data=".",
    ),
    Library(name="ultralytics", reads=(Path("YOLO", 0, "model", ITSELF, other=Else.NAME),)),
)
