import DLMTensor
import DLMTypes

/// What the derivatives of Swift functions have in common.
enum Differentiation {
    /// A function's value where its arguments are nodes of their own, and its gradients.
    static func at(
        _ points: [Tensor], _ f: ([Tensor]) throws -> Tensor
    ) throws -> (value: Tensor, gradient: [Tensor]) {
        let own = try sources(points)
        let value = try f(own)
        if let refusal = value.refusal { throw refusal }
        return (value, try value.gradients(with: own))
    }

    /// The arguments as nodes of their own: a derivative is taken with respect to this use alone.
    static func sources(_ points: [Tensor]) throws(OpError) -> [Tensor] {
        var own: [Tensor] = []
        for point in points {
            if let refusal = point.refusal { throw refusal }
            guard point.dtype.isFloating else { throw refusal(of: point) }
            own.append(try point.alias())
        }
        return own
    }

    static func refusal(of tensor: Tensor) -> OpError {
        OpError(
            .dtype(wanted: "Float", actual: tensor.dtype), operand: 0,
            message: "only Float tensors have a derivative; this is \(tensor.type)",
            help: "write numbers with a point, or convert them with cast(to: .float32)")
    }
}
