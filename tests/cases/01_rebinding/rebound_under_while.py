# %% tags=["preprocess"]
import math

target = math.factorial(5)
power = target // target

# %% tags=["train"]
while power < target:
    power = power * 3

# %% tags=["evaluate"]
print(power, target)
