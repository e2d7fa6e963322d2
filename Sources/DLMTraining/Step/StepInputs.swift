import DLMData
import DLMTensor
import DLMTypes

/// Values that each step is given beside the batch's own fields.
struct StepInputs {
    let seed: UInt64
    /// Epochs done.
    let epoch: Int
    /// Steps done within the epoch.
    let step: Int

    /// The inputs of a step on a batch: its fields and the random state.
    func arrays(_ batch: Batch) -> [String: HostArray] {
        var inputs = batch.tensors
        let state: [Int64] = [Int64(bitPattern: seed), Int64(epoch), Int64(step)]
        inputs[RandomState.step] = HostArray(.int64, [3], state)
        inputs[RandomState.samples] = HostArray(
            .int64, [batch.count], batch.indices.map { Int64($0) })
        return inputs
    }

    /// A Float scalar.
    static func scalar(_ value: Double) -> HostArray {
        HostArray(.float32, [], [Float(value)])
    }
}
