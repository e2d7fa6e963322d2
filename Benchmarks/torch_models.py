"""The peers' models in PyTorch: name -> (maker of model and optimizer, inputs, labels)."""
import torch, torch.nn as nn
from torch_parity import ResNet34


class WithDropout(ResNet34):
    def __init__(self, classes):
        super().__init__(classes)
        self.fc = nn.Sequential(nn.Dropout(.2), self.fc)


def resnet34():
    torch.manual_seed(0)

    def make():
        m = WithDropout(4000)
        return m, torch.optim.SGD(m.parameters(), .1, weight_decay=5e-5)
    return make, torch.randn(16, 3, 64, 64), torch.randint(0, 4000, (16,))


def mlp():
    torch.manual_seed(0)

    def make():
        layers, i = [], 1640
        for o in (2048, 2048, 1024, 512):
            layers += [nn.Linear(i, o), nn.BatchNorm1d(o), nn.ReLU(), nn.Dropout(.5)]; i = o
        m = nn.Sequential(*layers, nn.Linear(i, 71))
        return m, torch.optim.Adam(m.parameters(), 1e-3)
    return make, torch.randn(128, 1640), torch.randint(0, 71, (128,))


CASES = {"resnet34": resnet34, "mlp": mlp}
