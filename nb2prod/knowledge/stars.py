"""What star imports bind, by the module where it is at home; written by
``python -m tests.support.stars``."""

STARS: dict[str, dict[str, str]] = {
    "matplotlib.pylab": {
        "matplotlib.pyplot": (
            "AbstractContextManager Annotation Arrow Artist AutoLocator AxLine Axes "
            "BackendFilter Button Circle Colorizer ColorizingArtist Colormap Enum ExitStack "
            "Figure FigureBase FigureCanvasBase FigureManagerBase FixedFormatter FixedLocator "
            "FormatStrFormatter Formatter FuncFormatter GridSpec IO IndexLocator Line2D "
            "LinearLocator Locator LogFormatter LogFormatterExponent LogFormatterMathtext "
            "LogLocator MaxNLocator MouseButton MultipleLocator Normalize NullFormatter "
            "NullLocator PolarAxes Polygon Rectangle ScalarFormatter Slider Subplot "
            "SubplotSpec TYPE_CHECKING Text TickHelper Widget acorr angle_spectrum annotate "
            "annotations arrow autoscale autumn available_backends axes axhline axhspan axis "
            "axline axvline axvspan backend_registry bar bar_label barbs barh bone box "
            "boxplot broken_barh cast cbook cla clabel clf clim close cm cohere "
            "color_sequences colorbar colormaps connect contour contourf cool copper csd "
            "cycler delaxes disconnect draw draw_all draw_if_interactive ecdf errorbar "
            "eventplot figaspect figimage figlegend fignum_exists figtext figure fill "
            "fill_between fill_betweenx findobj flag functools gca gcf gci get get_backend "
            "get_cmap get_current_fig_manager get_figlabels get_fignums get_plot_commands "
            "get_scale_names getp ginput gray grid grouped_bar hexbin hist hist2d hlines hot "
            "hsv importlib imread imsave imshow inferno inspect install_repl_displayhook "
            "interactive ioff ion isinteractive jet legend locator_params logging loglog "
            "magma magnitude_spectrum margins matplotlib matshow minorticks_off minorticks_on "
            "mlab new_figure_manager nipy_spectral np overload pause pcolor pcolormesh "
            "phase_spectrum pie pie_label pink plasma plot polar prism psd quiver quiverkey "
            "rc rcParams rcParamsDefault rcParamsOrig rc_context rcdefaults rcsetup rgrids "
            "savefig sca scatter sci semilogx semilogy set_cmap set_loglevel setp show "
            "specgram spring spy stackplot stairs stem step streamplot style subplot "
            "subplot2grid subplot_mosaic subplot_tool subplots subplots_adjust summer "
            "suptitle switch_backend sys table text thetagrids threading tick_params "
            "ticklabel_format tight_layout time title tricontour tricontourf tripcolor "
            "triplot twinx twiny uninstall_repl_displayhook violinplot viridis vlines "
            "waitforbuttonpress winter xcorr xkcd xlabel xlim xscale xticks ylabel ylim "
            "yscale yticks"
        ),
        "numpy.random": (
            "BitGenerator Generator MT19937 PCG64 PCG64DXSM Philox RandomState SFC64 "
            "SeedSequence beta binomial chisquare choice default_rng dirichlet exponential f "
            "gamma geometric get_state gumbel hypergeometric laplace logistic lognormal "
            "logseries multinomial multivariate_normal negative_binomial noncentral_chisquare "
            "noncentral_f normal pareto permutation poisson power rand randint randn random "
            "random_integers random_sample ranf rayleigh sample seed set_state shuffle "
            "standard_cauchy standard_exponential standard_gamma standard_normal standard_t "
            "triangular uniform vonmises wald weibull zipf"
        ),
        "matplotlib.pylab": (
            "DAILY DateFormatter DateLocator DayLocator FR HOURLY HourLocator MINUTELY MO "
            "MONTHLY MinuteLocator MonthLocator RRuleLocator SA SECONDLY SU SecondLocator TH "
            "TU WE WEEKLY WeekdayLocator YEARLY YearLocator date2num datestr2num datetime "
            "detrend detrend_linear detrend_mean detrend_none drange flatten mpl num2date plt "
            "relativedelta rrule silent_list window_hanning window_none"
        ),
        "numpy": (
            "False_ ScalarType True_ absolute acos acosh add all allclose amax amin angle any "
            "append apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh "
            "arctan arctan2 arctanh argmax argmin argpartition argsort argwhere around array "
            "array2string array_equal array_equiv array_repr array_split array_str asanyarray "
            "asarray asarray_chkfinite ascontiguousarray asfortranarray asin asinh asmatrix "
            "astype atan atan2 atanh atleast_1d atleast_2d atleast_3d average bartlett "
            "base_repr binary_repr bincount bitwise_and bitwise_count bitwise_invert "
            "bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor "
            "blackman block bmat bool_ broadcast broadcast_arrays broadcast_shapes "
            "broadcast_to busday_count busday_offset busdaycalendar byte bytes_ c_ can_cast "
            "cbrt cdouble ceil char character choose clip clongdouble column_stack "
            "common_type complex128 complex256 complex64 complexfloating compress concat "
            "concatenate conj conjugate convolve copy copysign copyto core corrcoef correlate "
            "cos cosh count_nonzero cov csingle ctypeslib cumprod cumsum cumulative_prod "
            "cumulative_sum datetime64 datetime_as_string datetime_data deg2rad degrees "
            "delete diag diag_indices diag_indices_from diagflat diff digitize divide divmod "
            "dot double dsplit dstack dtype dtypes e ediff1d einsum einsum_path emath empty "
            "empty_like equal errstate euler_gamma exceptions exp exp2 expand_dims expm1 "
            "extract eye f2py fabs fill_diagonal finfo fix flatiter flatnonzero flexible flip "
            "fliplr flipud float128 float16 float32 float64 float_power floating floor "
            "floor_divide fmax fmin fmod format_float_positional format_float_scientific "
            "frexp from_dlpack frombuffer fromfile fromfunction fromiter frompyfunc fromregex "
            "fromstring full full_like gcd generic genfromtxt geomspace get_include "
            "get_printoptions getbufsize geterr geterrcall gradient greater greater_equal "
            "half hamming hanning heaviside histogram histogram2d histogram_bin_edges "
            "histogramdd hsplit hstack hypot i0 identity iinfo imag index_exp indices inexact "
            "inf info inner insert int16 int32 int64 int8 int_ intc integer interp "
            "intersect1d intp invert is_busday isclose iscomplex iscomplexobj isdtype "
            "isfinite isfortran isin isinf isnan isnat isneginf isposinf isreal isrealobj "
            "isscalar issubdtype iterable ix_ kaiser kron lcm ldexp left_shift less "
            "less_equal lexsort lib linalg linspace little_endian load loadtxt log log10 "
            "log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor "
            "logspace long longdouble longlong ma mask_indices matrix matvec maximum "
            "may_share_memory mean median memmap meshgrid mgrid min_scalar_type minimum "
            "mintypecode mod modf moveaxis multiply nan nan_to_num nanargmax nanargmin "
            "nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod "
            "nanquantile nanstd nansum nanvar ndarray ndenumerate ndim ndindex nditer "
            "negative nested_iters nextafter nonzero not_equal number object_ ogrid ones "
            "ones_like packbits pad partition percentile permute_dims pi piecewise place poly "
            "poly1d polyadd polyder polydiv polyfit polyint polymul polynomial polysub "
            "polyval positive printoptions prod promote_types ptp put put_along_axis putmask "
            "quantile r_ rad2deg radians ravel ravel_multi_index real real_if_close rec "
            "recarray reciprocal record remainder repeat require reshape resize result_type "
            "right_shift rint roll rollaxis roots rot90 row_stack s_ save savetxt savez "
            "savez_compressed sctypeDict searchsorted select set_printoptions setbufsize "
            "setdiff1d seterr seterrcall setxor1d shape shares_memory short show_config "
            "show_runtime sign signbit signedinteger sin sinc single sinh size sort "
            "sort_complex spacing split sqrt square squeeze stack std str_ strings subtract "
            "sum swapaxes take take_along_axis tan tanh test testing tile timedelta64 "
            "transpose trapezoid tri tril tril_indices tril_indices_from trim_zeros triu "
            "triu_indices triu_indices_from true_divide trunc typecodes typename typing ubyte "
            "ufunc uint uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong union1d unique "
            "unique_all unique_counts unique_inverse unique_values unpackbits unravel_index "
            "unsignedinteger unstack unwrap ushort vander var vdot vecmat vectorize void "
            "vsplit vstack where zeros zeros_like"
        ),
        "numpy.linalg": (
            "LinAlgError cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv lstsq "
            "matmul matrix_norm matrix_power matrix_rank matrix_transpose multi_dot norm "
            "outer pinv qr slogdet solve svd svdvals tensordot tensorinv tensorsolve trace "
            "vecdot vector_norm"
        ),
        "numpy.fft": (
            "fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft "
            "irfft2 irfftn rfft rfft2 rfftfreq rfftn"
        ),
    },
    "matplotlib.pyplot": {
        "matplotlib.pyplot": (
            "AbstractContextManager Annotation Arrow Artist AutoLocator AxLine Axes "
            "BackendFilter Button Circle Colorizer ColorizingArtist Colormap Enum ExitStack "
            "Figure FigureBase FigureCanvasBase FigureManagerBase FixedFormatter FixedLocator "
            "FormatStrFormatter Formatter FuncFormatter GridSpec IO IndexLocator Line2D "
            "LinearLocator Locator LogFormatter LogFormatterExponent LogFormatterMathtext "
            "LogLocator MaxNLocator MouseButton MultipleLocator Normalize NullFormatter "
            "NullLocator PolarAxes Polygon Rectangle ScalarFormatter Slider Subplot "
            "SubplotSpec TYPE_CHECKING Text TickHelper Widget acorr angle_spectrum annotate "
            "annotations arrow autoscale autumn available_backends axes axhline axhspan axis "
            "axline axvline axvspan backend_registry bar bar_label barbs barh bone box "
            "boxplot broken_barh cast cbook cla clabel clf clim close cm cohere "
            "color_sequences colorbar colormaps connect contour contourf cool copper csd "
            "cycler delaxes disconnect draw draw_all draw_if_interactive ecdf errorbar "
            "eventplot figaspect figimage figlegend fignum_exists figtext figure fill "
            "fill_between fill_betweenx findobj flag functools gca gcf gci get get_backend "
            "get_cmap get_current_fig_manager get_figlabels get_fignums get_plot_commands "
            "get_scale_names getp ginput gray grid grouped_bar hexbin hist hist2d hlines hot "
            "hsv importlib imread imsave imshow inferno inspect install_repl_displayhook "
            "interactive ioff ion isinteractive jet legend locator_params logging loglog "
            "magma magnitude_spectrum margins matplotlib matshow minorticks_off minorticks_on "
            "mlab new_figure_manager nipy_spectral np overload pause pcolor pcolormesh "
            "phase_spectrum pie pie_label pink plasma plot polar prism psd quiver quiverkey "
            "rc rcParams rcParamsDefault rcParamsOrig rc_context rcdefaults rcsetup rgrids "
            "savefig sca scatter sci semilogx semilogy set_cmap set_loglevel setp show "
            "specgram spring spy stackplot stairs stem step streamplot style subplot "
            "subplot2grid subplot_mosaic subplot_tool subplots subplots_adjust summer "
            "suptitle switch_backend sys table text thetagrids threading tick_params "
            "ticklabel_format tight_layout time title tricontour tricontourf tripcolor "
            "triplot twinx twiny uninstall_repl_displayhook violinplot viridis vlines "
            "waitforbuttonpress winter xcorr xkcd xlabel xlim xscale xticks ylabel ylim "
            "yscale yticks"
        ),
    },
    "numpy": {
        "numpy": (
            "False_ ScalarType True_ __array_namespace_info__ __version__ abs absolute acos "
            "acosh add all allclose amax amin angle any append apply_along_axis "
            "apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh "
            "argmax argmin argpartition argsort argwhere around array array2string "
            "array_equal array_equiv array_repr array_split array_str asanyarray asarray "
            "asarray_chkfinite ascontiguousarray asfortranarray asin asinh asmatrix astype "
            "atan atan2 atanh atleast_1d atleast_2d atleast_3d average bartlett base_repr "
            "binary_repr bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift "
            "bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman block bmat bool "
            "bool_ broadcast broadcast_arrays broadcast_shapes broadcast_to busday_count "
            "busday_offset busdaycalendar byte bytes_ c_ can_cast cbrt cdouble ceil char "
            "character choose clip clongdouble column_stack common_type complex128 complex256 "
            "complex64 complexfloating compress concat concatenate conj conjugate convolve "
            "copy copysign copyto core corrcoef correlate cos cosh count_nonzero cov cross "
            "csingle ctypeslib cumprod cumsum cumulative_prod cumulative_sum datetime64 "
            "datetime_as_string datetime_data deg2rad degrees delete diag diag_indices "
            "diag_indices_from diagflat diagonal diff digitize divide divmod dot double "
            "dsplit dstack dtype dtypes e ediff1d einsum einsum_path emath empty empty_like "
            "equal errstate euler_gamma exceptions exp exp2 expand_dims expm1 extract eye "
            "f2py fabs fft fill_diagonal finfo fix flatiter flatnonzero flexible flip fliplr "
            "flipud float128 float16 float32 float64 float_power floating floor floor_divide "
            "fmax fmin fmod format_float_positional format_float_scientific frexp from_dlpack "
            "frombuffer fromfile fromfunction fromiter frompyfunc fromregex fromstring full "
            "full_like gcd generic genfromtxt geomspace get_include get_printoptions "
            "getbufsize geterr geterrcall gradient greater greater_equal half hamming hanning "
            "heaviside histogram histogram2d histogram_bin_edges histogramdd hsplit hstack "
            "hypot i0 identity iinfo imag index_exp indices inexact inf info inner insert "
            "int16 int32 int64 int8 int_ intc integer interp intersect1d intp invert "
            "is_busday isclose iscomplex iscomplexobj isdtype isfinite isfortran isin isinf "
            "isnan isnat isneginf isposinf isreal isrealobj isscalar issubdtype iterable ix_ "
            "kaiser kron lcm ldexp left_shift less less_equal lexsort lib linalg linspace "
            "little_endian load loadtxt log log10 log1p log2 logaddexp logaddexp2 logical_and "
            "logical_not logical_or logical_xor logspace long longdouble longlong ma "
            "mask_indices matmul matrix matrix_transpose matvec max maximum may_share_memory "
            "mean median memmap meshgrid mgrid min min_scalar_type minimum mintypecode mod "
            "modf moveaxis multiply nan nan_to_num nanargmax nanargmin nancumprod nancumsum "
            "nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum "
            "nanvar ndarray ndenumerate ndim ndindex nditer negative nested_iters nextafter "
            "nonzero not_equal number object_ ogrid ones ones_like outer packbits pad "
            "partition percentile permute_dims pi piecewise place poly poly1d polyadd polyder "
            "polydiv polyfit polyint polymul polynomial polysub polyval positive pow power "
            "printoptions prod promote_types ptp put put_along_axis putmask quantile r_ "
            "rad2deg radians random ravel ravel_multi_index real real_if_close rec recarray "
            "reciprocal record remainder repeat require reshape resize result_type "
            "right_shift rint roll rollaxis roots rot90 round row_stack s_ save savetxt savez "
            "savez_compressed sctypeDict searchsorted select set_printoptions setbufsize "
            "setdiff1d seterr seterrcall setxor1d shape shares_memory short show_config "
            "show_runtime sign signbit signedinteger sin sinc single sinh size sort "
            "sort_complex spacing split sqrt square squeeze stack std str_ strings subtract "
            "sum swapaxes take take_along_axis tan tanh tensordot test testing tile "
            "timedelta64 trace transpose trapezoid tri tril tril_indices tril_indices_from "
            "trim_zeros triu triu_indices triu_indices_from true_divide trunc typecodes "
            "typename typing ubyte ufunc uint uint16 uint32 uint64 uint8 uintc uintp ulong "
            "ulonglong union1d unique unique_all unique_counts unique_inverse unique_values "
            "unpackbits unravel_index unsignedinteger unstack unwrap ushort vander var vdot "
            "vecdot vecmat vectorize void vsplit vstack where zeros zeros_like"
        ),
    },
    "seaborn": {
        "seaborn": (
            "FacetGrid JointGrid PairGrid algorithms axes_style axisgrid barplot "
            "blend_palette boxenplot boxplot categorical catplot choose_colorbrewer_palette "
            "choose_cubehelix_palette choose_dark_palette choose_diverging_palette "
            "choose_light_palette clustermap cm color_palette colors countplot crayon_palette "
            "crayons cubehelix_palette dark_palette desaturate despine displot distplot "
            "distributions diverging_palette dogplot ecdfplot external get_data_home "
            "get_dataset_names heatmap histplot hls_palette husl_palette jointplot kdeplot "
            "light_palette lineplot lmplot load_dataset matrix miscplot move_legend mpl "
            "mpl_palette pairplot palettes palplot plotting_context pointplot rcmod regplot "
            "regression relational relplot reset_defaults reset_orig residplot rugplot "
            "saturate scatterplot set set_color_codes set_context set_hls_values set_palette "
            "set_style set_theme stripplot swarmplot utils violinplot widgets xkcd_palette "
            "xkcd_rgb"
        ),
    },
    "sklearn.cluster": {
        "sklearn.cluster": (
            "AffinityPropagation AgglomerativeClustering Birch BisectingKMeans DBSCAN "
            "FeatureAgglomeration HDBSCAN KMeans MeanShift MiniBatchKMeans OPTICS "
            "SpectralBiclustering SpectralClustering SpectralCoclustering "
            "affinity_propagation cluster_optics_dbscan cluster_optics_xi "
            "compute_optics_graph dbscan estimate_bandwidth get_bin_seeds k_means "
            "kmeans_plusplus linkage_tree mean_shift spectral_clustering ward_tree"
        ),
    },
    "sklearn.compose": {
        "sklearn.compose": (
            "ColumnTransformer TransformedTargetRegressor make_column_selector "
            "make_column_transformer"
        ),
    },
    "sklearn.datasets": {
        "sklearn.datasets": (
            "clear_data_home dump_svmlight_file fetch_20newsgroups "
            "fetch_20newsgroups_vectorized fetch_california_housing fetch_covtype fetch_file "
            "fetch_kddcup99 fetch_lfw_pairs fetch_lfw_people fetch_olivetti_faces "
            "fetch_openml fetch_rcv1 fetch_species_distributions get_data_home "
            "load_breast_cancer load_diabetes load_digits load_files load_iris load_linnerud "
            "load_sample_image load_sample_images load_svmlight_file load_svmlight_files "
            "load_wine make_biclusters make_blobs make_checkerboard make_circles "
            "make_classification make_friedman1 make_friedman2 make_friedman3 "
            "make_gaussian_quantiles make_hastie_10_2 make_low_rank_matrix make_moons "
            "make_multilabel_classification make_regression make_s_curve "
            "make_sparse_coded_signal make_sparse_spd_matrix make_sparse_uncorrelated "
            "make_spd_matrix make_swiss_roll"
        ),
    },
    "sklearn.decomposition": {
        "sklearn.decomposition": (
            "DictionaryLearning FactorAnalysis FastICA IncrementalPCA KernelPCA "
            "LatentDirichletAllocation MiniBatchDictionaryLearning MiniBatchNMF "
            "MiniBatchSparsePCA NMF PCA SparseCoder SparsePCA TruncatedSVD dict_learning "
            "dict_learning_online fastica non_negative_factorization randomized_svd "
            "sparse_encode"
        ),
    },
    "sklearn.discriminant_analysis": {
        "sklearn.discriminant_analysis": (
            "LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis"
        ),
    },
    "sklearn.ensemble": {
        "sklearn.ensemble": (
            "AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor "
            "BaseEnsemble ExtraTreesClassifier ExtraTreesRegressor GradientBoostingClassifier "
            "GradientBoostingRegressor HistGradientBoostingClassifier "
            "HistGradientBoostingRegressor IsolationForest RandomForestClassifier "
            "RandomForestRegressor RandomTreesEmbedding StackingClassifier StackingRegressor "
            "VotingClassifier VotingRegressor"
        ),
    },
    "sklearn.feature_extraction.text": {
        "sklearn.feature_extraction.text": (
            "CountVectorizer ENGLISH_STOP_WORDS HashingVectorizer TfidfTransformer "
            "TfidfVectorizer strip_accents_ascii strip_accents_unicode strip_tags"
        ),
    },
    "sklearn.feature_selection": {
        "sklearn.feature_selection": (
            "GenericUnivariateSelect RFE RFECV SelectFdr SelectFpr SelectFromModel SelectFwe "
            "SelectKBest SelectPercentile SelectorMixin SequentialFeatureSelector "
            "VarianceThreshold chi2 f_classif f_oneway f_regression mutual_info_classif "
            "mutual_info_regression r_regression"
        ),
    },
    "sklearn.impute": {
        "sklearn.impute": ("KNNImputer MissingIndicator SimpleImputer"),
    },
    "sklearn.linear_model": {
        "sklearn.linear_model": (
            "ARDRegression BayesianRidge ElasticNet ElasticNetCV GammaRegressor "
            "HuberRegressor Lars LarsCV Lasso LassoCV LassoLars LassoLarsCV LassoLarsIC "
            "LinearRegression LogisticRegression LogisticRegressionCV MultiTaskElasticNet "
            "MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV OrthogonalMatchingPursuit "
            "OrthogonalMatchingPursuitCV PassiveAggressiveClassifier "
            "PassiveAggressiveRegressor Perceptron PoissonRegressor QuantileRegressor "
            "RANSACRegressor Ridge RidgeCV RidgeClassifier RidgeClassifierCV SGDClassifier "
            "SGDOneClassSVM SGDRegressor TheilSenRegressor TweedieRegressor enet_path "
            "lars_path lars_path_gram lasso_path orthogonal_mp orthogonal_mp_gram "
            "ridge_regression"
        ),
    },
    "sklearn.metrics": {
        "sklearn.metrics": (
            "ConfusionMatrixDisplay DetCurveDisplay DistanceMetric PrecisionRecallDisplay "
            "PredictionErrorDisplay RocCurveDisplay accuracy_score adjusted_mutual_info_score "
            "adjusted_rand_score auc average_precision_score balanced_accuracy_score "
            "brier_score_loss calinski_harabasz_score check_scoring class_likelihood_ratios "
            "classification_report cluster cohen_kappa_score completeness_score "
            "confusion_matrix confusion_matrix_at_thresholds consensus_score coverage_error "
            "d2_absolute_error_score d2_brier_score d2_log_loss_score d2_pinball_score "
            "d2_tweedie_score davies_bouldin_score dcg_score det_curve euclidean_distances "
            "explained_variance_score f1_score fbeta_score fowlkes_mallows_score get_scorer "
            "get_scorer_names hamming_loss hinge_loss homogeneity_completeness_v_measure "
            "homogeneity_score jaccard_score label_ranking_average_precision_score "
            "label_ranking_loss log_loss make_scorer matthews_corrcoef max_error "
            "mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance "
            "mean_pinball_loss mean_poisson_deviance mean_squared_error "
            "mean_squared_log_error mean_tweedie_deviance median_absolute_error "
            "metric_at_thresholds multilabel_confusion_matrix mutual_info_score "
            "nan_euclidean_distances ndcg_score normalized_mutual_info_score "
            "pair_confusion_matrix pairwise_distances pairwise_distances_argmin "
            "pairwise_distances_argmin_min pairwise_distances_chunked pairwise_kernels "
            "precision_recall_curve precision_recall_fscore_support precision_score r2_score "
            "rand_score recall_score roc_auc_score roc_curve root_mean_squared_error "
            "root_mean_squared_log_error silhouette_samples silhouette_score "
            "top_k_accuracy_score v_measure_score zero_one_loss"
        ),
    },
    "sklearn.model_selection": {
        "sklearn.model_selection": (
            "BaseCrossValidator BaseShuffleSplit FixedThresholdClassifier GridSearchCV "
            "GroupKFold GroupShuffleSplit KFold LearningCurveDisplay LeaveOneGroupOut "
            "LeaveOneOut LeavePGroupsOut LeavePOut ParameterGrid ParameterSampler "
            "PredefinedSplit RandomizedSearchCV RepeatedKFold RepeatedStratifiedKFold "
            "ShuffleSplit StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit "
            "TimeSeriesSplit TunedThresholdClassifierCV ValidationCurveDisplay check_cv "
            "cross_val_predict cross_val_score cross_validate learning_curve "
            "permutation_test_score train_test_split validation_curve"
        ),
    },
    "sklearn.naive_bayes": {
        "sklearn.naive_bayes": ("BernoulliNB CategoricalNB ComplementNB GaussianNB MultinomialNB"),
    },
    "sklearn.neighbors": {
        "sklearn.neighbors": (
            "BallTree KDTree KNeighborsClassifier KNeighborsRegressor KNeighborsTransformer "
            "KernelDensity LocalOutlierFactor NearestCentroid NearestNeighbors "
            "NeighborhoodComponentsAnalysis RadiusNeighborsClassifier "
            "RadiusNeighborsRegressor RadiusNeighborsTransformer VALID_METRICS "
            "VALID_METRICS_SPARSE kneighbors_graph radius_neighbors_graph "
            "sort_graph_by_row_values"
        ),
    },
    "sklearn.neural_network": {
        "sklearn.neural_network": ("BernoulliRBM MLPClassifier MLPRegressor"),
    },
    "sklearn.pipeline": {
        "sklearn.pipeline": ("FeatureUnion Pipeline make_pipeline make_union"),
    },
    "sklearn.preprocessing": {
        "sklearn.preprocessing": (
            "Binarizer FunctionTransformer KBinsDiscretizer KernelCenterer LabelBinarizer "
            "LabelEncoder MaxAbsScaler MinMaxScaler MultiLabelBinarizer Normalizer "
            "OneHotEncoder OrdinalEncoder PolynomialFeatures PowerTransformer "
            "QuantileTransformer RobustScaler SplineTransformer StandardScaler TargetEncoder "
            "add_dummy_feature binarize label_binarize maxabs_scale minmax_scale normalize "
            "power_transform quantile_transform robust_scale scale"
        ),
    },
    "sklearn.svm": {
        "sklearn.svm": ("LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR l1_min_c"),
    },
    "sklearn.tree": {
        "sklearn.tree": (
            "BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor "
            "ExtraTreeClassifier ExtraTreeRegressor export_graphviz export_text plot_tree"
        ),
    },
}
