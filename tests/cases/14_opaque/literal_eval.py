# %% tags=["preprocess"]
import ast

table = ast.literal_eval("{'a': [1, 2]}")

# %% tags=["evaluate"]
print(table)
