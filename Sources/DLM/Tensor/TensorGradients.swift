import DLMTensor
import DLMTypes

// Derivatives are functions of functions, as in a dlm program (`grad`, `valueAndGrad`, `jacobian`,
// `hessian`). What they give are tensors like any other, so they can be differentiated again:
//
//     let f = { (x: Tensor) in try (x ** 3).sum() }
//     let slope = gradient(of: f)           // 3x²
//     let curvature = hessian(of: f)        // 6x on the diagonal
//
// `loss.gradients(with: [w, b])` is the same without a function: gradients of a scalar with respect
// to tensors it was built from.

/// A function and its gradient at a point, built together: what they share is computed once.
///
/// - Parameters:
///   - x: any shape, `Float` or `Float64`.
///   - f: gives a scalar.
/// - Returns: f(x), and its gradient in the shape of x.
/// - Throws: `OpError` when x holds whole numbers or f gives no `Float` scalar, and what f throws.
public func valueWithGradient(
    at x: Tensor, of f: (Tensor) throws -> Tensor
) throws -> (value: Tensor, gradient: Tensor) {
    let (value, gradients) = try Differentiation.at([x]) { own in try f(own[0]) }
    return (value, gradients[0])
}

/// A function of two tensors and its gradients with respect to both; see `valueWithGradient(at:of:)`.
public func valueWithGradient(
    at x: Tensor, _ y: Tensor, of f: (Tensor, Tensor) throws -> Tensor
) throws -> (value: Tensor, gradient: (Tensor, Tensor)) {
    let (value, gradients) = try Differentiation.at([x, y]) { own in try f(own[0], own[1]) }
    return (value, (gradients[0], gradients[1]))
}

/// A function of three tensors and its gradients with respect to all; see
/// `valueWithGradient(at:of:)`.
public func valueWithGradient(
    at x: Tensor, _ y: Tensor, _ z: Tensor, of f: (Tensor, Tensor, Tensor) throws -> Tensor
) throws -> (value: Tensor, gradient: (Tensor, Tensor, Tensor)) {
    let (value, gradients) = try Differentiation.at([x, y, z]) { own in
        try f(own[0], own[1], own[2])
    }
    return (value, (gradients[0], gradients[1], gradients[2]))
}

/// A function of any number of tensors and its gradients with respect to all, in their order; see
/// `valueWithGradient(at:of:)`.
public func valueWithGradient(
    at points: [Tensor], of f: ([Tensor]) throws -> Tensor
) throws -> (value: Tensor, gradient: [Tensor]) {
    try Differentiation.at(points, f)
}

/// The gradient of a function that gives a scalar, as a function of the same tensor.
///
/// - Returns: a function that throws `OpError` when its argument holds whole numbers or `f` gives
///   no `Float` scalar, and what `f` throws.
public func gradient(
    of f: @escaping (Tensor) throws -> Tensor
) -> (Tensor) throws -> Tensor {
    { x in try valueWithGradient(at: x, of: f).gradient }
}

/// The gradients of a function of two tensors with respect to both.
public func gradient(
    of f: @escaping (Tensor, Tensor) throws -> Tensor
) -> (Tensor, Tensor) throws -> (Tensor, Tensor) {
    { x, y in try valueWithGradient(at: x, y, of: f).gradient }
}

/// The gradients of a function of three tensors with respect to all.
public func gradient(
    of f: @escaping (Tensor, Tensor, Tensor) throws -> Tensor
) -> (Tensor, Tensor, Tensor) throws -> (Tensor, Tensor, Tensor) {
    { x, y, z in try valueWithGradient(at: x, y, z, of: f).gradient }
}

/// The derivative of every element of a function's result: shape(f(x)) by shape(x).
///
/// - Returns: a function that throws `OpError` when its argument or what `f` gives holds whole
///   numbers, and what `f` throws.
public func jacobian(
    of f: @escaping (Tensor) throws -> Tensor
) -> (Tensor) throws -> Tensor {
    { x in
        let own = try Differentiation.sources([x])
        let value = try f(own[0])
        guard value.dtype.isFloating else { throw Differentiation.refusal(of: value) }
        return try value.jacobians(with: own)[0]
    }
}

/// The second derivatives of a function that gives a scalar: shape(x) by shape(x).
///
/// - Returns: a function that throws as `gradient(of:)` and `jacobian(of:)` do.
public func hessian(
    of f: @escaping (Tensor) throws -> Tensor
) -> (Tensor) throws -> Tensor {
    jacobian(of: gradient(of: f))
}
