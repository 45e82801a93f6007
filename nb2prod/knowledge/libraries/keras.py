"""Keras, also as part of TensorFlow."""

from nb2prod.knowledge.schema import ITSELF, Else, Library, Path

LIBRARIES = (
    Library(
        name="keras",
        also=("tensorflow.keras",),
        loads_all=True,
        prepares={"encode": "utils.to_categorical", "tokenize": "preprocessing.text.Tokenizer"},
        reads=(
            Path("models.load_model saving.load_model", 0, "filepath", "keras.Model"),
            Path("utils.load_img preprocessing.image.load_img", 0, "path", "PIL.Image.Image"),
            Path(".load_weights", 0, "filepath"),
        ),
        writes=(
            Path("models.save_model saving.save_model", 1, "filepath"),
            Path(".save", 0, "filepath", needs="keras"),
            Path("utils.save_img preprocessing.image.save_img", 0, "path"),
            Path("utils.get_file", 0, "fname", "str", other=Else.NAME),
            Path("utils.plot_model", 1, "to_file"),
            Path("callbacks.ModelCheckpoint", 0, "filepath", ITSELF),
            Path("callbacks.CSVLogger", 0, "filename", ITSELF),
            Path(".save_weights", 0, "filepath"),
        ),
        reads_folders=(
            Path(
                """utils.image_dataset_from_directory utils.text_dataset_from_directory
                    utils.audio_dataset_from_directory preprocessing.image_dataset_from_directory
                    preprocessing.text_dataset_from_directory""",
                0,
                "directory",
                "tensorflow.data.Dataset",
            ),
            Path(".flow_from_directory", 0, "directory"),
            Path(".flow_from_dataframe", 1, "directory"),
        ),
        writes_folders=(
            Path(".export", 0, "filepath", needs="keras"),
            Path("callbacks.TensorBoard", 0, "log_dir", ITSELF),
            Path("callbacks.BackupAndRestore", 0, "backup_dir", ITSELF),
        ),
        classes=True,
        no_classes="Input layers.Input",
        returns={
            "self": "Model Sequential",
            "keras.Sequential": "models.Sequential",
            "keras.backend.Function": "backend.function",
            "numpy.ndarray": """preprocessing.sequence.pad_sequences utils.img_to_array
                utils.np_utils.to_categorical utils.pad_sequences utils.to_categorical""",
            "tuple[tuple[numpy.ndarray, numpy.ndarray], tuple[numpy.ndarray, numpy.ndarray]]": """
                datasets.boston_housing.load_data datasets.california_housing.load_data
                datasets.cifar10.load_data datasets.cifar100.load_data
                datasets.fashion_mnist.load_data datasets.imdb.load_data datasets.mnist.load_data
                datasets.reuters.load_data""",
        },
        methods={
            "keras": {
                "None": "compile save save_weights summary",
                "dict": "get_config",
                "float | collections.abc.Sequence[float]": "evaluate",
                "int": "count_params",
                "keras.callbacks.History": "fit",
                "list": "get_weights",
                "numpy.ndarray": "predict predict_classes predict_on_batch",
            },
            "keras.preprocessing.image.ImageDataGenerator": {
                "keras.preprocessing.image.DataFrameIterator": "flow_from_dataframe",
                "keras.preprocessing.image.DirectoryIterator": "flow_from_directory",
                "keras.preprocessing.image.NumpyArrayIterator": "flow",
            },
        },
        attributes={"keras.callbacks.History": {"dict[str, list]": "history"}},
        default_only={"return_dict": ".evaluate"},
        tensor_functions="losses metrics",
        means="""metrics.AUC metrics.Accuracy metrics.Binary metrics.Categorical metrics.Mean
            metrics.Precision metrics.Recall metrics.RootMean metrics.SparseCategorical
            metrics.SparseTopK metrics.TopK""",
        seeds={"keras": "utils.set_random_seed"},
        streams={"keras": ("python", "numpy", "tensorflow", "torch")},
        draws={
            "keras": """layers.Conv1D layers.Conv2D layers.Conv2DTranspose layers.Conv3D
                layers.Dense layers.DepthwiseConv2D layers.Dropout layers.Embedding layers.GRU
                layers.GaussianDropout layers.GaussianNoise layers.LSTM layers.MultiHeadAttention
                layers.RandomBrightness layers.RandomContrast layers.RandomCrop layers.RandomFlip
                layers.RandomRotation layers.RandomTranslation layers.RandomZoom
                layers.SeparableConv2D layers.SimpleRNN layers.SpatialDropout1D
                layers.SpatialDropout2D"""
        },
        settings="""backend.clear_session backend.set_epsilon backend.set_floatx
            backend.set_image_data_format backend.set_learning_phase
            mixed_precision.set_global_policy""",
    ),
    Library(
        name="keras",
        also=("tensorflow.keras", "tensorflow.python.keras", "tf_keras"),
        builds=".",
        shows="utils.plot_model",
        loads="datasets",
        measures="metrics",
        prepares_data="""applications.imagenet_utils preprocessing utils.get_file
                utils.normalize utils.np_utils utils.pad_sequences utils.to_categorical""",
        restores_model="models.load_model saving.load_model",
        sets_up="backend utils.set_random_seed",
        data_streams="""preprocessing.image.ImageDataGenerator
                preprocessing.image_dataset_from_directory
                preprocessing.sequence.TimeseriesGenerator preprocessing.text_dataset_from_directory
                utils.image_dataset_from_directory utils.text_dataset_from_directory""",
        transformers="""layers.Normalization layers.StringLookup
                layers.TextVectorization preprocessing.text.Tokenizer""",
    ),
    Library(
        name="keras",
        pure=".",
        draws={
            "keras": """random.beta random.binomial random.categorical random.dropout random.gamma
                random.normal random.randint random.shuffle random.truncated_normal
                random.uniform"""
        },
        settings="""config.enable_unsafe_deserialization config.set_backend config.set_epsilon
            config.set_floatx config.set_image_data_format mixed_precision.set_dtype_policy
            utils.clear_session""",
        own_canvas=True,
        saved={"keras": "Model Sequential models.Model models.Sequential"},
        cheap_classes="losses",
        networks=True,
        hyperparameters=".",
    ),
    Library(
        name="tensorflow.keras",
        returns={"numpy.ndarray": "preprocessing.image.img_to_array"},
        settings="utils.enable_interactive_logging",
        setting_objects="backend",
        saved={"tf_keras": "Model Sequential models.Model models.Sequential"},
        cheap_classes="losses",
        hyperparameters=".",
    ),
)
