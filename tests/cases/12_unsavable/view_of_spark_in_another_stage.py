# %%
from pyspark.sql import SparkSession

# %% tags=["preprocess"]
spark = SparkSession.builder.appName("calls").getOrCreate()
df = spark.read.json("calls.json")
df.createOrReplaceTempView("calls")

# %% tags=["evaluate"]
spark.sql("select plan, avg(minutes) from calls group by plan").show()
