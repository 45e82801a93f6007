"""scikit-learn."""

from nb2prod.knowledge.schema import KEYWORD_ONLY, Library, Path, Result

_OTHER_INVERSE = (
    "feature_extraction.DictVectorizer",
    "feature_extraction.text.CountVectorizer", "feature_extraction.text.TfidfVectorizer",
    "model_selection.GridSearchCV", "model_selection.RandomizedSearchCV",
    "pipeline.Pipeline", "preprocessing.FunctionTransformer", "preprocessing.LabelBinarizer",
    "preprocessing.MultiLabelBinarizer",
)  # fmt: skip
"""Whose ``inverse_transform`` gives lists, or what its parts give."""

LIBRARIES = (
    Library(
        name="sklearn",
        distribution="scikit-learn",
        until={
            "1.2": """.get_feature_names datasets.load_boston inspection.plot_partial_dependence
                linear_model.Lasso(normalize) linear_model.LinearRegression(normalize)
                linear_model.Ridge(normalize) metrics.plot_confusion_matrix
                metrics.plot_precision_recall_curve metrics.plot_roc_curve""",
            "1.3": """ensemble.ExtraTreesClassifier(max_features='auto')
                ensemble.ExtraTreesRegressor(max_features='auto')
                ensemble.RandomForestClassifier(max_features='auto')
                ensemble.RandomForestRegressor(max_features='auto')""",
            "1.8": "linear_model.LogisticRegression(multi_class)",
            "1.4": """cluster.AgglomerativeClustering(affinity)
                ensemble.AdaBoostClassifier(base_estimator)
                ensemble.AdaBoostRegressor(base_estimator)
                ensemble.BaggingClassifier(base_estimator)
                ensemble.BaggingRegressor(base_estimator) preprocessing.OneHotEncoder(sparse)""",
            "1.6": "metrics.mean_squared_error(squared)",
        },
        prepares={
            "clean": "impute.IterativeImputer impute.KNNImputer impute.SimpleImputer",
            "encode": """feature_extraction.DictVectorizer preprocessing.LabelBinarizer
                preprocessing.LabelEncoder preprocessing.MultiLabelBinarizer
                preprocessing.OneHotEncoder preprocessing.OrdinalEncoder
                preprocessing.TargetEncoder preprocessing.label_binarize""",
            "scale": """preprocessing.MaxAbsScaler preprocessing.MinMaxScaler
                preprocessing.Normalizer preprocessing.RobustScaler preprocessing.StandardScaler""",
            "split": "model_selection.train_test_split",
            "vectorize": """feature_extraction.text.CountVectorizer
                feature_extraction.text.HashingVectorizer
                feature_extraction.text.TfidfTransformer feature_extraction.text.TfidfVectorizer""",
        },
        extends={"sklearn": "experimental"},
        writes=(Path("tree.export_graphviz", 1, "out_file"),),
        text_paths="tree.export_graphviz",
        classes=True,
        returns={
            "self": "compose.make_column_selector",
            "None": "set_config",
            "dict[str, ?]": "model_selection.cross_validate",
            "list": "model_selection.train_test_split",
            "numpy.ndarray": """feature_selection.mutual_info_classif
                feature_selection.mutual_info_regression model_selection.cross_val_score
                utils.class_weight.compute_class_weight utils.class_weight.compute_sample_weight""",
            "sklearn.compose.ColumnTransformer": "compose.make_column_transformer",
            "sklearn.pipeline.FeatureUnion": "pipeline.make_union",
            "sklearn.pipeline.Pipeline": "pipeline.make_pipeline",
            "sklearn.utils.Bunch": "inspection.partial_dependence",
            "str": "tree.export_text",
            "tuple": """cluster.dbscan model_selection.learning_curve
                model_selection.validation_curve""",
            "tuple[numpy.ndarray, numpy.ndarray]": """calibration.calibration_curve
                feature_selection.chi2 feature_selection.f_classif
                feature_selection.f_regression""",
        },
        methods={
            "sklearn": {
                "dict": "get_params",
                "float": "score",
                "int": "get_depth get_n_leaves get_n_splits",
                "numpy.ndarray": """decision_function fit_predict fit_transform
                    get_feature_names_out get_support inverse_transform predict
                    predict_log_proba predict_proba score_samples transform""",
                "scipy.sparse.csr_matrix": "kneighbors_graph radius_neighbors_graph",
                "self": "fit partial_fit set_output set_params",
                "tuple": "radius_neighbors",
            },
            **{f"sklearn.{name}": {"?": "inverse_transform"} for name in _OTHER_INVERSE},
        },
        attributes={
            "sklearn": {
                "dict": "best_params_ cv_results_ vocabulary_",
                "float": "best_score_ inertia_",
                "int": "best_index_ n_clusters_ n_components_ n_features_in_",
                "numpy.ndarray": """classes_ cluster_centers_ coef_ components_ core_sample_indices_
                    dual_coef_ explained_variance_ explained_variance_ratio_ feature_importances_
                    feature_names_in_ labels_ pvalues_ ranking_ scalings_ scores_ singular_values_
                    support_ support_vectors_""",
            },
            "sklearn.feature_extraction.DictVectorizer": {"list": "feature_names_"},
            "sklearn.pipeline.Pipeline": {"list": "steps", "sklearn.utils.Bunch": "named_steps"},
        },
        results={
            Result.AS_PARTS: """cluster.FeatureAgglomeration compose.ColumnTransformer
                feature_selection.GenericUnivariateSelect feature_selection.RFE
                feature_selection.RFECV feature_selection.SelectFdr feature_selection.SelectFpr
                feature_selection.SelectFromModel feature_selection.SelectFwe
                feature_selection.SelectKBest feature_selection.SelectPercentile
                feature_selection.SequentialFeatureSelector feature_selection.VarianceThreshold
                impute.MissingIndicator impute.SimpleImputer
                kernel_approximation.AdditiveChi2Sampler model_selection.GridSearchCV
                model_selection.HalvingGridSearchCV model_selection.HalvingRandomSearchCV
                model_selection.RandomizedSearchCV pipeline.FeatureUnion pipeline.Pipeline
                preprocessing.Binarizer preprocessing.FunctionTransformer
                preprocessing.LabelBinarizer preprocessing.MaxAbsScaler
                preprocessing.MultiLabelBinarizer preprocessing.Normalizer
                preprocessing.PolynomialFeatures preprocessing.QuantileTransformer
                preprocessing.RobustScaler preprocessing.SplineTransformer
                preprocessing.StandardScaler random_projection.SparseRandomProjection""",
            Result.DENSE_FOR_DENSE: """feature_selection.RFE feature_selection.RFECV
                feature_selection.SelectFdr feature_selection.SelectFpr
                feature_selection.SelectFromModel feature_selection.SelectKBest
                feature_selection.SelectPercentile feature_selection.VarianceThreshold
                impute.SimpleImputer preprocessing.Binarizer preprocessing.MaxAbsScaler
                preprocessing.Normalizer preprocessing.PolynomialFeatures
                preprocessing.QuantileTransformer preprocessing.RobustScaler
                preprocessing.StandardScaler""",
            Result.EITHER_MATRIX: "compose.ColumnTransformer",
            Result.SPARSE: """ensemble.RandomTreesEmbedding feature_extraction.DictVectorizer
                feature_extraction.FeatureHasher feature_extraction.text.CountVectorizer
                feature_extraction.text.HashingVectorizer feature_extraction.text.TfidfTransformer
                feature_extraction.text.TfidfVectorizer neighbors.KNeighborsTransformer
                neighbors.RadiusNeighborsTransformer preprocessing.KBinsDiscretizer
                preprocessing.OneHotEncoder""",
            Result.SPARSE_OPTION: """ensemble.RandomTreesEmbedding feature_extraction.DictVectorizer
                preprocessing.LabelBinarizer preprocessing.MultiLabelBinarizer
                preprocessing.OneHotEncoder""",
        },
        pure=".",
        changes={(0,): "utils.estimator_checks.check_estimator"},
        fresh="""model_selection.cross_val_predict model_selection.cross_val_score
            model_selection.train_test_split preprocessing.add_dummy_feature
            preprocessing.label_binarize""",
        holds="""compose.make_column_selector compose.make_column_transformer pipeline.make_pipeline
            pipeline.make_union""",
        uses_estimators=True,
        clones="""calibration compose ensemble feature_selection impute linear_model model_selection
            multiclass multioutput semi_supervised""",
        random_state="""cluster.AffinityPropagation cluster.BisectingKMeans cluster.KMeans
            cluster.MiniBatchKMeans cluster.SpectralBiclustering cluster.SpectralClustering
            cluster.SpectralCoclustering cluster.affinity_propagation cluster.k_means
            cluster.kmeans_plusplus cluster.spectral_clustering covariance.EllipticEnvelope
            covariance.MinCovDet covariance.fast_mcd decomposition.DictionaryLearning
            decomposition.FastICA decomposition.KernelPCA decomposition.LatentDirichletAllocation
            decomposition.MiniBatchDictionaryLearning decomposition.MiniBatchNMF
            decomposition.MiniBatchSparsePCA decomposition.NMF decomposition.PCA
            decomposition.SparsePCA decomposition.TruncatedSVD decomposition.dict_learning
            decomposition.dict_learning_online decomposition.fastica
            decomposition.non_negative_factorization decomposition.randomized_svd
            dummy.DummyClassifier ensemble.AdaBoostClassifier ensemble.AdaBoostRegressor
            ensemble.BaggingClassifier ensemble.BaggingRegressor ensemble.ExtraTreesClassifier
            ensemble.ExtraTreesRegressor ensemble.GradientBoostingClassifier
            ensemble.GradientBoostingRegressor ensemble.HistGradientBoostingClassifier
            ensemble.HistGradientBoostingRegressor ensemble.IsolationForest
            ensemble.RandomForestClassifier ensemble.RandomForestRegressor
            ensemble.RandomTreesEmbedding feature_extraction.image.PatchExtractor
            feature_extraction.image.extract_patches_2d feature_selection.mutual_info_classif
            feature_selection.mutual_info_regression gaussian_process.GaussianProcessClassifier
            gaussian_process.GaussianProcessRegressor impute.IterativeImputer
            inspection.PartialDependenceDisplay inspection.permutation_importance
            kernel_approximation.Nystroem kernel_approximation.PolynomialCountSketch
            kernel_approximation.RBFSampler kernel_approximation.SkewedChi2Sampler
            linear_model.ElasticNet linear_model.ElasticNetCV linear_model.Lars linear_model.Lasso
            linear_model.LassoCV linear_model.LassoLars linear_model.LogisticRegression
            linear_model.LogisticRegressionCV linear_model.MultiTaskElasticNet
            linear_model.MultiTaskElasticNetCV linear_model.MultiTaskLasso
            linear_model.MultiTaskLassoCV linear_model.PassiveAggressiveClassifier
            linear_model.PassiveAggressiveRegressor linear_model.RANSACRegressor linear_model.Ridge
            linear_model.RidgeClassifier linear_model.SGDClassifier linear_model.SGDOneClassSVM
            linear_model.SGDRegressor linear_model.TheilSenRegressor linear_model.ridge_regression
            manifold.LocallyLinearEmbedding manifold.MDS manifold.SpectralEmbedding manifold.TSNE
            manifold.locally_linear_embedding manifold.smacof manifold.spectral_embedding
            mixture.BayesianGaussianMixture mixture.GaussianMixture model_selection.GroupKFold
            model_selection.GroupShuffleSplit model_selection.HalvingGridSearchCV
            model_selection.HalvingRandomSearchCV model_selection.KFold
            model_selection.ParameterSampler model_selection.RandomizedSearchCV
            model_selection.RepeatedKFold model_selection.RepeatedStratifiedKFold
            model_selection.ShuffleSplit model_selection.StratifiedGroupKFold
            model_selection.StratifiedKFold model_selection.StratifiedShuffleSplit
            model_selection.TunedThresholdClassifierCV model_selection.learning_curve
            model_selection.train_test_split multiclass.OutputCodeClassifier
            multioutput.ClassifierChain multioutput.RegressorChain
            neighbors.NeighborhoodComponentsAnalysis neural_network.BernoulliRBM
            neural_network.MLPClassifier neural_network.MLPRegressor preprocessing.KBinsDiscretizer
            preprocessing.QuantileTransformer preprocessing.TargetEncoder
            preprocessing.quantile_transform random_projection.GaussianRandomProjection
            random_projection.SparseRandomProjection svm.LinearSVC svm.LinearSVR svm.NuSVC svm.SVC
            tree.DecisionTreeClassifier tree.DecisionTreeRegressor tree.ExtraTreeClassifier
            tree.ExtraTreeRegressor utils.extmath.randomized_range_finder
            utils.extmath.randomized_svd utils.random.sample_without_replacement utils.resample
            utils.shuffle""",
        random_state_if={
            "eigen_solver": "decomposition.KernelPCA",
            "jitter": "linear_model.Lars linear_model.LassoLars",
            "max_patches": """feature_extraction.image.PatchExtractor
                feature_extraction.image.extract_patches_2d""",
            "n_restarts_optimizer": """gaussian_process.GaussianProcessClassifier
                gaussian_process.GaussianProcessRegressor""",
            "shuffle": """model_selection.GroupKFold model_selection.KFold
                model_selection.StratifiedGroupKFold model_selection.StratifiedKFold
                model_selection.learning_curve""",
            "solver": """linear_model.LogisticRegression linear_model.LogisticRegressionCV
                linear_model.Ridge linear_model.RidgeClassifier linear_model.ridge_regression""",
            "strategy": "dummy.DummyClassifier",
        },
        settings="set_config",
        saved={"joblib": "."},
        only_computes="utils",
        cheap="""model_selection.GroupKFold model_selection.GroupShuffleSplit model_selection.KFold
            model_selection.LeaveOneGroupOut model_selection.LeaveOneOut
            model_selection.RepeatedKFold model_selection.RepeatedStratifiedKFold
            model_selection.ShuffleSplit model_selection.StratifiedGroupKFold
            model_selection.StratifiedKFold model_selection.StratifiedShuffleSplit
            model_selection.TimeSeriesSplit""",
        builds="""calibration cluster covariance cross_decomposition
                decomposition.LatentDirichletAllocation decomposition.NMF discriminant_analysis
                dummy ensemble gaussian_process grid_search isotonic kernel_ridge linear_model
                mixture model_selection.GridSearchCV model_selection.HalvingGridSearchCV
                model_selection.HalvingRandomSearchCV model_selection.RandomizedSearchCV multiclass
                multioutput naive_bayes neighbors neural_network semi_supervised svm tree""",
        fits="cluster.dbscan cluster.k_means",
        loads="datasets",
        measures="""cross_validation.cross_val_score inspection
                learning_curve metrics model_selection.cross_val_score
                model_selection.cross_validate model_selection.learning_curve
                model_selection.permutation_test_score model_selection.validation_curve
                tree.export_graphviz tree.export_text tree.plot_tree""",
        predicts="model_selection.cross_val_predict",
        prepares_data="""cross_validation.train_test_split feature_selection.chi2
                feature_selection.f_classif feature_selection.f_regression
                feature_selection.mutual_info_classif model_selection.train_test_split
                preprocessing.label_binarize preprocessing.normalize preprocessing.scale
                utils.resample utils.shuffle""",
        restores="externals.joblib.load",
        saves="externals.joblib.dump",
        sets_up="set_config",
        transformers="""compose decomposition feature_extraction feature_selection
                impute kernel_approximation manifold pipeline preprocessing random_projection""",
        neutral="base.clone model_selection utils",
        composite="compose pipeline",
        unpickles="externals.joblib.load",
        cross_validates="""cross_validation.cross_val_score model_selection.cross_val_predict
            model_selection.cross_val_score model_selection.cross_validate""",
    ),
    Library(
        name="sklearn.datasets",
        reads=(
            Path("load_svmlight_file", 0, "f", "tuple"),
            Path("load_svmlight_files", 0, "files", "list"),
        ),
        writes=(Path("dump_svmlight_file", 2, "f"),),
        reads_folders=(Path("load_files", 0, "container_path", "sklearn.utils.Bunch"),),
        writes_folders=(
            Path("get_data_home", 0, "data_home", "str"),
            Path("clear_data_home", 0, "data_home"),
            Path(
                """fetch_openml fetch_california_housing fetch_covtype fetch_kddcup99
                    fetch_20newsgroups fetch_20newsgroups_vectorized fetch_lfw_people
                    fetch_lfw_pairs fetch_olivetti_faces fetch_rcv1 fetch_species_distributions""",
                KEYWORD_ONLY,
                "data_home",
            ),
        ),
        returns={
            "numpy.ndarray": """make_low_rank_matrix make_sparse_spd_matrix make_spd_matrix""",
            "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]": """make_biclusters
                make_checkerboard make_sparse_coded_signal""",
            "tuple[numpy.ndarray, numpy.ndarray]": """make_blobs make_circles make_classification
                make_friedman1 make_friedman2 make_friedman3 make_gaussian_quantiles
                make_hastie_10_2 make_moons make_multilabel_classification make_regression
                make_s_curve make_sparse_uncorrelated make_swiss_roll""",
        },
        default_only={
            "return_X_y": "make_classification",
            "return_distributions sparse": "make_multilabel_classification",
            "sparse_format": "make_sparse_spd_matrix",
        },
        switches={
            "make_blobs": {
                "return_centers": {True: "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]"}
            },
            "make_multilabel_classification": {
                "return_indicator": {"sparse": "tuple[numpy.ndarray, ?]", False: "tuple"}
            },
            "make_regression": {
                "coef": {True: "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]"}
            },
        },
        bunches={
            ("list[str]", "numpy.ndarray", "", "list[str]"): "fetch_20newsgroups",
            ("numpy.ndarray", "numpy.ndarray", "", ""): "fetch_olivetti_faces",
            ("numpy.ndarray", "numpy.ndarray", "", "numpy.ndarray"): "fetch_lfw_people",
            ("numpy.ndarray", "numpy.ndarray", "list[str]", ""): "load_diabetes",
            (
                "numpy.ndarray",
                "numpy.ndarray",
                "list[str]",
                "list[str]",
            ): """fetch_california_housing
                fetch_covtype load_linnerud""",
            (
                "numpy.ndarray",
                "numpy.ndarray",
                "list[str]",
                "numpy.ndarray",
            ): """load_digits load_iris
                load_wine""",
            ("numpy.ndarray", "numpy.ndarray", "numpy.ndarray", ""): "load_boston",
            ("numpy.ndarray", "numpy.ndarray", "numpy.ndarray", "numpy.ndarray"): """
                load_breast_cancer""",
            (
                "numpy.ndarray | scipy.sparse.csr_matrix",
                "numpy.ndarray",
                "list[str]",
                "list[str]",
            ): "fetch_openml",
        },
        fresh="""fetch_20newsgroups fetch_california_housing fetch_openml load_breast_cancer
            load_diabetes load_digits load_iris load_wine make_blobs make_circles
            make_classification make_moons make_regression""",
        random_state="""fetch_covtype fetch_kddcup99 fetch_rcv1 make_biclusters make_blobs
            make_checkerboard make_circles make_classification make_friedman1 make_friedman2
            make_friedman3 make_gaussian_quantiles make_hastie_10_2 make_low_rank_matrix make_moons
            make_multilabel_classification make_regression make_s_curve make_sparse_coded_signal
            make_sparse_spd_matrix make_sparse_uncorrelated make_spd_matrix make_swiss_roll""",
    ),
    Library(
        name="sklearn.datasets.samples_generator",
        returns={
            "tuple[numpy.ndarray, numpy.ndarray]": """make_blobs make_circles make_classification
                make_moons make_regression"""
        },
        switches={
            "make_regression": {
                "coef": {True: "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]"}
            }
        },
        fresh="make_blobs make_circles make_classification make_moons make_regression",
        random_state="make_blobs make_circles make_classification make_moons make_regression",
    ),
    Library(
        name="sklearn.metrics",
        returns={
            "numpy.ndarray": """confusion_matrix euclidean_distances multilabel_confusion_matrix
                nan_euclidean_distances pair_confusion_matrix pairwise.cosine_distances
                pairwise.haversine_distances pairwise.manhattan_distances pairwise.rbf_kernel
                pairwise_distances_argmin silhouette_samples""",
            "str": "classification_report",
            "tuple": "precision_recall_fscore_support",
            "tuple[float, float, float]": "homogeneity_completeness_v_measure",
            "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]": """det_curve
                precision_recall_curve roc_curve""",
            "tuple[numpy.ndarray, numpy.ndarray]": "pairwise_distances_argmin_min",
        },
        switches={
            "classification_report": {"output_dict": {True: "dict[str, ?]"}},
            """f1_score fbeta_score precision_score recall_score jaccard_score roc_auc_score
                average_precision_score""": {"average": {None: "numpy.ndarray"}},
            """explained_variance_score mean_absolute_error mean_squared_error
                mean_absolute_percentage_error mean_squared_log_error r2_score median_absolute_error
                root_mean_squared_error mean_pinball_loss root_mean_squared_log_error
                d2_absolute_error_score d2_pinball_score""": {
                "multioutput": {"raw_values": "numpy.ndarray"}
            },
        },
        fresh="""class_likelihood_ratios classification_report confusion_matrix
            confusion_matrix_at_thresholds d2_brier_score d2_log_loss_score det_curve
            euclidean_distances homogeneity_completeness_v_measure metric_at_thresholds
            multilabel_confusion_matrix nan_euclidean_distances pair_confusion_matrix
            pairwise_distances_argmin pairwise_distances_argmin_min pairwise_kernels
            precision_recall_curve precision_recall_fscore_support roc_curve silhouette_samples""",
        random_state="cluster.silhouette_score silhouette_score",
        random_state_if={"sample_size": "cluster.silhouette_score silhouette_score"},
        only_computes=".",
        metrics="""accuracy_score adjusted_mutual_info_score adjusted_rand_score auc
            average_precision_score balanced_accuracy_score brier_score_loss calinski_harabasz_score
            cohen_kappa_score completeness_score consensus_score coverage_error
            d2_absolute_error_score d2_pinball_score d2_tweedie_score davies_bouldin_score dcg_score
            explained_variance_score f1_score fbeta_score fowlkes_mallows_score hamming_loss
            hinge_loss homogeneity_score jaccard_score label_ranking_average_precision_score
            label_ranking_loss log_loss matthews_corrcoef max_error mean_absolute_error
            mean_absolute_percentage_error mean_gamma_deviance mean_pinball_loss
            mean_poisson_deviance mean_squared_error mean_squared_log_error mean_tweedie_deviance
            median_absolute_error mutual_info_score ndcg_score normalized_mutual_info_score
            precision_score r2_score rand_score recall_score roc_auc_score root_mean_squared_error
            root_mean_squared_log_error silhouette_score top_k_accuracy_score v_measure_score
            zero_one_loss""",
        score_tables="""confusion_matrix homogeneity_completeness_v_measure
            multilabel_confusion_matrix precision_recall_fscore_support""",
        fits="pairwise pairwise_distances",
        predicts="pairwise_distances_argmin",
        neutral="make_scorer",
    ),
)
