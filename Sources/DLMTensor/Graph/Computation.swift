import DLMTypes

/// What one run computes: outputs to hand back, and new values for variables.
///
/// Updates commit together after every output is known and the run was not refused, so a step that
/// fails or is interrupted changes nothing.
public struct Computation: Sendable {
    public var outputs: [Tensor]
    public var updates: [Update]

    /// A variable's next value.
    public struct Update: Sendable {
        public let variable: Variable
        public let value: Tensor

        public init(_ variable: Variable, _ value: Tensor) {
            self.variable = variable
            self.value = value
        }
    }

    public init(outputs: [Tensor], updates: [Update] = []) {
        self.outputs = outputs
        self.updates = updates
    }
}

/// Names of the placeholders that carry the random state into a run.
public enum RandomState {
    /// `Int[3]`: seed, epoch, step.
    public static let step = "random.step"
    /// `Int[B]`: the index of each sample of the batch in its data set.
    public static let samples = "random.samples"
}
