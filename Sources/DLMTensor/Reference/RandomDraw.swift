import DLMTypes

/// The words that random operations draw: one 32-bit word an element, a function of the random
/// state and the element's logical position only.
///
/// Philox key: `RandomKey(seed: seed ⊕ key).child(epoch).child(step)`. Counter of position `p` in
/// sample `s`: block `p / 4` in the low two words, `s` in the high two; word `p % 4` of it.
public struct RandomDraw {
    private let bits: SIMD2<UInt32>
    /// Index in the data set of each row; empty when the draw is not per sample.
    private let samples: [Int64]
    private let count: Int

    init(
        _ inputs: [HostArray], key: UInt64, perSample: Bool, shape: [Int]
    ) throws(OpError) {
        let state = inputs[0].integers
        guard state.count == 3 else {
            throw OpError(
                .unsupported("random state"), message: "the random state has three numbers")
        }
        bits = Self.bits(seed: state[0], epoch: state[1], step: state[2], key: key)
        samples = perSample && inputs.count > 1 ? inputs[1].integers : []
        count = shape.reduce(1, *)
    }

    /// The Philox key of a layer in a step.
    public static func bits(seed: Int64, epoch: Int64, step: Int64, key: UInt64) -> SIMD2<UInt32> {
        let stream = RandomKey(seed: UInt64(bitPattern: seed) ^ key)
            .child(Int(epoch)).child(Int(step)).bits
        return SIMD2(
            UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    }

    /// Calls `body` with each element's row-major offset and word.
    func visit(_ body: (_ place: Int, _ word: UInt32) -> Void) {
        let rows = samples.isEmpty ? 1 : samples.count
        let width = rows == 0 ? 0 : count / rows
        for row in 0..<rows {
            let sample = samples.isEmpty ? 0 : UInt64(bitPattern: samples[row])
            for position in 0..<width {
                if position % Stop.slab == 0, Stop.isRequested { return }
                let block = UInt64(position / 4)
                let counter = SIMD4<UInt32>(
                    UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
                    UInt32(truncatingIfNeeded: sample), UInt32(truncatingIfNeeded: sample >> 32))
                body(row * width + position, Philox.block(counter, key: bits)[position % 4])
            }
        }
    }

    /// Refuses operands that are not the random state.
    static func check(
        _ inputs: [TensorType], perSample: Bool, shape: [Dim]
    ) throws(OpError) {
        guard inputs.count == (perSample ? 2 : 1), inputs[0].shape == [3] else {
            throw OpError(
                .unsupported("random state"),
                message: "a random operation takes the step and, per sample, the samples")
        }
        guard perSample else { return }
        guard let rows = shape.first, inputs[1].rank == 1 else {
            throw OpError(
                .rank(wanted: "at least one axis", actual: shape.count), operand: 1,
                message: "randomness per sample needs a batch axis")
        }
        try Dim.require(rows, equals: inputs[1].shape[0], operand: 1) {
            "there are \(rows) rows and \(inputs[1].shape[0]) samples"
        }
    }
}
