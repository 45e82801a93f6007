# %% tags=["preprocess"]
values = [n for n in range(3)]

# %% tags=["evaluate"]
if __name__ == "__main__":
    print(sum(values))
