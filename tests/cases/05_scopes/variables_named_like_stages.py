# %% tags=["preprocess"]
preprocess = [n for n in range(3)]

# %% tags=["train"]
evaluate = len(preprocess)

# %% tags=["predict"]
predict = [p + evaluate for p in preprocess]

# %% tags=["evaluate"]
print(preprocess, evaluate, predict)
