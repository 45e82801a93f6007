# %% [markdown]
# # Assignment 3: a small network
# A student's PyTorch loop, as the course's slides have it. Public domain.

# %%
import numpy as np
import torch
import torch.nn as nn
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

# %%
EPOCHS = 20
LR = 0.01
torch.manual_seed(0)

# %%
digits = load_digits()
X_train, X_test, y_train, y_test = train_test_split(
    digits.data / 16.0, digits.target, test_size=0.2, random_state=0
)
X_train = torch.tensor(X_train, dtype=torch.float32)
X_test = torch.tensor(X_test, dtype=torch.float32)
y_train = torch.tensor(y_train)
y_test = torch.tensor(y_test)

# %%
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(64, 32)
        self.fc2 = nn.Linear(32, 10)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))

# %%
net = Net()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=LR)
for epoch in range(EPOCHS):
    optimizer.zero_grad()
    loss = criterion(net(X_train), y_train)
    loss.backward()
    optimizer.step()
    print(f"epoch {epoch}: loss {loss.item():.4f}")

# %%
net.eval()
with torch.no_grad():
    predicted = net(X_test).argmax(dim=1)

# %%
accuracy = (predicted == y_test).float().mean().item()
print(f"Test accuracy: {accuracy:.3f}")
torch.save(net.state_dict(), "net.pt")
