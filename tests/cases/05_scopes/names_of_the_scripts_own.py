# %%
from fractions import Fraction as Path

# %% tags=["functions"]
def main(folder="x"):
    global copy
    copy = 4
    return folder + f"{typer}"

class Predictor:
    def get(self):
        return typer + 1

def train_from_data(x):
    return x * 2

# %% tags=["preprocess"]
__secret = 3
typer = 5
out_dir = "".join("runs")
result = [3, 1, 2]
model_dir = max(result)
yaml = {"a": 1}

# %% tags=["train"]
called = main("q")
joblib = sum(result)
model_config = Predictor().get() + train_from_data(model_dir)

# %% tags=["predict"]
shutil = [joblib - r + __secret for r in result]
config_file = f"{model_config} {model_dir}"

# %% tags=["evaluate"]
print(called, shutil, config_file, yaml, copy, Path(1, 2), out_dir)
