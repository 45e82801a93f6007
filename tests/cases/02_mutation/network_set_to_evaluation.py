# %% tags=["preprocess"]
import torch
from torch import nn

torch.manual_seed(0)
X = torch.randn(20, 3)

# %% tags=["train"]
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        return self.drop(self.fc(x))


model, plain = Net(), nn.Sequential(nn.Linear(3, 2), nn.Dropout(0.5))
for net in (model, plain):
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    net(X).sum().backward()
    opt.step()

# %% tags=["evaluate"]
model.eval()
plain.eval()
with torch.no_grad():
    print(round(model(X).sum().item(), 4), round(plain(X).sum().item(), 4))
