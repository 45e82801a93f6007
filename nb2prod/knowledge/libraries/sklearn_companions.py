"""Estimators in the style of scikit-learn."""

from nb2prod.knowledge.schema import Library

LIBRARIES = (
    Library(name="boruta", random_state="BorutaPy"),
    Library(
        name="category_encoders",
        classes=True,
        methods={
            "category_encoders": {
                "pandas.DataFrame": "fit_transform inverse_transform transform",
                "self": "fit",
            }
        },
        pure=".",
        random_state="CatBoostEncoder LeaveOneOutEncoder",
        random_state_if={"sigma": "CatBoostEncoder LeaveOneOutEncoder"},
        saved={"joblib": "."},
        transformers=".",
    ),
    Library(name="econml", builds="."),
    Library(
        name="feature_engine",
        classes=True,
        methods={
            "feature_engine": {
                "pandas.DataFrame": "fit_transform inverse_transform transform",
                "self": "fit",
            }
        },
        transformers=".",
    ),
    Library(name="hdbscan", distribution="hdbscan", classes=True, builds="."),
    Library(
        name="imblearn",
        distribution="imbalanced-learn",
        classes=True,
        prepares={
            "balance": """over_sampling.ADASYN over_sampling.RandomOverSampler over_sampling.SMOTE
                under_sampling.RandomUnderSampler"""
        },
        methods={"imblearn": {"numpy.ndarray": "predict predict_proba", "self": "fit"}},
        pure=".",
        uses_estimators=True,
        clones="combine ensemble over_sampling under_sampling",
        random_state="""combine.SMOTEENN combine.SMOTETomek ensemble.BalancedBaggingClassifier
            ensemble.BalancedRandomForestClassifier ensemble.EasyEnsembleClassifier
            ensemble.RUSBoostClassifier over_sampling.ADASYN over_sampling.BorderlineSMOTE
            over_sampling.KMeansSMOTE over_sampling.RandomOverSampler over_sampling.SMOTE
            over_sampling.SMOTEN over_sampling.SMOTENC over_sampling.SVMSMOTE
            under_sampling.ClusterCentroids under_sampling.CondensedNearestNeighbour
            under_sampling.InstanceHardnessThreshold under_sampling.OneSidedSelection
            under_sampling.RandomUnderSampler""",
        saved={"joblib": "."},
        measures="metrics",
        transformers="combine over_sampling pipeline under_sampling",
        composite="pipeline",
    ),
    Library(name="interpret", builds="."),
    Library(name="kmodes", random_state="kmodes.KModes kprototypes.KPrototypes", builds="."),
    Library(name="minisom", builds="."),
    Library(
        name="mlxtend",
        uses_estimators=True,
        figures="plotting",
        fits="""frequent_patterns.apriori frequent_patterns.association_rules
                frequent_patterns.fpgrowth""",
        measures="evaluate plotting",
        transformers="preprocessing",
    ),
    Library(name="pandarallel", settings="pandarallel.initialize"),
    Library(name="pygam", builds="."),
    Library(name="pymc", builds=".", fits="sample"),
    Library(name="pymc3", builds="."),
    Library(name="pyod", builds="."),
    Library(name="scikitplot", figures=".", measures="."),
    Library(name="sklearn_extra", random_state="cluster.KMedoids", builds="."),
    Library(name="sklearn_pandas", transformers="."),
    Library(name="sklearnex", settings="patch_sklearn unpatch_sklearn"),
    Library(
        name="umap",
        distribution="umap-learn",
        classes=True,
        random_state="UMAP",
        builds="ParametricUMAP",
        transformers=".",
    ),
    Library(name="yellowbrick", figures=".", builds="base", measures="."),
)
