# %% tags=["functions"]
def scaler(k):
    def scale(x):
        return k * x

    return scale

# %% tags=["preprocess"]
double = scaler(2)
values = [double(n) for n in range(3)]

# %% tags=["evaluate"]
print(values, scaler(3)(1))
