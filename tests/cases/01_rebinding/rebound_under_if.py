# %% tags=["preprocess"]
values = [n * n for n in range(6)]
threshold = max(values) / 2

# %% tags=["train"]
if len(values) > 100:
    threshold = 0
chosen = [v for v in values if v > threshold]
print(chosen)

# %% tags=["evaluate"]
print(threshold, chosen)
