# %%
from pyspark.sql import SparkSession

# %% tags=["preprocess"]
spark = SparkSession.builder.getOrCreate()
parts = spark.read.csv("calls.csv").randomSplit([0.5, 0.5], seed=2)

# %% tags=["train"]
parts[0].show()
