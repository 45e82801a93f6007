# %% tags=["preprocess"]
train_rows = [n for n in range(4)]

# %% tags=["train"]
model = sum(train_rows)

# %% tags=["preprocess"]
test_rows = [n * 10 for n in range(2)]

# %% tags=["predict"]
print([t + model for t in test_rows])
