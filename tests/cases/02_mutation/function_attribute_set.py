# %% tags=["functions"]
def ping():
    ping.calls += 1
    return ping.calls


ping.calls = 0

# %% tags=["preprocess"]
print(ping())

# %% tags=["train"]
print(ping())

# %% tags=["evaluate"]
print(ping.calls)
