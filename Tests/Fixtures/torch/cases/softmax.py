"""The softmax family and cross-entropy."""

import torch
import torch.nn.functional as F

from golden import case, rn, ru, save

case("softmax", "softmax(x0)", lambda x: F.softmax(x, -1), rn(3, 5))
case("softmax.first", "softmax(x0, axis: 0)", lambda x: F.softmax(x, 0), rn(3, 5) * 30)
case("logSoftmax", "logSoftmax(x0)", lambda x: F.log_softmax(x, -1), rn(3, 5) * 30)
case("logSoftmax.middle", "logSoftmax(x0, axis: 1)", lambda x: F.log_softmax(x, 1), rn(2, 4, 3))
case("logSumExp", "logSumExp(x0)", lambda x: torch.logsumexp(x, -1), rn(3, 5) * 30)
label = torch.tensor([1, 0, 4, 2])
case("crossEntropy", "crossEntropy(x0, x1)", F.cross_entropy, rn(4, 5), label)
case("crossEntropy.smoothed", "crossEntropy(x0, x1, labelSmoothing: 0.1)",
     lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), rn(4, 5), label)
case("crossEntropy.weighted", "crossEntropy(x0, x1, classWeights: stopGradient(x2))",
     lambda x, t, w: F.cross_entropy(x, t, weight=w.detach()), rn(4, 5), label, ru(5))
case("crossEntropy.both",
     "crossEntropy(x0, x1, classWeights: stopGradient(x2), labelSmoothing: 0.2)",
     lambda x, t, w: F.cross_entropy(x, t, weight=w.detach(), label_smoothing=0.2),
     rn(4, 5), label, ru(5))

save(__file__)
