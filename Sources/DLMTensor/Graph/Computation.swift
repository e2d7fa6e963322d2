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

    /// The state of epoch 0 and step 0 for a seed; the samples of a batch are numbered from 0.
    ///
    /// Throws `RunError` when there is no memory for as many numbers as a batch has samples.
    package static func first(
        of tensors: [Tensor], seed: UInt64
    ) throws(RunError) -> [String: HostArray] {
        var inputs: [String: HostArray] = [
            step: HostArray(.int64, [3], [Int64(bitPattern: seed), Int64(0), Int64(0)])
        ]
        for node in Node.inOrder(tensors.map(\.node)) {
            guard let leaf = node.operation as? Placeholder, leaf.name == samples,
                let count = node.types[0].knownShape?.first
            else { continue }
            let bytes = HostMemory.byteCount(.int64, [count]) ?? .max
            guard HostMemory.canHold(bytes) else {
                throw RunError(
                    .memory,
                    message: "no memory to number \(count) samples: \(HostMemory.refusal(bytes))",
                    origin: node.origin)
            }
            inputs[leaf.name] = HostArray(.int64, [count]) { target in
                let numbers = target.bindMemory(to: Int64.self)
                for place in 0..<count { numbers[place] = Int64(place) }
            }
        }
        return inputs
    }
}
