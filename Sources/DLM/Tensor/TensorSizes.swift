import DLMTensor
import DLMTypes

extension Tensor {
    /// The lengths of the axes.
    /// - Throws: `OpError` while one of them is a symbol, which only tensors of a program that is
    ///   being checked have, and for a ragged literal.
    public var sizes: [Int] {
        get throws(OpError) {
            if let refusal { throw refusal }
            guard let known = type.knownShape else {
                throw OpError(
                    .unsupported("symbolic length"),
                    message: "\(type) has lengths that are not known")
            }
            return known
        }
    }

    /// The same elements in row-major order under another shape; one length may be -1 and is then
    /// what the others leave.
    /// - Throws: `OpError` when the shape has another number of elements.
    public func reshape(_ sizes: [Int]) throws(OpError) -> Tensor {
        try reshape(sizes.map { Dim($0) })
    }

    /// Repeated to a shape as broadcasting does.
    /// - Throws: `OpError` when it does not broadcast to it.
    public func expand(to sizes: [Int]) throws(OpError) -> Tensor {
        try expand(to: sizes.map { Dim($0) })
    }
}
