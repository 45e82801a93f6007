"""Words in names and headings, used where nothing better is known."""

import re

from nb2prod.knowledge.schema import Act, Value
from nb2prod.naming import humps_apart
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex


def _part(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|_)(?:{words})(?=_|\d|$)", re.IGNORECASE)


VARIABLES: tuple[tuple[re.Pattern[str], Value], ...] = (
    (_part("scaler|encoder|enc|ohe|le|vectorizer|vect|vec|tokenizer|imputer|pca|binarizer|poly|"
           "transformer|preprocessor|selector|lb|ss|mms|label_?encoder|tfidf|sc|cv|svd|smote|"
           "oversample|sampler|tfidfvectorizer|standardscaler|minmax"), Value.TRANSFORMER),
    (_part("y_?preds?|y_?predict|preds?|predictions?|predicted|y_?hat|yhat|forecasts?|proba|probs|"
           "probabilities|submission|y_?prob|y_?score"), Value.PREDICTION),
    (_part("acc|accuracy|scores?|metrics?|rmse|mae|mse|auc|f1|history|hist|cm|report|r2|losses|"
           "importances?|conf_?mat|fpr|tpr|residuals|costs?|correct|errors?|"
           "error_?rate|errs?|feat_?imp|fold_?scores|leaderboard|"
           "(?:cv|test|eval|val|model)_results?"), Value.RESULT),
    (_part("model|models|clf|classifier|classifiers|regressor|reg|regr|net|network|estimator|lr|rf|"
           "svm|svc|knn|gbm|xgb|lgbm?|forest|pipeline|pipe|grid|search|trainer|learner|learn|lda|"
           "kmeans|algo|optimizer|criterion|loss_fn|logreg|dt|tree|bst|booster|gs|nb|linreg|study|"
           "dtree|logmodel|lm|rfc|autoencoder|gan|generator|discriminator|agent|perceptron|ppn|km"),
     Value.MODEL),
    (regex(r"^(?:df|data|[xy]_?(?:train|test|val|valid|tr|te|new)|(?:train|test)_(?:df|data))$",
                re.IGNORECASE), Value.DATA),
)  # fmt: skip
"""By the name of a variable; tried in this order, and only for values of unknown origin."""

FUNCTIONS: tuple[tuple[re.Pattern[str], Act], ...] = (
    (_part("plot|show|visuali[sz]e|draw|graph"), Act.PLOT),
    (regex(r"(?:^|_)(?:train|training|test|val|validation)_data_?(?:set|loader)s?$",
                re.IGNORECASE), Act.PREPARE),
    (_part("evaluate|eval|score|metrics?|accuracy|report|rmse|rmsle|mae|mape|validate|"
           "test_model|test_loop|get_results?|compare_models?|benchmark|cross_val"), Act.MEASURE),
    (_part("predict|prediction|forecast|recommend|recommendations|infer|inference|classify"),
     Act.PREDICT),
    (_part("train|fit|optimize|train_model|training|gradient_descent|learn"), Act.FIT),
    (_part("build|create_model|make_model|build_model|get_model|compile"), Act.BUILD),
    (_part("load|read|fetch|download|import"), Act.LOAD),
    (_part("preprocess|clean|cleaning|process|feature|features|encode|normali[sz]e|tokenize|split|"
           "prepare|transform|impute|fill|augment|vectorize|scale|standardize|dummies|drop|remove|"
           "extract|parse|convert"), Act.PREPARE),
    (_part("save|write|export|dump"), Act.SAVE),
)  # fmt: skip
"""By the name of a function of which nothing else is known; tried in this order."""

ROUNDS = _part("epochs?|iterations?|iters?|num_iter|n_iter|max_iter|episodes?|n_epochs|steps")
"""What a training loop counts."""

TRAINING = _part("train|tr|training|trn")

SCORES = regex(
    r"\b(?:acc(?:uracy)?|scores?|precision|recall|f1|auc|roc|[rm]{1,2}sle|r?mse|s?mape|mae|r2|r\^2|"
    r"r-?squared|(?:false|true) (?:positives?|negatives?)|mis-?classifi\w+|log.?loss|error rate|"
    r"(?:mean|test|val|validation|prediction).(?:\w+.)?(?:error|loss)|kappa|mcc|silhouette|"
    r"perplexity|bleu|rouge|iou)\b",
    re.IGNORECASE,
)
"""Words of a printed line that say that what stands beside them is a score."""

SCORE_TABLES = _part(
    "results?|scores?|metrics?|comparison|compare|leaderboard|summary|report|performance|perf"
)
"""By the name of a variable: a table of scores, where it is shown after a training."""

LOSS = _part("criterion|loss|loss_?fn|loss_?func(?:tion)?")
"""By the name of a variable: what tells how far predictions are from the truth."""

SUBMITTED = regex(r"submission|submit|predict", re.IGNORECASE)
"""Files of predictions, by their names."""

SAMPLES = regex(r"^(?:[xy]\d?|[xy]_\w+|data\w*|samples?|targets?|noise)$", re.IGNORECASE)
"""By the name of a variable: data, where it is drawn at random."""

CONFIG = _part(
    "config|configs|cfg|conf|params?|parameters|hparams|hyper_?params|hyper_?parameters|"
    "settings|options|opts|args"
)
"""By the name of a variable: what was chosen for the training by hand."""

HEADINGS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (regex(rf"\b(?:{words})", re.IGNORECASE), role)
    for words, role in (
        (r"evaluat|metric|accuracy|performance|confusion|results?\b|residual|roc\b|"
         r"feature importance|how good|validat|score", Role.EVALUATE),
        (r"predict(?!or)|inference|submission|submit|forecast|recommend|test data\b|scoring",
         Role.PREDICT),
        (r"train(?!.?test|ing.?(?:and|&).?test|ing (?:data|set))|model|fit|tun|"
         r"hyper.?param|neural|network|regression|classifier|cluster|random forest|xgboost|"
         r"grid.?search|baseline|learning|similarit|factori[sz]", Role.TRAIN),
        (r"load|read|import|data|clean|prepar|pre.?process|feature|engineer|missing|encod|scal|"
         r"split|transform|token|explor|eda\b|visuali|outlier|wrangl|impute|augment",
         Role.PREPROCESS),
    )
)  # fmt: skip


def value_by_name(name: str) -> Value | None:
    """What a variable of this name is likely to hold."""
    if name.endswith(("_name", "_names")):
        return None
    return next((value for pattern, value in VARIABLES if pattern.search(name)), None)


def act_by_name(name: str) -> Act | None:
    """What a function of this name is likely to do."""
    snake = humps_apart(name)
    return next((act for pattern, act in FUNCTIONS if pattern.search(snake)), None)


def role_by_heading(markdown: str) -> Role | None:
    """The stage that the last heading names, or the first line where there is none."""
    lines = [line.strip() for line in markdown.splitlines() if line.strip()]
    headings = [line for line in lines if line.startswith(("#", "**"))]
    text = (headings or lines[:1] or [""])[-1]
    found = [(m.start(), role) for pattern, role in HEADINGS if (m := pattern.search(text))]
    return min(found)[1] if found else None
