# %% tags=["preprocess"]
%%bash
echo one > one.txt

# %% tags=["evaluate"]
print(open("one.txt").read())
