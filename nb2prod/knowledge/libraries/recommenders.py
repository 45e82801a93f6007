"""Recommenders."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(name="cornac", builds="."),
    Library(
        name="implicit",
        builds=". nearest_neighbours.CosineRecommender",
        measures="evaluation",
        prepares_data="evaluation.train_test_split nearest_neighbours",
    ),
    Library(
        name="lightfm",
        builds=".",
        loads="datasets",
        measures="evaluation",
        prepares_data="cross_validation data",
    ),
    Library(name="recommenders", builds=".", measures="evaluation", prepares_data="datasets"),
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
        builds=".",
        loads="Dataset.load_builtin Dataset.load_from_file",
        measures="accuracy model_selection.cross_validate",
        prepares_data="Dataset.load_from_df model_selection.train_test_split",
        data="Dataset Reader",
    ),
)
