import DLMTypes

/// How many inputs feed a unit of a weight, and how many units an input feeds, by PyTorch's rule:
/// the weight is `[out, in, kernel…]`.
public struct Fans: Sendable, Equatable {
    public let input: Int
    public let output: Int

    /// - Throws: `OpError.rank` for a weight with fewer than two axes.
    public init(_ shape: [Int]) throws(OpError) {
        guard shape.count >= 2 else {
            throw OpError(
                .rank(wanted: "at least two axes", actual: shape.count),
                message: "this initialiser needs a weight [out, in, …]; "
                    + "the parameter has \(shape.count) axes",
                help: "use uniform, normal or zeros for it")
        }
        let field = shape[2...].reduce(1, *)
        input = shape[1] * field
        output = shape[0] * field
    }
}
