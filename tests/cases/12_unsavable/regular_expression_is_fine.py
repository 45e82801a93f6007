# %% tags=["preprocess"]
import re

pattern = re.compile(r"(\d+)" + "x")

# %% tags=["evaluate"]
print(pattern.findall("1x 22x"))
