# %% tags=["functions"]
def scaler(k):
    def scale(x):
        return k * x

    return scale

# %% tags=["preprocess"]
double = scaler(2)

# %% tags=["evaluate"]
print(double(5))
