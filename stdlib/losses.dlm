## Losses. The mean of a loss keeps its sum and weight apart, so that short last batches merge
## exactly; `reduction: .sum` adds up, `.each` gives one value a sample (PyTorch's "none").

## What becomes of the values of a batch.
enum Reduction { mean sum each }

## How a loss folds its values.
## Example: reduced(tensor([1.0, 2.0]), .sum)
def reduced(values: Float[...], reduction: Reduction) {
    if reduction == .mean { average(sum(values), size(values)) }
    else if reduction == .sum { sum(values) }
    else { values }
}

## Cross-entropy of logits `[..., C]` and labels `[...]`: the mean of -log softmax(logits)[label].
## `labelSmoothing` spreads that part of a label evenly over all classes; `classWeights`, one
## number a class, weighs samples by their label, and the mean is the weighted one.
## Example: crossEntropy(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
def crossEntropy(logits: Logits[..., C], label: Int[...], labelSmoothing: Float = 0.0,
                 classWeights = none, reduction: Reduction = .mean) {
    labelLoss(logSoftmax(logits), label, labelSmoothing, classWeights, reduction)
}

## Negative log-likelihood of labels `[...]` under log-probabilities `[..., C]`.
## Example: nllLoss(logSoftmax(randn([4, 10], seed: 1)), tensor([1, 7, 0, 3]))
def nllLoss(logProbs: LogProbs[..., C], label: Int[...], classWeights = none,
            reduction: Reduction = .mean) {
    labelLoss(logProbs, label, 0.0, classWeights, reduction)
}

## What crossEntropy and nllLoss share.
def labelLoss(logProbs: LogProbs[..., C], label: Int[...], smoothing: Float, classWeights,
              reduction: Reduction) {
    if classWeights == none {
        hard = -pick(logProbs, label)
        reduced(if smoothing == 0 { hard }
                else { (1 - smoothing) * hard - smoothing * mean(logProbs, axis: -1) }, reduction)
    } else {
        weights = tensor(classWeights)
        weight = embedding(label, weights)
        hard = -weight * pick(logProbs, label)
        values = if smoothing == 0 { hard }
                 else { (1 - smoothing) * hard - smoothing * mean(weights * logProbs, axis: -1) }
        if reduction == .mean { average(sum(values), sum(weight)) }
        else { reduced(values, reduction) }
    }
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
    distance = abs(x - y)
    near = minimum(distance, delta)
    reduced(near * (distance - 0.5 * near), reduction)
}

## Cross-entropy of yes-or-no logits and targets between 0 and 1, element by element.
## Example: binaryCrossEntropyWithLogits(randn([4], seed: 1), tensor([0.0, 1.0, 1.0, 0.0]))
def binaryCrossEntropyWithLogits(logits: Float[...], target: Float[...],
                                 reduction: Reduction = .mean) {
    reduced(softplus(logits) - target * logits, reduction)
}

## Kullback-Leibler divergence of the last axis, from log-probabilities to target probabilities; the
## mean is over samples (PyTorch's "batchmean").
## Example: klDiv(logSoftmax(randn([4, 3], seed: 1)), softmax(randn([4, 3], seed: 2)))
def klDiv(logProbs: LogProbs[..., C], target: Probs[..., C], reduction: Reduction = .mean) {
    terms = where(target > 0, target * (log(maximum(target, 1e-38)) - logProbs), 0.0)
    reduced(sum(terms, axis: -1), reduction)
}
