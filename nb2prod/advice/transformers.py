"""Which transformers learn from data, and which names hold them."""

import ast

from nb2prod.advice.rule import Seen
from nb2prod.analysis.types.infer import type_of

# fmt: off
LEARNING: frozenset[str] = frozenset({
    "sklearn.decomposition.FastICA", "sklearn.decomposition.IncrementalPCA",
    "sklearn.decomposition.KernelPCA", "sklearn.decomposition.NMF", "sklearn.decomposition.PCA",
    "sklearn.decomposition.TruncatedSVD",
    "sklearn.feature_extraction.text.CountVectorizer",
    "sklearn.feature_extraction.text.TfidfTransformer",
    "sklearn.feature_extraction.text.TfidfVectorizer",
    "sklearn.feature_selection.RFE", "sklearn.feature_selection.RFECV",
    "sklearn.feature_selection.SelectFromModel", "sklearn.feature_selection.SelectKBest",
    "sklearn.feature_selection.SelectPercentile",
    "sklearn.impute.IterativeImputer", "sklearn.impute.KNNImputer", "sklearn.impute.SimpleImputer",
    "sklearn.preprocessing.KBinsDiscretizer", "sklearn.preprocessing.MaxAbsScaler",
    "sklearn.preprocessing.MinMaxScaler", "sklearn.preprocessing.PowerTransformer",
    "sklearn.preprocessing.QuantileTransformer", "sklearn.preprocessing.RobustScaler",
    "sklearn.preprocessing.StandardScaler", "sklearn.preprocessing.TargetEncoder",
})
"""Transformers whose fit takes figures from all rows: their mean, their words, their target."""

CODING: frozenset[str] = frozenset({
    "sklearn.compose.ColumnTransformer", "sklearn.pipeline.FeatureUnion",
    "sklearn.preprocessing.LabelBinarizer", "sklearn.preprocessing.LabelEncoder",
    "sklearn.preprocessing.MultiLabelBinarizer", "sklearn.preprocessing.OneHotEncoder",
    "sklearn.preprocessing.OrdinalEncoder",
})
"""Transformers that learn names of categories, or hold others: to fit them again on test data
gives other columns or codes, though to fit them on all data tells little of the test rows."""
# fmt: on


def kind_of(node: ast.expr, seen: Seen) -> str:
    """The class of a transformer that an expression gives, or nothing."""
    kind = type_of(node, seen.env)
    return kind.name if kind else ""
