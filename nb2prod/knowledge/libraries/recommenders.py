"""Recommenders."""

from nb2prod.knowledge.schema import Act, Library, Path, Value

LIBRARIES = (
    Library(name="cornac", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="implicit",
        stages={
            (Act.BUILD, Value.MODEL): ". nearest_neighbours.CosineRecommender",
            (Act.MEASURE, Value.RESULT): "evaluation",
            (Act.PREPARE, Value.DATA): "evaluation.train_test_split nearest_neighbours",
        },
    ),
    Library(
        name="lightfm",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.LOAD, Value.DATA): "datasets",
            (Act.MEASURE, Value.RESULT): "evaluation",
            (Act.PREPARE, Value.DATA): "cross_validation data",
        },
    ),
    Library(
        name="recommenders",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.MEASURE, Value.RESULT): "evaluation",
            (Act.PREPARE, Value.DATA): "datasets",
        },
    ),
    Library(
        name="surprise",
        distribution="scikit-surprise",
        reads=(
            Path("dump.load", 0, "file_name", "tuple"),
            Path("Dataset.load_from_file", 0, "file_path"),
        ),
        writes=(Path("dump.dump", 0, "file_name"),),
        returns={
            "self": "KNNBaseline KNNBasic KNNWithMeans NMF SVD SVDpp",
            "tuple[surprise.Trainset, list]": "model_selection.train_test_split",
        },
        methods={
            f"surprise.{name}": {"self": "fit"}
            for name in ("KNNBaseline", "KNNBasic", "KNNWithMeans", "NMF", "SVD", "SVDpp")
        },
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.LOAD, Value.DATA): "Dataset.load_builtin Dataset.load_from_file",
            (Act.MEASURE, Value.RESULT): "accuracy model_selection.cross_validate",
            (Act.PREPARE, Value.DATA): "Dataset.load_from_df model_selection.train_test_split",
            (None, Value.DATA): "Dataset Reader",
        },
    ),
)
