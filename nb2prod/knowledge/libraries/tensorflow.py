"""TensorFlow."""

from nb2prod.knowledge.schema import ITSELF, Library, Mode, Path

LIBRARIES = (
    Library(
        name="tensorflow",
        conda="tensorflow-gpu",
        loads_all=True,
        reads=(
            Path("io.read_file", 0, "filename", "tensorflow.Tensor"),
            Path(
                """data.TFRecordDataset data.TextLineDataset data.FixedLengthRecordDataset
                    data.experimental.CsvDataset""",
                0,
                "filenames",
                "tensorflow.data.Dataset",
            ),
            Path(".restore .read", 0, "save_path", needs="tensorflow.train.Checkpoint"),
            Path("lite.Interpreter", 0, "model_path", ITSELF),
        ),
        writes=(
            Path("io.write_file", 0, "filename"),
            Path("io.TFRecordWriter", 0, "path", ITSELF),
            Path("io.gfile.remove", 0, "path"),
            Path(".save .write", 0, "file_prefix", needs="tensorflow.train.Checkpoint"),
        ),
        reads_folders=(
            Path("saved_model.load", 0, "export_dir"),
            Path("io.gfile.listdir", 0, "path", "list"),
            Path("io.gfile.walk", 0, "top"),
            Path("data.Dataset.load", 0, "path", "tensorflow.data.Dataset"),
            Path("train.latest_checkpoint", 0, "checkpoint_dir"),
            Path("lite.TFLiteConverter.from_saved_model", 0, "saved_model_dir"),
        ),
        writes_folders=(
            Path("saved_model.save", 1, "export_dir"),
            Path("io.gfile.mkdir io.gfile.makedirs io.gfile.rmtree", 0, "path"),
            Path(".save", 0, "path", needs="tensorflow.data"),
            Path("train.CheckpointManager", 1, "directory", ITSELF),
            Path("summary.create_file_writer", 0, "logdir"),
        ),
        globs=(
            Path("io.gfile.glob", 0, "pattern", "list"),
            Path("io.matching_files", 0, "pattern", "tensorflow.Tensor"),
            Path(
                "data.Dataset.list_files data.experimental.make_csv_dataset",
                0,
                "file_pattern",
                "tensorflow.data.Dataset",
            ),
        ),
        looks_for=(Path("io.gfile.exists io.gfile.isdir", 0, "path", "bool"),),
        opens=(Path("io.gfile.GFile", 0, "name", mode=Mode()),),
        text_paths="data io lite saved_model train",
        classes=True,
        no_classes="Variable",
        returns={
            "self": "Variable",
            "tensorflow.Tensor": """abs add argmax argmin argsort boolean_mask cast clip_by_value
                concat constant convert_to_tensor divide einsum exp expand_dims eye fill floor
                gather image.adjust_brightness image.adjust_contrast image.central_crop
                image.convert_image_dtype image.decode_image image.decode_jpeg image.decode_png
                image.flip_left_right image.flip_up_down image.grayscale_to_rgb
                image.per_image_standardization image.resize image.resize_with_pad
                image.rgb_to_grayscale io.decode_image io.decode_jpeg io.decode_png io.decode_raw
                io.read_file
                linspace math.add math.exp math.log math.maximum math.minimum math.reduce_mean
                math.reduce_sum math.sqrt math.square matmul maximum minimum multiply nn.relu
                nn.sigmoid nn.softmax norm one_hot ones ones_like pad pow random.normal
                random.shuffle random.truncated_normal random.uniform range reduce_all reduce_any
                reduce_max reduce_mean reduce_min reduce_prod reduce_sum reshape reverse round
                sigmoid sign sqrt square squeeze stack subtract tile transpose where zeros
                zeros_like""",
            "tensorflow.data.Dataset": """data.Dataset.from_generator
                data.Dataset.from_tensor_slices data.Dataset.from_tensors data.Dataset.range
                data.Dataset.zip""",
        },
        attributes={"tensorflow.data.Dataset": {"list[str]": "class_names"}},
        methods={
            "tensorflow.data.Dataset": {
                "generator": "as_numpy_iterator",
                "tensorflow.Tensor": "cardinality",
                "tensorflow.data.Dataset": """batch cache concatenate enumerate filter flat_map
                    interleave map padded_batch prefetch ragged_batch rebatch repeat shard shuffle
                    skip take take_while unbatch unique window with_options""",
            }
        },
        samples="Tensor data",
        pure=".",
        pure_methods={"tensorflow.data": "shuffle"},
        seeds={
            "tensorflow": """compat.v1.set_random_seed random.set_random_seed random.set_seed
                set_random_seed"""
        },
        draws={
            "tensorflow": """image.random_brightness image.random_contrast image.random_crop
                image.random_flip_left_right image.random_flip_up_down image.random_hue
                image.random_jpeg_quality image.random_saturation random.categorical random.gamma
                random.normal random.poisson random.shuffle random.truncated_normal
                random.uniform"""
        },
        settings="""autograph.set_verbosity compat.v1.disable_eager_execution
            compat.v1.disable_v2_behavior compat.v1.enable_eager_execution
            compat.v1.logging.set_verbosity config.experimental.enable_op_determinism
            config.experimental.enable_tensor_float_32_execution
            config.experimental.set_memory_growth
            config.experimental.set_virtual_device_configuration config.optimizer.set_jit
            config.run_functions_eagerly config.set_logical_device_configuration
            config.set_soft_device_placement config.set_visible_devices
            config.threading.set_inter_op_parallelism_threads
            config.threading.set_intra_op_parallelism_threads debugging.enable_check_numerics
            debugging.set_log_device_placement get_logger""",
        setting_getters="get_logger",
        own_canvas=True,
        remade="data.Dataset.from_tensor_slices",
        builds="""Variable estimator layers losses nn optimizers placeholder
                train""",
        trains="GradientTape",
        loads="io.read_file",
        prepares_data=".",
        saves="saved_model.save",
        sets_up="""compat.v1.logging config get_logger random.set_seed
                set_random_seed""",
        data_streams="data",
        general=".",
        networks=True,
    ),
)
