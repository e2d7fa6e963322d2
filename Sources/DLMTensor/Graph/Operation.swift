import DLMTypes

/// A pure function from tensors to tensors, with its static attributes as stored properties.
///
/// Equal operations on equal inputs are one computation: the planner merges such nodes, so every
/// attribute must take part in `==`. One operation is one file under `Ops/`; the file also holds
/// its catalogue entry, its gradient and its reference.
public protocol Operation: Hashable, Sendable {
    /// Types of the outputs. The same rule serves the checker (symbolic lengths) and the runtime
    /// (known lengths).
    /// - Throws: `OpError`, which names the operand, what it has and what was wanted.
    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType]

    /// Gradients with respect to each input as graph nodes; nil where none flows.
    ///
    /// `upstream` has one entry an output; nil stands for zero. Gradients have their input's shape.
    func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?]

    /// The defining computation, in Float64 where the element type is floating: what fast kernels
    /// are held against, and what runs when there is none.
    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray]
}

/// What a gradient rule sees.
public struct GradientContext: Sendable {
    public let inputs: [Tensor]
    public let outputs: [Tensor]
    public let upstream: [Tensor?]

    public init(inputs: [Tensor], outputs: [Tensor], upstream: [Tensor?]) {
        self.inputs = inputs
        self.outputs = outputs
        self.upstream = upstream
    }
}

extension Operation {
    /// No gradient flows: the default for comparisons, integer results and randomness.
    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        context.inputs.map { _ in nil }
    }
}

/// An operation that computes each element of its one output from the elements of its broadcast
/// inputs at the same place. The planner joins chains of them into one pass over memory.
public protocol ElementwiseOperation: Operation {
    var code: ScalarCode { get }
}

/// An operation that folds axes of its one input.
public protocol ReductionOperation: Operation {
    var reduction: ReductionCode { get }
    /// Axes folded, non-negative and ascending.
    var axes: [Int] { get }
    /// Whether folded axes stay, with length 1.
    var keepsAxes: Bool { get }
}

/// How elements are folded.
public enum ReductionCode: UInt8, Sendable, Hashable {
    case sum, max, min, product
}
