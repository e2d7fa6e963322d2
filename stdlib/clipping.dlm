## Clipping of gradients; the `clipNorm` and `clipValue` settings of a train block use it.

## The Euclidean norm of all tensors of a list together.
## Example: totalNorm([ones([3]), ones([2, 3])])
def totalNorm(gradients) = sqrt(sum(stack([sum(g * g) for g in gradients])))

## Scales gradients so that their total norm is at most `maxNorm`, as
## `torch.nn.utils.clip_grad_norm_` does: gives (clipped, norm before).
## Example: clipByNorm([ones([3]), ones([2, 3])], 1.0)
def clipByNorm(gradients, maxNorm: Float) {
    norm = totalNorm(gradients)
    scale = minimum(maxNorm / (norm + 1e-6), 1.0)
    ([scale * g for g in gradients], norm)
}

## Each number of the gradients kept between -limit and limit, as `torch.nn.utils.clip_grad_value_`
## does.
## Example: clipByValue([tensor([3.0, -0.5])], 1.0)
def clipByValue(gradients, limit: Float) = [clamp(g, -limit, limit) for g in gradients]
