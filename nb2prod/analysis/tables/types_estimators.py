"""Scikit-learn estimators and metrics with a result of a particular type."""

# fmt: off

SPARSE_TRANSFORMERS: frozenset[str] = frozenset({
    "sklearn.ensemble.RandomTreesEmbedding", "sklearn.feature_extraction.DictVectorizer",
    "sklearn.feature_extraction.FeatureHasher",
    "sklearn.feature_extraction.text.CountVectorizer",
    "sklearn.feature_extraction.text.HashingVectorizer",
    "sklearn.feature_extraction.text.TfidfTransformer",
    "sklearn.feature_extraction.text.TfidfVectorizer",
    "sklearn.neighbors.KNeighborsTransformer",
    "sklearn.neighbors.RadiusNeighborsTransformer",
    "sklearn.preprocessing.KBinsDiscretizer", "sklearn.preprocessing.OneHotEncoder",
})
"""Transformers that return scipy.sparse.csr_matrix by default."""

UNTYPED_TRANSFORMERS: frozenset[str] = frozenset({
    "sklearn.cluster.FeatureAgglomeration", "sklearn.compose.ColumnTransformer",
    "sklearn.feature_selection.GenericUnivariateSelect", "sklearn.feature_selection.RFE",
    "sklearn.feature_selection.RFECV", "sklearn.feature_selection.SelectFdr",
    "sklearn.feature_selection.SelectFpr", "sklearn.feature_selection.SelectFromModel",
    "sklearn.feature_selection.SelectFwe", "sklearn.feature_selection.SelectKBest",
    "sklearn.feature_selection.SelectPercentile",
    "sklearn.feature_selection.SequentialFeatureSelector",
    "sklearn.feature_selection.VarianceThreshold", "sklearn.impute.MissingIndicator",
    "sklearn.impute.SimpleImputer", "sklearn.kernel_approximation.AdditiveChi2Sampler",
    "sklearn.model_selection.GridSearchCV", "sklearn.model_selection.HalvingGridSearchCV",
    "sklearn.model_selection.HalvingRandomSearchCV",
    "sklearn.model_selection.RandomizedSearchCV", "sklearn.pipeline.FeatureUnion",
    "sklearn.pipeline.Pipeline", "sklearn.preprocessing.Binarizer",
    "sklearn.preprocessing.FunctionTransformer", "sklearn.preprocessing.LabelBinarizer",
    "sklearn.preprocessing.MaxAbsScaler", "sklearn.preprocessing.MultiLabelBinarizer",
    "sklearn.preprocessing.Normalizer", "sklearn.preprocessing.PolynomialFeatures",
    "sklearn.preprocessing.QuantileTransformer", "sklearn.preprocessing.RobustScaler",
    "sklearn.preprocessing.SplineTransformer", "sklearn.preprocessing.StandardScaler",
    "sklearn.random_projection.SparseRandomProjection",
})
"""Transformers whose result follows their parts or is sparse for sparse input."""

METRIC_FUNCTIONS: frozenset[str] = frozenset({
    "sklearn.metrics.accuracy_score", "sklearn.metrics.adjusted_mutual_info_score",
    "sklearn.metrics.adjusted_rand_score", "sklearn.metrics.auc",
    "sklearn.metrics.average_precision_score", "sklearn.metrics.balanced_accuracy_score",
    "sklearn.metrics.brier_score_loss", "sklearn.metrics.calinski_harabasz_score",
    "sklearn.metrics.cohen_kappa_score", "sklearn.metrics.completeness_score",
    "sklearn.metrics.consensus_score", "sklearn.metrics.coverage_error",
    "sklearn.metrics.d2_absolute_error_score", "sklearn.metrics.d2_pinball_score",
    "sklearn.metrics.d2_tweedie_score", "sklearn.metrics.davies_bouldin_score",
    "sklearn.metrics.dcg_score", "sklearn.metrics.explained_variance_score",
    "sklearn.metrics.f1_score", "sklearn.metrics.fbeta_score",
    "sklearn.metrics.fowlkes_mallows_score", "sklearn.metrics.hamming_loss",
    "sklearn.metrics.hinge_loss", "sklearn.metrics.homogeneity_score",
    "sklearn.metrics.jaccard_score",
    "sklearn.metrics.label_ranking_average_precision_score",
    "sklearn.metrics.label_ranking_loss", "sklearn.metrics.log_loss",
    "sklearn.metrics.matthews_corrcoef", "sklearn.metrics.max_error",
    "sklearn.metrics.mean_absolute_error", "sklearn.metrics.mean_absolute_percentage_error",
    "sklearn.metrics.mean_gamma_deviance", "sklearn.metrics.mean_pinball_loss",
    "sklearn.metrics.mean_poisson_deviance", "sklearn.metrics.mean_squared_error",
    "sklearn.metrics.mean_squared_log_error", "sklearn.metrics.mean_tweedie_deviance",
    "sklearn.metrics.median_absolute_error", "sklearn.metrics.mutual_info_score",
    "sklearn.metrics.ndcg_score", "sklearn.metrics.normalized_mutual_info_score",
    "sklearn.metrics.precision_score", "sklearn.metrics.r2_score",
    "sklearn.metrics.rand_score", "sklearn.metrics.recall_score",
    "sklearn.metrics.roc_auc_score", "sklearn.metrics.root_mean_squared_error",
    "sklearn.metrics.root_mean_squared_log_error", "sklearn.metrics.silhouette_score",
    "sklearn.metrics.top_k_accuracy_score", "sklearn.metrics.v_measure_score",
    "sklearn.metrics.zero_one_loss",
})
"""Functions that return one score."""
