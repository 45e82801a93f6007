# %% tags=["imports"]
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision
import torchvision.transforms as transforms
import matplotlib.pyplot as plt
import numpy as np

# %% tags=["train"]
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

# %% tags=["preprocess"]
transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
trainset = torchvision.datasets.FashionMNIST("./data", train=True, download=True, transform=transform)
testset = torchvision.datasets.FashionMNIST("./data", train=False, download=True, transform=transform)

# %% tags=["preprocess"]
trainloader = torch.utils.data.DataLoader(trainset, batch_size=64, shuffle=True)
testloader = torch.utils.data.DataLoader(testset, batch_size=64)

# %% tags=["skip"]
images, labels = next(iter(trainloader))
grid = torchvision.utils.make_grid(images)
plt.imshow(np.transpose(grid.numpy(), (1, 2, 0)))
plt.show()

# %% tags=["functions"]
class CNN(nn.Module):
    def __init__(self):
        super(CNN, self).__init__()
        self.conv1 = nn.Conv2d(1, 16, 3)
        self.fc = nn.Linear(16 * 13 * 13, 10)
    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        return self.fc(x.view(x.size(0), -1))

# %% tags=["train"]
net = CNN().to(device)
print(net)

# %% tags=["train"]
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)

# %% tags=["functions"]
def train_one_epoch():
    running = 0.0
    for inputs, targets in trainloader:
        inputs, targets = inputs.to(device), targets.to(device)
        optimizer.zero_grad()
        loss = criterion(net(inputs), targets)
        loss.backward()
        optimizer.step()
        running += loss.item()
    return running / len(trainloader)

# %% tags=["train"]
for epoch in range(5):
    print(epoch, train_one_epoch())

# %% tags=["train"]
torch.save(net.state_dict(), "./fashion_net.pth")

# %% tags=["evaluate"]
correct = 0
total = 0
with torch.no_grad():
    for images, labels in testloader:
        outputs = net(images.to(device))
        _, predicted = torch.max(outputs.data, 1)
        total += labels.size(0)
        correct += (predicted.cpu() == labels).sum().item()
print("Accuracy on test images: %d %%" % (100 * correct / total))

# %% tags=["predict"]
image, label = testset[0]
with torch.no_grad():
    logits = net(image.unsqueeze(0).to(device))
print("predicted class:", logits.argmax(1).item())
