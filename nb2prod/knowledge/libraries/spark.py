"""Spark."""

from nb2prod.knowledge.schema import Library, Path

_FRAME = "pyspark.sql.DataFrame"
_SESSIONS = "SparkConf SparkContext conf.SparkConf context.SparkContext sql.SparkSession"
_ESTIMATORS = """Pipeline classification.FMClassifier classification.GBTClassifier
    classification.DecisionTreeClassifier classification.LinearSVC
    classification.LogisticRegression classification.MultilayerPerceptronClassifier
    classification.NaiveBayes classification.OneVsRest classification.RandomForestClassifier
    clustering.BisectingKMeans clustering.GaussianMixture clustering.KMeans
    feature.BucketedRandomProjectionLSH feature.ChiSqSelector feature.CountVectorizer feature.IDF
    feature.Imputer feature.MaxAbsScaler feature.MinHashLSH feature.MinMaxScaler
    feature.OneHotEncoder feature.PCA feature.RFormula feature.RobustScaler feature.StandardScaler
    feature.StringIndexer feature.UnivariateFeatureSelector feature.VarianceThresholdSelector
    feature.VectorIndexer feature.Word2Vec fpm.FPGrowth recommendation.ALS
    regression.AFTSurvivalRegression regression.DecisionTreeRegressor regression.FMRegressor
    regression.GBTRegressor regression.GeneralizedLinearRegression regression.IsotonicRegression
    regression.LinearRegression regression.RandomForestRegressor tuning.CrossValidator
    tuning.TrainValidationSplit""".split()
_OTHERS = """evaluation.BinaryClassificationEvaluator evaluation.ClusteringEvaluator
    evaluation.MulticlassClassificationEvaluator evaluation.RankingEvaluator
    evaluation.RegressionEvaluator feature.Binarizer feature.Bucketizer feature.DCT
    feature.ElementwiseProduct feature.FeatureHasher feature.HashingTF feature.IndexToString
    feature.Interaction feature.NGram feature.Normalizer feature.PolynomialExpansion
    feature.RegexTokenizer feature.SQLTransformer feature.StopWordsRemover feature.Tokenizer
    feature.VectorAssembler feature.VectorSizeHint feature.VectorSlicer""".split()


def _fitted(estimator: str) -> str:
    """The class of what an estimator's `fit` gives."""
    for end, full in (("Classifier", "Classification"), ("Regressor", "Regression")):
        if estimator.endswith(end):
            return f"{estimator.removesuffix(end)}{full}Model"
    return f"{estimator}Model"


_SAVED = [*_ESTIMATORS, *map(_fitted, _ESTIMATORS), *_OTHERS]

LIBRARIES = (
    Library(
        name="pyspark",
        classes=True,
        reads=(
            Path(
                ".csv .json .load .orc .parquet .text",
                0,
                "path",
                _FRAME,
                needs="pyspark.sql.DataFrameReader",
            ),
        ),
        writes_folders=(
            Path(
                ".csv .json .orc .parquet .save .text",
                0,
                "path",
                needs="pyspark.sql.DataFrameWriter",
            ),
            Path(".save", 0, "path", needs="pyspark.ml"),
        ),
        reads_folders=tuple(
            Path(f"ml.{one}.load", 0, "path", f"pyspark.ml.{one}") for one in _SAVED
        ),
        text_paths="ml sql",
        returns={
            "pyspark.SparkContext": "SparkContext.getOrCreate",
            "pyspark.sql.Column": """sql.functions.avg sql.functions.col sql.functions.count
                sql.functions.expr sql.functions.lit sql.functions.max sql.functions.mean
                sql.functions.min sql.functions.sum sql.functions.when""",
            "pyspark.sql.UserDefinedFunction": "sql.functions.pandas_udf sql.functions.udf",
            "pyspark.sql.WindowSpec": """sql.window.Window.orderBy sql.window.Window.partitionBy
                sql.Window.orderBy sql.Window.partitionBy""",
            "pyspark.sql.SparkSession": "sql.SparkSession.builder.getOrCreate",
            "pyspark.sql.SparkSession.Builder": """sql.SparkSession.builder.appName
                sql.SparkSession.builder.config sql.SparkSession.builder.enableHiveSupport
                sql.SparkSession.builder.master""",
        },
        methods={
            "pyspark.conf.SparkConf": {"self": "set setAll setAppName setMaster"},
            "pyspark.SparkConf": {"self": "set setAll setAppName setMaster"},
            "pyspark.SparkContext": {"None": "setLogLevel", "pyspark.RDD": "parallelize textFile"},
            "pyspark.sql.Column": {"self": "alias asc astype cast desc isNotNull isNull otherwise"},
            _FRAME: {
                "float": "approxQuantile corr cov",
                "int": "count",
                "None": """createGlobalTempView createOrReplaceGlobalTempView
                    createOrReplaceTempView createTempView explain foreach foreachPartition
                    printSchema registerTempTable show""",
                "bool": "isEmpty",
                "list": "collect head tail take",
                "pandas.DataFrame": "toPandas",
                "pyspark.sql.GroupedData": "cube groupBy groupby rollup",
                _FRAME: """agg alias cache checkpoint coalesce colRegex crossJoin crosstab describe
                    distinct drop dropDuplicates drop_duplicates dropna exceptAll fillna filter
                    freqItems hint intersect intersectAll join limit localCheckpoint melt na.drop
                    orderBy persist repartition repartitionByRange replace sample sampleBy select
                    selectExpr sort sortWithinPartitions subtract summary to toDF transform union
                    unionAll unionByName unpivot unpersist where withColumn withColumnRenamed
                    withColumns withColumnsRenamed withMetadata withWatermark""",
                f"list[{_FRAME}]": "randomSplit",
            },
            "pyspark.sql.DataFrameNaFunctions": {_FRAME: "drop fill replace"},
            "pyspark.sql.DataFrameReader": {
                "self": "format option options schema",
                _FRAME: "csv jdbc json load orc parquet table text",
            },
            "pyspark.sql.DataFrameStatFunctions": {
                "float": "corr cov",
                "list": "approxQuantile",
                _FRAME: "crosstab freqItems sampleBy",
            },
            "pyspark.sql.DataFrameWriter": {
                "self": "format mode option options partitionBy sortBy bucketBy"
            },
            "pyspark.sql.GroupedData": {
                "self": "pivot",
                _FRAME: "agg apply applyInPandas avg count max mean min sum",
            },
            "pyspark.sql.SparkSession": {_FRAME: "createDataFrame range sql table"},
            "pyspark.sql.SparkSession.Builder": {
                "pyspark.sql.SparkSession": "getOrCreate",
                "self": "appName config enableHiveSupport master",
            },
            "pyspark.sql.WindowSpec": {"self": "orderBy partitionBy rangeBetween rowsBetween"},
            "pyspark.ml.util.JavaMLWriter": {"self": "overwrite"},
            **{
                f"pyspark.ml.{one}": {
                    f"pyspark.ml.{_fitted(one)}": "fit",
                    "pyspark.ml.util.JavaMLWriter": "write",
                }
                for one in _ESTIMATORS
            },
            **{
                f"pyspark.ml.{one}": {
                    "float": "evaluate",
                    _FRAME: "transform",
                    "pyspark.ml.util.JavaMLWriter": "write",
                }
                for one in (*map(_fitted, _ESTIMATORS), *_OTHERS)
            },
        },
        attributes={
            _FRAME: {
                "list[str]": "columns",
                "list": "dtypes",
                "pyspark.RDD": "rdd",
                "pyspark.sql.DataFrameNaFunctions": "na",
                "pyspark.sql.DataFrameStatFunctions": "stat",
                "pyspark.sql.DataFrameWriter": "write",
                "pyspark.sql.types.StructType": "schema",
            },
            "pyspark.sql.SparkSession": {
                "pyspark.SparkContext": "sparkContext",
                "pyspark.sql.DataFrameReader": "read",
                "pyspark.sql.SparkSession.Builder": "builder",
            },
        },
        pure="sql ml",
        immutable="RDD sql.Column sql.DataFrame sql.WindowSpec",
        samples="RDD sql.DataFrame",
        saved={"spark_table": "sql.DataFrame", **{f"pyspark.ml.{n}": f"ml.{n}" for n in _SAVED}},
        unsavable={
            "a Spark session": f"{_SESSIONS} sql.SQLContext",
            "an RDD": "RDD",
            "a Spark DataFrame": "sql.DataFrame",
            "a grouped Spark DataFrame": "sql.GroupedData",
            "a Spark column": "sql.Column sql.WindowSpec",
            "a function of Spark": "sql.UserDefinedFunction",
            "something that Spark fits": " ".join(f"ml.{one}" for one in _SAVED),
        },
        remade=_SESSIONS,
        builds="ml",
        measures="ml.evaluation",
        prepares_data="sql",
        transformers="ml.feature",
    ),
)
