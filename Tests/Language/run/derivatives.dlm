# Derivatives of any order, through loops, by hand, with recomputation.
x = tensor([0.5, -1.0, 2.0])
def close(a: Float[...], b: Float[...]) = max(abs(a - b)) < 1e-5
expect close(grad(v => sum(v ** 3))(x), 3.0 * x * x)
expect close(grad(v => sum(grad(u => sum(u ** 3))(v)))(x), 6.0 * x)
expect close(hessian(v => sum(v ** 3))(x)[2], tensor([0.0, 0.0, 12.0]))
expect close(jacobian(v => v * sum(v))(x)[0], tensor([2.0, 0.5, 0.5]))
(value, slope) = valueAndGrad((a, b) => sum(a * b), argnums: 1)(x, 2.0 * x)
expect close(value, 2.0 * sum(x * x))
expect close(slope, x)
(y, pullback) = vjp((a, b) => a * exp(b), (x, x))
expect close(pullback(ones([3]))[0], exp(x))
expect close(pullback(ones([3]))[1], x * exp(x))
expect close(jvp(v => sin(v), x, 2.0 * x)[1], 2.0 * x * cos(x))
# Through a loop: the power of a number, its first four derivatives.
power = (w => fold(ones([5]), from: 1.0) { p, one => p * w })
expect close(power(1.5), 1.5 ** 5)
expect close(grad(power)(1.5), 5.0 * 1.5 ** 4)
expect close(grad(grad(power))(1.5), 20.0 * 1.5 ** 3)
expect close(grad(grad(grad(power)))(1.5), 60.0 * 1.5 ** 2)
expect close(jacobian(w => scan(ones([3]), from: 1.0) { p, one => p * w })(2.0), tensor([1.0, 4.0, 12.0]))
# With respect to what the loop runs over, and backwards.
expect close(grad(v => fold(v, from: 1.0, reversed: true) { p, e => p * e })(x), tensor([-2.0, 1.0, -0.5]))
expect close(hessian(v => fold(v, from: 1.0) { p, e => p * e })(x)[0], tensor([0.0, 2.0, -1.0]))
# A straight-through estimator: rounding whose derivative is taken to be 1.
def stepped(v: Float[...], by: Float = 0.5) = round(v / by) * by
gradient def stepped(v, by, up) = up
expect close(stepped(x, by: 1.0), tensor([0.0, -1.0, 2.0]))
expect close(grad(v => sum(stepped(v) * v))(x), stepped(x) + x)
# A rule that depends on the argument, and is differentiated again.
def cubed(v: Float[...]) = v ** 3
gradient def cubed(v, up) = 3.0 * v * v * up
expect close(grad(v => sum(cubed(v)))(x), 3.0 * x * x)
expect close(grad(v => sum(grad(u => sum(cubed(u)))(v)))(x), 6.0 * x)
# Two arguments, one of them without a gradient.
def mixed(a: Float[...], b: Float[...]) = a * b
gradient def mixed(a, b, up) = (up * b, none)
expect close(grad(mixedSum, argnums: [0, 1])(x, x)[1], zeros([3]))
def mixedSum(a: Float[...], b: Float[...]) = sum(mixed(a, b))
# Recomputation changes nothing.
deep = (v => sum(checkpoint(v, (|> exp |> sin |> tanh)) * v))
plain = (v => sum((v |> exp |> sin |> tanh) * v))
expect close(grad(deep)(x), grad(plain)(x))
expect close(hessian(deep)(x), hessian(plain)(x))
