# %% tags=["preprocess"]
class P:
    made = 0

    def __init__(self):
        P.made += 1


a = P()

# %% tags=["evaluate"]
print(P.made)
