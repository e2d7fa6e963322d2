## Metrics: averages over the samples that know whether more or less of them is better.

## The part of labels `[...]` that are among the `top` largest of `[..., C]`.
## Example: accuracy(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
def accuracy(logits: Float[..., C], label: Int[...], top: Int = 1) {
    require(top >= 1, "top is at least 1")
    hits = if top == 1 { argmax(logits) == label }
           else { sum(float(logits > unsqueeze(pick(logits, label), -1)), axis: -1) < top }
    average(sum(float(hits)), size(hits), better: .max)
}

## The part of labels that are not the largest of the logits.
## Example: errorRate(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
def errorRate(logits: Float[..., C], label: Int[...]) {
    average(sum(float(argmax(logits) != label)), size(label), better: .min)
}

## Mean of |x - y|.
## Example: meanAbsoluteError(randn([4], seed: 1), randn([4], seed: 2))
def meanAbsoluteError(x: Float[...], y: Float[...]) {
    average(sum(abs(x - y)), size(x), better: .min)
}
