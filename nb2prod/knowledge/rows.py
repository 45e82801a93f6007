"""What calls do with the rows of data, by their names: which results have one row per sample.

A wrong name here changes no result: it decides whether a value lies with the model, and which
predictions stand side by side in a file.
"""

from nb2prod.knowledge.schema import words

PREDICTING = words("forecast kneighbors predict predict_proba recommend")
"""Methods whose result is what a model says of what it is given first."""

ASKING = (PREDICTING - {"recommend"}) | words("""decision_function encode evaluate inverse_transform
    predict_log_proba score score_samples texts_to_sequences transform""")
"""Methods whose first argument is what the model is asked about."""

SAME_ROWS = words("astype copy fillna rename to_numpy toarray")
"""Methods whose result has the rows of what they are called on, each where it was."""

ROWS_OF_FIRST = words("array asarray copy csr_matrix fit_transform transform")
"""Functions and methods whose result has the rows of what they are given first."""

KEEPING = SAME_ROWS | words("""apply assign drop drop_duplicates dropna fit_predict fit_transform
    flatten head items iterrows itertuples join lower map merge numpy predict predict_proba query
    ravel replace reset_index reshape round sample set_index sort_index sort_values strip tail
    to_list to_records tolist transform upper""")
"""Methods whose result has as many entries as what they are called on, or are given."""

WRAPPING = words("""DataFrame Series array asarray column_stack concat concatenate csr_matrix
    enumerate exp expm1 from_numpy get_dummies hstack list log log1p pad_sequences tensor
    to_datetime to_numeric tuple vstack zip""")
"""Functions whose result has as many entries as what they are given."""

SUMMARISING = words("""agg aggregate arange corr count cov crosstab describe get_feature_names_out
    idxmax keys linspace max mean median min mode nanmean nanmedian nanstd nunique ones percentile
    pivot_table quantile size std sum unique value_counts var zeros""")
"""Functions and methods whose result says something of all samples."""

OF_THE_WHOLE = words("columns dtype dtypes ndim shape size")
"""Attributes that do so."""
