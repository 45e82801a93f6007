# %% tags=["preprocess"]
for n in range(2):
    with open(f"part_{n}.txt", "w") as f:
        f.write(str(n))
print("saved", n)

# %% tags=["evaluate"]
print(n)
