# %%
from pyspark.ml.classification import LogisticRegression
from pyspark.sql import SparkSession

# %% tags=["preprocess"]
spark = SparkSession.builder.appName("calls").config("spark.sql.shuffle.partitions", 4).getOrCreate()
spark.conf.set("spark.sql.session.timeZone", "UTC")
df = spark.read.csv("calls.csv", header=True, inferSchema=True).dropna()
train, test = df.randomSplit([0.7, 0.3], seed=1)

# %% tags=["train"]
model = LogisticRegression(labelCol="churn").fit(train)

# %% tags=["predict"]
predictions = model.transform(test)
print(spark.createDataFrame([(1,)], ["a"]).count())

# %% tags=["evaluate"]
predictions.write.parquet("scored.parquet")
