"""Estimators in the manner of scikit-learn."""

from nb2prod.knowledge.schema import Act, Library, Value

LIBRARIES = (
    Library(name="boruta", random_state="BorutaPy"),
    Library(
        name="category_encoders",
        classes=True,
        methods={
            "category_encoders": {
                "pandas.DataFrame": "fit_transform inverse_transform transform",
                "self": "fit",
            },
        },
        pure=".",
        random_state="CatBoostEncoder LeaveOneOutEncoder",
        random_state_if={"sigma": "CatBoostEncoder LeaveOneOutEncoder"},
        saved={"joblib": "."},
        stages={(None, Value.TRANSFORMER): "."},
    ),
    Library(name="econml", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="feature_engine",
        classes=True,
        methods={
            "feature_engine": {
                "pandas.DataFrame": "fit_transform inverse_transform transform",
                "self": "fit",
            },
        },
        stages={(None, Value.TRANSFORMER): "."},
    ),
    Library(
        name="hdbscan",
        distribution="hdbscan",
        classes=True,
        stages={(Act.BUILD, Value.MODEL): "."},
    ),
    Library(
        name="imblearn",
        distribution="imbalanced-learn",
        classes=True,
        prepares={
            "balance": """over_sampling.ADASYN over_sampling.RandomOverSampler over_sampling.SMOTE
                under_sampling.RandomUnderSampler""",
        },
        methods={
            "imblearn": {"numpy.ndarray": "predict predict_proba", "self": "fit"},
        },
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
        stages={
            (Act.MEASURE, Value.RESULT): "metrics",
            (None, Value.TRANSFORMER): "combine over_sampling pipeline under_sampling",
        },
        composite="pipeline",
    ),
    Library(name="interpret", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="kmodes",
        random_state="kmodes.KModes kprototypes.KPrototypes",
        stages={(Act.BUILD, Value.MODEL): "."},
    ),
    Library(name="minisom", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="mlxtend",
        uses_estimators=True,
        figures="plotting",
        stages={
            (Act.FIT, Value.MODEL): """frequent_patterns.apriori frequent_patterns.association_rules
                frequent_patterns.fpgrowth""",
            (Act.MEASURE, Value.RESULT): "evaluate plotting",
            (None, Value.TRANSFORMER): "preprocessing",
        },
    ),
    Library(name="pandarallel", settings="pandarallel.initialize"),
    Library(name="pygam", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(name="pymc", stages={(Act.BUILD, Value.MODEL): ".", (Act.FIT, Value.MODEL): "sample"}),
    Library(name="pymc3", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(name="pyod", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="scikitplot",
        figures=".",
        stages={(Act.MEASURE, Value.RESULT): "."},
    ),
    Library(
        name="sklearn_extra",
        random_state="cluster.KMedoids",
        stages={(Act.BUILD, Value.MODEL): "."},
    ),
    Library(name="sklearn_pandas", stages={(None, Value.TRANSFORMER): "."}),
    Library(name="sklearnex", settings="patch_sklearn unpatch_sklearn"),
    Library(
        name="umap",
        distribution="umap-learn",
        classes=True,
        random_state="UMAP",
        stages={(Act.BUILD, Value.MODEL): "ParametricUMAP", (None, Value.TRANSFORMER): "."},
    ),
    Library(
        name="yellowbrick",
        figures=".",
        stages={(Act.BUILD, Value.MODEL): "base", (Act.MEASURE, Value.RESULT): "."},
    ),
)
