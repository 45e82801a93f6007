# %% tags=["preprocess"]
out_dir = "/".join(c for c in "ab")
model_config = {"a": len(out_dir)}
train = [n for n in range(3)]

# %% tags=["train"]
main = sum(train)
Path = str(main)
typer = main + 1

# %% tags=["evaluate"]
print(out_dir, model_config, train, main, Path, typer)
