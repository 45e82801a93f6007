# %% tags=["preprocess"]
import torch

torch.manual_seed(0)
x = torch.rand(4)

# %% tags=["train"]
y = torch.rand(4)

# %% tags=["evaluate"]
print(x.shape, y.shape)
