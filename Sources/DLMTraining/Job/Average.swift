import DLMTensor

/// A loss or metric as a sum and its weight, so that parts merge exactly: short last batches,
/// accumulation and several machines give the figure of the whole.
public struct Average: Sendable {
    /// Float scalar.
    public var sum: Tensor
    /// Float scalar: number of samples, frames, or their total weight.
    public var weight: Tensor

    public init(sum: Tensor, weight: Tensor) {
        self.sum = sum
        self.weight = weight
    }
}

/// Whether more or less of a metric is better.
public enum Direction: String, Sendable, Hashable {
    case max, min
}
