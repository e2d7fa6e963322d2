## Functions of numbers that are compositions of the built-in ones. Names and defaults are those of
## `torch`, with `axis` for `dim` and `epsilon` for `eps`. Where two arguments are `Tensor` they
## broadcast; lists and numbers become tensors.

## x kept between `min` and `max`: numbers or tensors, each of which may be absent. The derivative
## is 0 at the bounds and beyond.
## Example: clamp([-2.0, 0.5, 3.0], min: 0.0, max: 1.0)
def clamp(x: Tensor, min = none, max = none) {
    raised = if min == none { x } else { where(x <= min, min, x) }
    if max == none { raised } else { where(raised >= max, max, raised) }
}

## `clamp` by its other name.
## Example: clip([-2.0, 0.5, 3.0], 0.0, 1.0)
def clip(x: Tensor, min = none, max = none) = clamp(x, min, max)

## From x to `end` by `weight`: x + weight · (end - x).
## Example: lerp([1.0, 2.0], [3.0, 6.0], 0.5)
def lerp(x: Tensor, end: Tensor, weight) = x + weight * (end - x)

## x + value · a · b.
## Example: addcmul([1.0, 2.0], [3.0, 4.0], [0.5, 0.5], value: 2.0)
def addcmul(x: Tensor, a: Tensor, b: Tensor, value = 1) = x + value * (a * b)

## x + value · a / b.
## Example: addcdiv([1.0, 2.0], [3.0, 4.0], [0.5, 0.5], value: 2.0)
def addcdiv(x: Tensor, a: Tensor, b: Tensor, value = 1) = x + value * (a / b)

## `mod` by the name it has in torch: the remainder of floor division, with the divisor's sign.
## Example: remainder([5.0, -5.0], [3.0, 3.0])
def remainder(x: Tensor, y: Tensor) = mod(x, y)

## x without its whole part, with the sign of x.
## Example: frac([1.25, -1.25])
def frac(x: Tensor) = x - trunc(x)

## Degrees of an angle in radians.
## Example: rad2deg([3.141592653589793])
def rad2deg(x: Float[...]) = x * 57.29577951308232

## Radians of an angle in degrees.
## Example: deg2rad([180.0])
def deg2rad(x: Float[...]) = x * 0.017453292519943295

## True where a number is infinite: `isInfinite` by its name in torch.
## Example: isInf([1.0, 2.0])
def isInf(x: Tensor) = isInfinite(x)

## True where a number is neither infinite nor NaN.
## Example: isFinite([1.0, 2.0])
def isFinite(x: Tensor) = abs(x) < infinity

## True where exactly one of two truth values is.
## Example: logicalXor(tensor([1.0]) > 0.0, tensor([1.0]) > 2.0)
def logicalXor(x: Tensor, y: Tensor) = logicalNot(x) != logicalNot(y)

## 0 below zero, 1 above, `values` at zero.
## Example: heaviside([-1.0, 0.0, 2.0], 0.5)
def heaviside(x: Float[...], values: Tensor) {
    atZero = where(isNaN(x), 0.0, values + stopGradient(x))
    where(x > 0, 1.0, where(x < 0, 0.0, atZero))
}

## log(exp(x) + exp(y)), without overflow.
## Example: logaddexp([1.0, 2.0], [3.0, -1.0])
def logaddexp(x: Tensor, y: Tensor) {
    larger = where(x > y || isNaN(x), x, y)
    larger + log1p(exp(belowLarger(x, y, larger)))
}

## log2(2**x + 2**y), without overflow.
## Example: logaddexp2([1.0, 2.0], [3.0, -1.0])
def logaddexp2(x: Tensor, y: Tensor) {
    larger = where(x > y || isNaN(x), x, y)
    larger + 1.4426950408889634 * log1p(exp2(belowLarger(x, y, larger)))
}

## How far the smaller of two numbers lies below the larger: -infinity where that is infinite.
## Example: belowLarger(tensor(1.0), tensor(3.0), tensor(3.0))
def belowLarger(x, y, larger) {
    where(isInfinite(larger), -infinity, where(x > y, y - x, x - y))
}

## x · log(y), and 0 where x is 0 whatever y is, NaN apart.
## Example: xlogy([0.0, 2.0], [0.0, 3.0])
def xlogy(x: Tensor, y: Tensor) {
    absent = x == 0 && (y <= 0 || y == infinity)
    where(absent, 0.0, x * log(where(absent, 1.0, y)))
}

## x · log(1 + y), and 0 where x is 0 whatever y is, NaN apart.
## Example: xlog1py([0.0, 2.0], [-1.0, 3.0])
def xlog1py(x: Tensor, y: Tensor) {
    absent = x == 0 && (y <= -1 || y == infinity)
    where(absent, 0.0, x * log1p(where(absent, 0.0, y)))
}

## sin(pi x) / (pi x), and 1 at zero.
## Example: sinc([0.0, 0.5])
def sinc(x: Float[...]) {
    zero = x == 0
    angle = pi * where(zero, 1.0, x)
    where(zero, 1.0, sin(angle) / angle)
}
gradient def sinc(x, up) = pi * up * sincSlope(pi * x)

## (cos(t) - sin(t) / t) / t, the derivative of sin(t) / t: near zero by its series, where the
## difference would leave no digits.
## Example: sincSlope([0.0, 0.5])
def sincSlope(t: Float[...]) {
    near = abs(t) < 0.5
    far = where(near, 1.0, t)
    s = where(near, t, 0.0) ** 2
    series = 1 - s / 10 * (1 - s / 28 * (1 - s / 54 * (1 - s / 88 * (1 - s / 130))))
    where(near, -t / 3 * series, (cos(far) - sin(far) / far) / far)
}

## The logistic function: `sigmoid` by its name in `torch.special`.
## Example: expit([0.0, 2.0])
def expit(x: Float[...]) = sigmoid(x)

## log(x / (1 - x)), the inverse of the sigmoid; `epsilon` keeps x between epsilon and 1 - epsilon.
## Example: logit([0.25, 0.5])
def logit(x: Float[...], epsilon = none) {
    z = if epsilon == none { x } else { clamp(x, epsilon, 1 - epsilon) }
    log(z / (1 - z))
}

## The derivative of order n of `digamma`, n from 0 up.
## Example: polygamma(1, [1.0, 2.5])
def polygamma(n: Int, x: Float[...]) {
    if n == 0 { digamma(x) }
    else { (-1) ** (n + 1) * exp(lgamma(n + 1.0)) * zeta(n + 1.0, x) }
}

## The square root with a derivative of 0 at 0: for distances of equal points.
## Example: safeRoot([0.0, 4.0])
def safeRoot(x: Float[...]) {
    zero = x == 0
    where(zero, 0.0, sqrt(where(zero, 1.0, x)))
}

## The p-norm of an axis; 0 counts what is not zero, `infinity` takes the largest. Its derivative at
## zero is 0.
## Example: pNorm([[3.0, 4.0]], p: 1.0)
def pNorm(x: Float[...], p: Float = 2.0, axis: Int = -1, keepDim: Bool = false) {
    if p == 2 { safeRoot(sum(x * x, axis: axis, keepDim: keepDim)) }
    else if p == 1 { sum(abs(x), axis: axis, keepDim: keepDim) }
    else if p == 0 { sum(where(x != 0, 1.0, 0.0 * x), axis: axis, keepDim: keepDim) }
    else if p == infinity { max(abs(x), axis: axis, keepDim: keepDim) }
    else {
        zero = x == 0
        powers = where(zero, 0.0, abs(where(zero, 1.0, x)) ** p)
        whole = sum(powers, axis: axis, keepDim: keepDim)
        where(whole == 0, 0.0, where(whole == 0, 1.0, whole) ** (1 / p))
    }
}

## The cosine of the angle between vectors along an axis: x · y over the product of their norms,
## each of which is taken as at least `epsilon`.
## Example: cosineSimilarity(randn([4, 3], seed: 1), randn([4, 3], seed: 2))
def cosineSimilarity(x: Tensor, y: Tensor, axis: Int = 1, epsilon: Float = 1e-8) {
    first = x / maximum(pNorm(x, axis: axis, keepDim: true), epsilon)
    second = y / maximum(pNorm(y, axis: axis, keepDim: true), epsilon)
    sum(first * second, axis: axis)
}

## The p-norm of x - y + epsilon along the last axis.
## Example: pairwiseDistance(randn([4, 3], seed: 1), randn([4, 3], seed: 2))
def pairwiseDistance(x: Tensor, y: Tensor, p: Float = 2.0, epsilon: Float = 1e-6,
                     keepDim: Bool = false) {
    pNorm(x - y + epsilon, p: p, keepDim: keepDim)
}

## The p-norm distance of every row of x `[..., P, M]` to every row of y `[..., R, M]`:
## `[..., P, R]`. Equal rows have distance 0 and no gradient.
## Example: cdist(randn([4, 3], seed: 1), randn([2, 3], seed: 2))
def cdist(x: Tensor, y: Tensor, p: Float = 2.0) {
    pNorm(unsqueeze(x, -2) - unsqueeze(y, -3), p: p)
}

## The area under y along an axis, by the trapezoid rule; the points are x apart as `x` says, a
## vector or a tensor like y, else `dx`.
## Example: trapezoid([1.0, 2.0, 4.0])
def trapezoid(y: Float[...], x = none, dx: Float = 1.0, axis: Int = -1) {
    both = slice(y, axis: axis, start: 1) + slice(y, axis: axis, stop: -1)
    if x == none { dx * 0.5 * sum(both, axis: axis) }
    else {
        points = tensor(x)
        apart = gaps(points, if rank(points) == 1 { -1 } else { axis })
        0.5 * sum(apart * both, axis: axis)
    }
}

## Differences of neighbours along an axis.
## Example: gaps(tensor([1.0, 4.0, 9.0]), 0)
def gaps(x, axis: Int) = slice(x, axis: axis, start: 1) - slice(x, axis: axis, stop: -1)

## The covariance matrix of variables in rows and observations in columns, `[R, N]` to `[R, R]`.
## Example: cov(randn([3, 8], seed: 1))
def cov(x: Float[R, N], correction: Int = 1) {
    centred = x - mean(x, axis: -1, keepDim: true)
    centred @ transpose(centred) / (N - correction)
}

## The matrix of correlation coefficients of variables in rows.
## Example: corrcoef(randn([3, 8], seed: 1))
def corrcoef(x: Float[R, N]) {
    centred = x - mean(x, axis: -1, keepDim: true)
    unit = centred / sqrt(sum(centred * centred, axis: -1, keepDim: true))
    unit @ transpose(unit)
}
