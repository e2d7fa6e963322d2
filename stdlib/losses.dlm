## Losses. The mean of a loss keeps its sum and weight apart, so that short last batches merge
## exactly; `reduction: .sum` adds up, `.each` gives the values themselves (PyTorch's "none"): one
## a sample, or one an element where a loss compares element by element.

## What becomes of the values of a batch.
enum Reduction { mean sum each }

## How a loss folds its values.
## Example: reduced(tensor([1.0, 2.0]), .sum)
def reduced(values: Float[...], reduction: Reduction) {
    if reduction == .mean { average(sum(values), size(values)) }
    else if reduction == .sum { sum(values) }
    else { values }
}

## Values times a weight for each: a number, a list or a tensor; as they are without one.
## Example: weighted(tensor([1.0, 2.0]), [0.5, 1.5])
def weighted(values, weight) = if weight == none { values } else { tensor(weight) * values }

## Cross-entropy of logits `[..., C]` and labels `[...]`: the mean of -log softmax(logits)[label].
## `labelSmoothing` spreads that part of a label evenly over all classes; `classWeights`, one
## number a class, weighs samples by their label, and the mean is the weighted one. Samples whose
## label is `ignoreIndex` do not count; unlike torch's -100, none is set.
## Example: crossEntropy(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
def crossEntropy(logits: Logits[..., C], label: Int[...], labelSmoothing: Float = 0.0,
                 classWeights = none, ignoreIndex = none, reduction: Reduction = .mean) {
    labelLoss(logSoftmax(logits), label, labelSmoothing, classWeights, ignoreIndex, reduction)
}

## Cross-entropy of logits `[..., C]` and probabilities of the classes `[..., C]`, as
## `torch.nn.functional.cross_entropy` with such targets.
## Example: softCrossEntropy(randn([4, 3], seed: 1), softmax(randn([4, 3], seed: 2)))
def softCrossEntropy(logits: Logits[..., C], target: Float[..., C], labelSmoothing: Float = 0.0,
                     classWeights = none, reduction: Reduction = .mean) {
    require(labelSmoothing >= 0 && labelSmoothing <= 1, "labelSmoothing is between 0 and 1")
    smooth = if labelSmoothing == 0 { target }
             else { (1 - labelSmoothing) * target + labelSmoothing / C }
    reduced(-sum(weighted(smooth * logSoftmax(logits), perClass(classWeights, C)), axis: -1),
            reduction)
}

## Negative log-likelihood of labels `[...]` under log-probabilities `[..., C]`; `classWeights` and
## `ignoreIndex` as in `crossEntropy`.
## Example: nllLoss(logSoftmax(randn([4, 10], seed: 1)), tensor([1, 7, 0, 3]))
def nllLoss(logProbs: LogProbs[..., C], label: Int[...], classWeights = none, ignoreIndex = none,
            reduction: Reduction = .mean) {
    labelLoss(logProbs, label, 0.0, classWeights, ignoreIndex, reduction)
}

## What crossEntropy and nllLoss share.
## Example: labelLoss(logSoftmax(randn([4, 3], seed: 1)), tensor([1, 2, 0, 1]), 0.1, none, none, .mean)
def labelLoss(logProbs: LogProbs[..., C], label: Int[...], labelSmoothing: Float, classWeights,
              ignoreIndex, reduction: Reduction) {
    require(labelSmoothing >= 0 && labelSmoothing <= 1, "labelSmoothing is between 0 and 1")
    counts = if ignoreIndex == none { none } else { label != ignoreIndex }
    target = if ignoreIndex == none { label } else { where(counts, label, 0) }
    if classWeights == none {
        hard = -pick(logProbs, target)
        values = if labelSmoothing == 0 { hard }
                 else { (1 - labelSmoothing) * hard - labelSmoothing * mean(logProbs, axis: -1) }
        if ignoreIndex == none { reduced(values, reduction) }
        else { countedLoss(values, counts, float(counts), reduction) }
    } else {
        weights = perClass(classWeights, C)
        weight = embedding(target, weights)
        hard = -weight * pick(logProbs, target)
        values = if labelSmoothing == 0 { hard }
                 else {
                     even = mean(weights * logProbs, axis: -1)
                     (1 - labelSmoothing) * hard - labelSmoothing * even
                 }
        if ignoreIndex != none {
            countedLoss(values, counts, where(counts, weight, 0.0), reduction)
        } else if reduction == .mean { average(sum(values), sum(weight)) }
        else { reduced(values, reduction) }
    }
}

## Values of the samples that count; the mean is over their weight.
## Example: countedLoss(tensor([1.0, 2.0]), tensor([1, 0]) == 1, tensor(1.0), .mean)
def countedLoss(values, counts, weight, reduction) {
    kept = where(counts, values, 0.0)
    if reduction == .mean { average(sum(kept), sum(weight)) } else { reduced(kept, reduction) }
}

## Mean of (x - y)².
## Example: mseLoss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
def mseLoss(x: Float[...], y: Float[...], reduction: Reduction = .mean) {
    difference = x - y
    reduced(difference * difference, reduction)
}

## Mean of |x - y|.
## Example: l1Loss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
def l1Loss(x: Float[...], y: Float[...], reduction: Reduction = .mean) {
    reduced(abs(x - y), reduction)
}

## (x - y)²/2 near zero, delta · (|x - y| - delta/2) further out (Huber, 1964).
## Example: huberLoss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
def huberLoss(x: Float[...], y: Float[...], delta: Float = 1.0, reduction: Reduction = .mean) {
    require(delta > 0, "delta is positive")
    reduced(huber(x - y, delta), reduction)
}

## The Huber function of a difference.
## Example: huber(tensor([0.5, -3.0]), 1.0)
def huber(difference, delta) {
    distance = abs(difference)
    near = minimum(distance, delta)
    near * (distance - 0.5 * near)
}

## (x - y)²/(2 beta) where |x - y| < beta, |x - y| - beta/2 further out (Girshick, 2015); with a
## beta of 0 it is `l1Loss`.
## Example: smoothL1Loss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
def smoothL1Loss(x: Float[...], y: Float[...], beta: Float = 1.0, reduction: Reduction = .mean) {
    require(beta >= 0, "beta is not negative")
    reduced(if beta == 0 { abs(x - y) } else { huber(x - y, beta) / beta }, reduction)
}

## Cross-entropy of yes-or-no probabilities and targets between 0 and 1, element by element.
## Logarithms are taken as at least -100; where that happens there is no gradient. `weight`
## multiplies the values.
## Example: binaryCrossEntropy(sigmoid(randn([4], seed: 1)), tensor([0.0, 1.0, 1.0, 0.0]))
def binaryCrossEntropy(probability: Float[...], target: Float[...], weight = none,
                       reduction: Reduction = .mean) {
    values = -target * boundedLog(probability) - (1 - target) * boundedLog(1 - probability)
    reduced(weighted(values, weight), reduction)
}

## log(x), at least -100.
## Example: boundedLog(tensor([0.0, 0.5]))
def boundedLog(x) {
    small = x <= 3.720075976020836e-44
    where(small, -100.0, log(where(small, 1.0, x)))
}

## Cross-entropy of yes-or-no logits and targets between 0 and 1, element by element. `weight`
## multiplies the values, `posWeight` the part of the yes.
## Example: binaryCrossEntropyWithLogits(randn([4], seed: 1), tensor([0.0, 1.0, 1.0, 0.0]))
def binaryCrossEntropyWithLogits(logits: Float[...], target: Float[...], weight = none,
                                 posWeight = none, reduction: Reduction = .mean) {
    values = if posWeight == none { softplus(logits) - target * logits }
             else {
                 yes = 1 + (tensor(posWeight) - 1) * target
                 (1 - target) * logits + yes * softplus(-logits)
             }
    reduced(weighted(values, weight), reduction)
}

## Kullback-Leibler divergence of the last axis, from log-probabilities to target probabilities, or
## to their logarithms with `logTarget`. Values are sums over that axis and the mean is over samples
## (PyTorch's "batchmean"; its "mean" and "none" are over single elements).
## Example: klDiv(logSoftmax(randn([4, 3], seed: 1)), softmax(randn([4, 3], seed: 2)))
def klDiv(logProbs: LogProbs[..., C], target: Float[..., C], logTarget: Bool = false,
          reduction: Reduction = .mean) {
    terms = if logTarget { exp(target) * (target - logProbs) }
            else { xlogy(target, target) - target * logProbs }
    reduced(sum(terms, axis: -1), reduction)
}

## 1 - cos of the angle between two vectors of the last axis where the target is 1, and what the
## cosine exceeds `margin` by where it is -1.
## Example: cosineEmbeddingLoss(randn([2, 3], seed: 1), randn([2, 3], seed: 2), tensor([1, -1]))
def cosineEmbeddingLoss(x: Float[..., C], y: Float[..., C], target: Tensor, margin: Float = 0.0,
                        reduction: Reduction = .mean) {
    lengths = (sum(x * x, axis: -1) + 1e-12) * (sum(y * y, axis: -1) + 1e-12)
    cosine = sum(x * y, axis: -1) / sqrt(lengths)
    apart = where(target == -1, clamp(cosine - margin, min: 0.0), 0.0)
    reduced(where(target == 1, 1 - cosine, apart), reduction)
}

## How much closer than `margin` the negative is to the anchor than the positive, by the p-norm of
## the last axis; with `swap` the positive's distance to the negative counts if it is smaller
## (Balntas et al., 2016).
## Example: tripletMarginLoss(ones([2, 3]), randn([2, 3], seed: 1), randn([2, 3], seed: 2))
def tripletMarginLoss(anchor: Float[..., C], positive: Float[..., C], negative: Float[..., C],
                      margin: Float = 1.0, p: Float = 2.0, epsilon: Float = 1e-6,
                      swap: Bool = false, reduction: Reduction = .mean) {
    tripletMarginWithDistanceLoss(
        anchor, positive, negative, ((a, b) => pairwiseDistance(a, b, p, epsilon)), margin, swap,
        reduction)
}

## `tripletMarginLoss` by any function that gives the distances of two tensors.
## Example: tripletMarginWithDistanceLoss(ones([2, 3]), zeros([2, 3]), ones([2, 3]))
def tripletMarginWithDistanceLoss(anchor: Float[...], positive: Float[...], negative: Float[...],
                                  distance: Function = pairwiseDistance, margin: Float = 1.0,
                                  swap: Bool = false, reduction: Reduction = .mean) {
    near = distance(anchor, positive)
    direct = distance(anchor, negative)
    far = if swap { minimum(direct, distance(positive, negative)) } else { direct }
    reduced(clamp(margin + near - far, min: 0.0), reduction)
}

## max(0, 1 - target · x) with targets -1 and 1: the hinge of support vector machines.
## Example: hingeLoss(randn([4], seed: 1), tensor([1.0, -1.0, -1.0, 1.0]))
def hingeLoss(x: Float[...], target: Float[...], reduction: Reduction = .mean) {
    reduced(clamp(1 - target * x, min: 0.0), reduction)
}

## x where the target is 1, max(0, margin - x) where it is -1: x is a distance.
## Example: hingeEmbeddingLoss(randn([4], seed: 1), tensor([1.0, -1.0, -1.0, 1.0]))
def hingeEmbeddingLoss(x: Float[...], target: Float[...], margin: Float = 1.0,
                       reduction: Reduction = .mean) {
    near = where(target != -1, x, 0.0)
    far = where(target != 1, clamp(margin - x, min: 0.0), 0.0)
    reduced(near + far, reduction)
}

## max(0, margin - target · (x - y)): x should be the larger where the target is 1, y where it is
## -1.
## Example: marginRankingLoss(randn([2], seed: 1), randn([2], seed: 2), tensor([1.0, -1.0]))
def marginRankingLoss(x: Float[...], y: Float[...], target: Float[...], margin: Float = 0.0,
                      reduction: Reduction = .mean) {
    reduced(clamp(margin - target * (x - y), min: 0.0), reduction)
}

## The mean over the classes `[..., C]` of how far each comes closer than `margin` to the label's
## number, to the power p, 1 or 2.
## Example: multiMarginLoss(randn([4, 3], seed: 1), tensor([1, 2, 0, 1]))
def multiMarginLoss(x: Float[..., C], label: Int[...], p: Int = 1, margin: Float = 1.0,
                    classWeights = none, reduction: Reduction = .mean) {
    require(p == 1 || p == 2, "p is 1 or 2")
    excess = clamp(margin - unsqueeze(pick(x, label), -1) + x, min: 0.0)
    powers = if p == 1 { excess } else { excess ** p }
    others = where(oneHot(label, C) == 1, 0.0, powers)
    values = sum(others, axis: -1) / C
    reduced(if classWeights == none { values }
            else { embedding(label, perClass(classWeights, C)) * values }, reduction)
}

## log(1 + exp(-target · x)) with targets -1 and 1.
## Example: softMarginLoss(randn([4], seed: 1), tensor([1.0, -1.0, -1.0, 1.0]))
def softMarginLoss(x: Float[...], target: Float[...], reduction: Reduction = .mean) {
    reduced(softplus(-target * x), reduction)
}

## The mean over the classes of yes-or-no cross-entropies, for samples with several labels: targets
## 0 or 1 `[..., C]`.
## Example: multilabelSoftMarginLoss(randn([2, 3], seed: 1), [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
def multilabelSoftMarginLoss(x: Float[..., C], target: Float[..., C], classWeights = none,
                             reduction: Reduction = .mean) {
    values = softplus(x) - target * x
    reduced(mean(weighted(values, perClass(classWeights, C)), axis: -1), reduction)
}

## How far each class that is no label comes closer than 1 to each that is, over the number of
## classes. A sample's labels stand at the front of `[..., C]`; the first negative number ends them.
## Example: multilabelMarginLoss(randn([2, 3], seed: 1), tensor([[2, 0, -1], [1, -1, -1]]))
def multilabelMarginLoss(x: Float[..., C], labels: Int[..., C], reduction: Reduction = .mean) {
    counts = cumprod(typeAs(labels >= 0, x), axis: -1)
    places = where(labels < 0, 0, labels)
    others = scatterAdd(counts, places, C) == 0
    excess = clamp(1 - unsqueeze(gather(x, places), -1) + unsqueeze(x, -2), min: 0.0)
    kept = where(unsqueeze(others, -2), unsqueeze(counts, -1) * excess, 0.0)
    reduced(sum(kept, axis: [-2, -1]) / C, reduction)
}

## Negative log-likelihood of counts under Poisson distributions of mean exp(x), or x itself without
## `logInput`; `full` adds Stirling's approximation of what does not depend on x.
## Example: poissonNllLoss(randn([4], seed: 1), tensor([0.0, 2.0, 1.0, 5.0]))
def poissonNllLoss(x: Float[...], target: Float[...], logInput: Bool = true, full: Bool = false,
                   epsilon: Float = 1e-8, reduction: Reduction = .mean) {
    values = if logInput { exp(x) - target * x } else { x - target * log(x + epsilon) }
    if full {
        large = target > 1
        count = where(large, target, 1.0)
        rest = count * log(count) - count + 0.5 * log(2 * pi * count)
        reduced(values + where(large, rest, 0.0), reduction)
    } else { reduced(values, reduction) }
}

## Negative log-likelihood of targets under normal distributions of mean x and a variance, which is
## taken as at least `epsilon`; `full` adds the constant.
## Example: gaussianNllLoss(randn([4], seed: 1), zeros([4]), ones([4]))
def gaussianNllLoss(x: Float[...], target: Float[...], variance: Tensor, full: Bool = false,
                    epsilon: Float = 1e-6, reduction: Reduction = .mean) {
    spread = clamp(variance, min: epsilon)
    difference = x - target
    values = 0.5 * (log(spread) + difference * difference / spread)
    reduced(if full { values + 0.9189385332046727 } else { values }, reduction)
}

## Cross-entropy of yes-or-no logits in which easy elements count less, by (1 - p)**gamma, and the
## yes by `alpha` against 1 - alpha (Lin et al., 2017); no alpha when it is negative. As
## `torchvision.ops.sigmoid_focal_loss`, with the mean for its default.
## Example: sigmoidFocalLoss(randn([4], seed: 1), tensor([0.0, 1.0, 1.0, 0.0]))
def sigmoidFocalLoss(logits: Float[...], target: Float[...], alpha: Float = 0.25,
                     gamma: Float = 2.0, reduction: Reduction = .mean) {
    require(alpha <= 1, "alpha is at most 1")
    require(gamma >= 0, "gamma is not negative")
    probability = sigmoid(logits)
    missed = probability * (1 - target) + (1 - probability) * target
    values = (softplus(logits) - target * logits) * missed ** gamma
    reduced(if alpha < 0 { values }
            else { (alpha * target + (1 - alpha) * (1 - target)) * values }, reduction)
}

## Cross-entropy of logits `[..., C]` and labels `[...]` in which samples that are right already
## count less, by (1 - p)**gamma (Lin et al., 2017).
## Example: focalLoss(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
def focalLoss(logits: Logits[..., C], label: Int[...], gamma: Float = 2.0, classWeights = none,
              reduction: Reduction = .mean) {
    require(gamma >= 0, "gamma is not negative")
    logProb = pick(logSoftmax(logits), label)
    values = -((-expm1(logProb)) ** gamma) * logProb
    reduced(if classWeights == none { values }
            else { embedding(label, perClass(classWeights, C)) * values }, reduction)
}

## 1 - twice the overlap of each sample's probabilities and targets over their sum (Milletari et
## al., 2016); `smooth` is added to both.
## Example: diceLoss(sigmoid(randn([2, 8], seed: 1)), ones([2, 8]))
def diceLoss(probability: Float[...], target: Float[...], smooth: Float = 1.0,
             reduction: Reduction = .mean) {
    require(smooth >= 0, "smooth is not negative")
    p = flatten(unsqueeze(probability, -1), start: 1)
    t = flatten(unsqueeze(target, -1), start: 1)
    overlap = 2 * sum(p * t, axis: -1) + smooth
    reduced(1 - overlap / (sum(p, axis: -1) + sum(t, axis: -1) + smooth), reduction)
}
