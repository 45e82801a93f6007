"""Methods by name, and what they do to a receiver that is a model, or of which nothing is known."""

from nb2prod.knowledge.schema import Act, words

FIT = words("""fit fit_generator partial_fit train train_on_batch fit_one_cycle fine_tune
    fit_predict fit_regularized lr_find backward optimize build_vocab train_model learn minimize
    zero_grad fit_partial freeze unfreeze search apply_gradients tune_model run_eagerly cv""")

BUILD = words("""compile add to cuda parameters apply set_params add_seasonality add_regressor
    add_country_holidays load_weights load_state_dict from_pretrained state_dict double append
    extend setdefault""")

PREDICT = words("""predict predict_proba predict_log_proba decision_function predict_classes
    predict_generator predict_on_batch forecast get_forecast get_prediction recommend similar_items
    most_similar get_preds generate test kneighbors make_future_dataframe score_samples predict_step
    doesnt_match wv.most_similar predict_on predict_batch predict_survival_function predict_median
    similarity predict_partial_hazard apply_model infer get_nns_by_item recommend_all
    forward""")

MEASURE = words("""score evaluate evaluate_generator evaluate_model validate plot_components
    test_step plot_diagnostics print_topics show_topics show_results top_losses
    plot_confusion_matrix plot_top_losses concordance_index_ log_perplexity bic aic most_confused
    recorder plot_predict check_assumptions get_booster get_score perplexity print_summary conf_int
    from_estimator from_predictions coherence get_coherence feature_importance get_fscore
    rank_features cv_results""")

INSPECT = words("""head tail info describe sample shape columns dtypes summary get_params nunique
    value_counts unique isnull isna duplicated corr keys display show_batch eval get_config
    named_parameters size ndim index count show layers named_children children values items
    dtype""")
"""They tell about a value without anything being computed from it that others need."""

TOP = frozenset({"head", "tail", "describe", "sample"})
"""They show the rows of a table: of results, those are results."""

COLLECT = frozenset({"append", "extend", "insert", "update", "add"})
"""They put their arguments into the receiver."""

SAVE = words("""to_csv to_excel to_parquet to_pickle to_json to_feather to_hdf to_sql save
    save_model save_weights save_pretrained export write_csv write_parquet save_word2vec_format
    to_html export_graph writerows to_gbq to_file write""")

PLOT = words("""plot hist boxplot scatter bar barh imshow pie violinplot countplot show savefig
    set_title set_xlabel set_ylabel legend axhline axvline heatmap pairplot update_layout add_trace
    update_traces iplot suptitle tight_layout set_xticks set_yticks set_xticklabels set_yticklabels
    annotate set_xlim set_ylim line kde area hexbin invert_yaxis set grid matshow plot_surface
    add_subplot subplots_adjust contourf contour fill_between errorbar stackplot set_axis_labels map
    axis text write_html write_image add_legend twinx tick_params clabel""")
"""Most of them are methods of axes and figures; `map`, `set` and `text` count for those only."""

TRANSFORM = words("""fit_transform transform fit_resample fit_sample fit_on_texts flow batch
    texts_to_sequences texts_to_matrix flow_from_directory flow_from_dataframe adapt doc2bow
    batch_encode_plus encode_plus build_full_trainset construct_trainset""")

INVERSE = frozenset({"inverse_transform"})

RESULT_ATTRIBUTES = words("""history feature_importances_ coef_ intercept_ best_params_ best_score_
    cv_results_ inertia_ explained_variance_ratio_ explained_variance_ oob_score_ best_value
    best_trial best_params pvalues params rsquared resid aic bic cluster_centers_ components_
    loss_curve_ n_iter_ estimators_errors_ log_evaluation_ hazard_ratios_ best_iteration
    best_iteration_ evals_result_ converged_ n_features_in_ support_vectors_ best_ntree_limit trials
    best_epoch state log_history rsquared_adj tree_ feature_log_prob_ score_""")

SIZES = frozenset({"shape", "size", "ndim", "dtype", "dtypes", "itemsize"})
"""Attributes that are known of data, and are none."""

SCORE_ATTRIBUTES = words("""best_score_ best_value oob_score_ rsquared rsquared_adj
    feature_importances_""")
"""They are looked at for how good the model is, even right below its fit."""

NAMES = words("""columns classes_ class_names classes target_names feature_names categories
    categories_ class_indices feature_names_in_ cat index""")
"""Attributes that hold names of classes or features."""

OF_NAMES = words("""tolist to_list drop difference keys values get_feature_names_out
    get_feature_names list sorted tuple array copy union intersection str map set astype get_support
    Index delete""")
"""Calls that give names where they are given names."""

PREDICTION_ATTRIBUTES = words("""labels_ fittedvalues transduction_ embedding_ oob_prediction_
    predictions""")

CARRYING_ATTRIBUTES = words("""best_estimator_ named_steps steps wv model booster_ estimators_
    layers""")
"""What they give is as good as the model."""

TRANSFORMER_RESULTS = words("""explained_variance_ratio_ explained_variance_ components_
    singular_values_""")

BY_METHOD: dict[str, Act] = {
    **dict.fromkeys(BUILD, Act.BUILD),
    **dict.fromkeys(MEASURE, Act.MEASURE),
    **dict.fromkeys(PREDICT, Act.PREDICT),
    **dict.fromkeys(FIT, Act.FIT),
}
"""What a method does to a model."""

SURE = words("""fit fit_generator predict predict_proba fit_one_cycle fine_tune fit_predict
    predict_classes decision_function partial_fit evaluate_generator backward zero_grad
    predict_generator forecast get_forecast make_future_dataframe most_similar train_on_batch
    from_estimator from_predictions apply_gradients fit_regularized get_preds print_topics
    show_topics log_perplexity kneighbors""")
"""Methods that mean this on a receiver of which nothing is known, too."""
