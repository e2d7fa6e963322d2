"""Losses with their options and reductions, gradients included."""

import torch
import torch.nn.functional as F

from golden import case, rn, ru, save

REDUCTIONS = [("mean", "mean"), ("sum", "sum"), ("each", "none")]
labels = torch.tensor([1, 0, 2, 1])
ignoring = torch.tensor([1, -1, 2, -1])
signs = torch.tensor([1.0, -1.0, -1.0, 1.0])
weights = torch.tensor([0.5, 2.0, 1.0])


def each(name, arguments, function, *operands):
    """One case for each reduction; `function` takes the reduction as torch names it."""
    for mine, theirs in REDUCTIONS:
        case(f"{name}.{mine}" if mine != "mean" else name,
             f"{name.split('.')[0]}({arguments}, reduction: .{mine})",
             lambda *x, r=theirs: function(*x, r), *operands)


each("crossEntropy", "x0, x1", lambda x, y, r: F.cross_entropy(x, y, reduction=r), rn(4, 3), labels)
for mine, theirs in REDUCTIONS:
    case(f"crossEntropy.options.{mine}",
         "crossEntropy(x0, x1, labelSmoothing: 0.1, classWeights: [0.5, 2.0, 1.0], "
         f"ignoreIndex: -1, reduction: .{mine})",
         lambda x, y, r=theirs: F.cross_entropy(x, y, weights, label_smoothing=0.1,
                                                ignore_index=-1, reduction=r),
         rn(4, 3), ignoring)
    case(f"nllLoss.options.{mine}",
         "nllLoss(logSoftmax(x0), x1, classWeights: [0.5, 2.0, 1.0], ignoreIndex: -1, "
         f"reduction: .{mine})",
         lambda x, y, r=theirs: F.nll_loss(F.log_softmax(x, -1), y, weights, ignore_index=-1,
                                           reduction=r),
         rn(4, 3), ignoring)
case("crossEntropy.ignoring", "crossEntropy(x0, x1, ignoreIndex: -1)",
     lambda x, y: F.cross_entropy(x, y, ignore_index=-1), rn(4, 3), ignoring)
case("crossEntropy.weights", "crossEntropy(x0, x1, classWeights: [0.5, 2.0, 1.0])",
     lambda x, y: F.cross_entropy(x, y, weights), rn(4, 3), labels)
case("crossEntropy.images", "crossEntropy(permute(x0, [0, 2, 3, 1]), x1)", F.cross_entropy,
     rn(2, 3, 2, 2), torch.tensor([[[0, 1], [2, 1]], [[1, 1], [0, 2]]]))
each("nllLoss", "logSoftmax(x0), x1",
     lambda x, y, r: F.nll_loss(F.log_softmax(x, -1), y, reduction=r), rn(4, 3), labels)
soft = torch.softmax(rn(4, 3), -1)
each("softCrossEntropy", "x0, x1", lambda x, y, r: F.cross_entropy(x, y, reduction=r), rn(4, 3),
     soft)
case("softCrossEntropy.options",
     "softCrossEntropy(x0, x1, labelSmoothing: 0.1, classWeights: [0.5, 2.0, 1.0])",
     lambda x, y: F.cross_entropy(x, y, weights, label_smoothing=0.1), rn(4, 3), soft)

each("mseLoss", "x0, x1", lambda x, y, r: F.mse_loss(x, y, reduction=r), rn(4, 3), rn(4, 3))
each("l1Loss", "x0, x1", lambda x, y, r: F.l1_loss(x, y, reduction=r), rn(4, 3), rn(4, 3))
each("huberLoss", "x0, x1, delta: 0.7", lambda x, y, r: F.huber_loss(x, y, r, 0.7), rn(4, 3),
     rn(4, 3))
each("smoothL1Loss", "x0, x1", lambda x, y, r: F.smooth_l1_loss(x, y, reduction=r), rn(4, 3),
     rn(4, 3))
case("smoothL1Loss.beta", "smoothL1Loss(x0, x1, beta: 0.3)",
     lambda x, y: F.smooth_l1_loss(x, y, beta=0.3), rn(4, 3), rn(4, 3))
case("smoothL1Loss.zero", "smoothL1Loss(x0, x1, beta: 0.0)",
     lambda x, y: F.smooth_l1_loss(x, y, beta=0.0), rn(4, 3), rn(4, 3))
case("huberLoss.equal", "huberLoss(x0, x1)", F.huber_loss, torch.tensor([0.0, 1.0, 3.0]),
     torch.tensor([0.0, 2.0, 1.0]))

probabilities = ru(4, 3) * 0.8
each("binaryCrossEntropy", "x0, x1", lambda x, y, r: F.binary_cross_entropy(x, y, reduction=r),
     probabilities, ru(4, 3) * 0.8)
case("binaryCrossEntropy.weight", "binaryCrossEntropy(x0, x1, weight: [0.5, 2.0, 1.0])",
     lambda x, y: F.binary_cross_entropy(x, y, weights.expand(4, 3)), probabilities, ru(4, 3) * 0.8)
case("binaryCrossEntropy.edges", "binaryCrossEntropy(x0, x1, reduction: .each)",
     lambda x, y: F.binary_cross_entropy(x, y, reduction="none"),
     torch.tensor([0.0, 1.0, 0.0, 1.0]), torch.tensor([0.0, 1.0, 1.0, 0.0]), grad=False)
each("binaryCrossEntropyWithLogits", "x0, x1",
     lambda x, y, r: F.binary_cross_entropy_with_logits(x, y, reduction=r), rn(4, 3),
     ru(4, 3) * 0.8)
case("binaryCrossEntropyWithLogits.weights",
     "binaryCrossEntropyWithLogits(x0, x1, weight: 0.5, posWeight: [0.5, 2.0, 1.0])",
     lambda x, y: F.binary_cross_entropy_with_logits(x, y, torch.tensor(0.5), pos_weight=weights),
     rn(4, 3), ru(4, 3) * 0.8)
case("binaryCrossEntropyWithLogits.edges",
     "binaryCrossEntropyWithLogits(x0, x1, reduction: .each)",
     lambda x, y: F.binary_cross_entropy_with_logits(x, y, reduction="none"),
     torch.tensor([0.0, 800.0, -800.0, 800.0]), torch.tensor([0.0, 1.0, 1.0, 0.0]))

logTargets = torch.log_softmax(rn(4, 3), -1)
for mine, theirs in [("mean", "batchmean"), ("sum", "sum")]:
    case(f"klDiv.{mine}", f"klDiv(logSoftmax(x0), x1, reduction: .{mine})",
         lambda x, y, r=theirs: F.kl_div(F.log_softmax(x, -1), y, reduction=r), rn(4, 3), soft)
    case(f"klDiv.logTarget.{mine}",
         f"klDiv(logSoftmax(x0), x1, logTarget: true, reduction: .{mine})",
         lambda x, y, r=theirs: F.kl_div(F.log_softmax(x, -1), y, reduction=r, log_target=True),
         rn(4, 3), logTargets)
case("klDiv.each", "klDiv(logSoftmax(x0), x1, reduction: .each)",
     lambda x, y: F.kl_div(F.log_softmax(x, -1), y, reduction="none").sum(-1), rn(4, 3), soft)
case("klDiv.zero", "klDiv(logSoftmax(x0), x1)",
     lambda x, y: F.kl_div(F.log_softmax(x, -1), y.detach(), reduction="batchmean"), rn(2, 3),
     torch.tensor([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0]]), grad=False)

each("cosineEmbeddingLoss", "x0, x1, x2, margin: 0.1",
     lambda x, y, t, r: F.cosine_embedding_loss(x, y, t, 0.1, reduction=r), rn(4, 3), rn(4, 3),
     torch.tensor([1, -1, -1, 1]))
each("tripletMarginLoss", "x0, x1, x2",
     lambda a, p, n, r: F.triplet_margin_loss(a, p, n, reduction=r), rn(4, 3), rn(4, 3), rn(4, 3))
case("tripletMarginLoss.options", "tripletMarginLoss(x0, x1, x2, margin: 0.5, p: 1.0, swap: true)",
     lambda a, p, n: F.triplet_margin_loss(a, p, n, margin=0.5, p=1.0, swap=True),
     rn(4, 3), rn(4, 3), rn(4, 3))
case("tripletMarginWithDistanceLoss",
     "tripletMarginWithDistanceLoss(x0, x1, x2, ((a, b) => 1 - cosineSimilarity(a, b)), swap: true)",
     lambda a, p, n: F.triplet_margin_with_distance_loss(
         a, p, n, distance_function=lambda x, y: 1 - F.cosine_similarity(x, y), swap=True),
     rn(4, 3), rn(4, 3), rn(4, 3))
each("hingeLoss", "x0, x1",
     lambda x, y, r: {"mean": torch.mean, "sum": torch.sum, "none": torch.clone}[r](
         torch.clamp(1 - x * y, min=0)), rn(4), signs)
each("hingeEmbeddingLoss", "x0, x1, margin: 0.8",
     lambda x, y, r: F.hinge_embedding_loss(x, y, 0.8, reduction=r), rn(4), signs)
each("marginRankingLoss", "x0, x1, x2, margin: 0.2",
     lambda x, y, t, r: F.margin_ranking_loss(x, y, t, 0.2, reduction=r), rn(4), rn(4), signs)
each("multilabelMarginLoss", "x0, x1",
     lambda x, y, r: F.multilabel_margin_loss(x, y, reduction=r), rn(3, 4),
     torch.tensor([[3, 0, -1, 1], [1, -1, -1, -1], [-1, 0, 1, 2]]))
each("multiMarginLoss", "x0, x1", lambda x, y, r: F.multi_margin_loss(x, y, reduction=r), rn(4, 3),
     labels)
case("multiMarginLoss.options",
     "multiMarginLoss(x0, x1, p: 2, margin: 0.7, classWeights: [0.5, 2.0, 1.0])",
     lambda x, y: F.multi_margin_loss(x, y, 2, 0.7, weights), rn(4, 3), labels)
each("softMarginLoss", "x0, [1.0, -1.0, -1.0, 1.0]",
     lambda x, r: F.soft_margin_loss(x, signs, reduction=r), rn(4))
for mine, theirs in REDUCTIONS:
    case(f"multilabelSoftMarginLoss.{mine}",
         "multilabelSoftMarginLoss(x0, [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]], "
         f"classWeights: [0.5, 2.0, 1.0], reduction: .{mine})",
         lambda x, r=theirs: F.multilabel_soft_margin_loss(
             x, torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]]), weights, reduction=r), rn(2, 3))
counts = torch.tensor([0.0, 2.0, 1.0, 5.0])
each("poissonNllLoss", "x0, x1", lambda x, y, r: F.poisson_nll_loss(x, y, reduction=r), rn(4),
     counts)
case("poissonNllLoss.full", "poissonNllLoss(x0, stopGradient(x1), full: true)",
     lambda x, y: F.poisson_nll_loss(x, y.detach(), full=True), rn(4), counts)
case("poissonNllLoss.plain", "poissonNllLoss(x0, x1, logInput: false)",
     lambda x, y: F.poisson_nll_loss(x, y, log_input=False), ru(4), counts)
each("gaussianNllLoss", "x0, x1, x2",
     lambda x, y, v, r: F.gaussian_nll_loss(x, y, v, reduction=r), rn(4, 3), rn(4, 3), ru(4, 3))
case("gaussianNllLoss.full", "gaussianNllLoss(x0, x1, x2, full: true)",
     lambda x, y, v: F.gaussian_nll_loss(x, y, v, full=True), rn(4, 3), rn(4, 3), ru(4, 1))


def focal(x, y, alpha, gamma):
    # The formula of torchvision.ops.sigmoid_focal_loss.
    p = torch.sigmoid(x)
    right = p * y + (1 - p) * (1 - y)
    values = F.binary_cross_entropy_with_logits(x, y, reduction="none") * (1 - right) ** gamma
    return values if alpha < 0 else (alpha * y + (1 - alpha) * (1 - y)) * values


yes = torch.tensor([0.0, 1.0, 1.0, 0.0])
case("sigmoidFocalLoss", "sigmoidFocalLoss(x0, [0.0, 1.0, 1.0, 0.0])",
     lambda x: focal(x, yes, 0.25, 2).mean(), rn(4))
case("sigmoidFocalLoss.plain",
     "sigmoidFocalLoss(x0, [0.0, 1.0, 1.0, 0.0], alpha: -1.0, gamma: 1.5, reduction: .each)",
     lambda x: focal(x, yes, -1, 1.5), rn(4))
case("focalLoss", "focalLoss(x0, x1)",
     lambda x, y: (lambda p: (-(1 - p) ** 2 * p.log()).mean())(
         torch.softmax(x, -1).gather(-1, y[:, None])), rn(4, 3), labels)
case("diceLoss", "diceLoss(x0, x1)",
     lambda p, t: (1 - (2 * (p * t).sum((1, 2)) + 1) / (p.sum((1, 2)) + t.sum((1, 2)) + 1)).mean(),
     ru(2, 3, 4) * 0.8, ru(2, 3, 4) * 0.8)

save(__file__)
