import DLMTypes

/// An operation that plain ones could express: what it is when no kernel knows it.
public protocol CompositeOperation: Operation {
    /// The same outputs from elementwise operations and reductions.
    func expansion(_ inputs: [Tensor]) throws(OpError) -> [Tensor]
}
